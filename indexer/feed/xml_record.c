/* The fields of one record of XML, gathered element by element. */
#include "indexer/feed/xml_record.h"

#include "core/names.h"

void xml_record_begin(struct xml_record *r)
{
    for (int role = 0; role < XML_ROLES; role++) {
        buf_clear(&r->field[role]);
        r->given[role] = r->markup[role] = false;
    }
    buf_clear(&r->path);
    r->too_long = false;
    r->depth = 0;
    *r->role = XML_REST;
}

void xml_record_free(struct xml_record *r)
{
    for (int role = 0; role < XML_ROLES; role++)
        buf_free(&r->field[role]);
    buf_free(&r->path);
}

/* Whether NAME, of --field, is PATH, or its attribute ATTRIBUTE if that is not empty; in NAME
 * slashes are dots. */
static bool is_path(const char *name, struct span path, struct span attribute)
{
    size_t at = 0;

    for (; at < path.len && name[at]; at++)
        if (name[at] != path.data[at] && !(name[at] == '/' && path.data[at] == '.'))
            return false;
    if (at < path.len)
        return false;
    name += at;
    if (!attribute.len)
        return !*name;
    name += at && (*name == '.' || *name == '/');
    return *name == '@' && span_eq(span_of(name + 1), attribute);
}

/* Whether --field gives ROLE the element at PATH, or its attribute. */
static bool is_given(const struct xml_record *r, int role, struct span path, struct span attribute)
{
    const char *const *names = r->options->field_name[role];

    for (size_t i = 0; i < FEED_NAMES && names[i]; i++)
        if (is_path(names[i], path, attribute))
            return true;
    return false;
}

/* Whether the element or attribute at PATH has the name of ROLE. */
static bool is_usual(int role, struct span path, struct span attribute)
{
    struct span name = attribute.len ? attribute : path;

    return (!attribute.len || !path.len) &&
           span_eq_any_case(name, span_of(feed_role_names.list[role]));
}

/* Whether --field says which fields have ROLE; a summary is part of the body. */
static bool is_chosen(const struct xml_record *r, int role)
{
    return *r->options->field_name[role < FEED_ROLES ? role : ROLE_BODY];
}

/* Whether PATH is right inside the group that a feed of films puts its fields in. */
static bool is_in_group(struct span path)
{
    static const char group[] = "media:group.";

    return span_begins(path, span_of(group)) &&
           !memchr(path.data + sizeof group - 1, '.', path.len - (sizeof group - 1));
}

/* The role of ELEMENT, at PATH, or its ATTRIBUTE if that is not empty; its rank in *RANK.
 * XML_ROLES: it has none. */
static int find_role(const struct xml_record *r, struct span element, struct span path,
                     struct span attribute, int *rank)
{
    *rank = 0;
    for (int role = 0; role < FEED_ROLES; role++)
        if (is_given(r, role, path, attribute) ||
            (!r->shape && !is_chosen(r, role) && is_usual(role, path, attribute)))
            return role;
    if (!r->shape || (r->shape->feed && r->depth > 1 && !is_in_group(path)))
        return XML_ROLES;
    for (const struct xml_field *f = r->shape->fields; f->element; f++)
        if (span_eq(element, span_of(f->element)) && !is_chosen(r, f->role) &&
            (f->attribute ? attribute.len && span_eq(attribute, span_of(f->attribute))
                          : !attribute.len)) {
            *rank = f->rank;
            return f->role;
        }
    return XML_ROLES;
}

static bool is_joined(const struct xml_record *r, int role)
{
    return role == ROLE_BODY || role >= FEED_ROLES || is_chosen(r, role);
}

/* Whether a field of ROLE and RANK counts: the first of its rank, and of the lowest rank; those
 * that are joined begin a new line. */
static bool begin_field(struct xml_record *r, int role, int rank)
{
    bool better = !r->given[role] || rank < r->rank[role] || !r->field[role].len;

    if (!better && !(is_joined(r, role) && rank == r->rank[role]))
        return false;
    if (better)
        buf_clear(&r->field[role]);
    else
        buf_char(&r->field[role], role == ROLE_ID ? '/' : '\n');
    r->given[role] = true;
    r->rank[role] = rank;
    return true;
}

/* Ends the line of the text at the current depth. */
static void break_line(struct xml_record *r)
{
    struct buf *out = &r->field[r->role[r->depth]];

    if (out->len && out->data[out->len - 1] != '\n')
        buf_char(out, '\n');
}

bool xml_record_open(struct xml_record *r, struct span name)
{
    int outer = r->role[r->depth], role, rank;

    if (r->depth + 1 >= XML_DEPTH_MAX)
        return false;
    r->markup[outer] = true;
    if (!xml_is_inline(name))
        break_line(r);
    r->path_at[r->depth++] = r->path.len;
    if (r->path.len)
        buf_char(&r->path, '.');
    buf_span_add(&r->path, name);
    role = find_role(r, name, buf_span(&r->path), (struct span){NULL, 0}, &rank);
    if (role == XML_ROLES || (role == outer && role == ROLE_BODY))
        role = outer;
    else if (!begin_field(r, role, rank))
        role = XML_NOTHING;
    r->role[r->depth] = (unsigned char)role;
    return true;
}

void xml_record_attribute(struct xml_record *r, struct span element, struct span name,
                          struct span value)
{
    int rank, role = find_role(r, element, buf_span(&r->path), name, &rank);

    if (role == XML_ROLES || !value.len || !begin_field(r, role, rank))
        return;
    buf_span_add(&r->field[role], value);
}

void xml_record_text(struct xml_record *r, struct span text)
{
    int role = r->role[r->depth];
    size_t len = 0;

    for (int i = 0; i < XML_ROLES; i++)
        len += r->field[i].len;
    r->too_long = r->too_long || len + text.len > ARTICLE_BYTES_MAX;
    if (role != XML_NOTHING && !r->too_long)
        buf_span_add(&r->field[role], text);
}

void xml_record_close(struct xml_record *r)
{
    struct span name = span_from(buf_span(&r->path), r->path_at[r->depth - 1]);

    if (name.len && *name.data == '.')
        name = span_from(name, 1);
    if (!xml_is_inline(name) && r->role[r->depth] == r->role[r->depth - 1])
        break_line(r);
    r->depth--;
    r->path.len = r->path_at[r->depth];
    if (r->path.data)
        r->path.data[r->path.len] = '\0';
    if (!xml_is_inline(name))
        break_line(r);
}

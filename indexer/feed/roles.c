/* Maps named fields of records to the fields of articles. */
#include "indexer/feed/roles.h"

#include "core/names.h"

static const char *const role_names[FEED_ROLES] = {
    [ROLE_ID] = "id",         [ROLE_TITLE] = "title", [ROLE_DATE] = "date", [ROLE_BODY] = "body",
    [ROLE_SOURCE] = "source", [ROLE_URL] = "url",     [ROLE_LANG] = "lang",
};

const struct names feed_role_names = NAMES("role", role_names);

const char *role_name(const struct input *in, enum feed_role role, size_t i)
{
    const char *const *given = in->feed->options->field_name[role];

    if (i >= FEED_NAMES)
        return NULL;
    return *given || i ? given[i] : role_names[role];
}

void role_named(struct input *in, enum feed_role role)
{
    in->feed->counts->named[role] = true;
    unmapped_found(&in->feed->unmapped, role);
}

void role_fields_clear(struct role_fields *f)
{
    memset(f->found, 0, sizeof f->found);
}

void role_fields_free(struct role_fields *f)
{
    for (int role = 0; role < FEED_ROLES; role++)
        buf_free(&f->joined[role]);
}

/* Joins TEXT to that of ROLE, which is not empty. */
static void join_text(struct role_fields *f, enum feed_role role, struct span text)
{
    struct span *found = &f->found[role];
    struct buf *joined = &f->joined[role];

    if (found->data != joined->data) {
        buf_clear(joined);
        buf_span_add(joined, *found);
    }
    buf_char(joined, role == ROLE_ID ? '/' : '\n');
    buf_span_add(joined, text);
    *found = buf_span(joined);
}

void role_fields_add(struct role_fields *f, enum feed_role role, struct span text)
{
    if (text.len && f->found[role].len)
        join_text(f, role, text);
    else if (text.len)
        f->found[role] = text;
}

void role_fields_gap(struct role_fields *f, enum feed_role role)
{
    if (f->found[role].len && role != ROLE_ID)
        join_text(f, role, (struct span){NULL, 0});
}

void role_fields_keep(struct role_fields *f, enum feed_role role, struct span text)
{
    if (!text.len || f->found[role].len) {
        role_fields_add(f, role, text);
        return;
    }
    buf_clear(&f->joined[role]);
    buf_span_add(&f->joined[role], text);
    f->found[role] = buf_span(&f->joined[role]);
}

struct record role_record(const struct role_fields *f, uint64_t line)
{
    struct record r = {
        .id = f->found[ROLE_ID],
        .title = f->found[ROLE_TITLE],
        .source = f->found[ROLE_SOURCE],
        .url = f->found[ROLE_URL],
        .lang = f->found[ROLE_LANG],
        .body = f->found[ROLE_BODY],
        .date = span_trim(f->found[ROLE_DATE]),
        .line = line,
    };

    r.date_kind = r.date.len ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    return r;
}

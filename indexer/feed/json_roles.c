/* Finds the fields of articles in JSON objects. */
#include "indexer/feed/json_roles.h"

#include <strings.h>

struct json_roles json_roles_of(struct input *in, bool any_case)
{
    struct json_roles r = {.in = in, .any_case = any_case};
    const char *name;

    for (int role = 0; role < FEED_ROLES; role++)
        for (size_t i = 0; (name = role_name(in, role, i)); i++)
            r.names[role][i] = span_of(name);
    return r;
}

static const struct json_value *json_member_in_case(const struct json_value *object,
                                                    struct span name)
{
    if (object->type == JSON_OBJECT)
        for (const struct json_value *v = object + 1; v < object + object->size; v += v->size)
            if (v->name.len == name.len && name.len &&
                !strncasecmp(v->name.data, name.data, name.len))
                return v;
    return NULL;
}

static const struct json_value *role_member(const struct json_roles *r,
                                            const struct json_value *object, struct span name)
{
    const struct json_value *found = json_member(object, name);

    return found || !r->any_case ? found : json_member_in_case(object, name);
}

/* The member of OBJECT that holds its text, as exports of sites have it. */
static const struct json_value *text_member(const struct json_value *object)
{
    static const char *const names[] = {"text", "content", "value", "rendered",
                                        "body", "#text",   "$t"};
    const struct json_value *found = NULL;

    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = json_member(object, span_of(names[i]));
    return found;
}

/* Adds the text of a string or number, or of all that an array or object holds, one a line. */
static void add_json_text(struct role_fields *fields, enum feed_role role,
                          const struct json_value *value)
{
    if (value->type == JSON_STRING || value->type == JSON_NUMBER) {
        role_fields_add(fields, role, value->text);
    } else if (value->type == JSON_ARRAY) {
        for (const struct json_value *v = value + 1; v < value + value->size; v += v->size)
            if (v->type == JSON_NULL || (v->type == JSON_STRING && !v->text.len))
                role_fields_gap(fields, role);
            else
                add_json_text(fields, role, v);
    } else if (value->type == JSON_OBJECT) {
        const struct json_value *text = text_member(value);

        if (text)
            add_json_text(fields, role, text);
    }
}

/* Adds the member of VALUE called NAME; else, at each dot in NAME, looks for the rest of the name
 * inside the member called by the part before the dot. Returns false if there is none. */
static bool take_json_name(const struct json_roles *r, struct role_fields *fields,
                           enum feed_role role, const struct json_value *value, struct span name)
{
    const struct json_value *member = role_member(r, value, name);
    bool found = member != NULL;

    if (found)
        add_json_text(fields, role, member);
    for (size_t i = 0; i < name.len && !found && value->type == JSON_OBJECT; i++)
        if (name.data[i] == '.') {
            member = role_member(r, value, (struct span){name.data, i});
            found = member && take_json_name(r, fields, role, member, span_from(name, i + 1));
        }
    if (value->type == JSON_ARRAY)
        for (const struct json_value *v = value + 1; v < value + value->size; v += v->size)
            found |= take_json_name(r, fields, role, v, name);
    return found;
}

void json_roles_take(const struct json_roles *r, const struct json_value *object,
                     struct role_fields *fields)
{
    role_fields_clear(fields);
    for (int role = 0; role < FEED_ROLES; role++)
        for (int i = 0; i < FEED_NAMES && r->names[role][i].len; i++)
            if (take_json_name(r, fields, role, object, r->names[role][i]))
                role_named(r->in, role);
}

void json_roles_unmapped(const struct json_roles *r, const struct json_value *object)
{
    struct unmapped *u = &r->in->feed->unmapped;

    if (object->type == JSON_OBJECT && unmapped_record(u))
        for (const struct json_value *v = object + 1; v < object + object->size; v += v->size)
            unmapped_see(u, v->name);
}

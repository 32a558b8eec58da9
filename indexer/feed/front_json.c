/* Reads JSON front matter. */
#include "core/json_read.h"
#include "indexer/feed/front.h"
#include "indexer/feed/json_roles.h"

enum front_result front_json(struct input *in, struct span text, struct role_fields *fields)
{
    struct json_reader reader = {0};
    struct json_roles roles = json_roles_of(in, true);
    struct role_fields found = {0};
    const struct json_value *object = json_read(&reader, text);

    if (object) {
        json_roles_take(&roles, object, &found);
        json_roles_unmapped(&roles, object);
        for (int role = 0; role < FEED_ROLES; role++)
            role_fields_keep(fields, role, found.found[role]);
    }
    json_reader_free(&reader);
    role_fields_free(&found);
    return object ? FRONT_READ : FRONT_TEXT;
}

/* The fields of articles in JSON objects. */
#ifndef DATELINE_INDEXER_FEED_JSON_ROLES_H
#define DATELINE_INDEXER_FEED_JSON_ROLES_H

#include "core/json_read.h"
#include "indexer/feed/roles.h"

struct json_roles {
    struct input *in;
    struct span names[FEED_ROLES][FEED_NAMES];
    bool any_case; /* names match in any capitals */
};

struct json_roles json_roles_of(struct input *in, bool any_case);

/* Replaces FIELDS with those of OBJECT, borrowed from it. A name with dots reaches into objects,
 * and into each object of a list: their texts are joined. An object in the place of a text counts
 * with the member that is known to hold text. */
void json_roles_take(const struct json_roles *r, const struct json_value *object,
                     struct role_fields *fields);
/* Notes the names of OBJECT, a record, after json_roles_take. */
void json_roles_unmapped(const struct json_roles *r, const struct json_value *object);

#endif

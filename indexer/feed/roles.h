/* Maps named fields of records to the fields of articles: --field and its defaults. */
#ifndef DATELINE_INDEXER_FEED_ROLES_H
#define DATELINE_INDEXER_FEED_ROLES_H

#include "indexer/feed/input.h"

/* Field name number I of ROLE in IN; NULL past the last one. There is at least one. */
const char *role_name(const struct input *in, enum feed_role role, size_t i);

/* A field by one of ROLE's names is there. */
void role_named(struct input *in, enum feed_role role);

/* The texts found for a record, by role. All zeros is ready for use. */
struct role_fields {
    struct span found[FEED_ROLES];
    struct buf joined[FEED_ROLES]; /* of roles with several texts */
};

void role_fields_clear(struct role_fields *f);
void role_fields_free(struct role_fields *f);
/* Adds TEXT, which is borrowed unless ROLE has text already: then both are joined, an id's by a
 * slash, others by a line end. */
void role_fields_add(struct role_fields *f, enum feed_role role, struct span text);
/* Adds an empty line to the text of ROLE, if it has any. */
void role_fields_gap(struct role_fields *f, enum feed_role role);
/* As role_fields_add, with a copy of TEXT. */
void role_fields_keep(struct role_fields *f, enum feed_role role, struct span text);
/* The record at LINE with the fields of F. */
struct record role_record(const struct role_fields *f, uint64_t line);

#endif

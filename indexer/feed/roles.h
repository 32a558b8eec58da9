/* Maps named fields of records to the fields of articles: --field and its defaults. */
#ifndef DATELINE_INDEXER_FEED_ROLES_H
#define DATELINE_INDEXER_FEED_ROLES_H

#include "indexer/feed/input.h"

/* The field name of ROLE in IN. */
const char *role_field(const struct input *in, enum feed_role role);

/* The record at LINE with the fields FOUND, by role. */
struct record role_record(const struct span found[FEED_ROLES], uint64_t line);

#endif

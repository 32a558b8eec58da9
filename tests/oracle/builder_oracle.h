/* indexer/index/builder.h by way of libxapian's own writer: slow, and right by
 * definition. */
#ifndef DATELINE_TESTS_ORACLE_BUILDER_ORACLE_H
#define DATELINE_TESTS_ORACLE_BUILDER_ORACLE_H

#include "indexer/index/builder.h"

struct oracle;

dateline_status oracle_open(const char *index, const char *tmp, const struct builder_options *o,
                            struct oracle **out, dateline_error *err);
dateline_status oracle_add(struct oracle *b, const struct submission *s, dateline_error *err);
dateline_status oracle_finish(struct oracle *b, const struct builder_events *events,
                              struct segment *out, char uuid[UUID_TEXT], dateline_error *err);
/* The database stays. */
void oracle_close(struct oracle *b);

#endif

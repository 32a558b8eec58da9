/* Filters of a query: source:, lang:, id: and date:. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_FILTER_H
#define DATELINE_SEARCHER_QUERY_QUERY_FILTER_H

#include "searcher/query/query_reader.h"

/* The filter FIELD, a DAY or another, whose VALUE was read from the bytes START
 * to END, of which the name is the first part. */
dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out);

#endif

/* Filters of a query: source:, lang:, id:, date: and date_source:. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_FILTER_H
#define DATELINE_SEARCHER_QUERY_QUERY_FILTER_H

#include "searcher/query/query_reader.h"

/* Makes the filter of FIELD with VALUE; START and END delimit the query's bytes, the
 * field's name included. DATELINE_BAD_QUERY for a malformed date or too many words. */
dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out);

#endif

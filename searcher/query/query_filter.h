/* Filters of a query: source:, lang:, id:, date: and date_source:. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_FILTER_H
#define DATELINE_SEARCHER_QUERY_QUERY_FILTER_H

#include "searcher/query/query_field.h"

/* Makes the filter of FIELD with VALUE; START and END delimit the query's bytes, the
 * field's name included. DATELINE_BAD_QUERY for too many words. */
dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out);
/* The same of the dates that F bounds. Where VALUE is no date, *OUT is NULL, or the query
 * refused, as for a range that ends before it begins, if F is strict. */
dateline_status query_date_filter(struct query_reader *r, const struct query_field *f,
                                  struct span value, uint32_t start, uint32_t end,
                                  struct query_node **out);

#endif

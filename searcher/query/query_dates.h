/* Dates of several words in queries. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_DATES_H
#define DATELINE_SEARCHER_QUERY_QUERY_DATES_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* Adds to VALUE, which is no date and ends at *AFTER, the words after it with which it is one:
 * since:last week, after:March 2021. Leaves both as they are if there are none. */
void query_extend_date(const struct query_reader *r, struct span *value, uint32_t *after);
/* Warns, once a query, that a date is searched for as words: oil since 2021, oil last week. */
void query_warn_of_dates(struct query_reader *r, const struct query_lexemes *all);

#endif

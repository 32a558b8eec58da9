/* Ranges of days in filters. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_DAYS_H
#define DATELINE_SEARCHER_QUERY_QUERY_DAYS_H

#include "core/buf.h"
#include "searcher/query/question.h"

/* How a date bounds a range. */
enum day_bound {
    BOUND_WITHIN, /* the date's period, or a range that is written */
    BOUND_SINCE,  /* from its first day on */
    BOUND_UNTIL,  /* up to its last day */
    BOUND_AFTER,  /* from the day after its last day on */
    BOUND_BEFORE, /* up to the day before its first day */
};

/* Whether VALUE stands for no date at all: `none` or `undated`. */
bool query_days_undated(struct span value);

/* Parses VALUE: a date; with BOUND_WITHIN also FIRST..LAST, [FIRST TO LAST] or {FIRST TO LAST},
 * either of which may be left out (`*` in brackets), and query_days_undated's words. False, with
 * *OUT unchanged, if it is none of these. The range may end before it begins. */
bool query_days_parse(struct span value, enum day_bound bound, dateline_day today,
                      struct query_days *out);

#endif

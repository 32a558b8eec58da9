/* A range of days as the fewest date terms that answer it exactly.
 *
 * An article is in a range when its whole date is: the day, or every day of the
 * month or year it is dated to. It has the terms of its date as far as that is
 * known: D, M and Y, or M and Y, or Y. So a term may stand for its period only
 * where no article has it that is partly outside: where the range covers the
 * period, or all of it that is within the index's span. */
#ifndef DATELINE_SEARCHER_PLAN_DATE_RANGE_H
#define DATELINE_SEARCHER_PLAN_DATE_RANGE_H

#include "core/schema.h"

/* The most terms of a range, besides a FIELD_YEAR for each year of the span. */
enum { DATE_RANGE_MONTHS = 22, DATE_RANGE_DAYS = 60 };

struct date_term {
    enum schema_field field; /* FIELD_DAY, FIELD_MONTH or FIELD_YEAR */
    dateline_day day;        /* to that precision */
};

/* All zeros is empty and ready for use. */
struct date_range {
    bool all;                /* every dated article: all but those of schema_undated() */
    struct date_term *terms; /* else those with any of these, ascending; none: nothing */
    size_t len, cap;
};

/* Replaces what OUT holds by the terms for FIRST to LAST, full days. The index's
 * span is from the first day of its earliest to the last day of its latest
 * date, zeros where nothing is dated; a wider one is never wrong, only slower. */
void date_range_terms(dateline_day first, dateline_day last, dateline_day index_first,
                      dateline_day index_last, struct date_range *out);
void date_range_free(struct date_range *r);

#endif

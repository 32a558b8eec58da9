/* A range of days as intervals of dates, for documents that stand in their order.
 *
 * Dates are compared as the numbers they are (core/day.h): a month comes before
 * its first day, a year before its first month. An article dated to a month or a
 * year alone is in a range that covers all of it; so an interval begins with the
 * month or year whose first day the range begins with, if it covers that, and
 * the month and the year that the range ends in the midst of are left out. */
#ifndef DATELINE_SEARCHER_PLAN_DATE_INTERVAL_H
#define DATELINE_SEARCHER_PLAN_DATE_INTERVAL_H

#include <stddef.h>

#include "core/day.h"

enum { DATE_INTERVALS = 3 };

/* Inclusive; not both ends need be dates that exist. */
struct date_interval {
    dateline_day first, last;
};

/* The intervals of what lies within FIRST to LAST, full days, latest first; how
 * many. */
size_t date_intervals(dateline_day first, dateline_day last,
                      struct date_interval out[DATE_INTERVALS]);

#endif

/* Turns a range of days into intervals of dates. */
#include "searcher/plan/date_interval.h"

/* The earliest date that lies within the days FIRST to LAST. */
static dateline_day beginning(dateline_day first, dateline_day last)
{
    dateline_day month = first / 100 * 100, year = first / 10000 * 10000;

    if (day_first(year) == first && day_last(year) <= last)
        return year;
    return day_first(month) == first && day_last(month) <= last ? month : first;
}

size_t date_intervals(dateline_day first, dateline_day last,
                      struct date_interval out[DATE_INTERVALS])
{
    const dateline_day ends_within[] = {last / 100 * 100, last / 10000 * 10000};
    dateline_day from = beginning(first, last), to = last;
    size_t n = 0;

    for (int i = 0; i < 2; i++) {
        dateline_day period = ends_within[i];

        if (period < from || day_last(period) <= last)
            continue;
        out[n++] = (struct date_interval){period + 1, to};
        to = period - 1;
    }
    if (from <= to)
        out[n++] = (struct date_interval){from, to};
    return n;
}

/* Numbers and names of calendar periods. */
#include "searcher/engine/period.h"

#include <stdio.h>

static const char *const unit_list[] = {
    [PERIOD_DAY] = "day",         [PERIOD_WEEK] = "week", [PERIOD_MONTH] = "month",
    [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year",
};

const struct names period_unit_names = NAMES("period", unit_list);

/* The precision that a date needs to have a period. */
static const enum day_precision precisions[] = {
    [PERIOD_DAY] = DAY_DAY,       [PERIOD_WEEK] = DAY_DAY,  [PERIOD_MONTH] = DAY_MONTH,
    [PERIOD_QUARTER] = DAY_MONTH, [PERIOD_YEAR] = DAY_YEAR,
};

int32_t period_of(enum period_unit u, dateline_day day)
{
    int32_t year = day / 10000, month = day / 100 % 100;

    if (day_precision(day) < precisions[u])
        return 0;
    switch (u) {
    case PERIOD_DAY:
        return day_number(day);
    case PERIOD_WEEK:
        return (day_number(day) - 1) / 7 + 1; /* 0001-01-01 was a Monday */
    case PERIOD_MONTH:
        return year * 12 + month - 1;
    case PERIOD_QUARTER:
        return year * 4 + (month - 1) / 3;
    case PERIOD_YEAR:
        return year;
    case PERIOD_NONE:
        break;
    }
    return 0;
}

dateline_day period_first(enum period_unit u, int32_t period)
{
    switch (u) {
    case PERIOD_DAY:
        return day_from_number(period);
    case PERIOD_WEEK:
        return day_from_number((period - 1) * 7 + 1);
    case PERIOD_MONTH:
        return day_make(period / 12, period % 12 + 1, 1);
    case PERIOD_QUARTER:
        return day_make(period / 4, period % 4 * 3 + 1, 1);
    case PERIOD_YEAR:
        return day_make(period, 1, 1);
    case PERIOD_NONE:
        break;
    }
    return 0;
}

dateline_day period_last(enum period_unit u, int32_t period)
{
    switch (u) {
    case PERIOD_DAY:
        return day_from_number(period);
    case PERIOD_WEEK:
        return day_from_number(period * 7);
    case PERIOD_MONTH:
        return day_last(day_make(period / 12, period % 12 + 1, 0));
    case PERIOD_QUARTER:
        return day_last(day_make(period / 4, period % 4 * 3 + 3, 0));
    case PERIOD_YEAR:
        return day_last(day_make(period, 0, 0));
    case PERIOD_NONE:
        break;
    }
    return 0;
}

static int format_week(int32_t week, char *out)
{
    dateline_day thursday = day_from_number((week - 1) * 7 + 4);
    int32_t new_year = day_number(day_make(thursday / 10000, 1, 1));

    return snprintf(out, PERIOD_TEXT, "%04d-W%02d", thursday / 10000,
                    (day_number(thursday) - new_year) / 7 + 1);
}

size_t period_format(enum period_unit u, int32_t period, char out[PERIOD_TEXT])
{
    int len = 0;

    switch (u) {
    case PERIOD_DAY:
        return day_format(day_from_number(period), out);
    case PERIOD_WEEK:
        len = format_week(period, out);
        break;
    case PERIOD_MONTH: /* not by snprintf: measured, month timeline of an OR: 81 -> 55 us */
        return day_format(day_make(period / 12, period % 12 + 1, 0), out);
    case PERIOD_QUARTER:
        len = snprintf(out, PERIOD_TEXT, "%04d-Q%d", period / 4, period % 4 + 1);
        break;
    case PERIOD_YEAR:
        return day_format(day_make(period, 0, 0), out);
    case PERIOD_NONE:
        break;
    }
    return (size_t)len;
}

/* Parses ranges of days in filters. */
#include "searcher/query/query_days.h"

#include "text/date_parse.h"

/* Whether S is a period counted back from today, such as 7d. */
static bool is_relative_period(struct span s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return s.len > 1 && s.data[s.len - 1] > '9';
}

/* Narrows *OUT by one bound; false if VALUE is no date, or no day lies beyond it. */
static bool bound_days(struct span value, enum day_bound bound, dateline_day today,
                       struct query_days *out)
{
    dateline_day first, last;

    if (!date_period(value, today, &first, &last))
        return false;
    if ((bound == BOUND_AFTER && last == DAY_LAST) || (bound == BOUND_BEFORE && first == DAY_FIRST))
        return false;
    if (bound == BOUND_WITHIN || bound == BOUND_SINCE)
        out->first = first;
    if (bound == BOUND_WITHIN || bound == BOUND_UNTIL)
        out->last = last;
    if (bound == BOUND_AFTER)
        out->first = day_from_number(day_number(last) + 1);
    if (bound == BOUND_BEFORE)
        out->last = day_from_number(day_number(first) - 1);
    return true;
}

/* Parses FIRST..LAST, either of which may be empty, or a single date. */
static bool parse_written_range(struct span value, dateline_day today, struct query_days *out)
{
    const char *dots = value.len ? memmem(value.data, value.len, "..", 2) : NULL;
    struct span first = value, last;

    if (!dots)
        return bound_days(value, is_relative_period(value) ? BOUND_SINCE : BOUND_WITHIN, today,
                          out);
    first.len = (size_t)(dots - value.data);
    last = (struct span){dots + 2, value.len - first.len - 2};
    return (!first.len || bound_days(first, BOUND_SINCE, today, out)) &&
           (!last.len || bound_days(last, BOUND_UNTIL, today, out));
}

static bool is_open_end(struct span s)
{
    return span_eq(s, span_of("*"));
}

/* Parses [FIRST TO LAST]; a curly bracket leaves out the period beside it. */
static bool parse_bracketed_range(struct span value, dateline_day today, struct query_days *out)
{
    const char *to = memmem(value.data, value.len, " TO ", 4);
    char close = value.data[value.len - 1];
    struct span first, last;

    if (!to || (close != ']' && close != '}'))
        return false;
    first = span_trim((struct span){value.data + 1, (size_t)(to - value.data) - 1});
    last = span_trim((struct span){to + 4, (size_t)(value.data + value.len - 1 - (to + 4))});
    return (is_open_end(first) ||
            bound_days(first, *value.data == '{' ? BOUND_AFTER : BOUND_SINCE, today, out)) &&
           (is_open_end(last) ||
            bound_days(last, close == '}' ? BOUND_BEFORE : BOUND_UNTIL, today, out));
}

bool query_days_undated(struct span value)
{
    return span_eq(value, span_of("none")) || span_eq(value, span_of("undated"));
}

bool query_days_parse(struct span value, enum day_bound bound, dateline_day today,
                      struct query_days *out)
{
    struct query_days days = {DAY_FIRST, DAY_LAST};
    bool parsed;

    if (bound != BOUND_WITHIN)
        parsed = bound_days(value, bound, today, &days);
    else if (query_days_undated(value))
        parsed = true, days = (struct query_days){0, 0};
    else if (value.len > 1 && (*value.data == '[' || *value.data == '{'))
        parsed = parse_bracketed_range(value, today, &days);
    else
        parsed = parse_written_range(value, today, &days);
    if (parsed)
        *out = days;
    return parsed;
}

/* Defaults and date range of a question. */
#include "searcher/query/question.h"

#include "core/clock.h"
#include "core/fail.h"
#include "text/date_parse.h"

void question_init(struct question *q, dateline_day today)
{
    *q = (struct question){.text = {"*", 1}, .today = today};
}

struct match_limits match_limits_begun(const struct match_limits *l)
{
    struct match_limits begun = *l;

    if (begun.seconds > 0 && !(begun.until > 0))
        begun.until = clock_seconds() + begun.seconds;
    return begun;
}

dateline_status question_bound(struct question *q, bool first, const char *option, struct span text,
                               dateline_error *err)
{
    struct query_days days;

    if (!date_period(text, q->today, &days.first, &days.last))
        return fail(err, DATELINE_BAD_QUERY,
                    "%s: cannot read the date '%.*s' (2025, 2025-03, 2025-03-31, 7d, 2w, 3m, 1y, "
                    "today, yesterday, last week)",
                    option, (int)text.len, text.data);
    if (first)
        q->days.first = days.first;
    else
        q->days.last = days.last;
    return DATELINE_OK;
}

dateline_status question_recent(struct question *q, const char *text, dateline_error *err)
{
    struct span t = span_of(text ? text : "1y");
    dateline_day from = 0;
    bool length = t.len && strchr("dwmy", t.data[t.len - 1]) && date_bound(t, q->today, &from);
    int32_t days = length ? day_number(q->today) - day_number(day_first(from)) : 0;

    if (days < 1)
        return fail(err, DATELINE_BAD_QUERY,
                    "--recent: '%.*s' is not a length of time, as 7d, 2w, 3m and 1y are",
                    (int)t.len, t.data);
    q->recent = (struct recency){days, q->today};
    return DATELINE_OK;
}

dateline_status question_check(const struct question *q, dateline_error *err)
{
    char first[DAY_TEXT], last[DAY_TEXT];

    if (!q->days.first || !q->days.last || q->days.first <= q->days.last)
        return DATELINE_OK;
    day_format(q->days.first, first);
    day_format(q->days.last, last);
    return fail(err, DATELINE_BAD_QUERY, "the range from %s to %s ends before it begins", first,
                last);
}

bool question_scores(const struct question *q)
{
    return (q->kind == ASK_HITS && q->sort == MATCH_RELEVANCE) || q->kind == ASK_EXPLAIN ||
           q->kind == ASK_WHY;
}

bool question_dated(const struct question *q)
{
    return q->days.first || q->days.last;
}

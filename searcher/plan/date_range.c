/* Turns a range of days into the fewest date terms that match it exactly. */
#include "searcher/plan/date_range.h"

#include <stdlib.h>

#include "core/alloc.h"

/* A range, seen in an index. */
struct view {
    dateline_day first, last;              /* its days that are in the index's span */
    dateline_day covers_from, covers_till; /* the same, endless where it reaches the span's end */
};

static void add_term(struct date_range *out, enum schema_field field, dateline_day day)
{
    GROW(out->terms, out->len, out->cap);
    out->terms[out->len++] = (struct date_term){field, day};
}

static bool covers(const struct view *v, dateline_day period)
{
    return v->covers_from <= day_first(period) && day_last(period) <= v->covers_till;
}

static void add_month(struct date_range *out, const struct view *v, dateline_day month)
{
    dateline_day first = day_first(month), last = day_last(month);

    if (first > v->last || last < v->first)
        return;
    if (covers(v, month)) {
        add_term(out, FIELD_MONTH, month);
        return;
    }
    if (first < v->first)
        first = v->first;
    if (last > v->last)
        last = v->last;
    for (dateline_day day = first; day <= last; day++)
        add_term(out, FIELD_DAY, day);
}

static void add_year(struct date_range *out, const struct view *v, int y)
{
    dateline_day year = day_make(y, 0, 0);

    if (covers(v, year)) {
        add_term(out, FIELD_YEAR, year);
        return;
    }
    for (int m = 1; m <= 12; m++)
        add_month(out, v, day_make(y, m, 0));
}

void date_range_terms(dateline_day first, dateline_day last, dateline_day index_first,
                      dateline_day index_last, struct date_range *out)
{
    bool from_start = first <= index_first, to_end = last >= index_last;
    struct view v = {
        .first = from_start ? index_first : first,
        .last = to_end ? index_last : last,
        .covers_from = from_start ? DAY_FIRST : first,
        .covers_till = to_end ? DAY_LAST : last,
    };

    out->len = 0;
    out->all = index_first && from_start && to_end;
    if (!index_first || out->all || v.first > v.last)
        return;
    for (int y = v.first / 10000; y <= v.last / 10000; y++)
        add_year(out, &v, y);
}

void date_range_free(struct date_range *r)
{
    free(r->terms);
    *r = (struct date_range){0};
}

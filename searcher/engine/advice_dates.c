/* Advice on date ranges without an article. */
#include "searcher/engine/advice.h"
#include "searcher/explain/clause.h"

/* Whether any article is in the range; true on failure or timeout. */
static bool range_has_articles(struct searcher *s, const struct plan_node *range,
                               const struct match_limits *limits)
{
    bool any = true;

    return match_any(s->matcher, range, limits, &any, NULL) != DATELINE_OK || any;
}

static void format_range(const struct query_days *days, struct buf *out)
{
    char first[DAY_TEXT], last[DAY_TEXT];

    day_format(days->first, first);
    day_format(days->last, last);
    if (days->first == days->last)
        buf_printf(out, "on %s", first);
    else if (days->first == DAY_FIRST)
        buf_printf(out, "%s or earlier", last);
    else if (days->last == DAY_LAST)
        buf_printf(out, "%s or later", first);
    else
        buf_printf(out, "from %s to %s", first, last);
}

static void advise_empty_range(struct answer *a, const struct query_node *range)
{
    const struct snapshot *s = a->inside->engine->searcher.snapshot;
    char first[DAY_TEXT], last[DAY_TEXT];
    dateline_day from, to;
    struct buf line = {0};

    snapshot_span(s, &from, &to);
    if (!range->days.first) {
        buf_str(&line, snapshot_is_foreign(s) ? "the program that made this database marks no "
                                                "article as undated"
                                              : "every article of the index is dated");
    } else if (!from) {
        buf_str(&line, "no article of the index is dated");
    } else {
        day_format(from, first);
        day_format(to, last);
        buf_str(&line, "no article is dated ");
        format_range(&range->days, &line);
        buf_printf(&line, "; the index covers %s to %s", first, last);
    }
    answer_advise(a, &line);
    buf_free(&line);
}

static void advise_date_clauses(struct answer *a, const struct plan_node *n,
                                const struct match_limits *limits)
{
    size_t wanted = n->kind == PLAN_NOT ? 1 : n->n_children;

    if (clause_is(n)) {
        if (n->from->kind == QUERY_DATE &&
            !range_has_articles(&a->inside->engine->searcher, n, limits))
            advise_empty_range(a, n->from);
        return;
    }
    if (n->kind == PLAN_FILTER) /* --since and --until first */
        advise_date_clauses(a, n->children[--wanted], limits);
    for (size_t i = 0; i < wanted; i++)
        advise_date_clauses(a, n->children[i], limits);
}

void engine_advise_dates(struct answer *a)
{
    const struct match_limits limits = advice_limits(a);

    engine_limit(a->inside->engine, &limits);
    advise_date_clauses(a, a->inside->asked.plan.root, &limits);
    engine_limit(a->inside->engine, NULL);
}

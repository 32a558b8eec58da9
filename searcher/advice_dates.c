/* Ranges of dates that hold no article. */
#include "searcher/advice.h"
#include "searcher/clause.h"
#include "snapshot/database.h"

struct listener {
    struct searcher *searcher;
    advice_writer *tell;
    void *ctx;
};

/* Whether any article is in the range; true where that cannot be found out. */
static bool inhabited(struct searcher *s, const struct query_node *range)
{
    struct xap_match_options o = {.order = XAP_BY_NUMBER, .most = 1, .seconds = ADVICE_SECONDS};
    struct xap_matches found = {0};
    xap_query *q;
    bool any = true;

    if (plan_query(&s->planner, range, NULL, &q, NULL) != DATELINE_OK)
        return true;
    if (xap_match(snapshot_database(s->snapshot), q, &o, &found, NULL) == DATELINE_OK)
        any = found.len > 0;
    xap_matches_free(&found);
    xap_query_free(q);
    return any;
}

static void range_text(const struct query_days *days, struct buf *out)
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

static void tell_empty(const struct listener *l, const struct query_node *range)
{
    char first[DAY_TEXT], last[DAY_TEXT];
    dateline_day from, to;
    struct buf line = {0};

    snapshot_span(l->searcher->snapshot, &from, &to);
    if (!range->days.first) {
        buf_str(&line, "every article of the index is dated");
    } else if (!from) {
        buf_str(&line, "no article of the index is dated");
    } else {
        day_format(from, first);
        day_format(to, last);
        buf_str(&line, "no article is dated ");
        range_text(&range->days, &line);
        buf_printf(&line, ": those of the index are from %s to %s", first, last);
    }
    l->tell(l->ctx, line.data);
    buf_free(&line);
}

static void look_at(const struct listener *l, const struct query_node *n)
{
    size_t wanted = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->kind == QUERY_DATE && !inhabited(l->searcher, n))
        tell_empty(l, n);
    for (size_t i = 0; i < wanted; i++)
        look_at(l, n->children[i]);
}

void advise_dates(struct searcher *s, const struct question *q, const struct asked *a,
                  advice_writer *tell, void *ctx)
{
    const struct listener l = {s, tell, ctx};
    const struct query_node range = clause_of_days(&q->days);

    if (q->days.first || q->days.last)
        look_at(&l, &range);
    look_at(&l, a->tree.root);
}

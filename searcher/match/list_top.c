/* A heap of the best documents. */
#include "searcher/match/list_top.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/list_pass.h"
#include "searcher/match/match_order.h"
#include "searcher/match/score.h"
#include "searcher/plan/recency.h"
#include "snapshot/articles.h"

/* More than a sum of rounded parts (list_pass.h) may differ from the exact one. */
#define TOP_SLACK 1e-11

/* Whether A comes before B. */
static bool hit_before(struct list_top *t, const struct match_hit *a, const struct match_hit *b)
{
    uint32_t x, y;
    bool before = false;

    if (a->score != b->score)
        return a->score > b->score;
    if (snapshot_segment(t->snapshot, a->doc, &x) == snapshot_segment(t->snapshot, b->doc, &y))
        return x < y;
    if (t->status == DATELINE_OK)
        t->status = match_tie_before(t->snapshot, a, b, &before, &t->err);
    return before;
}

static void set_least(struct list_top *t)
{
    int64_t needed = t->floor;
    uint32_t number;

    if (t->len == t->wanted && t->len) {
        const struct match_hit *worst = t->hits;
        /* A later document of the same segment loses a tie. */
        bool wins_ties = snapshot_segment(t->snapshot, worst->doc, &number) == t->segment;

        if (worst->score + wins_ties > needed)
            needed = worst->score + wins_ties;
    }
    t->least = needed > 0 ? ((double)needed - 0.5) / SCORE_UNIT * (1 - PASS_SLACK) - TOP_SLACK : 0;
}

void list_top_segment(struct list_top *t, size_t segment)
{
    t->segment = segment;
    set_least(t);
}

void list_top_expect(struct list_top *t, double score)
{
    double factor = t->recent->halflife ? RECENCY_LEAST : 1;
    int64_t least = score_rounded(score * factor * (1 - PASS_SLACK) - TOP_SLACK);

    if (least <= t->floor)
        return;
    t->floor = least;
    set_least(t);
}

/* Puts MOVED in the place AT of the heap, or below. */
static void sink_hit(struct list_top *t, size_t at, struct match_hit moved)
{
    size_t child;

    while ((child = 2 * at + 1) < t->len) {
        if (child + 1 < t->len && hit_before(t, &t->hits[child], &t->hits[child + 1]))
            child++;
        if (!hit_before(t, &moved, &t->hits[child]))
            break;
        t->hits[at] = t->hits[child];
        at = child;
    }
    t->hits[at] = moved;
}

/* The factor, which is 1 at most: bounds of scores are bounds of products too. */
static double factor_of(struct list_top *t, snapshot_doc doc)
{
    dateline_day day = 0;

    if (!t->recent->halflife)
        return 1;
    if (t->status == DATELINE_OK)
        t->status = snapshot_day(t->snapshot, doc, &day, &t->err);
    return recency_factor(t->recent, day);
}

void list_top_offer(struct list_top *t, uint32_t number, double score)
{
    snapshot_doc doc = snapshot_document(t->snapshot, t->segment, number);
    struct match_hit hit = {.doc = doc, .score = score_rounded(score * factor_of(t, doc))};

    if (t->len < t->wanted) {
        GROW(t->hits, t->len, t->cap);
        t->hits[t->len++] = hit;
        if (t->len < t->wanted)
            return;
        for (size_t i = t->len / 2; i-- > 0;)
            sink_hit(t, i, t->hits[i]);
    } else if (t->wanted && hit_before(t, &hit, &t->hits[0])) {
        sink_hit(t, 0, hit);
    } else {
        return;
    }
    set_least(t);
}

void list_top_free(struct list_top *t)
{
    free(t->hits);
    t->hits = NULL;
}

/* The way to match by lists of our own. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/list_best.h"
#include "searcher/match/list_matches.h"
#include "searcher/match/list_plan.h"
#include "searcher/match/list_shape.h"
#include "searcher/match/match_way.h"
#include "searcher/plan/ranking.h"

/* ---- Passes over all segments --------------------------------------------------------- */

static struct pass_limits pass_limits_of(const struct match_limits *l)
{
    return (struct pass_limits){
        .until = l->until, .seconds = l->seconds, .interrupt = l->interrupt};
}

/* Opens ROOT over the matcher's lists; RANKING: NULL if nothing is to be scored. *S is to be
 * closed also after a failure. */
static dateline_status open_plan(struct matcher *m, const struct plan_node *root,
                                 const enum ranking *ranking, const struct match_limits *limits,
                                 struct list_plan *s, dateline_error *err)
{
    const struct ranking_settings *r = ranking_settings(ranking ? *ranking : RANK_DATELINE);
    const struct impact_settings settings = {.k1 = r->k1, .b = r->b, .floor = r->floor};
    const struct pass_limits until = pass_limits_of(limits);

    if (!m->memory)
        m->memory = list_memory_new();
    return list_plan_open(s, m->memory, m->snapshot, root, ranking != NULL, &settings, &until, err);
}

/* A pass over one segment. *MORE, true before: later segments are wanted too. */
typedef void segment_visit(struct list_part *part, size_t segment, void *ctx, bool *more);

static dateline_status each_segment(struct matcher *m, const struct plan_node *root,
                                    const struct match_limits *limits, segment_visit *visit,
                                    void *ctx, dateline_error *err)
{
    struct list_plan s;
    dateline_status status = open_plan(m, root, NULL, limits, &s, err);
    bool more = true;

    for (size_t i = 0; i < s.n && more && status == DATELINE_OK; i++) {
        if (!s.parts[i].root)
            continue;
        visit(&s.parts[i], i, ctx, &more);
        status = list_part_status(&s.parts[i], err);
    }
    list_plan_close(&s);
    return status;
}

/* ---- The best --------------------------------------------------------------------------- */

static dateline_status count_by_lists(struct matcher *m, const struct plan_node *root,
                                      const struct match_limits *limits, uint64_t *out,
                                      dateline_error *err);

static dateline_status best_by_lists(struct matcher *m, const struct plan_node *root,
                                     const struct match_best *ask, struct match_results *out,
                                     dateline_error *err)
{
    uint64_t live = snapshot_live(m->snapshot);
    struct list_top top = {.snapshot = m->snapshot,
                           .recent = ask->recent,
                           .wanted = (size_t)(ask->want < live ? ask->want : live)};
    struct list_plan s;
    dateline_status status = open_plan(m, root, &ask->ranking, ask->limits, &s, err);

    if (status == DATELINE_OK)
        status = list_best(&s, &top, err);
    list_plan_close(&s);
    if (status == DATELINE_OK && ask->total)
        status = count_by_lists(m, root, ask->limits, &out->matches, err);
    if (status != DATELINE_OK) {
        list_top_free(&top);
        return status;
    }
    out->hits = top.hits;
    out->len = top.len;
    return DATELINE_OK;
}

/* ---- Without scores ----------------------------------------------------------------------- */

static void count_segment(struct list_part *part, size_t segment, void *ctx, bool *more)
{
    uint64_t *count = ctx;

    (void)segment, (void)more;
    *count += list_count(&part->pass, part->root);
}

static dateline_status count_by_lists(struct matcher *m, const struct plan_node *root,
                                      const struct match_limits *limits, uint64_t *out,
                                      dateline_error *err)
{
    uint64_t count = 0;
    dateline_status status = each_segment(m, root, limits, count_segment, &count, err);

    if (status == DATELINE_OK)
        *out = count;
    return status;
}

static void look_for_any(struct list_part *part, size_t segment, void *ctx, bool *more)
{
    bool *any = ctx;

    (void)segment;
    *any = list_any(&part->pass, part->root);
    *more = !*any;
}

static dateline_status any_by_lists(struct matcher *m, const struct plan_node *root,
                                    const struct match_limits *limits, bool *out,
                                    dateline_error *err)
{
    bool any = false;
    dateline_status status = each_segment(m, root, limits, look_for_any, &any, err);

    if (status == DATELINE_OK)
        *out = any;
    return status;
}

struct listing {
    struct match_listing out;
    uint32_t most; /* of a segment; 0: all */
};

static void list_segment_numbers(struct list_part *part, size_t segment, void *ctx, bool *more)
{
    struct listing *l = ctx;

    (void)more;
    list_numbers(&part->pass, part->root, l->most, &l->out.segments[segment]);
    l->out.total += l->out.segments[segment].len;
}

static dateline_status list_by_lists(struct matcher *m, const struct plan_node *root, uint32_t most,
                                     const struct match_limits *limits, struct match_listing *out,
                                     bool *exact, dateline_error *err)
{
    struct listing l = {.out.n = snapshot_segments(m->snapshot), .most = most};
    dateline_status status;

    l.out.segments = must_zalloc(l.out.n * sizeof *l.out.segments);
    status = each_segment(m, root, limits, list_segment_numbers, &l, err);
    if (status != DATELINE_OK) {
        match_listing_free(&l.out);
        return status;
    }
    *exact = !most;
    *out = l.out;
    return DATELINE_OK;
}

struct tallying {
    const struct match_intervals *by; /* by segment */
    uint64_t *counts;
};

static void tally_segment(struct list_part *part, size_t segment, void *ctx, bool *more)
{
    const struct tallying *t = ctx;

    (void)more;
    list_tally(&part->pass, part->root, &t->by[segment], t->counts);
}

static dateline_status tally_by_lists(struct matcher *m, const struct plan_node *root,
                                      const struct match_intervals *by,
                                      const struct match_limits *limits, uint64_t *counts,
                                      dateline_error *err)
{
    struct tallying t = {by, counts};

    return each_segment(m, root, limits, tally_segment, &t, err);
}

/* ---- One article ---------------------------------------------------------------------------- */

/* Matches the document NUMBER by the window that it is in. */
static struct match_article match_number(struct list_part *part, uint32_t number)
{
    struct pass_scratch *s = list_pass_enter(&part->pass);
    uint32_t first = list_window_of(number);
    struct match_article a = {0};

    memset(s->row, 0, sizeof s->row);
    list_window(&part->pass, part->root, first, s->bits, s->row);
    if (bits_have(s->bits, number - first))
        a = (struct match_article){true, s->row[number - first]};
    list_pass_leave(&part->pass, s);
    return a;
}

static dateline_status one_by_lists(struct matcher *m, const struct plan_node *root,
                                    enum ranking ranking, snapshot_doc doc, struct span id,
                                    const struct match_limits *limits, struct match_article *out,
                                    dateline_error *err)
{
    struct match_article a = {0};
    uint32_t number;
    size_t segment = snapshot_segment(m->snapshot, doc, &number);
    struct list_plan s;
    dateline_status status = open_plan(m, root, &ranking, limits, &s, err);

    (void)id;
    if (status == DATELINE_OK && s.parts[segment].root) {
        a = match_number(&s.parts[segment], number);
        status = list_part_status(&s.parts[segment], err);
    }
    list_plan_close(&s);
    if (status == DATELINE_OK)
        *out = a;
    return status;
}

/* ---- Describing ----------------------------------------------------------------------------- */

static void describe_shape(const struct list_shape *s, struct buf *out)
{
    if (s->kind == LIST_SHAPE_OTHER)
        buf_str(out, ", every match scored");
    else if (s->kind == LIST_SHAPE_AND)
        buf_printf(out, ", all of %zu terms with bounds", s->n_terms);
    else if (s->least > 1)
        buf_printf(out, ", %u of %zu terms by MaxScore", s->least, s->n_terms);
    else if (s->n_terms > 1)
        buf_printf(out, ", any of %zu terms by MaxScore", s->n_terms);
    else
        buf_str(out, ", one term with bounds");
    if (s->n_near)
        buf_str(out, ", positions");
    if (s->n_optional)
        buf_printf(out, ", %zu optional", s->n_optional);
    if (s->filter)
        buf_str(out, ", a filter");
}

static dateline_status describe_lists(struct matcher *m, const struct plan_node *root,
                                      struct buf *out, dateline_error *err)
{
    const enum ranking ranking = RANK_DATELINE;
    const struct match_limits limits = {0};
    struct list_plan s;
    struct list_shape shape;
    dateline_status status = open_plan(m, root, &ranking, &limits, &s, err);

    buf_clear(out);
    buf_printf(out, "lists of %zu segment%s", s.n, s.n == 1 ? "" : "s");
    for (size_t i = 0; i < s.n && status == DATELINE_OK; i++)
        if (s.parts[i].root) {
            list_shape_find(&s.parts[i].pass, s.parts[i].root, &shape);
            describe_shape(&shape, out);
            break;
        }
    list_plan_close(&s);
    return status;
}

const struct match_way match_by_lists = {
    .best = best_by_lists,
    .list = list_by_lists,
    .count = count_by_lists,
    .any = any_by_lists,
    .tally = tally_by_lists,
    .one = one_by_lists,
    .describe = describe_lists,
};

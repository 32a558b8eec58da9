/* Plans a query's tree, node by node. */
#include "searcher/plan/plan.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/plan/plan_parts.h"
#include "searcher/plan/ranking.h"
#include "snapshot/terms.h"

enum { LOOK_TERMS = 256 /* read by walks between two looks at the clock */ };

static dateline_status plan_tree(struct planning *g, const struct query_node *n,
                                 struct plan_node **out, dateline_error *err);

dateline_status plan_too_large(dateline_error *err)
{
    return fail(err, DATELINE_BAD_QUERY,
                "the query needs more than %d MiB: it has too many words, with those that its "
                "patterns stand for",
                PLAN_MEMORY >> 20);
}

/* The first of PARTS, scored with the others as one node. Leaves none of PARTS. */
static struct plan_node *join_optional(struct planning *g, struct plan_nodes *parts)
{
    struct plan_nodes both = {0}, rest = {0};

    for (size_t i = 0; i < parts->len; i++)
        plan_nodes_add(i ? &rest : &both, parts->list[i]);
    plan_nodes_add(&both, plan_join(g, PLAN_OR, &rest));
    free(parts->list);
    return plan_join(g, PLAN_MAYBE, &both);
}

/* Whether NEXT is one of PARTS again, as far as its words go: that one then counts for both. The
 * same words have the same children (plan_once). */
static bool plan_counted_again(const struct plan_nodes *parts, const struct plan_node *next)
{
    for (size_t i = 0; next->n_children && i < parts->len; i++)
        if (parts->list[i]->children == next->children) {
            parts->list[i]->weight += next->weight;
            return true;
        }
    return false;
}

static dateline_status plan_joined(struct planning *g, const struct query_node *n,
                                   enum plan_kind kind, struct plan_node **out, dateline_error *err)
{
    struct plan_nodes parts = {0};
    bool once = kind == PLAN_AND || kind == PLAN_OR;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++) {
        struct plan_node *child;

        status = plan_tree(g, n->children[i], &child, err);
        if (status == DATELINE_OK && !(once && plan_counted_again(&parts, child)))
            plan_nodes_add(&parts, child);
    }
    if (status != DATELINE_OK) {
        free(parts.list);
        return status;
    }
    *out = kind == PLAN_MAYBE ? join_optional(g, &parts) : plan_join(g, kind, &parts);
    return DATELINE_OK;
}

static dateline_status plan_filter(struct planning *g, const struct query_node *n,
                                   struct plan_node **out, dateline_error *err)
{
    dateline_status status =
        n->kind == QUERY_DATE ? plan_days(g, &n->days, out, err) : plan_value(g, n, out, err);

    if (status == DATELINE_OK)
        (*out)->weight = 0;
    return status;
}

static dateline_status plan_by_kind(struct planning *g, const struct query_node *n,
                                    struct plan_node **out, dateline_error *err)
{
    dateline_status status;

    switch (n->kind) {
    case QUERY_NOTHING:
    case QUERY_ALL:
        *out = plan_node_new(g, n->kind == QUERY_ALL ? PLAN_ALL : PLAN_NOTHING);
        return DATELINE_OK;
    case QUERY_WORD:
        return plan_word(g, n, out, err);
    case QUERY_PHRASE:
    case QUERY_NEAR:
    case QUERY_ADJ:
        return plan_phrase(g, n, out, err);
    case QUERY_WILDCARD:
        return plan_wildcard(g, n, out, err);
    case QUERY_FUZZY:
        return plan_spellings(g, n, out, err);
    case QUERY_NAME:
        return plan_name(g, n, out, err);
    case QUERY_DATE:
    case QUERY_FILTER:
        return plan_filter(g, n, out, err);
    case QUERY_AND:
        return plan_joined(g, n, PLAN_AND, out, err);
    case QUERY_OR:
        status = plan_joined(g, n, n->least ? PLAN_LEAST : PLAN_OR, out, err);
        if (status == DATELINE_OK)
            (*out)->least = n->least;
        return status;
    case QUERY_XOR:
        return plan_joined(g, n, PLAN_XOR, out, err);
    case QUERY_MAYBE:
        return plan_joined(g, n, PLAN_MAYBE, out, err);
    case QUERY_NOT:
        break;
    }
    return plan_joined(g, n, PLAN_NOT, out, err);
}

/* Plans a leaf that stands for words of the index; a copy if the query has it before. */
static dateline_status plan_once(struct planning *g, const struct query_node *n,
                                 struct plan_node **out, dateline_error *err)
{
    struct plan_expansions *x = &g->expansions;
    dateline_status status;

    for (size_t i = 0; i < x->len; i++)
        if (query_same_words(x->list[i].leaf, n)) {
            *out = arena_zalloc(g->memory, sizeof **out);
            **out = *x->list[i].plan;
            return DATELINE_OK;
        }
    status = plan_by_kind(g, n, out, err);
    if (status == DATELINE_OK) {
        struct plan_node *kept = arena_zalloc(g->memory, sizeof *kept);

        *kept = **out;
        GROW(x->list, x->len, x->cap);
        x->list[x->len++] = (struct plan_expansion){n, kept};
    }
    return status;
}

static bool plan_expands(const struct query_node *n)
{
    return n->kind == QUERY_WILDCARD || n->kind == QUERY_FUZZY || n->kind == QUERY_NAME;
}

static dateline_status plan_tree(struct planning *g, const struct query_node *n,
                                 struct plan_node **out, dateline_error *err)
{
    dateline_status status = (plan_expands(n) ? plan_once : plan_by_kind)(g, n, out, err);

    if (status != DATELINE_OK)
        return status;
    if (g->memory->held > PLAN_MEMORY)
        return plan_too_large(err);
    if ((*out)->from) /* a join of one leaf, repeated */
        return DATELINE_OK;
    (*out)->from = n;
    (*out)->weight *= query_factor(n);
    return DATELINE_OK;
}

/* Puts in *ROOT's place what of it lies within DAYS. */
static dateline_status plan_within(struct planning *g, const struct query_days *days,
                                   struct plan_node **root, dateline_error *err)
{
    struct query_node *range = arena_zalloc(g->memory, sizeof *range);
    struct plan_nodes both = {0};
    struct plan_node *dated;
    dateline_status status;

    range->kind = QUERY_DATE;
    range->field = FIELD_DAY;
    range->days = (struct query_days){days->first ? days->first : DAY_FIRST,
                                      days->last ? days->last : DAY_LAST};
    status = plan_tree(g, range, &dated, err);
    if (status != DATELINE_OK)
        return status;
    plan_nodes_add(&both, *root);
    plan_nodes_add(&both, dated);
    *root = plan_join(g, PLAN_FILTER, &both);
    return DATELINE_OK;
}

dateline_status plan_count_term(struct planning *g, dateline_error *err)
{
    const struct match_limits *l = g->limits;

    if (++g->n_terms % LOOK_TERMS)
        return DATELINE_OK;
    if (l->interrupt && atomic_load_explicit(l->interrupt, memory_order_relaxed))
        return fail(err, DATELINE_INTERRUPTED, "cannot search the index: interrupted");
    if (l->until > 0 && clock_seconds() > l->until)
        return fail(err, DATELINE_TIMEOUT, "cannot search the index: not done within %g seconds",
                    l->seconds);
    return DATELINE_OK;
}

struct planning planning_for(struct planner *p, const struct question *q)
{
    return (struct planning){.planner = p, .limits = &q->limits};
}

void planning_free(struct planning *g)
{
    buf_free(&g->term);
    buf_free(&g->scratch);
    free(g->expansions.list);
}

dateline_status plan_query(struct planner *p, const struct query_node *root,
                           const struct question *q, struct plan *out, dateline_error *err)
{
    /* Words that are only counted need no factors, which cost look-ups. */
    enum ranking ranking = question_scores(q) ? q->ranking : RANK_BM25;
    struct plan plan = {0};
    struct planning g = planning_for(p, q);
    struct snapshot_stats stats;
    dateline_status status = snapshot_stats(p->snapshot, &stats, err);

    g.memory = &plan.memory;
    g.ranking = ranking_settings(ranking);
    g.has_content = plan_has_content(stemmer_language(p->stemmer), root);
    if (status == DATELINE_OK) {
        g.documents = stats.documents;
        status = plan_tree(&g, root, &plan.root, err);
    }
    if (status == DATELINE_OK && question_dated(q))
        status = plan_within(&g, &q->days, &plan.root, err);
    planning_free(&g);
    if (status == DATELINE_OK)
        *out = plan;
    else
        plan_free(&plan);
    return status;
}

void plan_free(struct plan *p)
{
    arena_free(&p->memory);
    p->root = NULL;
}

dateline_status planner_open(struct snapshot *s, struct planner *out, dateline_error *err)
{
    struct planner p = {.snapshot = s};
    dateline_status status = stemmer_open(snapshot_language(s), &p.stemmer, err);

    if (status == DATELINE_OK)
        *out = p;
    return status;
}

void planner_close(struct planner *p)
{
    stemmer_close(p->stemmer);
    *p = (struct planner){0};
}

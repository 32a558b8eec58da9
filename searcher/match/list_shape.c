/* Which search a tree is for: OR of terms, AND of terms and phrases, or another. */
#include "searcher/match/list_shape.h"

/* Filters met on the way down. */
struct demands {
    struct list_pass *pass;
    struct list_node *wanted, *excluded; /* joins of all; NULL: none */
};

static struct list_node *join_nodes(struct list_pass *p, enum plan_kind kind, struct list_node *a,
                                    struct list_node *b)
{
    struct list_node *n = list_node_new(p, kind);

    n->children = arena_zalloc(&p->memory->arena, 2 * sizeof(struct list_node *));
    n->children[n->n_children++] = a;
    n->children[n->n_children++] = b;
    return n;
}

static void demand(struct demands *d, struct list_node *n)
{
    d->wanted = d->wanted ? join_nodes(d->pass, PLAN_AND, d->wanted, n) : n;
}

static void exclude(struct demands *d, struct list_node *n)
{
    d->excluded = d->excluded ? join_nodes(d->pass, PLAN_OR, d->excluded, n) : n;
}

/* The node below N's filters, which D collects. */
static struct list_node *peel_filters(struct demands *d, struct list_node *n)
{
    while (n->kind == PLAN_FILTER || n->kind == PLAN_NOT) {
        for (size_t i = 1; i < n->n_children; i++)
            (n->kind == PLAN_FILTER ? demand : exclude)(d, n->children[i]);
        n = n->children[0];
    }
    return n;
}

static struct list_node *filter_of(struct demands *d)
{
    struct list_node *wanted = d->wanted;

    if (!d->excluded)
        return wanted;
    if (!wanted)
        wanted = list_node_new(d->pass, PLAN_ALL);
    return join_nodes(d->pass, PLAN_NOT, wanted, d->excluded);
}

/* Whether N is a term that scores, or that the segment does not have. */
static bool is_scoring_term(const struct list_node *n)
{
    return n->kind == PLAN_TERM && (n->weight > 0 || !n->cursor);
}

static bool are_scoring_terms(const struct list_node *n)
{
    for (size_t i = 0; i < n->n_children; i++)
        if (!is_scoring_term(n->children[i]))
            return false;
    return true;
}

static bool is_or(struct list_shape *s, struct list_node **n)
{
    bool joined = (*n)->kind == PLAN_OR || (*n)->kind == PLAN_LEAST;

    s->kind = LIST_SHAPE_OR;
    s->least = (*n)->kind == PLAN_LEAST ? (*n)->least : 1;
    s->terms = joined ? (*n)->children : n;
    s->n_terms = joined ? (*n)->n_children : 1;
    return joined ? (*n)->n_children <= SHAPE_OR_TERMS && are_scoring_terms(*n)
                  : is_scoring_term(*n);
}

/* ---- AND ------------------------------------------------------------------------------ */

static size_t count_nodes(const struct list_node *n)
{
    size_t count = 1;

    for (size_t i = 0; i < n->n_children; i++)
        count += count_nodes(n->children[i]);
    return count;
}

static bool require_node(struct demands *d, struct list_shape *s, struct list_node *n)
{
    bool near = n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR;

    if (is_scoring_term(n)) {
        s->terms[s->n_terms++] = n;
        return true;
    }
    if (near && are_scoring_terms(n)) {
        s->near[s->n_near++] = n;
        for (size_t i = 0; i < n->n_children; i++)
            s->terms[s->n_terms++] = n->children[i];
        return true;
    }
    if (list_node_scores(n))
        return false;
    demand(d, n);
    return true;
}

static bool require_all(struct demands *d, struct list_shape *s, struct list_node *n)
{
    bool fits = true;

    if (n->kind != PLAN_AND)
        return require_node(d, s, n);
    for (size_t i = 0; i < n->n_children && fits; i++)
        fits = require_node(d, s, n->children[i]);
    return fits;
}

static bool take_optional(struct list_shape *s, struct list_node **n)
{
    bool joined = (*n)->kind == PLAN_OR;

    s->optional = joined ? (*n)->children : n;
    s->n_optional = joined ? (*n)->n_children : 1;
    return joined ? are_scoring_terms(*n) : is_scoring_term(*n);
}

static bool is_and(struct demands *d, struct list_shape *s, struct list_node *n)
{
    size_t most = count_nodes(n);

    s->kind = LIST_SHAPE_AND;
    s->terms = arena_zalloc(&d->pass->memory->arena, most * sizeof(struct list_node *));
    s->near = arena_zalloc(&d->pass->memory->arena, most * sizeof(struct list_node *));
    s->n_terms = 0;
    if (n->kind == PLAN_MAYBE) {
        if (!take_optional(s, &n->children[1]))
            return false;
        n = peel_filters(d, n->children[0]);
    }
    return require_all(d, s, n) && s->n_terms;
}

void list_shape_find(struct list_pass *p, struct list_node *root, struct list_shape *out)
{
    struct demands d = {.pass = p};
    struct list_node **n = arena_zalloc(&p->memory->arena, sizeof(struct list_node *));

    *out = (struct list_shape){0};
    *n = peel_filters(&d, root);
    if (is_or(out, n) || is_and(&d, out, *n))
        out->filter = filter_of(&d);
    else
        *out = (struct list_shape){.kind = LIST_SHAPE_OTHER};
}

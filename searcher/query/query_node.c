/* Operations on the nodes of a query. */
#include "searcher/query/query_node.h"

#include <math.h>

#include "searcher/query/query_limits.h"

bool query_scores(const struct query_node *n)
{
    size_t n_scored = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->kind >= QUERY_WORD && n->kind <= QUERY_NAME)
        return true;
    for (size_t i = 0; i < n_scored; i++)
        if (query_scores(n->children[i]))
            return true;
    return false;
}

static bool same_words(const struct query_node *a, const struct query_node *b)
{
    if (a->n_words != b->n_words)
        return false;
    for (size_t i = 0; i < a->n_words; i++)
        if (!span_eq(a->words[i], b->words[i]))
            return false;
    return true;
}

bool query_same_words(const struct query_node *a, const struct query_node *b)
{
    return a->kind == b->kind && a->field == b->field && a->distance == b->distance &&
           a->family == b->family && a->exact == b->exact && same_words(a, b);
}

void query_weigh(struct query_node *n, double factor)
{
    double weight = query_factor(n) * factor;

    if (n->kind >= QUERY_WORD && n->kind <= QUERY_NAME)
        n->weight = fmin(fmax(round(weight * 1000) / 1000, QUERY_WEIGHT_MIN), QUERY_WEIGHT_MAX);
    for (size_t i = 0; i < n->n_children; i++)
        query_weigh(n->children[i], factor);
}

void query_set_field(struct query_node *n, enum schema_field field)
{
    if (n->field == FIELD_TEXT && n->n_words)
        n->field = field;
    for (size_t i = 0; i < n->n_children; i++)
        query_set_field(n->children[i], field);
}

/* Keeps the nearest words of a walk of the index, and makes synonyms of them. */
#include "searcher/plan/plan_spelt.h"

#include <stdlib.h>

struct plan_spelt plan_spelt_of(struct span word, unsigned distance, uint32_t documents)
{
    struct plan_spelt s = {.len = word.len, .distance = distance, .documents = documents};

    memcpy(s.word, word.data, word.len);
    return s;
}

static bool is_better_spelt(const struct plan_spelt *a, const struct plan_spelt *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    if (a->documents != b->documents)
        return a->documents > b->documents;
    return span_cmp(plan_spelt_span(a), plan_spelt_span(b)) < 0;
}

void plan_spelt_keep(struct plan_spelt *list, size_t *len, size_t most, const struct plan_spelt *s)
{
    size_t at = *len;

    while (at && is_better_spelt(s, &list[at - 1]))
        at--;
    if (at == most)
        return;
    if (*len < most)
        ++*len;
    memmove(&list[at + 1], &list[at], (*len - 1 - at) * sizeof *s);
    list[at] = *s;
}

static int by_spelt_word(const void *a, const void *b)
{
    return span_cmp(plan_spelt_span(a), plan_spelt_span(b));
}

struct plan_node *plan_spelt_synonym(struct planning *g, enum schema_field field,
                                     struct plan_spelt *list, size_t n)
{
    struct plan_nodes words = {0};

    qsort(list, n, sizeof *list, by_spelt_word);
    for (size_t i = 0; i < n; i++) {
        schema_word(&g->term, field, plan_spelt_span(&list[i]));
        plan_nodes_add(&words, plan_term(g, buf_span(&g->term)));
    }
    return plan_join(g, PLAN_SYNONYM, &words);
}

/* Words of the index that are spelt otherwise than a word of the query, for which they stand. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_SPELT_H
#define DATELINE_SEARCHER_PLAN_PLAN_SPELT_H

#include "searcher/plan/plan_parts.h"

/* A word of the index. */
struct plan_spelt {
    char word[SCHEMA_WORD_MAX];
    size_t len;
    unsigned distance; /* from the word of the query, in edits or by sound */
    uint32_t documents;
};

static inline struct span plan_spelt_span(const struct plan_spelt *s)
{
    return (struct span){s->word, s->len};
}

/* WORD has at most SCHEMA_WORD_MAX bytes. */
struct plan_spelt plan_spelt_of(struct span word, unsigned distance, uint32_t documents);
/* Keeps S among the *LEN words in LIST if it is one of the first MOST: the nearest, of equally near
 * ones the most frequent. */
void plan_spelt_keep(struct plan_spelt *list, size_t *len, size_t most, const struct plan_spelt *s);
/* The N words of LIST as synonyms in FIELD. Sorts LIST by its words. */
struct plan_node *plan_spelt_synonym(struct planning *g, enum schema_field field,
                                     struct plan_spelt *list, size_t n);

#endif

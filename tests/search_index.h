/* Indexes of the fixtures' articles for tests that search: one of one segment,
 * one that grew and shrank, so that it has several and deleted articles, and the
 * first once more without columns. */
#ifndef DATELINE_TESTS_SEARCH_INDEX_H
#define DATELINE_TESTS_SEARCH_INDEX_H

#include "searcher/engine/engine_parts.h"

enum { N_INDEXES = 3 };

extern struct engine *indexes[N_INDEXES], *whole, *grown, *bare;
extern dateline_error err;

/* Group fixtures. */
int make_search_indexes(void **state);
int remove_search_indexes(void **state);

/* A question with this query, at any time; its text is borrowed. */
struct question question(const char *query);

/* Every article that a question finds, and its exact score. */
struct found {
    size_t len;
    char **ids; /* sorted bytewise */
    double *scores;
};
struct found find_all(struct engine *s, const struct question *q);
/* SIZE_MAX where ID is not among them. */
size_t found_at(const struct found *f, const char *id);
void found_free(struct found *f);

/* A plain word of an index, as queries look for it; the same for the same SEED. */
const char *some_word(unsigned *seed);

#endif

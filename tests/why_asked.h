/* Explanations of why an article matches, asked of an engine, for tests of --why. */
#ifndef DATELINE_TESTS_WHY_ASKED_H
#define DATELINE_TESTS_WHY_ASKED_H

#include "searcher/explain/why.h"
#include "tests/search_index.h"

/* An article of the fixtures. */
#define BEGINS "agency/2025-03-04-harbour-strike-begins.txt"

/* Why E's answer to Q has the article ID, or has not; to be freed. */
struct answer *asked_why(struct engine *e, const struct question *q, const char *id);

/* Ends the test unless the parts of W add up to its score, which is SCORE. */
void assert_adds_up(const struct why *w, double score);

#endif

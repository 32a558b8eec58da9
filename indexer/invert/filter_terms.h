/* The terms of an article that filter but do not score: id, source, language, date
 * and where that is from. */
#ifndef DATELINE_INDEXER_INVERT_FILTER_TERMS_H
#define DATELINE_INDEXER_INVERT_FILTER_TERMS_H

#include "core/article.h"

enum { FILTER_TERMS_MAX = 7 };

/* All zeros is empty and ready for use; reuses its memory. */
struct filter_terms {
    struct buf terms[FILTER_TERMS_MAX];
    size_t len;
};

/* Replaces OUT with the terms of A, each once, in no particular order. */
void filter_terms(const struct article *a, struct filter_terms *out);
void filter_terms_free(struct filter_terms *f);

#endif

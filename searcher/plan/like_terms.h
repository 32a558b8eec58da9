/* The terms of an article's text, counted as an index counts them. */
#ifndef DATELINE_SEARCHER_PLAN_LIKE_TERMS_H
#define DATELINE_SEARCHER_PLAN_LIKE_TERMS_H

#include "core/arena.h"
#include "core/article.h"
#include "text/stem.h"

struct like_term {
    struct span term; /* the stem of a folded word, or without a language the word */
    struct span word; /* the first word with this term, folded: queries look for it so */
    uint32_t wdf;     /* a word in the title counts for SCHEMA_TITLE_WDF */
};

/* In byte order of the terms. */
struct like_terms {
    struct like_term *list;
    size_t len, cap;
    struct arena bytes;
};

/* OUT is all zeros before. */
void like_terms_read(struct stemmer *s, const struct article *a, struct like_terms *out);
void like_terms_free(struct like_terms *t);

#endif

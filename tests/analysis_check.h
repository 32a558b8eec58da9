/* The analysis of one article held against Xapian's TermGenerator. */
#ifndef DATELINE_TESTS_ANALYSIS_CHECK_H
#define DATELINE_TESTS_ANALYSIS_CHECK_H

#include "indexer/invert/analysis.h"
#include "tests/oracle/termgen.h"
#include "text/text.h"

/* One term of an article, as ours or as Xapian's. */
struct term {
    struct span name; /* in the list's names */
    size_t at;        /* where there */
    uint32_t wdf;
    uint32_t *positions;
    size_t n;
};

/* In byte order. */
struct term_list {
    struct term *terms;
    size_t len, cap;
    struct buf names;
};

/* What a check works with, English on both sides; OURS and THEIRS are of the
 * article checked last. */
struct analysis_check {
    struct stemmer *english;
    struct analyser *analyser;
    struct termgen *termgen;
    struct term_list ours, theirs;
    struct tokens words;
    struct buf folded;
};

void check_open(struct analysis_check *c);
void check_close(struct analysis_check *c);

const struct term *list_find(const struct term_list *l, struct span name);
/* Fills c->ours, which must be sound in itself: each term once, positions
 * ascending, the length their sum. */
void check_ours(struct analysis_check *c, struct analyser *a, struct span title, struct span body);

/* These fail the test and say why. */

/* The words, positions and stems of one text are just Xapian's, fold or not. */
void check_words(struct analysis_check *c, struct span text);
/* Our terms hold all of Xapian's, and nothing more where no word folds. */
void check_article(struct analysis_check *c, struct span title, struct span body);

#endif

/* An article's text into the terms that an index has for it.
 *
 * Every word of title and body (text/text.h) that is no longer than
 * SCHEMA_WORD_MAX takes the next position, from 1; between the last word of a
 * title that has any and the first of the body lie SCHEMA_TITLE_GAP more. A
 * word at position P gives (prefixes as core/schema.h has them):
 *
 *     in the body     word       wdf 1, at P          run
 *                     stem       wdf 1                Zrun
 *     in the title    word       wdf 3, at P          run
 *                     stem       wdf 3                Zrun
 *                     S word     wdf 1, at P          Srun
 *                     S stem     wdf 1                ZSrun
 *
 * and its folded form (text/fold.h), where it has one of no more than
 * SCHEMA_WORD_MAX bytes, gives the same once more, except for a stem that both
 * have. Only words that begin with a character that text_stems() have stems.
 * A longer word gives nothing and takes no position. What Xapian's
 * TermGenerator makes of the same text is a subset, and all where nothing folds.
 *
 * An analyser remembers every term it has met, under a number from 0 in order
 * of appearance, until it is reset: per run of an index build. */
#ifndef DATELINE_INDEXER_INVERT_ANALYSIS_H
#define DATELINE_INDEXER_INVERT_ANALYSIS_H

#include <stdint.h>

#include "core/buf.h"
#include "text/stem.h"

/* Numbers and texts of terms fit their 32 bits while less than this is in use;
 * an analyser is to be reset before. One article may add 10 times its size,
 * and 250 times if it was made to. */
#define ANALYSER_MEMORY_MAX ((size_t)8 << 30)

struct analyser;

struct analysed_term {
    uint32_t term; /* analyser_term() has its bytes */
    uint32_t wdf;
    const uint32_t *positions; /* ascending, none twice */
    uint32_t n_positions;      /* 0 for stems */
};

/* What one article has: each term once, in no particular order, but the same
 * for the same articles since the last reset. */
struct analysed {
    const struct analysed_term *terms;
    size_t len;
    size_t positions; /* no more in all terms together */
    uint32_t length;  /* the sum of the wdfs */
};

/* The stemmer is lent, and must outlive the analyser. */
struct analyser *analyser_open(struct stemmer *stemmer);
void analyser_close(struct analyser *a);

/* The terms of an article, lent until the next call that changes the analyser.
 * Title and body are below 1 GiB together. */
void analyser_article(struct analyser *a, struct span title, struct span body,
                      struct analysed *out);

/* The number of a term that is not of the text: an id, a date, a source, with
 * its prefix, 1 to SCHEMA_TERM_MAX bytes. */
uint32_t analyser_intern(struct analyser *a, struct span term);

/* A term's bytes, prefixes and all; they stay where they are until reset. */
struct span analyser_term(const struct analyser *a, uint32_t term);
/* How many terms there are: all lower numbers are taken. */
uint32_t analyser_terms(const struct analyser *a);
/* Bytes of memory in use. */
size_t analyser_memory(const struct analyser *a);
/* Forgets all terms and gives their memory back. */
void analyser_reset(struct analyser *a);

#endif

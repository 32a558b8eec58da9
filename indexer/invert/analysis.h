/* Turns an article's text into the terms that an index has for it.
 *
 * Every word of title and body (text/text.h) of at most SCHEMA_WORD_MAX bytes
 * takes the next position, from 1; a gap of SCHEMA_TITLE_GAP positions follows a
 * title with words. A word at position P gives (prefixes: core/schema.h):
 *
 *     in the body     word       wdf 1, at P          run
 *                     stem       wdf 1                Zrun
 *     in the title    word       wdf 3, at P          run
 *                     stem       wdf 3                Zrun
 *                     S word     wdf 1, at P          Srun
 *                     S stem     wdf 1                ZSrun
 *
 * Its folded form (text/fold.h, elisions of the stemmer's language included), if it
 * has one of at most SCHEMA_WORD_MAX bytes, gives the same terms, but no second time
 * a stem that both share. Only words that begin with a character for which
 * text_stems() is true have stems. A longer word gives no terms and takes no
 * position. A word that a line end cuts (text/cut_word.h) gives the terms of the
 * whole word too, at the position of its first part. The terms of Xapian's
 * TermGenerator for the same text are a subset, and equal if nothing folds and
 * nothing is cut.
 *
 * An analyser numbers terms from 0 in order of appearance and remembers them
 * until it is reset, which is once a run of an index build. */
#ifndef DATELINE_INDEXER_INVERT_ANALYSIS_H
#define DATELINE_INDEXER_INVERT_ANALYSIS_H

#include <stdint.h>

#include "core/marks.h"
#include "text/stem.h"

/* Term numbers and text references fit 32 bits while memory use is below this; reset the analyser
 * before it exceeds this. An article usually adds up to 10 times its size, and a crafted one 250
 * times. */
#define ANALYSER_MEMORY_MAX ((size_t)8 << 30)

struct analyser;

struct analysed_term {
    uint32_t term; /* a number for analyser_term() */
    uint32_t wdf;
    const uint32_t *positions; /* strictly ascending */
    uint32_t n_positions;      /* 0 for stems */
};

/* The terms of an article, each once, in an order that depends only on the articles since the last
 * reset. */
struct analysed {
    const struct analysed_term *terms;
    size_t len;
    size_t positions; /* upper bound for the positions of all terms together */
    uint32_t length;  /* the sum of the wdfs */
};

/* The stemmer is borrowed and must outlive the analyser. */
struct analyser *analyser_open(struct stemmer *stemmer);
void analyser_close(struct analyser *a);

/* Sets *OUT to the terms of an article, borrowed until the next call that changes the analyser.
 * The parts of the body that MARKS marks as boilerplate are left out, with a gap of positions.
 * Title and body together are below 1 GiB. */
void analyser_article(struct analyser *a, struct span title, struct span body, struct span marks,
                      struct analysed *out);

/* The number of a term that is not from the text (id, date, source), with its prefix; 1 to
 * SCHEMA_TERM_MAX bytes. */
uint32_t analyser_intern(struct analyser *a, struct span term);

/* The bytes of a term, including its prefix; valid until reset. */
struct span analyser_term(const struct analyser *a, uint32_t term);
/* The number of terms; term numbers are below it. */
uint32_t analyser_terms(const struct analyser *a);
/* Bytes of memory in use. */
size_t analyser_memory(const struct analyser *a);
/* Forgets all terms and frees their memory. */
void analyser_reset(struct analyser *a);

#endif

/* The inside of an analyser: indexer/invert/analysis.c keeps its terms and what they are
 * linked to, indexer/invert/analysis_article.c counts them for one article. An inverter
 * counts on, in memory that was just looked at. */
#ifndef DATELINE_INDEXER_INVERT_ANALYSER_H
#define DATELINE_INDEXER_INVERT_ANALYSER_H

#include "indexer/invert/analysis.h"
#include "text/dictionary.h"
#include "text/text.h"

#define LINK_UNKNOWN UINT32_MAX       /* to be found out when first needed */
#define LINK_NONE    (UINT32_MAX - 1) /* there is none */

/* What a term's list will hold, which the inverter counts: how many postings, and
 * how many bytes of entries without the term's number. */
struct term_use {
    uint64_t bytes;
    uint32_t postings;
};

/* What the dictionary keeps of a term. The links are for words only, and lead to terms. */
struct term_record {
    struct term_use use;
    uint32_t article; /* the last that had it, counted from 1 */
    uint32_t place;   /* where in that article's words, for a word, or terms */
    uint32_t folded, stem;
    uint32_t title, title_stem; /* what the word gives where it stands in a title */
};

_Static_assert(sizeof(struct term_record) <= DICTIONARY_KEPT,
               "the dictionary keeps a term's record");

/* A distinct word of the article: one that stands in it, or a folded form. */
struct article_word {
    uint32_t term;
    uint32_t n, title;             /* how often in all, and in the title */
    uint32_t folded, title_folded; /* of which as another word's folded form */
    uint32_t last;                 /* of its occurrences */
};

/* Each has the number of the one before it. */
struct occurrence {
    uint32_t position, before;
};

struct analyser {
    struct stemmer *stemmer;
    struct dictionary terms;
    uint32_t article; /* how many there were */
    /* The article in hand; the memory is kept for the next. */
    struct tokens title, body;
    struct article_word *words;
    size_t n_words, words_cap;
    struct occurrence *occurrences;
    size_t n_occurrences, occurrences_cap;
    uint32_t *positions;
    size_t n_positions, positions_cap;
    struct analysed_term *found;
    size_t n_found, found_cap;
    struct buf folded, built;
};

/* TERM is below analyser_terms; moves when a term is added. */
static inline struct term_record *analyser_record(const struct analyser *a, uint32_t term)
{
    return (struct term_record *)a->terms.texts[term].kept;
}

/* The term's number and, where it is new, its record. */
uint32_t analyser_add(struct analyser *a, const struct dictionary_key *term);
/* Finds a word's folded form and stem, and the stem of that form. */
void analyser_link(struct analyser *a, uint32_t word);
/* Finds the title's terms for a word that has been linked, and for its stem. */
void analyser_link_title(struct analyser *a, uint32_t word);

#endif

/* The internals of an analyser: analysis.c keeps its terms and their links, analysis_article.c
 * counts the terms of an article. The inverter adds its own counts to the term records, which are
 * in the cache at that time. */
#ifndef DATELINE_INDEXER_INVERT_ANALYSER_H
#define DATELINE_INDEXER_INVERT_ANALYSER_H

#include "indexer/invert/analysis.h"
#include "text/dictionary.h"
#include "text/text.h"

#define LINK_UNKNOWN UINT32_MAX       /* not yet looked up */
#define LINK_NONE    (UINT32_MAX - 1) /* there is none */

/* The size of a term's list, for the inverter: number of postings, and bytes of entries without the
 * term's number. */
struct term_use {
    uint64_t bytes;
    uint32_t postings;
};

/* The dictionary's data of a term. Links are set for words only and lead to terms. */
struct term_record {
    struct term_use use;
    uint32_t article; /* the last one with the term, counted from 1 */
    uint32_t place;   /* the term's index in that article's words (for a word) or terms */
    uint32_t folded, stem;
    uint32_t title, title_stem; /* the title's terms for the word and for its stem */
};

_Static_assert(sizeof(struct term_record) <= DICTIONARY_KEPT,
               "the dictionary keeps a term's record");

/* A distinct word of the article, from the text or folded from one. */
struct article_word {
    uint32_t term;
    uint32_t n, title;             /* occurrences: all, and those in the title */
    uint32_t folded, title_folded; /* how many of those are folded from another word */
    uint32_t last;                 /* its last occurrence */
};

/* A list of a word's occurrences, from the last to the first. */
struct occurrence {
    uint32_t position, before;
};

struct analyser {
    struct stemmer *stemmer;
    struct dictionary terms;
    uint32_t article; /* the current article, counted from 1 */
    /* For the current article; the memory is reused for the next. */
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

/* The record of TERM, below analyser_terms; moves when a term is added. */
static inline struct term_record *analyser_record(const struct analyser *a, uint32_t term)
{
    return (struct term_record *)a->terms.texts[term].kept;
}

/* The number of a term, which gets a record if it is new. */
uint32_t analyser_add(struct analyser *a, const struct dictionary_key *term);
/* Sets the links of a word to its folded form, its stem, and the stem of its folded form. */
void analyser_link(struct analyser *a, uint32_t word);
/* Sets the links of a linked word to its title terms. */
void analyser_link_title(struct analyser *a, uint32_t word);

#endif

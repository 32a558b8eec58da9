/* Internals of snippets, in the order of the steps:
 *
 *     snippet_terms.c   the sought stems, words, prefixes, patterns and phrases of a query
 *     snippet_find.c    hits of a text
 *     snippet_window.c  the window with the best hits
 *     snippet_cut.c     boundaries at which to cut around a window
 *     snippet.c         flattens a text, writes the pieces
 *
 * A flat text is valid UTF-8 on one line, its words divided by single blanks. */
#ifndef DATELINE_SEARCHER_SNIPPET_SNIPPET_PARTS_H
#define DATELINE_SEARCHER_SNIPPET_SNIPPET_PARTS_H

#include "core/utf8.h"
#include "searcher/snippet/snippet.h"
#include "text/dictionary.h"
#include "text/text.h"

enum sought_kind { SOUGHT_STEM, SOUGHT_WORD, SOUGHT_PREFIX, SOUGHT_PATTERN, SOUGHT_KINDS };

#define SOUGHT_NONE UINT32_MAX

/* A stem, word, prefix or pattern of the query. Its number is its index in the list, which is
 * sorted by kind and text. No prefix begins another. */
struct sought {
    enum sought_kind kind;
    struct span text;              /* owned */
    const struct query_node *node; /* SOUGHT_PATTERN: of the query */
    uint32_t phrases;              /* the first phrase that begins with it, or SOUGHT_NONE */
    bool alone;                    /* also sought outside of phrases */
    bool placed;                   /* this text has it within a phrase */
};

/* Numbers of adjacent words. */
struct sought_phrase {
    uint32_t *words;
    size_t len;
};

/* The number that a word matches, by kind, or SOUGHT_NONE. */
struct sought_match {
    uint32_t sought[SOUGHT_KINDS];
};

/* A matching word of the flat text. */
struct snippet_hit {
    uint32_t start, end;  /* bytes */
    uint32_t from, until; /* characters */
    uint32_t place;       /* index among the text's words */
    bool in_phrase;
    struct sought_match match;
};

struct snippet_hits {
    struct snippet_hit *list;
    size_t len, cap;
};

struct snippet_terms {
    struct stemmer *stemmer;
    double until; /* by clock_seconds(); 0: no limit */
    bool late;    /* for good, as what a word matches is kept */
    struct sought *list;
    size_t len, cap;
    size_t first[SOUGHT_KINDS + 1]; /* index of each kind's first; then len */
    bool starts[256];               /* first bytes of words that may match */
    struct sought_phrase *phrases;  /* sorted by first word */
    size_t n_phrases, cap_phrases;
    struct dictionary words; /* cache: words of texts, and their matches by id */
    struct sought_match *matches;
    size_t n_matches, cap_matches;
    /* Scratch, kept from text to text. */
    struct buf flat, folded;
    struct tokens tokens;
    struct snippet_hits hits;
    uint32_t *counts; /* by number: hits in the window */
    bool *shown;      /* by number: in a chosen window */
};

/* The number of TEXT, a word or a stem, or of the prefix that begins it, or of the first pattern
 * that it is of; SOUGHT_NONE. */
uint32_t snippet_sought(struct snippet_terms *t, enum sought_kind kind, struct span text);

/* Counts the characters of the flat text from byte FROM to TO; 0 if TO <= FROM. */
static inline uint32_t snippet_characters(const struct snippet_terms *t, size_t from, size_t to)
{
    return from < to ? (uint32_t)utf8_count((struct span){t->flat.data + from, to - from}) : 0;
}

/* Looks at the clock; whether it is late. */
bool snippet_terms_look(struct snippet_terms *t);

/* Replaces t->hits by the hits of t->flat; none if it gets late. */
void snippet_find(struct snippet_terms *t);

/* The consecutive hits first to end - 1. */
struct snippet_window {
    size_t first, end;
    uint32_t sought; /* different numbers among them that are not in t->shown */
};

/* The best window no wider than WIDTH characters, or of one hit: with most sought, then
 * most hits, then the earliest. Needs a hit. */
struct snippet_window snippet_best(struct snippet_terms *t, uint32_t width);
/* Marks the hits of W in t->shown. */
void snippet_show(struct snippet_terms *t, struct snippet_window w);

/* The byte at which to begin a piece that contains byte AT: at most ROOM characters
 * before AT, not before FLOOR; at a sentence, else at a word unless that omits too
 * much, else at a grapheme. */
size_t snippet_begin(struct span text, size_t at, size_t floor, size_t room);
/* The byte at which to end it, likewise; at a sentence only in the second half of ROOM. */
size_t snippet_end(struct span text, size_t at, size_t limit, size_t room);

#endif

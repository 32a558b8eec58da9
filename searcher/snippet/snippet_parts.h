/* The inside of a snippet, in the order in which it is made:
 *
 *     snippet_terms.c   what a query looks for
 *     snippet_find.c    the hits that a text has
 *     snippet_window.c  the hits that are to be seen together
 *     snippet_cut.c     where to begin and end around them
 *     snippet.c         a text laid flat, and the pieces of it written
 *
 * A flat text is valid UTF-8 on one line, its words divided by single blanks. */
#ifndef DATELINE_SEARCHER_SNIPPET_SNIPPET_PARTS_H
#define DATELINE_SEARCHER_SNIPPET_SNIPPET_PARTS_H

#include "core/utf8.h"
#include "searcher/snippet/snippet.h"
#include "text/dictionary.h"
#include "text/text.h"

enum sought_kind { SOUGHT_STEM, SOUGHT_WORD, SOUGHT_PREFIX, SOUGHT_KINDS };

#define SOUGHT_NONE UINT32_MAX

/* One thing that a query looks for. Its number is its place in the order of
 * kinds and texts. No prefix begins another. */
struct sought {
    enum sought_kind kind;
    struct span text; /* owned */
    uint32_t phrases; /* the first that begins with it; SOUGHT_NONE */
    bool alone;       /* sought outside of phrases too */
    bool placed;      /* the text in hand has it within a phrase */
};

/* Numbers of words that are to stand side by side. */
struct sought_phrase {
    uint32_t *words;
    size_t len;
};

/* What a word of a text is, by kind: a number or SOUGHT_NONE. */
struct sought_match {
    uint32_t sought[SOUGHT_KINDS];
};

/* A word of the flat text that is something sought. */
struct snippet_hit {
    uint32_t start, end;  /* bytes */
    uint32_t from, until; /* characters */
    uint32_t place;       /* among the text's indexed words */
    bool in_phrase;
    struct sought_match match;
};

struct snippet_hits {
    struct snippet_hit *list;
    size_t len, cap;
};

struct snippet_terms {
    struct stemmer *stemmer;
    struct sought *list;
    size_t len, cap;
    size_t first[SOUGHT_KINDS + 1]; /* of each kind, and where the last kind ends */
    bool starts[256];               /* what a word that is something sought may begin with */
    struct sought_phrase *phrases;  /* by their first words */
    size_t n_phrases, cap_phrases;
    struct dictionary words; /* those met in texts, and what each is */
    struct sought_match *matches;
    size_t n_matches, cap_matches;
    /* Memory kept from text to text. */
    struct buf flat, folded;
    struct tokens tokens;
    struct snippet_hits hits;
    uint32_t *counts; /* one each of the list */
    bool *shown;      /* the same */
};

/* The number of what TEXT, a word or a stem, is, or begins with; SOUGHT_NONE. */
uint32_t snippet_sought(const struct snippet_terms *t, enum sought_kind kind, struct span text);

/* The characters of the flat text between two bytes of it; none where TO is not after FROM. */
static inline uint32_t snippet_characters(const struct snippet_terms *t, size_t from, size_t to)
{
    return from < to ? (uint32_t)utf8_count((struct span){t->flat.data + from, to - from}) : 0;
}

/* Replaces t->hits by those of t->flat. */
void snippet_find(struct snippet_terms *t);

/* Hits that stand next to each other. */
struct snippet_window {
    size_t first, end;
    uint32_t sought; /* how many different things they are */
};

/* Of all windows no wider than WIDTH characters (or of one hit) the one with
 * most of what t->shown does not have, then most hits, then the earliest. There
 * is a hit at least. */
struct snippet_window snippet_best(struct snippet_terms *t, uint32_t width);
/* Adds what W has to t->shown. */
void snippet_show(struct snippet_terms *t, struct snippet_window w);

/* Where a piece of the flat TEXT that holds the byte AT may begin: at most ROOM
 * characters before it and not before FLOOR; at a sentence, else at a word, where
 * that does not leave out too much, else between two characters as readers know
 * them. */
size_t snippet_begin(struct span text, size_t at, size_t floor, size_t room);
/* Where it may end, likewise; a sentence's end counts where half of ROOM is used. */
size_t snippet_end(struct span text, size_t at, size_t limit, size_t room);

#endif

/* Tells how else the index spells the names of a query.
 *
 * Spellings are those that name:WORD finds (searcher/plan/plan_names.h), never words that merely
 * look alike. They are searched for words written with a capital, or in letters that have no
 * capitals and few vowels, and are in the index. Each such name costs a walk of the dictionary, up
 * to a millisecond; an ordinary word the reading of a few articles; one in small letters nothing.
 * NAMES_ALL, for a person at a terminal or a page, takes every word. Databases of other programs
 * are left out, since their terms may be on another machine. */
#ifndef DATELINE_SEARCHER_ENGINE_ALSO_SPELT_H
#define DATELINE_SEARCHER_ENGINE_ALSO_SPELT_H

#include "core/arena.h"
#include "searcher/query/question.h"

enum { ALSO_SPELT_WORDS = 8 /* looked at in a query */ };

struct other_spelling {
    struct span word;
    uint64_t articles; /* with it, without deleted ones */
};

/* A word of the query with other spellings, nearest first. */
struct also_spelt {
    struct span word; /* folded */
    struct other_spelling *list;
    size_t len; /* 1 at least */
};

/* All zeros is empty. */
struct also_spelt_words {
    struct also_spelt list[ALSO_SPELT_WORDS];
    size_t len;
    struct arena text; /* holds the words */
};

struct answer;

/* Fills a->also_spelt as Q's names say. A failure finds nothing. */
void engine_also_spelt(struct answer *a, const struct question *q);
/* Appends "'zelensky' is also spelt zelenskyy (3); name:zelensky finds both". */
void also_spelt_line(const struct also_spelt *s, struct buf *out);
/* Appends the query that finds all spellings: name:zelensky. */
void also_spelt_query(const struct also_spelt *s, struct buf *out);
void also_spelt_free(struct also_spelt_words *w);

#endif

/* The lexicon: looks terms up and walks through those with a prefix. Fails with
 * DATELINE_CORRUPT if what it reads is damaged. */
#ifndef DATELINE_LISTS_LEXICON_H
#define DATELINE_LISTS_LEXICON_H

#include "lists/lists.h"

/* The key of a group whose first term is TERM (lists.h): keys ascend as terms do, but terms that
 * begin alike may have the same. */
uint64_t lexicon_key(struct span term);

/* Sets *FOUND, and *OUT to TERM's entry if it is there. */
dateline_status lexicon_find(const struct lists *l, struct span term, struct list_term *out,
                             bool *found, dateline_error *err);

/* A walk through the terms that begin with a prefix, in byte order. TERM and ENTRY are valid
 * after a lexicon_next that set *MORE, until the next call. The other fields are private. */
struct lexicon_walk {
    const struct lists *lists;
    struct span term;
    struct list_term entry;
    uint64_t number;  /* terms read so far, counted from the lexicon's first */
    uint64_t at, end; /* the bytes of the group that are not yet read */
    size_t prefix;    /* the length of the prefix, which is in WANTED */
    size_t shared;    /* bytes of TERM and the one before it in the group */
    bool pending;     /* TERM was read ahead: the next call returns it */
    char text[LISTS_TERM_MAX];
    char wanted[LISTS_TERM_MAX];
};
/* Begins a walk; PREFIX is copied. */
dateline_status lexicon_walk(struct lexicon_walk *w, const struct lists *l, struct span prefix,
                             dateline_error *err);
/* Moves on so that the next term is the first with the prefix that is not below TERM, which is
 * above the last one. */
dateline_status lexicon_skip(struct lexicon_walk *w, struct span term, dateline_error *err);
/* Whether the term that was read is the first of a group with another key than its own. */
bool lexicon_misses_key(const struct lexicon_walk *w);
/* Moves to the next term; *MORE is false at the end. */
dateline_status lexicon_next(struct lexicon_walk *w, bool *more, dateline_error *err);

#endif

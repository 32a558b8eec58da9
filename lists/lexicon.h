/* Looking terms up, and walking through them. */
#ifndef DATELINE_LISTS_LEXICON_H
#define DATELINE_LISTS_LEXICON_H

#include "lists/lists.h"

/* What L has of TERM; *FOUND: it has it. */
dateline_status lexicon_find(const struct lists *l, struct span term, struct list_term *out,
                             bool *found, dateline_error *err);

/* The terms that begin with a prefix, in byte order:
 *
 *     status = lexicon_walk(&w, lists, prefix, err);
 *     while (status == DATELINE_OK && (status = lexicon_next(&w, &more, err)) == DATELINE_OK &&
 * more)
 *         ... w.term, w.entry ...
 */
struct lexicon_walk {
    const struct lists *lists;
    struct span term; /* lent until the next call */
    struct list_term entry;
    uint64_t number;  /* of terms passed */
    uint64_t at, end; /* what is left of the group */
    size_t prefix;    /* bytes */
    bool pending;     /* the term was read, and not given yet */
    char text[LISTS_TERM_MAX];
    char wanted[LISTS_TERM_MAX];
};
dateline_status lexicon_walk(struct lexicon_walk *w, const struct lists *l, struct span prefix,
                             dateline_error *err);
dateline_status lexicon_next(struct lexicon_walk *w, bool *more, dateline_error *err);

#endif

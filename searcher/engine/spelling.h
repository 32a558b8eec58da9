/* Words of the index that somebody may have meant by one that it has not. */
#ifndef DATELINE_SEARCHER_ENGINE_SPELLING_H
#define DATELINE_SEARCHER_ENGINE_SPELLING_H

#include "searcher/plan/plan.h"

enum {
    SPELLING_WORDS = 3,     /* suggested at most */
    SPELLING_LETTERS = 3,   /* a shorter word could be anything */
    SPELLING_TERMS = 50000, /* looked at for its first two letters; and for other beginnings */
};

struct spelling {
    struct buf words[SPELLING_WORDS]; /* all as near; same first letter, then frequent ones first */
    size_t len;
};

/* The words nearest to WORD, as folded, at an edit distance of up to 2 (1 where it has
 * fewer than five letters), at most one of them changed within the first two
 * letters, and to a letter of a to z there. *OUT is to be freed. */
dateline_status spelling_suggest(struct planner *p, enum schema_field field, struct span word,
                                 struct spelling *out, dateline_error *err);
void spelling_free(struct spelling *s);

#endif

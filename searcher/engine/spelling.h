/* Suggests words of the index for a word that it lacks. */
#ifndef DATELINE_SEARCHER_ENGINE_SPELLING_H
#define DATELINE_SEARCHER_ENGINE_SPELLING_H

#include "searcher/plan/plan.h"

enum {
    SPELLING_WORDS = 3,     /* suggested at most */
    SPELLING_LETTERS = 3,   /* shorter words get no suggestions */
    SPELLING_TERMS = 50000, /* read with the same first two letters; and with others */
};

struct spelling {
    struct buf words[SPELLING_WORDS]; /* equally near; same first letter first, then frequent */
    size_t len;
};

/* Finds the words nearest to the folded WORD: within 2 edits (1 below five letters), at
 * most one of them in the first two letters, where replacements are a to z. The caller
 * frees *OUT. */
dateline_status spelling_suggest(struct planner *p, enum schema_field field, struct span word,
                                 struct spelling *out, dateline_error *err);
void spelling_free(struct spelling *s);

#endif

/* Completes a word that is being typed from the words of the index. */
#ifndef DATELINE_SEARCHER_ENGINE_COMPLETION_H
#define DATELINE_SEARCHER_ENGINE_COMPLETION_H

#include "searcher/engine/engine.h"

enum {
    COMPLETION_WORDS = 20,    /* at most */
    COMPLETION_TERMS = 10000, /* read at most: of more, the first in the alphabet */
};

struct completion_word {
    char text[SCHEMA_WORD_MAX];
    size_t len;
    uint32_t documents; /* with the word, deleted ones counted */
};

/* The most frequent first. */
struct completion {
    struct span start; /* the bytes of the text that are being completed, borrowed from it */
    struct completion_word words[COMPLETION_WORDS];
    size_t len;
};

/* Completes the last word of TEXT by up to MOST words, folded as in the index; none if TEXT ends
 * after a word. Takes less than 2 ms. */
dateline_status engine_complete(struct engine *e, struct span text, size_t most,
                                struct completion *out, dateline_error *err);

#endif

/* Completes a word that is being typed from the words of the index. */
#ifndef DATELINE_SEARCHER_ENGINE_COMPLETION_H
#define DATELINE_SEARCHER_ENGINE_COMPLETION_H

#include <pthread.h>

#include "searcher/engine/engine.h"

enum {
    COMPLETION_WORDS = 20,       /* at most */
    COMPLETION_LONG = 10000,     /* terms: reading more is remembered */
    COMPLETION_REMEMBERED = 256, /* prefixes, of at most COMPLETION_PREFIX bytes */
    COMPLETION_PREFIX = 8,
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

/* The completions of one commit that took long: those of single letters, in a large index. For any
 * number of threads. */
struct completion_memory {
    pthread_mutex_t lock;
    bool asked; /* for a completion, in this commit or in one before */
    size_t len;
    struct {
        char prefix[COMPLETION_PREFIX];
        size_t len;
        struct completion *words; /* their start is not kept */
    } kept[COMPLETION_REMEMBERED];
};
void completion_memory_init(struct completion_memory *m);
void completion_memory_free(struct completion_memory *m);
/* Fills M, which nothing has asked yet, so that no request does it: with the digits and letters of
 * all scripts that words begin with, or, if BEFORE, of another commit, is given, with its prefixes,
 * provided that one was ever asked for. E is of M's commit; takes as long as to complete each
 * prefix. */
void completion_memory_fill(struct completion_memory *m, struct engine *e,
                            struct completion_memory *before);

/* Completes the last word of TEXT by up to MOST words, folded as in the index; none if TEXT ends
 * after a word. Reads all terms that begin so, at 50 ns each, unless M (NULL: none), of the same
 * commit, remembers them; of another program's database the first COMPLETION_LONG. */
dateline_status engine_complete(struct engine *e, struct span text, size_t most,
                                struct completion_memory *m, struct completion *out,
                                dateline_error *err);

#endif

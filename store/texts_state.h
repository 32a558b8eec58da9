/* Internals of open texts: texts.c reads them, texts_rest.c finds blocks without their table. */
#ifndef DATELINE_STORE_TEXTS_STATE_H
#define DATELINE_STORE_TEXTS_STATE_H

#include <zstd.h>

#include "store/texts.h"

enum { TEXTS_END = sizeof(uint64_t), TEXTS_LAST = sizeof(uint32_t) };

/* A block that was found without the table. */
struct texts_found {
    uint64_t at, end;
    uint32_t first, documents; /* its documents; first 0 while their numbers are not known */
};

/* One of the two files. */
struct text_file {
    struct pages *pages;
    uint64_t blocks, ends_at, lasts_at;
    uint32_t dictionary_len;
    _Atomic(ZSTD_DDict *) dictionary; /* made when it is first used */
    bool rest;                        /* its blocks are those of found */
    struct texts_found *found;        /* in the order of their places */
    size_t n_found, cap_found;
};

struct texts {
    struct text_file files[TEXTS_FILES];
    uint32_t documents;
    struct text_cache *cache; /* NULL: none */
};

/* Fills blocks, ends_at, lasts_at and dictionary_len; false if the footer is damaged or has not
 * *DOCUMENTS documents, which is told by setting it to the number it has. */
bool texts_read_footer(struct text_file *f, uint32_t *documents);

/* Decompresses the frame of LEN bytes at FRAME into RAW, with CONTEXT, which is made if it is NULL;
 * false if it is not a frame of documents. */
bool texts_decompress(ZSTD_DCtx **context, const uint8_t *frame, uint64_t len, ZSTD_DDict *d,
                      struct buf *raw);

/* Finds F's blocks; DOCUMENTS is how many documents the whole file had. */
void texts_find_blocks(struct text_file *f, uint32_t documents);

#endif

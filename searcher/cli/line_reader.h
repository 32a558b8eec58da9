/* The lines of a file, as they come. */
#ifndef DATELINE_SEARCHER_CLI_LINE_READER_H
#define DATELINE_SEARCHER_CLI_LINE_READER_H

#include "core/buf.h"
#include "core/fail.h"

enum { LINE_READER_MAX = 1 << 24 }; /* bytes of a line; the rest of a longer one is dropped */

/* All but FD, NAME, WAKE and IDLE, begin as zeros. */
struct line_reader {
    int fd;
    const char *name;        /* for messages */
    int wake;                /* reading ends where this can be read; -1: never */
    void (*idle)(void *ctx); /* before waiting for input; may be NULL */
    void *ctx;
    struct buf bytes;
    size_t at;  /* of BYTES, the next line */
    bool ended; /* nothing follows BYTES */
};

/* The next line without its end, "\n" or "\r\n", lent until the next call. */
dateline_status line_reader_next(struct line_reader *r, struct span *line, bool *more,
                                 dateline_error *err);
void line_reader_free(struct line_reader *r);

#endif

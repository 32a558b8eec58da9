/* A buffer that writes long answers in pieces. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_OUTPUT_H
#define DATELINE_SEARCHER_RENDER_RENDER_OUTPUT_H

#include "core/buf.h"
#include "core/fail.h"

enum { OUTPUT_PIECE = 1 << 18 }; /* bytes to buffer before a write */

struct output {
    struct buf bytes; /* not yet written */
    dateline_status (*write)(void *ctx, struct span bytes, dateline_error *err);
    void *ctx;
};

/* Writes and clears the bytes if there are at least OUTPUT_PIECE. */
dateline_status output_piece(struct output *o, dateline_error *err);
/* Writes and clears the bytes. */
dateline_status output_rest(struct output *o, dateline_error *err);
void output_free(struct output *o);

#endif

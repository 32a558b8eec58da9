/* Where answers go, piece by piece: what is long is never held whole. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_OUTPUT_H
#define DATELINE_SEARCHER_RENDER_RENDER_OUTPUT_H

#include "core/buf.h"
#include "core/fail.h"

enum { OUTPUT_PIECE = 1 << 18 }; /* bytes that may wait */

struct output {
    struct buf bytes; /* rendered and not yet written */
    dateline_status (*write)(void *ctx, struct span bytes, dateline_error *err);
    void *ctx;
};

/* Writes what waits, if it is much. */
dateline_status output_piece(struct output *o, dateline_error *err);
/* Writes what waits. */
dateline_status output_rest(struct output *o, dateline_error *err);
void output_free(struct output *o);

#endif

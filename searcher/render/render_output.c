/* Buffers rendered bytes and writes them in pieces. */
#include "searcher/render/render_output.h"

dateline_status output_piece(struct output *o, dateline_error *err)
{
    return o->bytes.len < OUTPUT_PIECE ? DATELINE_OK : output_rest(o, err);
}

dateline_status output_rest(struct output *o, dateline_error *err)
{
    dateline_status status =
        o->bytes.len ? o->write(o->ctx, buf_span(&o->bytes), err) : DATELINE_OK;

    buf_clear(&o->bytes);
    return status;
}

void output_free(struct output *o)
{
    buf_free(&o->bytes);
}

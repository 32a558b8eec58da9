#include "searcher/output.h"

#include <stdio.h>

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

dateline_status output_standard(void *ctx, struct span bytes, dateline_error *err)
{
    (void)ctx;
    if (fwrite(bytes.data, 1, bytes.len, stdout) != bytes.len)
        return fail_errno(err, "cannot write to standard output");
    return DATELINE_OK;
}

/* Compresses tags, and inflates them. */
#include "indexer/glass/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "core/alloc.h"

enum { LEVEL = 6 };

struct deflater {
    struct libdeflate_compressor *compressor;
    struct buf out;
};

struct inflater {
    struct libdeflate_decompressor *decompressor;
    struct buf out;
};

struct deflater *deflater_new(void)
{
    struct deflater *d = must_zalloc(sizeof *d);

    d->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!d->compressor)
        out_of_memory(0);
    return d;
}

void deflater_free(struct deflater *d)
{
    if (!d)
        return;
    libdeflate_free_compressor(d->compressor);
    buf_free(&d->out);
    free(d);
}

bool deflate_tag(struct deflater *d, struct span tag, struct span *out)
{
    size_t len;

    if (tag.len < 2)
        return false;
    buf_reserve(&d->out, tag.len);
    len = libdeflate_deflate_compress(d->compressor, tag.data, tag.len, d->out.data, tag.len - 1);
    if (len)
        *out = (struct span){d->out.data, len};
    return len;
}

struct inflater *inflater_new(void)
{
    struct inflater *i = must_zalloc(sizeof *i);

    i->decompressor = libdeflate_alloc_decompressor();
    if (!i->decompressor)
        out_of_memory(0);
    return i;
}

void inflater_free(struct inflater *i)
{
    if (!i)
        return;
    libdeflate_free_decompressor(i->decompressor);
    buf_free(&i->out);
    free(i);
}

static size_t at_most(size_t room)
{
    return room < INFLATE_MAX ? room : INFLATE_MAX;
}

bool inflate_tag(struct inflater *i, struct span tag, struct span *out)
{
    /* Text shrinks to a half or a third; memory from earlier tags is used in full. */
    size_t room = tag.len * 4 < i->out.cap ? i->out.cap - 1 : tag.len * 4;
    enum libdeflate_result r;
    size_t in, len;

    for (;; room *= 4) {
        room = at_most(room);
        buf_clear(&i->out);
        buf_reserve(&i->out, room);
        r = libdeflate_deflate_decompress_ex(i->decompressor, tag.data, tag.len, i->out.data, room,
                                             &in, &len);
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE || room == INFLATE_MAX)
            break;
    }
    if (r != LIBDEFLATE_SUCCESS || in != tag.len)
        return false;
    *out = (struct span){i->out.data, len};
    return true;
}

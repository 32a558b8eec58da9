/* Reads gzip files. */
#include "indexer/feed/gunzip.h"

/* Whether another member follows; anything else is padding, which gzip ignores too. */
static bool next_member(struct inflater *g)
{
    struct span magic = stream_peek(g->from, 2);

    return magic.len == 2 && !memcmp(magic.data, "\x1F\x8B", 2) && inflateReset(&g->z) == Z_OK;
}

/* Inflates the bytes that FROM has buffered. */
static void inflate_some(struct inflater *g)
{
    struct span from = stream_peek(g->from, 32 << 10);
    int result;

    if (!from.len) {
        g->why = *g->from->trouble ? g->from->trouble : "truncated gzip input";
        return;
    }
    g->z.next_in = (unsigned char *)from.data;
    g->z.avail_in = (unsigned)from.len;
    result = inflate(&g->z, Z_NO_FLUSH);
    stream_skip(g->from, from.len - g->z.avail_in);
    if (result == Z_STREAM_END)
        g->over = !next_member(g);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        g->why = g->z.msg ? g->z.msg : "damaged gzip input";
}

static ssize_t pull_inflated(struct stream *s, void *to, size_t room)
{
    struct inflater *g = s->source;

    g->z.next_out = to;
    g->z.avail_out = (unsigned)room;
    while (g->z.avail_out == room && !g->over && !g->why)
        inflate_some(g);
    if (g->z.avail_out == room && g->why)
        return stream_fail(s, g->why);
    if (!expand_bytes(g->expansion, room - g->z.avail_out))
        return stream_fail(s, g->expansion->exceeded);
    return (ssize_t)(room - g->z.avail_out);
}

bool inflater_open(struct inflater *g, struct stream *from, struct expansion *e, int window,
                   struct stream *out)
{
    *g = (struct inflater){.from = from, .expansion = e};
    if (inflateInit2(&g->z, window) != Z_OK)
        return false;
    stream_on(out, pull_inflated, g);
    return true;
}

void inflater_close(struct inflater *g, struct stream *out)
{
    stream_close(out);
    inflateEnd(&g->z);
}

dateline_status gunzip(struct input *in, dateline_error *err)
{
    struct inflater g;
    struct input inflated = *in;
    struct stream bytes;
    dateline_status status;

    if (!inflater_open(&g, in->stream, &in->feed->expansion, INFLATE_GZIP, &bytes)) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: zlib refuses to start");
        return DATELINE_OK;
    }
    inflated.stream = &bytes;
    inflated.nesting++;
    inflated.unpacked = true;
    status = input_read(&inflated, err);
    inflater_close(&g, &bytes);
    return status;
}

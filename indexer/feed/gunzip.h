/* Reads gzip with zlib: at the damage in a truncated file, libarchive would drop up to 64 KiB of
 * readable data before it. */
#ifndef DATELINE_INDEXER_FEED_GUNZIP_H
#define DATELINE_INDEXER_FEED_GUNZIP_H

#include <zlib.h>

#include "indexer/feed/input.h"

/* A stream of what another one holds compressed. */
struct inflater {
    struct stream *from;
    struct expansion *expansion;
    z_stream z;
    bool over;       /* the last member has ended */
    const char *why; /* FROM is damaged here; reported after the bytes before the damage are used */
};

/* zlib's window bits for each form of compressed data. */
enum { INFLATE_RAW = -MAX_WBITS, INFLATE_ZLIB = MAX_WBITS, INFLATE_GZIP = 16 + MAX_WBITS };

/* OUT reads FROM, which belongs to the caller, inflated; members of gzip that follow each other are
 * one. False if zlib refuses. E counts the bytes: OUT fails where they are too many. */
bool inflater_open(struct inflater *g, struct stream *from, struct expansion *e, int window,
                   struct stream *out);
void inflater_close(struct inflater *g, struct stream *out);

/* Reads the content of IN with input_read(), under the name of IN. */
dateline_status gunzip(struct input *in, dateline_error *err);

#endif

/* One file, archive member or standard input on its way through a feed.
 *
 * Inside the feed only: what all its parts share. */
#ifndef DATELINE_INDEXER_FEED_INPUT_H
#define DATELINE_INDEXER_FEED_INPUT_H

#include "indexer/feed/feed.h"
#include "indexer/feed/maker.h"
#include "indexer/feed/stream.h"

/* One call of feed_source(). The bufs are scratch, kept for their memory. */
struct feed {
    const struct feed_options *options;
    feed_sink *sink;
    feed_tell *tell;
    void *ctx;
    struct feed_counts *counts;
    struct buf message;
    struct buf utf8; /* input_utf8() */
    struct buf id;   /* of the record at hand, as it was given or made */
    struct buf date; /* as a message shows it */
    struct article_maker maker;
};

struct input {
    struct feed *feed;
    struct stream *stream;
    const char *path;   /* as named by the user, members below archives: for messages, dates */
    const char *name;   /* what an id made from the place begins with */
    dateline_day mtime; /* 0: not known */
    int nesting;        /* archives around it */
};

/* Recognises what IN is and reads it: an archive's members, or a format's records. */
dateline_status input_read(struct input *in, dateline_error *err);

/* Makes an article of R, whose text is UTF-8, and gives it to the sink. */
dateline_status input_record(struct input *in, const struct record *r, dateline_error *err);

/* RAW as UTF-8, borrowed from RAW or until the next call; what had to be
 * replaced is told for LINE. */
struct span input_utf8(struct input *in, struct span raw, uint64_t line);

/* All of IN, for formats with one article a file; false after telling where that
 * is too large. What damage left of a file is told, and read. */
bool input_whole(struct input *in, struct span *all);

/* Tells "PATH:LINE: ..." and counts it. */
void input_tell(struct input *in, enum feed_trouble kind, uint64_t line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for what stands at PATH and did not get as far as being an input. */
void feed_tell_path(struct feed *f, enum feed_trouble kind, const char *path, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Tells that the record at LINE is over ARTICLE_BYTES_MAX and skipped. */
void input_tell_too_long(struct input *in, uint64_t line);

#endif

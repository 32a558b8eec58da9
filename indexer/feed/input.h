/* One file, archive member or standard input of a feed. Internal to the feed. */
#ifndef DATELINE_INDEXER_FEED_INPUT_H
#define DATELINE_INDEXER_FEED_INPUT_H

#include "indexer/feed/expand.h"
#include "indexer/feed/feed.h"
#include "indexer/feed/hold.h"
#include "indexer/feed/html/html.h"
#include "indexer/feed/maker.h"
#include "indexer/feed/orders.h"
#include "indexer/feed/stream.h"
#include "indexer/feed/unmapped.h"

/* One call of feed_source(). The bufs are scratch memory that is reused. */
struct feed {
    const struct feed_options *options;
    const char *source;
    struct date_orders orders; /* of day and month in SOURCE */
    feed_sink *sink;
    feed_tell *tell;
    void *ctx;
    struct feed_counts *counts;
    struct buf message;
    struct buf utf8; /* of input_utf8() */
    struct buf id;   /* of the current record, given or made */
    struct buf date; /* for messages */
    struct html_reader html;
    struct buf title; /* of a record whose text is HTML */
    struct article_maker maker;
    struct hold *hold;          /* NULL: nobody wants the articles */
    struct expansion expansion; /* of the file being read */
    struct unmapped unmapped;   /* fields of the file being read */
};

/* The encoding of one file, decided once; UTF-8 unless it is decided. */
struct input_encoding {
    bool decided;
    struct charset charset;
    int tries; /* to decide */
    bool told; /* of a text in another encoding, where none is decided */
};

/* The facts that a container gives about a part; NULL or 0: not known. */
struct input_part {
    const char *type;    /* media type in lower case, without parameters; decides the format */
    const char *charset; /* encoding, where the part is not UTF-8 */
    const char *url;     /* address: the id of a record without one */
    const char *time;    /* of delivery or capture, as written */
    uint64_t line;       /* where it begins in the container */
};

struct input {
    struct feed *feed;
    struct input_encoding *encoding;
    struct stream *stream;
    const char *path; /* as the user named it, followed by the path in the archive; for messages and
                         dates */
    const char *name; /* the start of ids made from the place */
    dateline_day mtime; /* 0: unknown */
    int nesting;        /* number of archives around it */
    bool archived;      /* it is a member of an archive */
    bool unpacked;      /* a compression that its name may tell of has been read */
    struct input_part part;
    enum marking marking; /* of the texts of its records */
};

/* Recognises the container or format of IN and reads it: parts, or records. */
dateline_status input_read(struct input *in, dateline_error *err);
/* Reads IN, whose part.type is given, in the format of that type; reports and skips IN where there
 * is none. */
dateline_status input_read_part(struct input *in, dateline_error *err);

/* Makes an article of R, whose text is UTF-8, and passes it to the sink. */
dateline_status input_record(struct input *in, const struct record *r, dateline_error *err);

/* A date as it was found; all zeros: none. */
struct dated {
    dateline_day day;
    enum date_source source;
    enum date_confidence confidence;
};

/* Makes an article of FIELDS, dated as D says, and passes it to the sink. */
dateline_status input_article(struct input *in, const struct article_fields *fields,
                              const struct dated *d, uint64_t line, dateline_error *err);

/* RAW as UTF-8, borrowed from RAW or until the next call; reports replaced bytes at LINE. The first
 * text that is not UTF-8 decides the encoding of the file, with those after it. */
struct span input_utf8(struct input *in, struct span raw, uint64_t line);

/* Reads all of IN, for formats with one article a file; false, after reporting it, if it is too
 * large. Damage is reported, and the readable part returned. */
bool input_whole(struct input *in, struct span *all);

/* Reports "PATH:LINE: ..." and counts it. */
void input_tell(struct input *in, enum feed_trouble kind, uint64_t line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* As input_tell, for a file at PATH that could not become an input. */
void feed_tell_path(struct feed *f, enum feed_trouble kind, const char *path, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Takes the next line of IN, and counts it in *NUMBER; one of more than MOST bytes is counted, and
 * reported as too long. False at the end, after reporting damage there. */
bool input_line(struct input *in, size_t most, struct span *line, uint64_t *number);

/* Reports that REPLACED bytes of the record at LINE were replaced, if there are any. */
void input_tell_replaced(struct input *in, uint64_t line, uint64_t replaced);
/* Reports that IN is damaged after LINE, if that is why it ends there. */
void input_tell_lost(struct input *in, uint64_t line);

/* Reports the record at LINE as skipped because it exceeds ARTICLE_BYTES_MAX. */
void input_tell_too_long(struct input *in, uint64_t line);

#endif

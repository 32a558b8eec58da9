/* The input formats: one file for each, one line for each in the table of format.c. */
#ifndef DATELINE_INDEXER_FEED_FORMAT_H
#define DATELINE_INDEXER_FEED_FORMAT_H

#include "indexer/feed/input.h"

/* The NULs that make a file binary, so that it is not read. */
enum binary_nuls {
    NULS_MANY,  /* more than a damaged record may have */
    NULS_LINES, /* in most lines: each is a record of its own */
    NULS_ANY,
};

struct format {
    /* Extensions without dots, each followed by a blank; NULL: none. */
    const char *extensions;
    /* Whether a file that begins with START, at most FORMAT_START bytes, is in this format; NAMED:
     * its extension is one of the format's. */
    bool (*recognise)(struct span start, bool named);
    /* Media types, each followed by a blank, for parts of containers; NULL: none. */
    const char *types;
    bool bytes;            /* the file itself declares its encoding */
    enum binary_nuls nuls; /* of a format that is not bytes */
    enum marking marking;  /* of its texts, unless boilerplate is to be kept */
    /* Passes each record to input_record() and returns its status; reports skipped records. Nothing
     * else fails. */
    dateline_status (*read)(struct input *in, dateline_error *err);
};

enum { FORMAT_START = 8 << 10 };

extern const struct format format_csv;
extern const struct format format_html;
extern const struct format format_dump;
extern const struct format format_json;
extern const struct format format_jsonl;
extern const struct format format_markdown;
extern const struct format format_mail;
extern const struct format format_sgml;
extern const struct format format_text;
extern const struct format format_tsv;
extern const struct format format_unread; /* of no name */
extern const struct format format_xml;

/* NULL for FEED_RECOGNISED and containers. */
const struct format *format_of(enum feed_format f);
/* The format of the media type TYPE, in lower case; NULL: it is not read. */
const struct format *format_of_type(const char *type);
/* The extension of PATH, without its dot; UNPACKED: without that of a compression ("pdf" of
 * "a.pdf.gz"). Empty: none. */
struct span format_extension(const char *path, bool unpacked);
/* Never NULL: what nothing else claims is plain text. */
const struct format *format_recognise(struct span start, const char *path);

#endif

/* The input formats: one file for each, one line for each in the table of format.c. */
#ifndef DATELINE_INDEXER_FEED_FORMAT_H
#define DATELINE_INDEXER_FEED_FORMAT_H

#include "indexer/feed/input.h"

struct format {
    const char *name; /* as in --input-format */
    /* Extensions without dots, each followed by a blank; NULL: none. */
    const char *extensions;
    /* Whether a file that begins with START, at most FORMAT_START bytes, is in this format; NAMED:
     * its extension is one of the format's. */
    bool (*recognise)(struct span start, bool named);
    /* Passes each record to input_record() and returns its status; reports skipped records. Nothing
     * else fails. */
    dateline_status (*read)(struct input *in, dateline_error *err);
};

enum { FORMAT_START = 8 << 10 };

extern const struct format format_csv;
extern const struct format format_jsonl;
extern const struct format format_markdown;
extern const struct format format_sgml;
extern const struct format format_text;
extern const struct format format_tsv;

/* NULL, with *ERR filled, if there is no such format. */
const struct format *format_by_name(const char *name, dateline_error *err);
/* Never NULL: a file that no other format recognises is plain text. */
const struct format *format_recognise(struct span start, const char *path);

#endif

/* The input formats: a file for each, and a line for each in format.c's table. */
#ifndef DATELINE_INDEXER_FEED_FORMAT_H
#define DATELINE_INDEXER_FEED_FORMAT_H

#include "indexer/feed/input.h"

struct format {
    /* Extensions without dots, each with a blank behind it; NULL: none. */
    const char *extensions;
    /* Whether bytes that begin with START, up to FORMAT_START of them, are in
     * this format; NAMED says that the file's extension is one of it. */
    bool (*recognise)(struct span start, bool named);
    /* Gives each record to input_record(), tells of those it has to skip, and
     * passes on the status of input_record(); nothing else is a failure. */
    dateline_status (*read)(struct input *in, dateline_error *err);
};

enum { FORMAT_START = 8 << 10 };

extern const struct format format_csv;
extern const struct format format_jsonl;
extern const struct format format_markdown;
extern const struct format format_sgml;
extern const struct format format_text;
extern const struct format format_tsv;

/* NULL for FEED_RECOGNISED. */
const struct format *format_of(enum feed_format f);
/* Never NULL: what nothing else claims is plain text. */
const struct format *format_recognise(struct span start, const char *path);

#endif

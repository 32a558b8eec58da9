/* Sources into articles: files, folders, archives and standard input.
 *
 *     walk (what to read) -> stream (libarchive: bytes) -> a format (records)
 *          -> finish (id, date) with maker (the article) -> the sink
 *
 * What is decided here beyond the contract:
 *   - In directories and archives, names that begin with a dot are passed over
 *     in silence, special files with a word; a SOURCE is always read.
 *   - Files with a NUL in their first 8 KiB and no mark of UTF-16 or UTF-32 are
 *     binary, whatever the input format.
 *   - A title made from the text's first line is taken out of the text; one made
 *     from its first sentence stays in it. Standard input's NAME is "-".
 *   - A record of more than ARTICLE_BYTES_MAX bytes (maker.h) is skipped.
 *   - A damaged or truncated file gives what can be read of it: JSON in whole
 *     lines; the row, document or text that breaks off as far as it goes.
 *   - A date that cannot be read is told even where the next of --date-from
 *     gives one. With a date format, the usual forms are tried after it.
 *
 * Nothing here is fatal but a SOURCE that does not exist, one that cannot be
 * read at all, and a sink that fails: what cannot be read or understood is
 * told through `tell`, counted, and passed over. */
#ifndef DATELINE_INDEXER_FEED_H
#define DATELINE_INDEXER_FEED_H

#include <stdint.h>

#include "core/fail.h"
#include "indexer/feed/record.h"

/* Gets each article once, in input order; the article is lent for the call. */
typedef dateline_status feed_sink(void *ctx, const struct article *a, const struct place *at,
                                  dateline_error *err);

/* What went wrong with one record, one line, naming path and line. */
enum feed_trouble {
    FEED_SKIPPED, /* the record is lost */
    FEED_UNDATED, /* a date that could not be read; the article is kept */
    FEED_DAMAGED, /* bytes replaced; the article is kept */
};
typedef void feed_tell(void *ctx, enum feed_trouble kind, const char *message);

enum { FEED_DATE_SOURCES = 5, FEED_ROLES = 7 };

/* The formats, in the order in which they are asked whether a file is theirs. */
enum feed_format {
    FEED_RECOGNISED, /* no format's: each file has its own */
    FEED_JSONL,
    FEED_MARKDOWN,
    FEED_SGML,
    FEED_CSV,
    FEED_TSV,
    FEED_TEXT,
    FEED_FORMATS,
};
extern const struct names feed_format_names;

/* The roles of --field ROLE=NAME. */
enum feed_role {
    ROLE_ID,
    ROLE_TITLE,
    ROLE_DATE,
    ROLE_BODY,
    ROLE_SOURCE,
    ROLE_URL,
    ROLE_LANG,
};

struct feed_options {
    enum feed_format input_format;                 /* what every source is */
    const char *id_prefix;                         /* NULL: none */
    const char *except;                            /* a directory to pass over: the index that
                                                      is being written; NULL: none */
    const char *date_format;                       /* NULL, "epoch" or a strptime format */
    const char *field_name[FEED_ROLES];            /* NULL: the role's own name */
    enum date_source date_from[FEED_DATE_SOURCES]; /* in order, DATE_FROM_NOTHING ends it;
                                                      all zeros: field, header, path */
};

struct feed_counts {
    uint64_t bytes;   /* of text read, after decompression */
    uint64_t records; /* found */
    uint64_t skipped, undated, damaged;
    /* For a progress display: bytes of source files behind us, as they are on
     * disk, and whether one is being read, in READING, whose offset adds to them. */
    uint64_t done;
    bool busy;
    int reading;
};

/* "id", "title", ...: roles, and their fields' names unless others are given. */
extern const struct names feed_role_names;

/* A field in its textual form: "title=headline.main"; O keeps a pointer to the name. */
dateline_status feed_parse_field(const char *pair, struct feed_options *o, dateline_error *err);
/* DATELINE_BAD_OPTION where date_format is none. */
dateline_status feed_check_options(const struct feed_options *o, dateline_error *err);

/* Reads SOURCE (a path, or "-") to its end. A SOURCE that does not exist is
 * DATELINE_NOT_FOUND. COUNTS are added to. */
dateline_status feed_source(const char *source, const struct feed_options *o, feed_sink *sink,
                            feed_tell *tell, void *ctx, struct feed_counts *counts,
                            dateline_error *err);

#endif

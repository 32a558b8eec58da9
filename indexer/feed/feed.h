/* Reads articles from sources: files, folders, archives and standard input.
 *
 *     walk (finds files) -> containers (parts, perhaps containers too) -> a format (records)
 *          -> finish (id, date) with maker (the article) -> the sink
 *
 * Rules of this module:
 *   - In directories, names that begin with a dot are ignored, in archives reported and
 *     skipped; so are special files, and links that lead out of a SOURCE, unless they are to
 *     be followed. A SOURCE itself is always read.
 *   - A packed file that unpacks to too much is read up to there (expand.h).
 *   - Text with a NUL in its first 8 KiB and no mark of UTF-16 or UTF-32 is binary;
 *     so is any format with many of them.
 *   - A title made from the text's first line is removed from the text; one made
 *     from its first sentence stays in it. Standard input's NAME is "-".
 *   - A record of more than ARTICLE_BYTES_MAX bytes (maker.h) is skipped.
 *   - The readable part of a damaged or truncated file is kept: JSON in whole
 *     lines; a truncated row, document or text up to the damage.
 *   - An unreadable date is reported even if the next source of --date-from has
 *     one. With a date format, the usual forms are tried after it.
 *
 * Only four things fail: a SOURCE that does not exist, a SOURCE that cannot be
 * read at all, a --field that neither a table's line of names nor a record before it
 * has, and a sink that fails. Anything else that cannot be read is reported through `tell`,
 * counted, and skipped. */
#ifndef DATELINE_INDEXER_FEED_H
#define DATELINE_INDEXER_FEED_H

#include <stdint.h>

#include "core/fail.h"
#include "indexer/feed/record.h"

/* Called once for each article, in input order; the article is borrowed for the call. */
typedef dateline_status feed_sink(void *ctx, const struct article *a, const struct place *at,
                                  dateline_error *err);

/* Troubles with a record. The message is one line that names path and line. */
enum feed_trouble {
    FEED_SKIPPED, /* the record is lost */
    FEED_UNDATED, /* its date cannot be read; the article is kept */
    FEED_DAMAGED, /* bytes were replaced; the article is kept */
    FEED_NOTED,   /* nothing is lost: how the file is read */
};
typedef void feed_tell(void *ctx, enum feed_trouble kind, const char *message);

enum { FEED_DATE_SOURCES = 8, FEED_ROLES = 7, FEED_NAMES = 8, FEED_FILTERS = 32 };

enum feed_format {
    FEED_RECOGNISED, /* no format's: each file has its own */
    FEED_JSONL,
    FEED_JSON,
    FEED_MARKDOWN,
    FEED_SGML,
    FEED_CSV,
    FEED_TSV,
    FEED_HTML,
    FEED_TEXT,
    FEED_MAIL,
    FEED_XML,
    FEED_DUMP,
    FEED_MBOX, /* from here on containers */
    FEED_WARC,
    FEED_TAR, /* and archives, whose members are recognised */
    FEED_ZIP,
    FEED_FORMATS,
};
extern const struct names feed_format_names;

/* How the texts of JSON, CSV and TSV are read. */
enum feed_body_type {
    FEED_BODY_AUTO, /* HTML where they plainly are */
    FEED_BODY_TEXT,
    FEED_BODY_HTML,
};
extern const struct names feed_body_type_names;

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
    enum feed_format input_format; /* of every source */
    enum feed_body_type body_type;
    const char *id_prefix;   /* NULL: none */
    const char *except;      /* a directory to pass over: the index that
                                is being written; NULL: none */
    bool keep_boilerplate;   /* as any text: searched, and not marked */
    bool follow_links;       /* out of a SOURCE, too */
    const char *record;      /* the element of XML that is an article; NULL: known by kind */
    uint64_t max_expand;     /* bytes that a packed file may hold; 0: as expand.h says */
    const char *encoding;    /* of every source; NULL: recognised */
    uint32_t century;        /* of two-digit years: 1900; 0: the last not in the future */
    const char *date_format; /* NULL, "epoch" or a strptime format */
    const char *filter[FEED_FILTERS];               /* EXT=COMMAND; NULL ends them */
    const char *field_name[FEED_ROLES][FEED_NAMES]; /* NULL ends them; none: the role's own */
    enum date_source date_from[FEED_DATE_SOURCES];  /* in order, DATE_FROM_NOTHING ends it;
                                                       all zeros: field, header, meta, path */
};

struct feed_counts {
    uint64_t bytes;   /* of text read, after decompression */
    uint64_t records; /* found */
    uint64_t skipped, undated, damaged;
    uint64_t unread; /* files, members, folders and damaged records that could not be read to their
                        end */
    bool named[FEED_ROLES]; /* a field by one of the role's names was found */
    /* For a progress display: the size on disk of the source files read so far, and the file being
     * read, if BUSY, whose offset in READING adds to it. */
    uint64_t done;
    bool busy;
    int reading;
};

/* "id", "title", ...: roles, and their fields' names unless others are given. */
extern const struct names feed_role_names;

/* A field in its textual form: "title=headline.main"; O keeps a pointer to the name. A role may be
 * given up to FEED_NAMES names: the texts they find are joined in that order. */
dateline_status feed_parse_field(const char *pair, struct feed_options *o, dateline_error *err);
/* Adds "pdf=pdftotext -layout - -" to O, which keeps a pointer to it: the command that makes text
 * of files with this extension, in any case. DATELINE_BAD_OPTION if it is none, or there is no such
 * program. */
dateline_status feed_parse_filter(const char *pair, struct feed_options *o, dateline_error *err);
/* The first role from FROM on that --field gave names which no record had; -1: none. */
int feed_role_unnamed(const struct feed_options *o, const struct feed_counts *counts, int from);
/* DATELINE_BAD_OPTION where date_format is none. */
dateline_status feed_check_options(const struct feed_options *o, dateline_error *err);

/* Reads SOURCE (a path, or "-") to its end and adds to COUNTS. DATELINE_NOT_FOUND if it does not
 * exist. */
dateline_status feed_source(const char *source, const struct feed_options *o, feed_sink *sink,
                            feed_tell *tell, void *ctx, struct feed_counts *counts,
                            dateline_error *err);

/* The name of SOURCE for index_from: a hash of its path, absolute and without links, so that an
 * index does not tell where its sources are; 0 if it is no folder. */
uint64_t feed_folder(const char *source);

#endif

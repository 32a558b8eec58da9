/* Answers as bytes: every output format in one place.
 *
 * A printer appends to a buffer and knows nothing of files or threads: the
 * answers of a batch are printed apart and joined in order. Nothing that an
 * article contains reaches a terminal as a control. */
#ifndef DATELINE_SEARCHER_PRINT_H
#define DATELINE_SEARCHER_PRINT_H

#include <stdint.h>

#include "core/article.h"
#include "core/fail.h"
#include "core/json_write.h"

enum print_format {
    PRINT_TEXT,
    PRINT_JSON,
    PRINT_JSONL,
    PRINT_CSV,
    PRINT_TSV,
    PRINT_TREC,
    PRINT_IDS,
};

enum print_field {
    PRINT_QUERY,
    PRINT_RANK,
    PRINT_ID,
    PRINT_DATE,
    PRINT_SCORE,
    PRINT_TITLE,
    PRINT_SNIPPET,
    PRINT_DATE_SOURCE,
    PRINT_SOURCE,
    PRINT_URL,
    PRINT_LANG,
    PRINT_FIELDS, /* how many there are */
};

struct print_options {
    enum print_format format;
    enum print_field fields[PRINT_FIELDS]; /* columns or members, in order */
    size_t n_fields;                       /* 0: the format's own */
    bool batch;                            /* hits carry their query's id */
    bool by_date;                          /* sorted by date: there is no score, TREC's is -rank */
    bool marks;                            /* matched words between U+E000 and U+E001 */
    bool timing;                           /* summaries tell how long the answer took */
    bool colour;     /* escapes around them, and around ids and dates, in PRINT_TEXT */
    unsigned width;  /* columns that charts may have; 0: 79 */
    const char *tag; /* TREC's last column; NULL: "dateline" */
};

struct print_hit {
    struct span query; /* the batch's id for it */
    uint64_t rank;     /* from 1 */
    int64_t score;     /* millionths */
    struct article article;
    struct span snippet; /* matched words between U+E000 and U+E001 */
};

struct print_summary {
    struct span query;
    bool total; /* whether matches is known */
    uint64_t matches, shown;
    dateline_day since, until; /* full days; 0: open */
    bool timed;
    double seconds;
};

struct printer;

/* Names as on the command line; DATELINE_BAD_OPTION lists those there are. */
dateline_status print_parse_format(const char *name, enum print_format *out, dateline_error *err);
/* "rank,id,title". */
dateline_status print_parse_fields(const char *list, struct print_options *o, dateline_error *err);
/* Whether any hit needs its snippet, or more of its article than id and date. */
bool print_wants_snippet(const struct print_options *o);
bool print_wants_article(const struct print_options *o);

/* One printer for each answer; what begins and ends the whole output, of one
 * answer or of a batch, is printed by print_begin and print_end. */
struct printer *printer_open(const struct print_options *o, struct buf *out);
void printer_close(struct printer *p);
void print_begin(const struct print_options *o, struct buf *out);
void print_end(const struct print_options *o, struct buf *out);

/* What stands before an answer; FIRST: none was printed before in this output. */
void print_between(const struct print_options *o, bool first, struct buf *out);
/* S is known before the hits are printed: its seconds are those until then. */
void print_answer_begin(struct printer *p, const struct print_summary *s);
void print_hit(struct printer *p, const struct print_hit *h);
void print_answer_end(struct printer *p, const struct print_summary *s);

/* A whole article, as --show gives it: for people, or with PRINT_JSON all its fields. */
void print_article(const struct print_options *o, const struct article *a, struct buf *out);

/* For others who print: a JSON string, and a summary's members. */
void print_json_string(struct buf *out, struct span text);
void print_json_summary(const struct print_options *o, const struct print_summary *s,
                        struct json *j);

#endif

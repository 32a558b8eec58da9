/* What print.c and the formats have between them. Each format is a table of
 * what it does at each step. */
#ifndef DATELINE_SEARCHER_PRINT_FORMAT_H
#define DATELINE_SEARCHER_PRINT_FORMAT_H

#include "core/json_write.h"
#include "core/rewrite.h"
#include "searcher/print.h"

struct printer {
    struct print_options options; /* with the fields that are printed */
    bool chosen;                  /* they were asked for: not the format's own */
    const struct print_writer *writer;
    struct buf *out;
    struct buf scratch; /* for print_value() */
    struct json json;   /* over OUT */
    uint64_t hits;      /* of this answer, so far */
    int64_t last_score; /* as printed last, in the format's own unit */
};

/* A step that prints nothing is NULL. */
struct print_writer {
    const char *name;
    enum print_field fields[PRINT_FIELDS]; /* its own; PRINT_QUERY only in a batch */
    size_t n_fields;
    bool fixed; /* it has no others */
    void (*begin)(const struct print_options *o, struct buf *out);
    void (*end)(struct buf *out, bool batch);
    void (*between)(const struct print_options *o, bool first, struct buf *out);
    void (*answer_begin)(struct printer *p, const struct print_summary *s);
    void (*hit)(struct printer *p, const struct print_hit *h);
    void (*answer_end)(struct printer *p, const struct print_summary *s);
};

extern const struct print_writer print_text, print_json, print_jsonl, print_csv, print_tsv,
    print_trec, print_ids;

/* ---- print.c ------------------------------------------------------------ */

const char *print_field_name(enum print_field f);
/* A field as text, not escaped; empty where there is none. Lent until the next call. */
struct span print_value(struct printer *p, enum print_field f, const struct print_hit *h);
/* SCORE with so many decimals, at most six; a half is rounded up. */
void print_score(struct buf *out, int64_t score, int decimals);

/* ---- print_table.c ------------------------------------------------------- */

/* A line of PRINT_CSV or PRINT_TSV. */
void print_row(enum print_format format, const struct span *cells, size_t n, struct buf *out);

/* ---- print_text.c -------------------------------------------------------- */

/* Before what an answer prints first: in a batch, a line that tells whose it is. */
void print_heading(struct printer *p, struct span query);

/* ---- print_json.c ------------------------------------------------------- */

void print_json_article(const struct article *a, struct buf *out);

/* ---- print_wrap.c ------------------------------------------------------- */

enum { PRINT_WIDTH = 79 }; /* columns of a line at most */

/* Lines being filled. All but INDENT, and OUT and COLOUR or MARKS, begin as zeros. */
struct print_wrap {
    struct buf *out;
    unsigned indent; /* columns before each line; those of the first are there */
    bool colour;     /* escapes in place of the marks around matched words */
    bool marks;      /* the marks themselves */
    unsigned column;
    struct buf word; /* not yet in OUT: what cannot be divided */
    unsigned word_width;
    bool blank; /* before WORD */
    bool wide;  /* WORD ends in a character of two columns */
    bool lit;   /* between marks */
};

/* Appends TEXT, plain but for marks, in lines of PRINT_WIDTH, the last without
 * its newline, and leaves *W ready for another text. */
void print_wrapped(struct print_wrap *w, struct span text);

#endif

/* The interface between render.c, which walks through answers, and the formats, each a
 * table of functions. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_FORMAT_H
#define DATELINE_SEARCHER_RENDER_RENDER_FORMAT_H

#include "core/json_write.h"
#include "core/rewrite.h"
#include "searcher/render/render.h"
#include "searcher/render/render_chart.h"

/* One output or answer being rendered. */
struct renderer {
    struct render_options options; /* fields resolved */
    bool chosen;                   /* the fields are the user's, not the format's default */
    const struct format *format;
    enum question_kind kind;
    const struct answer *answer;     /* NULL between answers */
    const struct timeline *timeline; /* ASK_TIMELINE */
    struct buf *out;
    struct buf scratch; /* of render_value() */
    struct buf shown;   /* of render_shown() */
    struct json json;   /* writes to out */
    struct chart chart; /* RENDER_TEXT, as are widths and rows */
    unsigned *widths;   /* of table columns; owned */
    uint64_t rows;      /* of this answer so far */
    int64_t last_score; /* RENDER_TREC: the last one, in units of its last decimal */
};

/* A row of one query's timeline. */
struct period_row {
    struct span label;
    bool undated; /* the last row: undated, or not precise enough */
    uint64_t matches, articles;
};

/* A step that writes nothing is NULL, as is one for a kind the format cannot show. */
struct format {
    enum render_field fields[RENDER_FIELDS]; /* default; RENDER_QUERY only in a batch */
    size_t n_fields;
    bool fixed;                          /* ignores the user's fields */
    const struct table_dialect *dialect; /* of render_table.c */
    bool lines;                          /* render_json.c: one JSON text a row */

    void (*begin)(struct renderer *r);
    void (*between)(struct renderer *r, bool first);
    void (*end)(struct renderer *r);

    void (*answer_begin)(struct renderer *r); /* answer->seconds excludes reading the hits */
    void (*hit)(struct renderer *r, const struct hit *h);
    void (*period)(struct renderer *r, const struct period_row *row);
    void (*value)(struct renderer *r, const struct facet_value *v);
    void (*answer_end)(struct renderer *r);

    void (*table_begin)(struct renderer *r); /* of a batch's timelines */
    void (*table_row)(struct renderer *r, struct span label, int32_t period /* 0: undated */);
    void (*table_end)(struct renderer *r);

    void (*explanation)(struct renderer *r, const struct explanation *e);
    void (*why)(struct renderer *r, const struct why *w);
    void (*article)(const struct render_options *o, const struct article *a, struct buf *out);
};

extern const struct format render_text, render_json, render_jsonl, render_csv, render_tsv,
    render_trec, render_ids;

/* ---- render.c ----------------------------------------------------------- */

extern const struct format *const render_formats[RENDER_FORMATS];

/* A may be NULL. */
struct renderer *renderer_open(const struct render_options *o, enum question_kind kind,
                               const struct answer *a, struct buf *out);
void renderer_close(struct renderer *r);
/* The steps of an answer with hits. */
void renderer_begin(struct renderer *r);
void renderer_hit(struct renderer *r, const struct hit *h);
void renderer_end(struct renderer *r);

/* The matches of C in PERIOD; 0: undated. */
uint64_t render_cell(const struct timeline_counts *c, int32_t period);

/* ---- render_table.c ----------------------------------------------------- */

/* Appends VALUE with tab, newline, return and backslash escaped, as in tsv. */
void render_tsv_cell(struct buf *out, struct span value);

/* ---- render_fields.c ---------------------------------------------------- */

/* Returns O with the fields to show. */
struct render_options render_resolve(const struct render_options *o);
/* A field as unescaped text, empty if missing. Valid until the next call. */
struct span render_value(struct renderer *r, enum render_field f, const struct hit *h);
/* VALUE as it is for files and pipes; on a terminal U+FFFD replaces what ends a line or changes the
 * direction of the text around it. Valid until the next call. */
struct span render_shown(struct renderer *r, struct span value);
/* Appends SCORE, in millionths, with DECIMALS <= 6; halves are rounded away from zero. */
void render_score(struct buf *out, int64_t score, int decimals);

/* ---- render_text.c, render_text_counts.c, render_text_explain.c ---------- */

/* In a batch, appends the query's id before the first row of an answer. */
void render_text_heading(struct renderer *r);
void render_text_counts_begin(struct renderer *r);
void render_text_period(struct renderer *r, const struct period_row *row);
void render_text_value(struct renderer *r, const struct facet_value *v);
void render_text_table_begin(struct renderer *r);
void render_text_table_row(struct renderer *r, struct span label, int32_t period);
void render_text_explanation(struct renderer *r, const struct explanation *e);
void render_text_why(struct renderer *r, const struct why *w);
/* Also used by other formats. */
void render_text_article(const struct render_options *o, const struct article *a, struct buf *out);

/* ---- render_json.c, render_json_explain.c --------------------------------- */

/* Appends the members "since" and "until" that the question has. */
void render_json_range(struct renderer *r);
void render_json_explanation(struct renderer *r, const struct explanation *e);
void render_json_why(struct renderer *r, const struct why *w);

#define RENDER_MATCH_ON   "\x1b[01;31m" /* as grep */
#define RENDER_COLOUR_OFF "\x1b[0m"

/* ---- render_wrap.c -------------------------------------------------------- */

enum {
    RENDER_WIDTH = 79,      /* columns of a line ... */
    RENDER_WIDTH_MAX = 100, /* ... and the most of a terminal's that text has */
};

/* A line wrapper. Set OUT, WIDTH, INDENT and COLOUR or MARKS; zero the rest. */
struct render_wrap {
    struct buf *out;
    unsigned width;  /* columns of a line */
    unsigned indent; /* columns before each line; the caller writes the first */
    bool colour;     /* write escapes for marks */
    bool marks;      /* write marks */
    unsigned column;
    struct buf word; /* the current word, not yet in out */
    unsigned word_width;
    bool blank; /* write a blank before word */
    bool wide;  /* word ends in a character of two columns */
    bool lit;   /* between marks */
};

/* Appends TEXT, which may have marks but no controls, in lines of w->width columns,
 * the last without a newline. *W can be used again. */
void render_wrapped(struct render_wrap *w, struct span text);

#endif

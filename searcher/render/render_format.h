/* The seam between render.c, which walks through answers, and the formats, each a table
 * of what it does at each step. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_FORMAT_H
#define DATELINE_SEARCHER_RENDER_RENDER_FORMAT_H

#include "core/json_write.h"
#include "core/rewrite.h"
#include "searcher/render/render.h"
#include "searcher/render/render_chart.h"

/* One output or answer being rendered. */
struct renderer {
    struct render_options options; /* with the fields that are shown */
    bool chosen;                   /* they were asked for: not the format's own */
    const struct format *format;
    enum question_kind kind;
    const struct answer *answer;     /* NULL between answers */
    const struct timeline *timeline; /* of ASK_TIMELINE */
    struct buf *out;
    struct buf scratch; /* for render_value() */
    struct json json;   /* over OUT; for the formats that write it */
    struct chart chart; /* for RENDER_TEXT, as are these: */
    unsigned *widths;   /* of a table's columns; owned */
    uint64_t rows;      /* of this answer, so far */
    int64_t last_score; /* for RENDER_TREC: as written last, in its own unit */
};

/* A line of one query's timeline. */
struct period_row {
    struct span label;
    bool undated; /* the last one: articles without a date, or without one so precise */
    uint64_t matches, articles;
};

/* A step that writes nothing is NULL; so is a row or a whole of a kind that the format
 * cannot show. */
struct format {
    enum render_field fields[RENDER_FIELDS]; /* its own; RENDER_QUERY only in a batch */
    size_t n_fields;
    bool fixed;                          /* it has no others */
    const struct table_dialect *dialect; /* for render_table.c */
    bool lines;                          /* for render_json.c: each row is a text by itself */

    void (*begin)(struct renderer *r);
    void (*between)(struct renderer *r, bool first);
    void (*end)(struct renderer *r);

    void (*answer_begin)(struct renderer *r); /* its seconds are those until now */
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
/* The steps of one answer whose rows are hits. */
void renderer_begin(struct renderer *r);
void renderer_hit(struct renderer *r, const struct hit *h);
void renderer_end(struct renderer *r);

/* The matches in PERIOD of a table's column; 0 stands for undated ones. */
uint64_t render_cell(const struct timeline_counts *c, int32_t period);

/* ---- render_fields.c ---------------------------------------------------- */

/* O with the fields that are shown. */
struct render_options render_resolve(const struct render_options *o);
/* A field as text, not escaped; empty where there is none. Lent until the next call. */
struct span render_value(struct renderer *r, enum render_field f, const struct hit *h);
/* SCORE with so many decimals, at most six; a half is rounded up. */
void render_score(struct buf *out, int64_t score, int decimals);

/* ---- render_text.c, render_text_counts.c, render_text_explain.c ---------- */

/* Before what an answer shows first: in a batch, a line that tells whose it is. */
void render_text_heading(struct renderer *r);
void render_text_counts_begin(struct renderer *r);
void render_text_period(struct renderer *r, const struct period_row *row);
void render_text_value(struct renderer *r, const struct facet_value *v);
void render_text_table_begin(struct renderer *r);
void render_text_table_row(struct renderer *r, struct span label, int32_t period);
void render_text_explanation(struct renderer *r, const struct explanation *e);
void render_text_why(struct renderer *r, const struct why *w);
/* Other formats show an article as text, too. */
void render_text_article(const struct render_options *o, const struct article *a, struct buf *out);

/* ---- render_json.c, render_json_explain.c --------------------------------- */

/* The members "since" and "until", where the question has them. */
void render_json_range(struct renderer *r);
void render_json_explanation(struct renderer *r, const struct explanation *e);
void render_json_why(struct renderer *r, const struct why *w);

/* ---- render_wrap.c -------------------------------------------------------- */

enum { RENDER_WIDTH = 79 }; /* columns of a line at most */

/* Lines being filled. All but INDENT, and OUT and COLOUR or MARKS, begin as zeros. */
struct render_wrap {
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

/* Appends TEXT, plain but for marks, in lines of RENDER_WIDTH, the last without
 * its newline, and leaves *W ready for another text. */
void render_wrapped(struct render_wrap *w, struct span text);

#endif

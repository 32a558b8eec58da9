/* Answers as bytes: every output format in one place.
 *
 * Rendering appends to a buffer and knows nothing of files or threads: the answers of
 * a batch are rendered apart and joined in order. Nothing that an article contains
 * reaches a terminal as a control. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_H
#define DATELINE_SEARCHER_RENDER_RENDER_H

#include "core/names.h"
#include "searcher/engine/answer.h"
#include "searcher/render/render_output.h"

enum render_format {
    RENDER_TEXT,
    RENDER_JSON,
    RENDER_JSONL,
    RENDER_CSV,
    RENDER_TSV,
    RENDER_TREC,
    RENDER_IDS,
    RENDER_FORMATS, /* how many there are */
};

enum render_field {
    RENDER_QUERY,
    RENDER_RANK,
    RENDER_ID,
    RENDER_DATE,
    RENDER_SCORE,
    RENDER_TITLE,
    RENDER_SNIPPET,
    RENDER_DATE_SOURCE,
    RENDER_SOURCE,
    RENDER_URL,
    RENDER_LANG,
    RENDER_FIELDS, /* how many there are */
};

struct render_options {
    enum render_format format;
    enum render_field fields[RENDER_FIELDS]; /* columns or members, in order */
    size_t n_fields;                         /* 0: the format's own */
    bool batch;                              /* hits carry their query's id */
    bool marks;                              /* matched words between U+E000 and U+E001 */
    bool timing;                             /* summaries tell how long the answer took */
    bool colour;     /* escapes around them, and around ids and dates, in RENDER_TEXT */
    unsigned width;  /* columns that charts may have; 0: 79 */
    const char *tag; /* TREC's last column; NULL: "dateline" */
};

/* Names as on the command line; those of fields in output, too. */
extern const struct names render_format_names, render_field_names;

/* Whether the format can show answers of KIND. */
bool render_can(enum render_format f, enum question_kind kind);
/* How much of each hit is shown. */
enum hit_parts render_needs(const struct render_options *o);

/* What begins and ends an output, of one answer or of a batch, and what stands before
 * each answer; FIRST: none was rendered before in this output. */
void render_begin(const struct render_options *o, enum question_kind kind, struct buf *out);
void render_between(const struct render_options *o, enum question_kind kind, bool first,
                    struct buf *out);
void render_end(const struct render_options *o, enum question_kind kind, struct buf *out);

/* Renders an answer, in pieces where it is long; its hits are used up. */
dateline_status render_answer(const struct render_options *o, struct answer *a, struct output *out,
                              dateline_error *err);
/* The timelines of a batch as one table, a column for each query. */
dateline_status render_timelines(const struct render_options *o, const struct timeline *t,
                                 struct output *out, dateline_error *err);
/* A whole article, as --show gives it. */
void render_article(const struct render_options *o, const struct article *a, struct buf *out);

#endif

/* Formats answers as bytes, in every output format.
 *
 * Rendering appends to a buffer and uses no files or threads, so that a batch can render
 * its answers in parallel. Control characters of articles never reach a terminal. */
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
    RENDER_FORMATS, /* their number */
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
    RENDER_DATE_CONFIDENCE,
    RENDER_SOURCE,
    RENDER_URL,
    RENDER_LANG,
    RENDER_PATH, /* as RENDER_LINE, as far as the id says (render_place.h) */
    RENDER_LINE,
    RENDER_BODY,   /* "text": the whole text */
    RENDER_FIELDS, /* their number */
};

struct render_options {
    enum render_format format;
    enum render_field fields[RENDER_FIELDS]; /* columns or members, in order */
    size_t n_fields;                         /* 0: the format's default */
    bool batch;                              /* hits have the id of their query */
    bool marks;                              /* put matched words between U+E000 and U+E001 */
    bool marked;                             /* the text of an article has such marks */
    bool timing;                             /* summaries include the seconds of the answer */
    bool safe_csv;   /* RENDER_CSV, RENDER_TSV: an apostrophe before cells like formulas */
    bool null;       /* RENDER_IDS: they end with a NUL byte */
    bool colour;     /* RENDER_TEXT: escapes around matched words, ids and dates */
    unsigned width;  /* RENDER_TEXT: of charts, in columns; 0: 79 */
    bool terminal;   /* RENDER_TEXT: charts have headings, and hits WIDTH columns, 100 at most;
                        RENDER_CSV, _TSV, _IDS: without what changes a line or its direction */
    const char *tag; /* last column of TREC; NULL: "dateline" */
};

/* Names as on the command line; those of fields in output, too. */
extern const struct names render_format_names, render_field_names;

/* Whether the format can show answers of KIND. */
bool render_can(enum render_format f, enum question_kind kind);
/* The parts of a hit that the fields of O need. */
enum hit_parts render_needs(const struct render_options *o);

/* Append the start and the end of an output, and the text before each of its answers;
 * FIRST: it is the first one of the output. */
void render_begin(const struct render_options *o, enum question_kind kind, struct buf *out);
void render_between(const struct render_options *o, enum question_kind kind, bool first,
                    struct buf *out);
void render_end(const struct render_options *o, enum question_kind kind, struct buf *out);

/* Renders an answer to OUT, piece by piece; consumes its hits. */
dateline_status render_answer(const struct render_options *o, struct answer *a, struct output *out,
                              dateline_error *err);
/* Renders an answer with hits for a reader who takes it in pieces, with what begins and ends an
 * output. The options are copied; A and OUT are borrowed until the end. */
struct render_pieces;
struct render_pieces *render_pieces_open(const struct render_options *o, struct answer *a,
                                         struct buf *out);
/* Appends until OUT has LEAST bytes or more; sets *DONE at the end of the output. */
dateline_status render_pieces_next(struct render_pieces *p, size_t least, bool *done,
                                   dateline_error *err);
void render_pieces_close(struct render_pieces *p);
/* Renders the timelines of a batch as one table, a column for each query. */
dateline_status render_timelines(const struct render_options *o, const struct timeline *t,
                                 struct output *out, dateline_error *err);
/* Renders a whole article, for --show. */
void render_article(const struct render_options *o, const struct article *a, struct buf *out);

#endif

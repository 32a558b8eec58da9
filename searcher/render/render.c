/* Walks through answers and calls the steps of the output format. */
#include "searcher/render/render.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/render/render_format.h"

const struct format *const render_formats[RENDER_FORMATS] = {
    [RENDER_TEXT] = &render_text, [RENDER_JSON] = &render_json, [RENDER_JSONL] = &render_jsonl,
    [RENDER_CSV] = &render_csv,   [RENDER_TSV] = &render_tsv,   [RENDER_TREC] = &render_trec,
    [RENDER_IDS] = &render_ids,
};

static const char *const format_list[RENDER_FORMATS] = {
    [RENDER_TEXT] = "text", [RENDER_JSON] = "json", [RENDER_JSONL] = "jsonl", [RENDER_CSV] = "csv",
    [RENDER_TSV] = "tsv",   [RENDER_TREC] = "trec", [RENDER_IDS] = "ids",
};

const struct names render_format_names = NAMES("format", format_list);

bool render_can(enum render_format f, enum question_kind kind)
{
    const struct format *format = render_formats[f];

    switch (kind) {
    case ASK_TIMELINE:
        return format->period != NULL;
    case ASK_FACET:
        return format->value != NULL;
    case ASK_EXPLAIN:
        return format->explanation != NULL;
    case ASK_WHY:
        return format->why != NULL;
    case ASK_HITS:
    case ASK_COUNT:
        break;
    }
    return true;
}

struct renderer *renderer_open(const struct render_options *o, enum question_kind kind,
                               const struct answer *a, struct buf *out)
{
    struct renderer *r = must_zalloc(sizeof *r);

    r->options = render_resolve(o);
    r->format = render_formats[o->format];
    r->chosen = o->n_fields && !r->format->fixed;
    r->kind = kind;
    r->answer = a;
    r->out = r->json.out = out;
    r->last_score = INT64_MAX;
    return r;
}

void renderer_close(struct renderer *r)
{
    buf_free(&r->scratch);
    buf_free(&r->shown);
    free(r->widths);
    free(r);
}

/* ---- Around answers ------------------------------------------------------- */

/* Counts are bare lines in every format; the timelines of a batch are one table. */
static bool has_frame(const struct render_options *o, enum question_kind kind)
{
    return kind != ASK_COUNT && !(kind == ASK_TIMELINE && o->batch);
}

static void render_frame(const struct render_options *o, enum question_kind kind,
                         void (*step)(struct renderer *r), struct buf *out)
{
    struct renderer *r;

    if (!step || !has_frame(o, kind))
        return;
    r = renderer_open(o, kind, NULL, out);
    step(r);
    renderer_close(r);
}

void render_begin(const struct render_options *o, enum question_kind kind, struct buf *out)
{
    render_frame(o, kind, render_formats[o->format]->begin, out);
}

void render_end(const struct render_options *o, enum question_kind kind, struct buf *out)
{
    render_frame(o, kind, render_formats[o->format]->end, out);
}

void render_between(const struct render_options *o, enum question_kind kind, bool first,
                    struct buf *out)
{
    struct renderer *r = renderer_open(o, kind, NULL, out);

    if (r->format->between && has_frame(o, kind))
        r->format->between(r, first);
    renderer_close(r);
}

/* ---- One answer ----------------------------------------------------------- */

void renderer_begin(struct renderer *r)
{
    if (r->format->answer_begin)
        r->format->answer_begin(r);
}

void renderer_hit(struct renderer *r, const struct hit *h)
{
    r->format->hit(r, h);
}

void renderer_end(struct renderer *r)
{
    if (r->format->answer_end)
        r->format->answer_end(r);
}

static dateline_status render_hits(struct renderer *r, struct answer *a, struct output *out,
                                   dateline_error *err)
{
    const struct hit *h;
    dateline_status status;

    renderer_begin(r);
    while ((status = answer_next(a, &h, err)) == DATELINE_OK && h) {
        renderer_hit(r, h);
        status = output_piece(out, err);
        if (status != DATELINE_OK)
            return status;
    }
    if (status == DATELINE_OK)
        renderer_end(r);
    return status;
}

static dateline_status render_count(struct renderer *r, struct answer *a, struct output *out,
                                    dateline_error *err)
{
    if (a->qid.len) {
        render_tsv_cell(r->out, render_shown(r, a->qid));
        buf_char(r->out, '\t');
    }
    buf_printf(r->out, "%" PRIu64 "\n", a->matches);
    return output_piece(out, err);
}

static dateline_status render_periods(struct renderer *r, const struct answer *a,
                                      struct output *out, dateline_error *err)
{
    const struct timeline *t = r->timeline;
    const struct timeline_counts *c = &t->columns[0].counts, *all = a->articles;
    dateline_status status = DATELINE_OK;

    renderer_begin(r);
    for (int32_t p = t->first; t->first && p <= t->last && status == DATELINE_OK; p++) {
        char text[PERIOD_TEXT];
        struct span label = {text, period_format(t->unit, p, text)};

        r->format->period(
            r, &(struct period_row){label, false, timeline_at(c, p), timeline_at(all, p)});
        status = output_piece(out, err);
    }
    r->format->period(
        r, &(struct period_row){span_of(TIMELINE_UNDATED), true, c->undated, all->undated});
    renderer_end(r);
    return status;
}

static dateline_status render_timeline(struct renderer *r, struct answer *a, struct output *out,
                                       dateline_error *err)
{
    struct timeline t = {.unit = a->unit};
    dateline_status status = answer_timeline(a, &t, err);

    r->timeline = &t;
    if (status == DATELINE_OK)
        status = render_periods(r, a, out, err);
    timeline_free(&t);
    return status;
}

static dateline_status render_facet(struct renderer *r, struct answer *a, struct output *out,
                                    dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    renderer_begin(r);
    for (size_t i = 0; i < a->values.len && status == DATELINE_OK; i++) {
        r->format->value(r, &a->values.list[i]);
        status = output_piece(out, err);
    }
    renderer_end(r);
    return status;
}

static dateline_status render_explanation(struct renderer *r, struct answer *a, struct output *out,
                                          dateline_error *err)
{
    r->format->explanation(r, a->explanation);
    return output_piece(out, err);
}

static dateline_status render_why(struct renderer *r, struct answer *a, struct output *out,
                                  dateline_error *err)
{
    r->format->why(r, a->why);
    return output_piece(out, err);
}

dateline_status render_answer(const struct render_options *o, struct answer *a, struct output *out,
                              dateline_error *err)
{
    static dateline_status (*const kinds[])(struct renderer *, struct answer *, struct output *,
                                            dateline_error *) = {
        [ASK_HITS] = render_hits,           [ASK_COUNT] = render_count,
        [ASK_TIMELINE] = render_timeline,   [ASK_FACET] = render_facet,
        [ASK_EXPLAIN] = render_explanation, [ASK_WHY] = render_why,
    };
    struct renderer *r = renderer_open(o, a->kind, a, &out->bytes);
    dateline_status status = kinds[a->kind](r, a, out, err);

    renderer_close(r);
    return status;
}

/* ---- Timelines of a batch, and articles ------------------------------------ */

uint64_t render_cell(const struct timeline_counts *c, int32_t period)
{
    return period ? timeline_at(c, period) : c->undated;
}

static dateline_status render_table_rows(struct renderer *r, const struct timeline *t,
                                         struct output *out, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int32_t p = t->first; t->first && p <= t->last && status == DATELINE_OK; p++) {
        char text[PERIOD_TEXT];

        r->format->table_row(r, (struct span){text, period_format(t->unit, p, text)}, p);
        status = output_piece(out, err);
    }
    r->format->table_row(r, span_of(TIMELINE_UNDATED), 0);
    return status;
}

dateline_status render_timelines(const struct render_options *o, const struct timeline *t,
                                 struct output *out, dateline_error *err)
{
    struct renderer *r = renderer_open(o, ASK_TIMELINE, NULL, &out->bytes);
    dateline_status status;

    r->timeline = t;
    if (r->format->table_begin)
        r->format->table_begin(r);
    status = render_table_rows(r, t, out, err);
    if (r->format->table_end)
        r->format->table_end(r);
    renderer_close(r);
    return status;
}

void render_article(const struct render_options *o, const struct article *a, struct buf *out)
{
    render_formats[o->format]->article(o, a, out);
}

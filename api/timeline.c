/* Timelines of several queries. */
#include <stdlib.h>

#include "api/reader.h"

struct dateline_timeline {
    struct timeline table;
    struct row {
        dateline_timeline_row row;
        char label[PERIOD_TEXT];
    } * rows;
    size_t len;
    uint64_t undated_articles;
    struct warnings warnings;
};

struct timeline_call {
    dateline_reader *reader;
    const dateline_query *const *queries;
    size_t n;
    enum period_unit unit;
    dateline_timeline **out;
};

/* ---- Counting ------------------------------------------------------------- */

/* The row of PERIOD, numbered from 1. */
static void make_row(enum period_unit unit, int32_t period, const struct timeline_counts *articles,
                     struct row *out)
{
    period_format(unit, period, out->label);
    out->row = (dateline_timeline_row){.label = out->label,
                                       .first = period_first(unit, period),
                                       .last = period_last(unit, period),
                                       .articles = timeline_at(articles, period)};
}

static void make_rows(dateline_timeline *t, const struct timeline_counts *articles)
{
    t->undated_articles = articles->undated;
    if (!t->table.first)
        return;
    t->len = (size_t)(t->table.last - t->table.first) + 1;
    t->rows = must_zalloc(t->len * sizeof *t->rows);
    for (size_t i = 0; i < t->len; i++)
        make_row(t->table.unit, t->table.first + (int32_t)i, articles, &t->rows[i]);
}

/* Adds a column; *ARTICLES, all of the index, is the engine's. */
static dateline_status add_query(struct timeline_call *c, const dateline_query *q,
                                 dateline_timeline *t, const struct timeline_counts **articles,
                                 dateline_error *err)
{
    struct asking a = {0};
    dateline_status status = asking_take(&a, c->reader, q, ASK_TIMELINE, err);

    a.question.timeline = c->unit;
    if (status == DATELINE_OK)
        status = asking_answer(&a, c->reader, err);
    if (status == DATELINE_OK) {
        *articles = a.answer->articles;
        warnings_add(&t->warnings, a.answer);
        status = answer_timeline(a.answer, &t->table, err);
    }
    asking_free(&a);
    return status;
}

static dateline_status timeline_body(void *ctx, dateline_error *err)
{
    struct timeline_call *c = ctx;
    const struct timeline_counts *articles = NULL;
    dateline_timeline *t = must_zalloc(sizeof *t);
    dateline_status status = DATELINE_OK;

    t->table.unit = c->unit;
    for (size_t i = 0; i < c->n && status == DATELINE_OK; i++)
        status = c->queries[i] ? add_query(c, c->queries[i], t, &articles, err) : care_missing(err);
    if (status == DATELINE_OK && articles) {
        make_rows(t, articles);
        *c->out = t;
    } else {
        dateline_timeline_free(t);
    }
    return status;
}

dateline_status dateline_timeline_count(dateline_reader *r, const dateline_query *const *queries,
                                        size_t n, dateline_period period, dateline_timeline **out,
                                        dateline_error *err)
{
    static const enum period_unit units[] = {[DATELINE_PERIOD_DAY] = PERIOD_DAY,
                                             [DATELINE_PERIOD_WEEK] = PERIOD_WEEK,
                                             [DATELINE_PERIOD_MONTH] = PERIOD_MONTH,
                                             [DATELINE_PERIOD_QUARTER] = PERIOD_QUARTER,
                                             [DATELINE_PERIOD_YEAR] = PERIOD_YEAR};

    if (!r || !queries || !n || !out)
        return care_missing(err);
    if (period < DATELINE_PERIOD_DAY || period > DATELINE_PERIOD_YEAR)
        return fail(err, DATELINE_BAD_OPTION, "period is none of dateline_period");
    return reader_call(r, timeline_body, &(struct timeline_call){r, queries, n, units[period], out},
                       err);
}

/* ---- Getters -------------------------------------------------------------- */

static const struct timeline_counts *column_of(const dateline_timeline *t, size_t query)
{
    return t && query < t->table.len ? &t->table.columns[query].counts : NULL;
}

size_t dateline_timeline_size(const dateline_timeline *t)
{
    return t ? t->len : 0;
}

const dateline_timeline_row *dateline_timeline_at(const dateline_timeline *t, size_t at)
{
    return t && at < t->len ? &t->rows[at].row : NULL;
}

uint64_t dateline_timeline_matches(const dateline_timeline *t, size_t at, size_t query)
{
    const struct timeline_counts *c = column_of(t, query);

    return c && at < t->len ? timeline_at(c, t->table.first + (int32_t)at) : 0;
}

uint64_t dateline_timeline_undated(const dateline_timeline *t, size_t query)
{
    const struct timeline_counts *c = column_of(t, query);

    return c ? c->undated : 0;
}

uint64_t dateline_timeline_undated_articles(const dateline_timeline *t)
{
    return t ? t->undated_articles : 0;
}

uint64_t dateline_timeline_total(const dateline_timeline *t, size_t query)
{
    const struct timeline_counts *c = column_of(t, query);

    return c ? c->total : 0;
}

const char *dateline_timeline_warning(const dateline_timeline *t, size_t at)
{
    return t ? warnings_at(&t->warnings, at) : NULL;
}

void dateline_timeline_free(dateline_timeline *t)
{
    if (!t)
        return;
    timeline_free(&t->table);
    warnings_free(&t->warnings);
    free(t->rows);
    free(t);
}

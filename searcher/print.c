/* The formats and fields there are, and the steps of an output. */
#include "searcher/print.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/print_format.h"
#include "searcher/snippet.h"

enum { SCORE_DECIMALS = 6, FORMATS = PRINT_IDS + 1 };

static const struct print_writer *const writers[FORMATS] = {
    [PRINT_TEXT] = &print_text, [PRINT_JSON] = &print_json, [PRINT_JSONL] = &print_jsonl,
    [PRINT_CSV] = &print_csv,   [PRINT_TSV] = &print_tsv,   [PRINT_TREC] = &print_trec,
    [PRINT_IDS] = &print_ids,
};

static const char *const field_names[PRINT_FIELDS] = {
    [PRINT_QUERY] = "query",     [PRINT_RANK] = "rank",
    [PRINT_ID] = "id",           [PRINT_DATE] = "date",
    [PRINT_SCORE] = "score",     [PRINT_TITLE] = "title",
    [PRINT_SNIPPET] = "snippet", [PRINT_DATE_SOURCE] = "date_source",
    [PRINT_SOURCE] = "source",   [PRINT_URL] = "url",
    [PRINT_LANG] = "lang",
};

const char *print_field_name(enum print_field f)
{
    return field_names[f];
}

static dateline_status unknown(const char *what, struct span name, struct buf *known,
                               dateline_error *err)
{
    dateline_status status = fail(err, DATELINE_BAD_OPTION, "unknown %s '%.*s': there are%s", what,
                                  (int)name.len, name.data, known->data);

    buf_free(known);
    return status;
}

dateline_status print_parse_format(const char *name, enum print_format *out, dateline_error *err)
{
    struct buf known = {0};

    for (int f = 0; f < FORMATS; f++) {
        if (!strcmp(name, writers[f]->name)) {
            buf_free(&known);
            *out = (enum print_format)f;
            return DATELINE_OK;
        }
        buf_printf(&known, "%s %s", f ? "," : "", writers[f]->name);
    }
    return unknown("format", span_of(name), &known, err);
}

static dateline_status parse_field(struct span name, enum print_field *out, dateline_error *err)
{
    struct buf known = {0};

    for (int f = 0; f < PRINT_FIELDS; f++) {
        if (span_eq(name, span_of(field_names[f]))) {
            buf_free(&known);
            *out = (enum print_field)f;
            return DATELINE_OK;
        }
        buf_printf(&known, "%s %s", f ? "," : "", field_names[f]);
    }
    return unknown("field", name, &known, err);
}

static bool includes(const struct print_options *o, enum print_field f)
{
    for (size_t i = 0; i < o->n_fields; i++)
        if (o->fields[i] == f)
            return true;
    return false;
}

dateline_status print_parse_fields(const char *list, struct print_options *o, dateline_error *err)
{
    struct print_options read = *o;

    read.n_fields = 0;
    for (const char *p = list, *comma; p; p = comma ? comma + 1 : NULL) {
        enum print_field f = PRINT_QUERY;
        dateline_status status;

        comma = strchr(p, ',');
        status = parse_field(span_trim((struct span){p, comma ? (size_t)(comma - p) : strlen(p)}),
                             &f, err);
        if (status)
            return status;
        if (includes(&read, f))
            return fail(err, DATELINE_BAD_OPTION, "the field '%s' is named twice in '%s'",
                        field_names[f], list);
        read.fields[read.n_fields++] = f;
    }
    *o = read;
    return DATELINE_OK;
}

/* O with the fields that are printed. */
static struct print_options resolve(const struct print_options *o)
{
    const struct print_writer *w = writers[o->format];
    struct print_options full = *o;

    if (o->n_fields && !w->fixed)
        return full;
    full.n_fields = 0;
    for (size_t i = 0; i < w->n_fields; i++)
        if (w->fields[i] != PRINT_QUERY || o->batch)
            full.fields[full.n_fields++] = w->fields[i];
    return full;
}

bool print_wants_snippet(const struct print_options *o)
{
    struct print_options full = resolve(o);

    return includes(&full, PRINT_SNIPPET);
}

bool print_wants_article(const struct print_options *o)
{
    struct print_options full = resolve(o);

    for (size_t i = 0; i < full.n_fields; i++) {
        enum print_field f = full.fields[i];

        if (f != PRINT_QUERY && f != PRINT_RANK && f != PRINT_ID && f != PRINT_DATE &&
            f != PRINT_SCORE)
            return true;
    }
    return false;
}

void print_score(struct buf *out, int64_t score, int decimals)
{
    uint64_t value = score < 0 ? -(uint64_t)score : (uint64_t)score, unit = 1, one = 1;

    assert(decimals <= SCORE_DECIMALS);
    for (int i = decimals; i < SCORE_DECIMALS; i++)
        unit *= 10;
    for (int i = 0; i < decimals; i++)
        one *= 10;
    value = (value + unit / 2) / unit;
    buf_printf(out, "%s%" PRIu64 ".%0*" PRIu64, score < 0 ? "-" : "", value / one, decimals,
               value % one);
}

static bool drop_mark(struct buf *out, uint32_t c)
{
    (void)out;
    return c == SNIPPET_START || c == SNIPPET_END;
}

static struct span unmarked(struct printer *p, struct span snippet)
{
    if (p->options.marks)
        return snippet;
    rewrite(&p->scratch, snippet, drop_mark);
    return buf_span(&p->scratch);
}

static struct span written_day(struct printer *p, dateline_day day)
{
    char text[DAY_TEXT];

    buf_add(&p->scratch, text, day_format(day, text));
    return buf_span(&p->scratch);
}

struct span print_value(struct printer *p, enum print_field f, const struct print_hit *h)
{
    const char *date_source = date_source_name(h->article.date_source);

    buf_clear(&p->scratch);
    switch (f) {
    case PRINT_QUERY:
        return h->query;
    case PRINT_RANK:
        buf_printf(&p->scratch, "%" PRIu64, h->rank);
        return buf_span(&p->scratch);
    case PRINT_ID:
        return h->article.id;
    case PRINT_DATE:
        return written_day(p, h->article.day);
    case PRINT_SCORE:
        if (p->options.by_date)
            return (struct span){0};
        print_score(&p->scratch, h->score, SCORE_DECIMALS);
        return buf_span(&p->scratch);
    case PRINT_TITLE:
        return h->article.title;
    case PRINT_SNIPPET:
        return unmarked(p, h->snippet);
    case PRINT_DATE_SOURCE:
        return date_source ? span_of(date_source) : (struct span){0};
    case PRINT_SOURCE:
        return h->article.source;
    case PRINT_URL:
        return h->article.url;
    case PRINT_LANG:
        return h->article.lang;
    case PRINT_FIELDS:
        break;
    }
    return (struct span){0};
}

struct printer *printer_open(const struct print_options *o, struct buf *out)
{
    struct printer *p = must_zalloc(sizeof *p);

    p->options = resolve(o);
    p->writer = writers[o->format];
    p->chosen = o->n_fields && !p->writer->fixed;
    p->out = out;
    p->json.out = out;
    return p;
}

void printer_close(struct printer *p)
{
    if (!p)
        return;
    buf_free(&p->scratch);
    free(p);
}

void print_begin(const struct print_options *o, struct buf *out)
{
    struct print_options full = resolve(o);

    if (writers[o->format]->begin)
        writers[o->format]->begin(&full, out);
}

void print_end(const struct print_options *o, struct buf *out)
{
    if (writers[o->format]->end)
        writers[o->format]->end(out, o->batch);
}

void print_between(const struct print_options *o, bool first, struct buf *out)
{
    if (writers[o->format]->between)
        writers[o->format]->between(o, first, out);
}

void print_answer_begin(struct printer *p, const struct print_summary *s)
{
    p->hits = 0;
    p->last_score = INT64_MAX;
    if (p->writer->answer_begin)
        p->writer->answer_begin(p, s);
}

void print_hit(struct printer *p, const struct print_hit *h)
{
    p->writer->hit(p, h);
    p->hits++;
}

void print_answer_end(struct printer *p, const struct print_summary *s)
{
    if (p->writer->answer_end)
        p->writer->answer_end(p, s);
}

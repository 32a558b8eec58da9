/* Names, choice and values of the fields of hits. */
#include "searcher/render/render.h"

#include <assert.h>
#include <inttypes.h>

#include "searcher/render/render_format.h"
#include "searcher/snippet/snippet.h"

enum { SCORE_DECIMALS = 6 };

static const char *const field_names[RENDER_FIELDS] = {
    [RENDER_QUERY] = "query",     [RENDER_RANK] = "rank",
    [RENDER_ID] = "id",           [RENDER_DATE] = "date",
    [RENDER_SCORE] = "score",     [RENDER_TITLE] = "title",
    [RENDER_SNIPPET] = "snippet", [RENDER_DATE_SOURCE] = "date_source",
    [RENDER_SOURCE] = "source",   [RENDER_URL] = "url",
    [RENDER_LANG] = "lang",
};

const char *render_field_name(enum render_field f)
{
    return field_names[f];
}

static dateline_status unknown_name(const char *what, struct span name, struct buf *known,
                                    dateline_error *err)
{
    dateline_status status = fail(err, DATELINE_BAD_OPTION, "unknown %s '%.*s': there are%s", what,
                                  (int)name.len, name.data, known->data);

    buf_free(known);
    return status;
}

dateline_status render_parse_format(const char *name, enum render_format *out, dateline_error *err)
{
    struct buf known = {0};

    for (int f = 0; f < RENDER_FORMATS; f++) {
        if (!strcmp(name, render_format_name((enum render_format)f))) {
            buf_free(&known);
            *out = (enum render_format)f;
            return DATELINE_OK;
        }
        buf_printf(&known, "%s %s", f ? "," : "", render_format_name((enum render_format)f));
    }
    return unknown_name("format", span_of(name), &known, err);
}

static dateline_status parse_field_name(struct span name, enum render_field *out,
                                        dateline_error *err)
{
    struct buf known = {0};

    for (int f = 0; f < RENDER_FIELDS; f++) {
        if (span_eq(name, span_of(field_names[f]))) {
            buf_free(&known);
            *out = (enum render_field)f;
            return DATELINE_OK;
        }
        buf_printf(&known, "%s %s", f ? "," : "", field_names[f]);
    }
    return unknown_name("field", name, &known, err);
}

static bool includes_field(const struct render_options *o, enum render_field f)
{
    for (size_t i = 0; i < o->n_fields; i++)
        if (o->fields[i] == f)
            return true;
    return false;
}

dateline_status render_parse_fields(const char *list, struct render_options *o, dateline_error *err)
{
    struct render_options read = *o;

    read.n_fields = 0;
    for (const char *p = list, *comma; p; p = comma ? comma + 1 : NULL) {
        enum render_field f = RENDER_QUERY;
        dateline_status status;

        comma = strchr(p, ',');
        status = parse_field_name(
            span_trim((struct span){p, comma ? (size_t)(comma - p) : strlen(p)}), &f, err);
        if (status)
            return status;
        if (includes_field(&read, f))
            return fail(err, DATELINE_BAD_OPTION, "the field '%s' is named twice in '%s'",
                        field_names[f], list);
        read.fields[read.n_fields++] = f;
    }
    *o = read;
    return DATELINE_OK;
}

struct render_options render_resolve(const struct render_options *o)
{
    const struct format *w = render_formats[o->format];
    struct render_options full = *o;

    if (o->n_fields && !w->fixed)
        return full;
    full.n_fields = 0;
    for (size_t i = 0; i < w->n_fields; i++)
        if (w->fields[i] != RENDER_QUERY || o->batch)
            full.fields[full.n_fields++] = w->fields[i];
    return full;
}

enum hit_parts render_needs(const struct render_options *o)
{
    struct render_options full = render_resolve(o);
    enum hit_parts parts = HIT_ROW;

    for (size_t i = 0; i < full.n_fields; i++) {
        enum render_field f = full.fields[i];

        if (f == RENDER_SNIPPET)
            return HIT_SNIPPET;
        if (f != RENDER_QUERY && f != RENDER_RANK && f != RENDER_ID && f != RENDER_DATE &&
            f != RENDER_SCORE)
            parts = HIT_ARTICLE;
    }
    return parts;
}

void render_score(struct buf *out, int64_t score, int decimals)
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

static struct span without_marks(struct renderer *r, struct span snippet)
{
    if (r->options.marks)
        return snippet;
    rewrite(&r->scratch, snippet, drop_mark);
    return buf_span(&r->scratch);
}

static struct span render_day(struct renderer *r, dateline_day day)
{
    char text[DAY_TEXT];

    buf_add(&r->scratch, text, day_format(day, text));
    return buf_span(&r->scratch);
}

struct span render_value(struct renderer *r, enum render_field f, const struct hit *h)
{
    const char *date_source = date_source_name(h->article.date_source);

    buf_clear(&r->scratch);
    switch (f) {
    case RENDER_QUERY:
        return r->answer->qid;
    case RENDER_RANK:
        buf_printf(&r->scratch, "%" PRIu64, h->rank);
        return buf_span(&r->scratch);
    case RENDER_ID:
        return h->article.id;
    case RENDER_DATE:
        return render_day(r, h->article.day);
    case RENDER_SCORE:
        if (r->answer->sort != MATCH_RELEVANCE)
            return (struct span){0};
        render_score(&r->scratch, h->score, SCORE_DECIMALS);
        return buf_span(&r->scratch);
    case RENDER_TITLE:
        return h->article.title;
    case RENDER_SNIPPET:
        return without_marks(r, h->snippet);
    case RENDER_DATE_SOURCE:
        return date_source ? span_of(date_source) : (struct span){0};
    case RENDER_SOURCE:
        return h->article.source;
    case RENDER_URL:
        return h->article.url;
    case RENDER_LANG:
        return h->article.lang;
    case RENDER_FIELDS:
        break;
    }
    return (struct span){0};
}

/* Names, choice and values of the fields of hits. */
#include "searcher/render/render.h"

#include <assert.h>
#include <inttypes.h>

#include "core/character.h"
#include "searcher/render/render_format.h"
#include "searcher/render/render_place.h"
#include "searcher/snippet/snippet.h"

enum { SCORE_DECIMALS = 6 };

static const char *const field_list[RENDER_FIELDS] = {
    [RENDER_QUERY] = "query",
    [RENDER_RANK] = "rank",
    [RENDER_ID] = "id",
    [RENDER_DATE] = "date",
    [RENDER_SCORE] = "score",
    [RENDER_TITLE] = "title",
    [RENDER_SNIPPET] = "snippet",
    [RENDER_DATE_SOURCE] = "date_source",
    [RENDER_DATE_CONFIDENCE] = "date_confidence",
    [RENDER_SOURCE] = "source",
    [RENDER_URL] = "url",
    [RENDER_LANG] = "lang",
    [RENDER_PATH] = "path",
    [RENDER_LINE] = "line",
    [RENDER_BODY] = "text",
};

const struct names render_field_names = NAMES("field", field_list);

static bool replace_on_terminal(struct buf *out, uint32_t c)
{
    enum character_kind kind = character_kind(c);

    if (kind != CHARACTER_LINE && kind != CHARACTER_DIRECTION && c != '\r')
        return false;
    rewrite_utf8(out, CHARACTER_REPLACEMENT);
    return true;
}

struct span render_shown(struct renderer *r, struct span value)
{
    if (!r->options.terminal)
        return value;
    buf_clear(&r->shown);
    rewrite(&r->shown, value, replace_on_terminal);
    return buf_span(&r->shown);
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

        if (f == RENDER_SNIPPET || f == RENDER_BODY)
            return HIT_SNIPPET;
        if (f != RENDER_QUERY && f != RENDER_RANK && f != RENDER_ID && f != RENDER_DATE &&
            f != RENDER_SCORE && f != RENDER_PATH && f != RENDER_LINE)
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
        return span_or_none(date_source_name(h->article.date_source));
    case RENDER_DATE_CONFIDENCE:
        return span_or_none(article_date_confidence(&h->article));
    case RENDER_SOURCE:
        return h->article.source;
    case RENDER_URL:
        return h->article.url;
    case RENDER_LANG:
        return h->article.lang;
    case RENDER_PATH:
        render_place_path(render_place_of(h->article.id).path, &r->scratch);
        return buf_span(&r->scratch);
    case RENDER_LINE:
        return render_place_of(h->article.id).line;
    case RENDER_BODY:
        return h->article.body;
    case RENDER_FIELDS:
        break;
    }
    return (struct span){0};
}

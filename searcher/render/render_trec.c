/* The trec format: a run for trec_eval. */
#include <inttypes.h>

#include "core/character.h"
#include "core/utf8.h"
#include "searcher/render/render_format.h"

enum { TREC_DECIMALS = 4, MILLIONTHS = 100 /* of a score, in a unit of the last decimal */ };

static bool percent_encode(struct buf *out, uint32_t c)
{
    char bytes[4];
    size_t len;

    if (!character_divides(c) && character_kind(c) != CHARACTER_DIRECTION && c != '%')
        return false;
    len = utf8_put(bytes, c);
    for (size_t i = 0; i < len; i++)
        buf_printf(out, "%%%02X", (unsigned char)bytes[i]);
    return true;
}

static void trec_column(struct renderer *r, struct span value, const char *none)
{
    rewrite(r->out, value.len ? value : span_of(none), percent_encode);
    buf_char(r->out, ' ');
}

/* trec_eval sorts by score and ignores ranks, so equal scores are lowered to keep the
 * order. */
static void trec_score(struct renderer *r, const struct hit *h)
{
    int64_t score = (h->score + MILLIONTHS / 2) / MILLIONTHS;

    if (r->answer->sort != MATCH_RELEVANCE) {
        buf_printf(r->out, "-%" PRIu64 " ", h->rank);
        return;
    }
    if (score >= r->last_score)
        score = r->last_score - 1;
    r->last_score = score;
    render_score(r->out, score * MILLIONTHS, TREC_DECIMALS);
    buf_char(r->out, ' ');
}

static void trec_hit(struct renderer *r, const struct hit *h)
{
    trec_column(r, r->answer->qid, "1");
    buf_str(r->out, "Q0 ");
    trec_column(r, h->article.id, "-");
    buf_printf(r->out, "%" PRIu64 " ", h->rank);
    trec_score(r, h);
    trec_column(r, span_of(r->options.tag ? r->options.tag : ""), "dateline");
    r->out->data[r->out->len - 1] = '\n';
}

const struct format render_trec = {
    .fields = {RENDER_QUERY, RENDER_ID, RENDER_RANK, RENDER_SCORE},
    .n_fields = 4,
    .fixed = true,
    .hit = trec_hit,
    .article = render_text_article,
};

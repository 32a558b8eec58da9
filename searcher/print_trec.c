/* What evaluation tools and pipes read: TREC's runs, and bare ids. */
#include <inttypes.h>

#include "core/text_utf8.h"
#include "searcher/print_format.h"

enum { TREC_DECIMALS = 4, MILLIONTHS = 100 /* in a unit of the last decimal */ };

static bool percent_encoded(struct buf *out, uint32_t c)
{
    char bytes[4];
    size_t len;

    if (!rewrite_blank(c))
        return false;
    len = utf8_put(bytes, c);
    for (size_t i = 0; i < len; i++)
        buf_printf(out, "%%%02X", (unsigned char)bytes[i]);
    return true;
}

static void column(struct printer *p, struct span value, const char *none)
{
    rewrite(p->out, value.len ? value : span_of(none), percent_encoded);
    buf_char(p->out, ' ');
}

/* trec_eval sorts by score and ignores ranks: equal scores would let it
 * choose another order than ours. */
static void trec_score(struct printer *p, const struct print_hit *h)
{
    int64_t score = (h->score + MILLIONTHS / 2) / MILLIONTHS;

    if (p->options.by_date) {
        buf_printf(p->out, "-%" PRIu64 " ", h->rank);
        return;
    }
    if (score >= p->last_score)
        score = p->last_score - 1;
    p->last_score = score;
    print_score(p->out, score * MILLIONTHS, TREC_DECIMALS);
    buf_char(p->out, ' ');
}

static void trec_hit(struct printer *p, const struct print_hit *h)
{
    column(p, h->query, "1");
    buf_str(p->out, "Q0 ");
    column(p, h->article.id, "-");
    buf_printf(p->out, "%" PRIu64 " ", h->rank);
    trec_score(p, h);
    column(p, span_of(p->options.tag ? p->options.tag : ""), "dateline");
    p->out->data[p->out->len - 1] = '\n';
}

static void ids_hit(struct printer *p, const struct print_hit *h)
{
    rewrite(p->out, h->article.id, rewrite_control);
    buf_char(p->out, '\n');
}

const struct print_writer print_trec = {
    .name = "trec",
    .fields = {PRINT_QUERY, PRINT_ID, PRINT_RANK, PRINT_SCORE},
    .n_fields = 4,
    .fixed = true,
    .hit = trec_hit,
};

const struct print_writer print_ids = {
    .name = "ids",
    .fields = {PRINT_ID},
    .n_fields = 1,
    .fixed = true,
    .hit = ids_hit,
};

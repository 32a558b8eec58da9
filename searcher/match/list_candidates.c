/* Candidates of a window: found in a block, filtered, probed in other lists. */
#include "searcher/match/list_candidates.h"

/* ---- Finding ------------------------------------------------------------------------ */

enum { WDF_LIMITS = 16 /* wdfs whose limits are computed once a block */ };

/* A share of X or more needs a norm of at most wdf * (1 - x) / x, and so, for each wdf, a
 * document of at most so many words: a comparison in place of a division for each posting.
 * Measured: 2.1 -> 1.2 ns a posting (one frequent word). */
struct length_limits {
    double slope, shift; /* limit = wdf * slope - shift */
    double list[WDF_LIMITS];
};

static double length_limit(const struct list_pass *p, const struct length_limits *l, uint32_t wdf)
{
    double limit = wdf * l->slope - l->shift;

    if (!(p->norm_step > 0)) /* the length does not matter */
        return limit >= 0 ? (double)UINT32_MAX : -1;
    /* Shorter documents count as of the floor's length. */
    return limit >= p->floor_length ? limit : -1;
}

static void set_limits(const struct list_pass *p, double share, struct length_limits *l)
{
    double step = p->norm_step > 0 ? p->norm_step : 1;

    l->slope = share > 0 ? (1 - share) / share / step * (1 + PASS_SLACK) : 0;
    l->shift = share > 0 ? p->norm_least / step * (1 - PASS_SLACK) : -(double)UINT32_MAX;
    for (uint32_t wdf = 0; wdf < WDF_LIMITS; wdf++)
        l->list[wdf] = length_limit(p, l, wdf);
}

static void take_posting(const struct list_pass *p, const struct list_node *n, uint32_t at,
                         uint32_t length, struct list_candidates *out)
{
    const struct posting_cursor *c = n->cursor;

    out->list[out->len++] =
        (struct list_candidate){c->docs[at], 1, list_pass_part(p, n->weight, length, c->wdfs[at])};
}

void list_candidates_take(struct list_pass *p, struct list_node *n, uint32_t at, uint32_t last,
                          double least, struct list_candidates *out)
{
    struct posting_cursor *c = n->cursor;
    double share = n->weight > 0 ? least / n->weight : 0;
    const uint8_t *lengths;
    struct length_limits limits;

    if (share > 1 || !posting_wdfs_ready(c) ||
        !(lengths = list_pass_lengths(p, c->docs[at], c->docs[c->len - 1])))
        return;
    set_limits(p, share * (1 - PASS_SLACK), &limits);
    for (; c->docs[at] <= last; at++) {
        uint32_t length = list_length_at(lengths, c->docs[at]), wdf = c->wdfs[at];

        if (length <= (wdf < WDF_LIMITS ? limits.list[wdf] : length_limit(p, &limits, wdf)))
            take_posting(p, n, at, length, out);
    }
}

/* ---- Sifting ------------------------------------------------------------------------ */

void list_candidates_filter(struct list_pass *p, struct list_filter *f, struct list_candidates *c)
{
    uint32_t kept = 0;

    if (f->whole)
        return;
    for (uint32_t i = 0; i < c->len; i++)
        if (list_filter_passes(p, f, c->list[i].document))
            c->list[kept++] = c->list[i];
    c->len = kept;
}

/* A block of a list, and the greatest part in it. */
struct block_most {
    uint32_t block;
    double most;
};

/* Whether ONE stays after it was looked up in N's list. A block that cannot lift it to LEAST
 * is not unpacked. */
static inline bool probe_candidate(struct list_pass *p, struct list_node *n, double least,
                                   bool required, struct block_most *b, struct list_candidate *one)
{
    struct posting_cursor *c = n->cursor;
    bool here = posting_shallow(c, one->document);

    if (here && c->block != b->block)
        *b = (struct block_most){c->block, list_block_most(n, c->block)};
    here = here && one->score + b->most >= least && posting_seek(c, one->document) == one->document;
    if (here) {
        one->terms++;
        one->score +=
            list_pass_part(p, n->weight, list_pass_length(p, one->document), posting_wdf(c));
    }
    return (here || !required) && one->score >= least;
}

void list_candidates_probe(struct list_pass *p, struct list_node *n, double least, bool required,
                           struct list_candidates *c)
{
    struct block_most b = {POSTING_END, 0};
    uint32_t kept = 0;

    for (uint32_t i = 0; i < c->len; i++) {
        struct list_candidate one = c->list[i];
        bool stays = probe_candidate(p, n, least, required, &b, &one);

        c->list[kept] = one;
        kept += stays;
    }
    list_pass_over(p, c->len);
    c->len = kept;
}

bool list_candidate_probe(struct list_pass *p, struct list_node *n, double least, bool required,
                          struct list_candidate *one)
{
    struct block_most b = {POSTING_END, 0};

    return probe_candidate(p, n, least, required, &b, one);
}

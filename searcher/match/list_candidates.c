/* Candidates of a window: found in a block, filtered, probed in other lists. */
#include "searcher/match/list_candidates.h"

/* ---- Finding ------------------------------------------------------------------------ */

enum { WDF_LIMITS = 16 /* wdfs whose limits are computed once a block */ };

/* A share of X or more needs a norm of at most wdf * (1 - x) / x, and so, for each wdf, a
 * document of fewer than so many words: a comparison in place of a division for each posting.
 * Measured: 2.1 -> 1.2 ns a posting (one frequent word). */
struct length_limits {
    double slope, shift; /* limit = wdf * slope - shift */
    uint32_t list[WDF_LIMITS];
};

static uint32_t length_limit(const struct list_pass *p, const struct length_limits *l, uint32_t wdf)
{
    double limit = wdf * l->slope - l->shift;

    if (!(p->norm_step > 0)) /* the length does not matter */
        return limit >= 0 ? UINT32_MAX : 0;
    if (limit < p->floor_length) /* shorter documents count as of the floor's length */
        return 0;
    return limit < (double)(UINT32_MAX - 1) ? (uint32_t)limit + 1 : UINT32_MAX;
}

static void set_limits(const struct list_pass *p, double share, struct length_limits *l)
{
    double step = p->norm_step > 0 ? p->norm_step : 1;

    l->slope = share > 0 ? (1 - share) / share / step * (1 + PASS_SLACK) : 0;
    l->shift = share > 0 ? p->norm_least / step * (1 - PASS_SLACK) : -(double)UINT32_MAX;
    for (uint32_t wdf = 0; wdf < WDF_LIMITS; wdf++)
        l->list[wdf] = length_limit(p, l, wdf);
}

/* Writes to PLACES the indices from AT up to, but not including, END of postings that may have
 * the share of LIMITS; returns their number. Written without a branch for each posting, which
 * would be mispredicted. */
static uint32_t find_promising(const struct list_pass *p, const struct posting_cursor *c,
                               uint32_t at, uint32_t end, const struct length_limits *limits,
                               const uint8_t *lengths, uint8_t *places)
{
    uint32_t n = 0;

    for (; at < end; at++) {
        uint32_t wdf = c->wdfs[at];
        uint32_t limit = wdf < WDF_LIMITS ? limits->list[wdf] : length_limit(p, limits, wdf);

        places[n] = (uint8_t)at;
        n += list_length_at(lengths, c->docs[at]) < limit;
    }
    return n;
}

void list_candidates_take(struct list_pass *p, struct list_node *n, uint32_t at, uint32_t last,
                          double least, struct list_candidates *out)
{
    struct posting_cursor *c = n->cursor;
    double share = n->weight > 0 ? least / n->weight : 0;
    const uint8_t *lengths;
    struct length_limits limits;
    uint8_t places[PACKING_BLOCK];
    uint32_t found;

    if (share > 1 || !posting_wdfs_ready(c) ||
        !(lengths = list_pass_lengths(p, c->docs[at], c->docs[c->len - 1])))
        return;
    set_limits(p, share * (1 - PASS_SLACK), &limits);
    found = find_promising(p, c, at, posting_place(c, last + 1), &limits, lengths, places);
    for (uint32_t i = 0; i < found; i++) {
        uint32_t document = c->docs[places[i]];

        out->list[out->len++] = (struct list_candidate){
            document, 1,
            list_pass_part(p, n->weight, list_length_at(lengths, document), c->wdfs[places[i]])};
    }
}

void list_candidates_take_all(const struct list_node *n, uint32_t at, uint32_t last,
                              struct list_candidates *out)
{
    const uint32_t *docs = n->cursor->docs;

    for (; docs[at] <= last; at++)
        out->list[out->len++] = (struct list_candidate){docs[at], 1, 0};
}

void list_candidates_add(struct list_pass *p, struct list_node *n, struct list_candidates *c)
{
    if (!c->len || !posting_wdfs_ready(n->cursor))
        return;
    for (uint32_t i = 0; i < c->len; i++) {
        struct list_candidate *one = &c->list[i];
        uint32_t wdf = n->cursor->wdfs[posting_place(n->cursor, one->document)];

        one->score += list_pass_part(p, n->weight, list_pass_length(p, one->document), wdf);
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

/* ---- Probing ------------------------------------------------------------------------ */

/* The first LEN of these candidates, looked up in the block where N's cursor stands. */
struct probe_run {
    struct list_candidate *first;
    uint32_t len;
};

/* Drops those that MORE does not lift to LEAST. */
static void drop_below(struct probe_run *run, double more, double least)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < run->len; i++) {
        bool stays = run->first[i].score + more >= least;

        run->first[kept] = run->first[i];
        kept += stays;
    }
    run->len = kept;
}

static void find_hits(const struct posting_cursor *c, const struct probe_run *run,
                      struct list_hits *hits)
{
    hits->len = 0;
    for (uint32_t i = 0; i < run->len; i++) {
        uint32_t document = run->first[i].document, at = posting_place(c, document);

        hits->candidates[hits->len] = (uint8_t)i;
        hits->places[hits->len] = (uint8_t)at;
        hits->len += c->docs[at] == document;
    }
}

static void find_hits_in_set(const struct doc_set *s, const struct probe_run *run,
                             struct list_hits *hits)
{
    hits->len = 0;
    for (uint32_t i = 0; i < run->len; i++) {
        uint32_t at = 0;
        bool here = doc_set_has(s, run->first[i].document, &at);

        hits->candidates[hits->len] = (uint8_t)i;
        hits->places[hits->len] = (uint8_t)at;
        hits->len += here;
    }
}

static void add_parts(struct list_pass *p, const struct list_node *n, const struct list_hits *hits,
                      struct probe_run *run)
{
    for (uint32_t i = 0; i < hits->len; i++) {
        struct list_candidate *one = &run->first[hits->candidates[i]];

        one->terms++;
        one->score += list_pass_part(p, n->weight, list_pass_length(p, one->document),
                                     n->cursor->wdfs[hits->places[i]]);
    }
}

static void keep_hits(const struct list_hits *hits, struct probe_run *run)
{
    for (uint32_t i = 0; i < hits->len; i++)
        run->first[i] = run->first[hits->candidates[i]];
    run->len = hits->len;
}

/* Looks RUN up in the block of N's cursor. A block that lifts none to LEAST is not unpacked. */
static void probe_run(struct list_pass *p, struct list_node *n, double least, bool required,
                      struct probe_run *run)
{
    struct posting_cursor *c = n->cursor;
    struct list_hits *hits = &p->memory->hits;

    drop_below(run, list_block_most(n, c->block), least);
    if (!run->len)
        return;
    if (!posting_open(c) || !(c->is_set || posting_decode(c))) {
        run->len = 0;
        return;
    }
    if (c->is_set)
        find_hits_in_set(&c->set, run, hits);
    else
        find_hits(c, run, hits);
    if (hits->len && posting_wdfs_ready(c))
        add_parts(p, n, hits, run);
    if (required)
        keep_hits(hits, run);
    drop_below(run, 0, least);
}

/* Candidate AT, at whose block CURSOR stands, and those after it in the same block, which are
 * looked up together with it. */
static struct probe_run run_at(struct list_candidates *c, uint32_t at,
                               const struct posting_cursor *cursor)
{
    uint32_t last = posting_block_last(cursor->list, cursor->block);
    struct probe_run run = {&c->list[at], 1};

    while (run.len < PACKING_BLOCK && at + run.len < c->len && run.first[run.len].document <= last)
        run.len++;
    return run;
}

void list_candidates_probe(struct list_pass *p, struct list_node *n, double least, bool required,
                           struct list_candidates *c)
{
    uint32_t kept = 0, at = 0, len = c->len;

    while (at < len) {
        bool ended = !posting_shallow(n->cursor, c->list[at].document);
        struct probe_run run =
            ended ? (struct probe_run){&c->list[at], len - at} : run_at(c, at, n->cursor);
        uint32_t next = at + run.len;

        if (!ended)
            probe_run(p, n, least, required, &run);
        else if (required)
            run.len = 0;
        else
            drop_below(&run, 0, least);
        memmove(&c->list[kept], run.first, run.len * sizeof *run.first);
        kept += run.len;
        at = next;
    }
    list_pass_over(p, len);
    c->len = kept;
}

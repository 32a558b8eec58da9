/* Candidates of a window: found in a block, filtered, probed in other lists. */
#include "searcher/match/list_candidates.h"

#include <math.h>

/* ---- Finding ------------------------------------------------------------------------ */

/* A document has a share of x or more where its norm is at most wdf * (1 - x) / x. That is a
 * multiplication for each posting in place of a division. */
struct least_share {
    double slope, room; /* norm <= wdf * slope + room */
    uint32_t wdf;       /* that even the shortest document needs */
};

static struct least_share least_share(const struct list_pass *p, double share)
{
    double slope = share > 0 ? (1 - share) / share * (1 + PASS_SLACK) : 0;
    double shortest = list_pass_norm(p, p->lists->shortest) * (1 - PASS_SLACK);
    uint32_t wdf = 0;

    if (!(share > 0))
        return (struct least_share){0, INFINITY, 0};
    if (shortest > 0)
        wdf = shortest < slope * UINT32_MAX ? (uint32_t)(shortest / slope) : UINT32_MAX;
    return (struct least_share){slope, 0, wdf + (wdf < UINT32_MAX && wdf * slope < shortest)};
}

/* Writes to PLACES the indices from AT up to, but not including, END of postings that may have the
 * share LEAST; returns their number. Lengths are read for those alone that have the wdf: measured,
 * .04 of the postings of a frequent word. */
static uint32_t find_promising(const struct list_pass *p, const struct posting_cursor *c,
                               uint32_t at, uint32_t end, const struct least_share *least,
                               const uint8_t *lengths, uint8_t *places)
{
    uint32_t n = packing_find(c->wdfs, at, end, least->wdf, places), kept = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t place = places[i];
        double norm = list_pass_norm(p, list_length_at(lengths, c->docs[place]));

        places[kept] = (uint8_t)place;
        kept += norm <= c->wdfs[place] * least->slope + least->room;
    }
    return kept;
}

void list_candidates_take(struct list_pass *p, struct list_node *n, uint32_t at, uint32_t last,
                          double least, struct list_candidates *out)
{
    struct posting_cursor *c = n->cursor;
    double share = n->weight > 0 ? least / n->weight : 0;
    const uint8_t *lengths;
    struct least_share needed;
    uint8_t places[PACKING_BLOCK] = {0};
    uint32_t found;

    if (share > 1 || !posting_wdfs_ready(c) ||
        !(lengths = list_pass_lengths(p, c->docs[at], c->docs[c->len - 1])))
        return;
    needed = least_share(p, share * (1 - PASS_SLACK));
    if (n->in_places)
        position_block_expect(&n->positions, c);
    found = find_promising(p, c, at, posting_place(c, last + 1), &needed, lengths, places);
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

/* Moves those that MORE lifts to LEAST to TO, which is the first or before it; drops the others. */
static void keep_from(struct probe_run *run, double more, double least, struct list_candidate *to)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < run->len; i++) {
        bool stays = run->first[i].score + more >= least;

        to[kept] = run->first[i];
        kept += stays;
    }
    *run = (struct probe_run){to, kept};
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

/* Looks RUN up in the block of N's cursor; false if that is damaged. */
static bool look_up_run(struct list_node *n, const struct probe_run *run, struct list_hits *hits)
{
    struct posting_cursor *c = n->cursor;

    if (!posting_open(c) || !(c->is_set ? posting_ranked(c) : posting_decode(c)))
        return false;
    if (c->is_set)
        find_hits_in_set(&c->set, run, hits);
    else
        find_hits(c, run, hits);
    if (hits->len && n->in_places)
        position_block_expect(&n->positions, c);
    return true;
}

/* Looks RUN up, and moves what stays to TO. A block that lifts none to LEAST is not unpacked. */
static void probe_run(struct list_pass *p, struct list_node *n, double least, bool required,
                      struct probe_run *run, struct list_candidate *to)
{
    struct list_hits *hits = &p->memory->hits;

    keep_from(run, list_block_most(n, n->cursor->block), least, run->first);
    if (!run->len)
        return;
    if (!look_up_run(n, run, hits)) {
        run->len = 0;
        return;
    }
    if (hits->len && posting_wdfs_ready(n->cursor))
        add_parts(p, n, hits, run);
    if (required)
        keep_hits(hits, run);
    keep_from(run, 0, least, to);
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
            probe_run(p, n, least, required, &run, &c->list[kept]);
        else if (required)
            run.len = 0;
        else
            keep_from(&run, 0, least, &c->list[kept]);
        kept += run.len;
        at = next;
    }
    list_pass_over(p, len);
    c->len = kept;
}

void list_candidates_require(struct list_pass *p, struct list_node *n, struct list_candidates *c)
{
    const struct list_hits *hits = &p->memory->hits;
    uint32_t kept = 0, at = 0;

    while (at < c->len && posting_shallow(n->cursor, c->list[at].document)) {
        struct probe_run run = run_at(c, at, n->cursor);

        if (!look_up_run(n, &run, &p->memory->hits))
            break;
        for (uint32_t i = 0; i < hits->len; i++)
            c->list[kept++] = run.first[hits->candidates[i]];
        at += run.len;
    }
    list_pass_over(p, c->len);
    c->len = kept;
}

/* Merges terms, their postings and positions. */
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/merge/heap.h"
#include "indexer/merge/merge_state.h"

enum { AT_ONCE = 512 };

/* A position in the terms of one run. */
struct cursor {
    struct run_terms *terms;
    const uint32_t *numbers; /* by the run's document numbers; NULL: the same */
    struct span term;
    const uint8_t *at, *end;    /* the postings after the current one */
    struct run_posting posting; /* the current one */
    uint32_t id;                /* its document's new number; 0: there is no current posting */
};

struct terms {
    struct merge *merge;
    struct glass_postlist *postlist; /* NULL if another part writes it, or none does */
    struct lists_writer *lists;      /* NULL if another part writes them */
    struct cursor *cursors;
    struct heap by_term, by_id;
    struct span term; /* the current term; a copy, as its run advances */
    struct buf text;
    bool begun; /* whether a posting that is not dropped was found */
    struct glass_posting out[AT_ONCE];
    size_t n_out;
    uint32_t *having; /* the runs that have the term */
};

static bool cursor_term_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct cursor *cursors = ctx;
    int order = span_cmp(cursors[a].term, cursors[b].term);

    return order ? order < 0 : a < b;
}

static bool cursor_id_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct cursor *cursors = ctx;

    return cursors[a].id < cursors[b].id;
}

/* Moves P past the next posting before END that is not dropped and puts it into
 * POSTING; returns its document's new number, 0 if there is none. */
static inline uint32_t next_kept(const uint8_t **p, const uint8_t *end, const uint32_t *numbers,
                                 struct run_posting *posting)
{
    uint32_t id = 0;

    while (!id && *p < end) {
        *p = run_posting_next(*p, posting);
        id = numbers ? numbers[posting->document] : posting->document;
    }
    return id;
}

/* Finds the next posting that is not dropped, unless there is a current one. */
static dateline_status fetch_posting(struct cursor *c, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    while (!c->id && status == DATELINE_OK) {
        struct span list;

        status = c->terms->methods->postings(c->terms, &list, err);
        if (status != DATELINE_OK || !list.len)
            return status;
        c->at = (const uint8_t *)list.data;
        c->end = c->at + list.len;
        c->id = next_kept(&c->at, c->end, c->numbers, &c->posting);
    }
    return status;
}

static void flush_postings(struct terms *t)
{
    if (t->n_out)
        glass_postlist_postings(t->postlist, t->out, t->n_out);
    t->n_out = 0;
}

static inline dateline_status write_one(struct terms *t, uint32_t id,
                                        const struct run_posting *posting, dateline_error *err)
{
    if (t->postlist) {
        if (t->n_out == AT_ONCE)
            flush_postings(t);
        t->out[t->n_out++] = (struct glass_posting){id, posting->wdf};
    }
    return t->lists ? lists_writer_posting(t->lists, id, posting->wdf, posting->steps, err)
                    : DATELINE_OK;
}

/* Writes the postings before BOUND that are in memory. The loop's state is local, to stay in
 * registers. */
static dateline_status write_buffered_postings(struct terms *t, struct cursor *c, uint32_t bound,
                                               dateline_error *err)
{
    const uint8_t *at = c->at, *end = c->end;
    struct run_posting posting = c->posting;
    uint32_t id = c->id;
    dateline_status status = DATELINE_OK;

    while (id && id < bound && status == DATELINE_OK) {
        status = write_one(t, id, &posting, err);
        id = next_kept(&at, end, c->numbers, &posting);
    }
    c->at = at;
    c->posting = posting;
    c->id = id;
    return status;
}

static dateline_status begin_term(struct terms *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (!t->begun) {
        t->begun = true;
        if (t->postlist)
            status = glass_postlist_term(t->postlist, t->term, err);
        if (t->lists && status == DATELINE_OK)
            status = lists_writer_term(t->lists, t->term, err);
    }
    return status;
}

/* Writes postings of a run up to BOUND, as long as they precede those of all other runs. */
static dateline_status write_stretch(struct terms *t, struct cursor *c, uint32_t bound,
                                     dateline_error *err)
{
    dateline_status status = begin_term(t, err);

    while (status == DATELINE_OK && c->id && c->id < bound) {
        status = write_buffered_postings(t, c, bound, err);
        if (status == DATELINE_OK)
            status = fetch_posting(c, err);
    }
    return status;
}

/* The least number among the cursors other than the first. */
static uint32_t second_id(const struct terms *t)
{
    const struct heap *h = &t->by_id;
    uint32_t id = UINT32_MAX;

    for (size_t i = 1; i < h->len && i < 3; i++)
        if (t->cursors[h->items[i]].id < id)
            id = t->cursors[h->items[i]].id;
    return id;
}

static dateline_status write_postings(struct terms *t, dateline_error *err)
{
    struct heap *h = &t->by_id;
    dateline_status status = DATELINE_OK;

    while (h->len && status == DATELINE_OK) {
        struct cursor *c = &t->cursors[h->items[0]];

        status = write_stretch(t, c, second_id(t), err);
        if (c->id)
            heap_settle(h);
        else
            heap_pop(h);
    }
    h->len = 0;
    flush_postings(t);
    return status;
}

/* Advances a run to its next term, if any, and puts it back into the heap. */
static dateline_status advance_term(struct terms *t, uint32_t i, dateline_error *err)
{
    struct cursor *c = &t->cursors[i];
    bool more = false;
    dateline_status status = c->terms->methods->next(c->terms, &c->term, &more, err);

    if (status == DATELINE_OK && more)
        heap_push(&t->by_term, i);
    return status;
}

/* Merges the least term of all runs, from every run that contains it. */
static dateline_status merge_term(struct terms *t, dateline_error *err)
{
    size_t n = 0;
    dateline_status status = DATELINE_OK;

    buf_clear(&t->text);
    buf_span_add(&t->text, t->cursors[t->by_term.items[0]].term);
    t->term = buf_span(&t->text);
    t->begun = false;
    while (t->by_term.len && span_eq(t->cursors[t->by_term.items[0]].term, t->term)) {
        uint32_t i = t->having[n++] = heap_pop(&t->by_term);
        struct cursor *c = &t->cursors[i];

        c->posting.document = c->id = 0;
        status = fetch_posting(c, err);
        if (status != DATELINE_OK)
            return status;
        if (c->id)
            heap_push(&t->by_id, i);
    }
    status = write_postings(t, err);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = advance_term(t, t->having[i], err);
    return status;
}

/* The new numbers of run I's documents; NULL if it is the only run and loses none of them. To look
 * each up in a large table took 4 % of building 100,000 generated articles. */
static const uint32_t *changed_numbers(const struct merge *m, uint32_t i)
{
    return m->n == 1 && m->documents == m->runs[i]->documents ? NULL : m->numbers[i];
}

static dateline_status open_cursors(struct terms *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (uint32_t i = 0; i < t->merge->n && status == DATELINE_OK; i++) {
        struct run *r = t->merge->runs[i];

        status = r->methods->terms(r, t->lists != NULL, &t->cursors[i].terms, err);
        t->cursors[i].numbers = changed_numbers(t->merge, i);
        if (status == DATELINE_OK)
            status = advance_term(t, i, err);
    }
    return status;
}

static void close_merging(struct terms *t)
{
    for (size_t i = 0; t->cursors && i < t->merge->n; i++)
        if (t->cursors[i].terms)
            t->cursors[i].terms->methods->close(t->cursors[i].terms);
    heap_free(&t->by_term);
    heap_free(&t->by_id);
    buf_free(&t->text);
    free(t->cursors);
    free(t->having);
    free(t);
}

static dateline_status merge_each_term(void *ctx, dateline_error *err)
{
    struct terms *t = ctx;
    size_t n = t->merge->n;
    dateline_status status;

    t->having = must_alloc(n * sizeof *t->having);
    t->cursors = must_zalloc(n * sizeof *t->cursors);
    heap_init(&t->by_term, n, cursor_term_before, t->cursors);
    heap_init(&t->by_id, n, cursor_id_before, t->cursors);
    status = open_cursors(t, err);
    while (t->by_term.len && status == DATELINE_OK)
        status = merge_term(t, err);
    return status;
}

/* Writes all terms to POSTLIST and LISTS, one of which may be NULL. */
static dateline_status merge_all_terms(struct merge *m, struct glass_postlist *postlist,
                                       struct lists_writer *lists, dateline_error *err)
{
    struct terms *t = must_zalloc(sizeof *t);
    dateline_status status;

    t->merge = m;
    t->postlist = postlist;
    t->lists = lists;
    status = alloc_guard(merge_each_term, t, err);
    close_merging(t);
    return status;
}

static dateline_status finish_postings(struct merge *m, dateline_error *err)
{
    return glass_postlist_finish(m->postlist, &m->version.roots[GLASS_POSTLIST],
                                 &m->files[GLASS_POSTLIST], &m->version.stats, err);
}

dateline_status merge_postings(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    dateline_status status = m->postlist ? merge_all_terms(m, m->postlist, NULL, err) : DATELINE_OK;

    return status == DATELINE_OK && m->postlist ? finish_postings(m, err) : status;
}

/* Writes the lists, and POSTLIST with them unless it is NULL. */
static dateline_status write_lists(struct merge *m, struct glass_postlist *postlist,
                                   dateline_error *err)
{
    dateline_status status;

    m->lists = lists_writer_new(&m->dir, m->lengths, m->documents);
    status = merge_all_terms(m, postlist, m->lists, err);
    return status == DATELINE_OK ? lists_writer_finish(m->lists, m->lists_files, err) : status;
}

dateline_status merge_lists(void *ctx, dateline_error *err)
{
    return write_lists(ctx, NULL, err);
}

dateline_status merge_terms(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    dateline_status status = write_lists(m, m->postlist, err);

    return status == DATELINE_OK && m->postlist ? finish_postings(m, err) : status;
}

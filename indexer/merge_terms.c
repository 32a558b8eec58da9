#include <stdlib.h>

#include "core/alloc.h"
#include "core/heap.h"
#include "indexer/merge_state.h"

enum { AT_ONCE = 512 }; /* no fewer than a run gives */

/* Where a run is in its terms. */
struct cursor {
    struct run *run;
    const uint32_t *numbers; /* by the run's document numbers */
    struct span term;
    const struct run_posting *list;
    size_t at, len;
    uint32_t id; /* number here of the posting at hand */
};

struct terms {
    struct merge *merge;
    struct cursor *cursors;
    struct heap by_term, by_id;
    struct span term; /* being written; copied, for its run moves on */
    struct buf text;
    bool begun; /* a posting of it was not dropped */
    struct glass_posting out[AT_ONCE];
    size_t n_out;
};

static bool term_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct cursor *cursors = ctx;
    int order = span_cmp(cursors[a].term, cursors[b].term);

    return order ? order < 0 : a < b;
}

static bool id_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct cursor *cursors = ctx;

    return cursors[a].id < cursors[b].id;
}

/* Moves to the first posting from the one at hand on that is not dropped, in
 * this list or a later one; id is 0 at the end. */
static dateline_status settle(struct cursor *c, dateline_error *err)
{
    for (;;) {
        for (; c->at < c->len; c->at++)
            if ((c->id = c->numbers[c->list[c->at].document]))
                return DATELINE_OK;
        dateline_status status = c->run->methods->postings(c->run, &c->list, &c->len, err);

        c->at = 0;
        if (status != DATELINE_OK || !c->len) {
            c->id = 0;
            return status;
        }
    }
}

static void flush(struct terms *t)
{
    if (t->n_out)
        glass_postlist_postings(t->merge->postlist, t->out, t->n_out);
    t->n_out = 0;
}

/* Writes postings of the list at hand, as long as they come before BOUND. */
static dateline_status write_list(struct terms *t, struct cursor *c, uint32_t bound,
                                  dateline_error *err)
{
    struct glass_posting *out;
    dateline_status status = DATELINE_OK;

    if (t->n_out + c->len - c->at > AT_ONCE)
        flush(t);
    out = t->out + t->n_out;
    for (; c->at < c->len && status == DATELINE_OK; c->at++) {
        const struct run_posting *p = &c->list[c->at];
        uint32_t id = c->numbers[p->document];

        if (id >= bound)
            break;
        if (!id)
            continue;
        *out++ = (struct glass_posting){id, p->wdf};
        if (p->positions.len)
            status = glass_position_add(t->merge->position, id, p->positions, err);
    }
    t->n_out = (size_t)(out - t->out);
    return status;
}

static dateline_status begin_term(struct terms *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (!t->begun) {
        t->begun = true;
        status = glass_postlist_term(t->merge->postlist, t->term, err);
        glass_position_term(t->merge->position, t->term);
    }
    return status;
}

/* Writes postings of one run as long as they come before those of any other,
 * up to BOUND; input that came in the order of its dates goes through here. */
static dateline_status write_stretch(struct terms *t, struct cursor *c, uint32_t bound,
                                     dateline_error *err)
{
    dateline_status status = begin_term(t, err);

    while (status == DATELINE_OK && c->id && c->id < bound) {
        status = write_list(t, c, bound, err);
        if (status == DATELINE_OK)
            status = settle(c, err);
    }
    return status;
}

/* The least number that a cursor besides the first stands at. */
static uint32_t second_id(const struct terms *t)
{
    const struct heap *h = &t->by_id;
    uint32_t id = UINT32_MAX;

    for (size_t i = 1; i < h->len && i < 3; i++)
        if (t->cursors[h->items[i]].id < id)
            id = t->cursors[h->items[i]].id;
    return id;
}

static dateline_status merge_postings(struct terms *t, dateline_error *err)
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
    flush(t);
    return status;
}

/* The run's next term, if there is one, goes back into the heap. */
static dateline_status next_term(struct terms *t, uint32_t i, dateline_error *err)
{
    struct cursor *c = &t->cursors[i];
    bool more = false;
    dateline_status status = c->run->methods->term(c->run, &c->term, &more, err);

    if (status == DATELINE_OK && more)
        heap_push(&t->by_term, i);
    return status;
}

/* The least term, from every run that has it. */
static dateline_status merge_term(struct terms *t, uint32_t *having, dateline_error *err)
{
    size_t n = 0;
    dateline_status status = DATELINE_OK;

    buf_clear(&t->text);
    buf_span_add(&t->text, t->cursors[t->by_term.items[0]].term);
    t->term = buf_span(&t->text);
    t->begun = false;
    while (t->by_term.len && span_eq(t->cursors[t->by_term.items[0]].term, t->term)) {
        uint32_t i = having[n++] = heap_pop(&t->by_term);
        struct cursor *c = &t->cursors[i];

        c->at = c->len = 0;
        status = settle(c, err);
        if (status != DATELINE_OK)
            return status;
        if (c->id)
            heap_push(&t->by_id, i);
    }
    status = merge_postings(t, err);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = next_term(t, having[i], err);
    return status;
}

static dateline_status merge_all(struct terms *t, dateline_error *err)
{
    uint32_t *having = must_alloc(t->merge->n * sizeof *having);
    dateline_status status = DATELINE_OK;

    for (uint32_t i = 0; i < t->merge->n && status == DATELINE_OK; i++) {
        t->cursors[i].run = t->merge->runs[i];
        t->cursors[i].numbers = t->merge->numbers[i];
        status = next_term(t, i, err);
    }
    while (t->by_term.len && status == DATELINE_OK)
        status = merge_term(t, having, err);
    free(having);
    return status;
}

dateline_status merge_terms(struct merge *m, dateline_error *err)
{
    struct terms *t = must_zalloc(sizeof *t);
    dateline_status status;

    t->merge = m;
    t->cursors = must_zalloc(m->n * sizeof *t->cursors);
    heap_init(&t->by_term, m->n, term_before, t->cursors);
    heap_init(&t->by_id, m->n, id_before, t->cursors);
    status = merge_all(t, err);
    heap_free(&t->by_term);
    heap_free(&t->by_id);
    buf_free(&t->text);
    free(t->cursors);
    free(t);
    if (status == DATELINE_OK)
        status = glass_postlist_finish(m->postlist, &m->version.roots[GLASS_POSTLIST],
                                       &m->files[GLASS_POSTLIST], &m->version.stats, err);
    if (status == DATELINE_OK)
        status = glass_position_finish(m->position, &m->version.roots[GLASS_POSITION],
                                       &m->files[GLASS_POSITION], err);
    return status;
}

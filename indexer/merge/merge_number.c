/* Numbers the documents of all runs, and writes what is known of each then: columns, lengths, date
 * values. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/schema.h"
#include "indexer/merge/heap.h"
#include "indexer/merge/merge_state.h"
#include "store/columns_writer.h"

struct keys {
    struct run_key *list; /* by run: the current one */
    uint32_t *at;         /* by run: its document number */
    struct heap next;
};

static bool key_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct run_key *keys = ctx;

    return run_key_before(&keys[a], &keys[b]);
}

/* Advances a run to its next document that is not dropped and puts it back into the heap. */
static dateline_status advance_key(struct merge *m, struct keys *k, uint32_t run,
                                   dateline_error *err)
{
    struct run *r = m->runs[run];
    bool more = true;
    dateline_status status;

    do {
        status = r->methods->key(r, &k->list[run], &more, err);
        k->at[run]++;
    } while (status == DATELINE_OK && more && run_dropped(r, k->at[run]));
    if (status == DATELINE_OK && more)
        heap_push(&k->next, run);
    return status;
}

/* Numbers the next document and adds it to the postlist table and the columns. */
static dateline_status number_document(struct merge *m, uint32_t run, uint32_t document,
                                       const struct run_key *key, struct buf *value,
                                       dateline_error *err)
{
    uint32_t id = ++m->documents;

    m->numbers[run][document] = id;
    m->from[id] = (uint16_t)run;
    m->lengths[id - 1] = key->length;
    if (m->postlist) {
        schema_date_value(value, key->day);
        glass_postlist_document(m->postlist, id, key->length);
        glass_postlist_value(m->postlist, id, SCHEMA_DATE_SLOT, buf_span(value));
    }
    return columns_writer_add(m->columns, key->day, key->id, err);
}

static dateline_status number_all(struct merge *m, struct keys *k, dateline_error *err)
{
    struct buf value = {0};
    dateline_status status = DATELINE_OK;

    for (uint32_t run = 0; run < m->n && status == DATELINE_OK; run++)
        status = advance_key(m, k, run, err);
    while (k->next.len && status == DATELINE_OK) {
        uint32_t run = heap_pop(&k->next);

        status = number_document(m, run, k->at[run], &k->list[run], &value, err);
        day_widen(k->list[run].day, &m->first, &m->last);
        if (status == DATELINE_OK)
            status = advance_key(m, k, run, err);
    }
    if (status == DATELINE_OK)
        status = columns_writer_finish(m->columns, &m->rows, &m->ids, err);
    buf_free(&value);
    return status;
}

dateline_status merge_number(struct merge *m, dateline_error *err)
{
    struct keys k = {0};
    uint64_t all = 0;
    dateline_status status;

    for (size_t i = 0; i < m->n; i++) {
        all += m->runs[i]->documents;
        m->numbers[i] = must_zalloc(((size_t)m->runs[i]->documents + 1) * sizeof **m->numbers);
    }
    if (m->n > UINT16_MAX)
        return fail(err, DATELINE_LIMIT, "cannot merge more than %d runs: allow more memory",
                    UINT16_MAX);
    if (all >= UINT32_MAX)
        return fail(err, DATELINE_LIMIT, "cannot index more than %" PRIu32 " articles", UINT32_MAX);
    m->from = must_alloc((all + 1) * sizeof *m->from);
    m->lengths = must_alloc((all + 1) * sizeof *m->lengths);
    k.list = must_zalloc(m->n * sizeof *k.list);
    k.at = must_zalloc(m->n * sizeof *k.at);
    heap_init(&k.next, m->n, key_before, k.list);
    status = number_all(m, &k, err);
    heap_free(&k.next);
    free(k.list);
    free(k.at);
    return status;
}

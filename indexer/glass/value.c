/* Writes values, by slot, in chunks. */
#include "indexer/glass/value.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/postlist.h"
#include "indexer/output/pack.h"

struct value_chunk {
    uint32_t first;
    size_t at; /* where its tag begins in column.bytes; it ends where the next one begins */
};

struct value_column {
    uint32_t slot, documents, last;
    struct buf min, max, bytes;
    struct value_chunk *chunks;
    size_t len, cap;
};

static struct value_column *column_of(struct values *v, uint32_t slot)
{
    for (size_t i = 0; i < v->len; i++)
        if (v->columns[i].slot == slot)
            return &v->columns[i];
    GROW(v->columns, v->len, v->cap);
    v->columns[v->len] = (struct value_column){.slot = slot};
    return &v->columns[v->len++];
}

static void count_value(struct value_column *c, struct span value)
{
    if (!c->documents || span_cmp(value, buf_span(&c->min)) < 0) {
        buf_clear(&c->min);
        buf_span_add(&c->min, value);
    }
    if (!c->documents || span_cmp(value, buf_span(&c->max)) > 0) {
        buf_clear(&c->max);
        buf_span_add(&c->max, value);
    }
    c->documents++;
}

void values_add(struct values *v, uint32_t id, uint32_t slot, struct span value)
{
    struct value_column *c;
    uint8_t *p;

    if (!value.len)
        return;
    c = column_of(v, slot);
    assert(id > c->last);
    p = pack_begin(&c->bytes, 2 * PACK_UINT64_MAX + value.len);
    if (!c->len || c->bytes.len - c->chunks[c->len - 1].at >= VALUE_CHUNK_FULL) {
        GROW(c->chunks, c->len, c->cap);
        c->chunks[c->len++] = (struct value_chunk){id, c->bytes.len};
    } else {
        p = pack_uint(p, id - c->last - 1);
    }
    pack_end(&c->bytes, pack_string(p, value));
    c->last = id;
    count_value(c, value);
}

/* ---- Writing -------------------------------------------------------------- */

static struct span statistics_key(uint32_t slot, uint8_t room[GLASS_KEY_MAX])
{
    uint8_t *p = room;

    *p++ = 0;
    *p++ = POSTLIST_VALUE_STATS;
    p = pack_uint_last(p, slot);
    return (struct span){(const char *)room, (size_t)(p - room)};
}

static struct span chunk_key(uint32_t slot, uint32_t first, uint8_t room[GLASS_KEY_MAX])
{
    uint8_t *p = room;

    *p++ = 0;
    *p++ = POSTLIST_VALUES;
    p = pack_sortable(pack_uint(p, slot), first);
    return (struct span){(const char *)room, (size_t)(p - room)};
}

/* Orders slots by the bytes of their keys, which differs from numeric order. */
static int by_statistics_key(const void *a, const void *b)
{
    const struct value_column *x = a, *y = b;
    uint8_t kx[GLASS_KEY_MAX], ky[GLASS_KEY_MAX];

    return span_cmp(statistics_key(x->slot, kx), statistics_key(y->slot, ky));
}

static int by_chunk_key(const void *a, const void *b)
{
    const struct value_column *x = a, *y = b;
    uint8_t kx[GLASS_KEY_MAX], ky[GLASS_KEY_MAX];

    return span_cmp(chunk_key(x->slot, 1, kx), chunk_key(y->slot, 1, ky));
}

static dateline_status write_statistics(struct value_column *c, struct glass_table *table,
                                        dateline_error *err)
{
    struct span min = buf_span(&c->min), max = buf_span(&c->max);
    uint8_t room[GLASS_KEY_MAX];
    struct buf tag = {0};
    dateline_status status;
    uint8_t *p;

    p = pack_uint(pack_begin(&tag, 2 * PACK_UINT64_MAX + min.len), c->documents);
    pack_end(&tag, pack_string(p, min));
    if (!span_eq(min, max))
        buf_span_add(&tag, max);
    status = glass_table_add(table, statistics_key(c->slot, room), buf_span(&tag), false, err);
    buf_free(&tag);
    return status;
}

static dateline_status write_value_chunks(struct value_column *c, struct glass_table *table,
                                          dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    uint8_t room[GLASS_KEY_MAX];

    for (size_t i = 0; status == DATELINE_OK && i < c->len; i++) {
        size_t at = c->chunks[i].at, end = i + 1 < c->len ? c->chunks[i + 1].at : c->bytes.len;

        status = glass_table_add(table, chunk_key(c->slot, c->chunks[i].first, room),
                                 (struct span){c->bytes.data + at, end - at}, false, err);
    }
    return status;
}

dateline_status values_write(struct values *v, struct glass_table *postlist, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (!v->len)
        return DATELINE_OK;
    qsort(v->columns, v->len, sizeof *v->columns, by_statistics_key);
    for (size_t i = 0; status == DATELINE_OK && i < v->len; i++)
        status = write_statistics(&v->columns[i], postlist, err);
    qsort(v->columns, v->len, sizeof *v->columns, by_chunk_key);
    for (size_t i = 0; status == DATELINE_OK && i < v->len; i++)
        status = write_value_chunks(&v->columns[i], postlist, err);
    return status;
}

void values_free(struct values *v)
{
    for (size_t i = 0; i < v->len; i++) {
        struct value_column *c = &v->columns[i];

        buf_free(&c->min);
        buf_free(&c->max);
        buf_free(&c->bytes);
        free(c->chunks);
    }
    free(v->columns);
    *v = (struct values){0};
}

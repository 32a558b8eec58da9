/* Cuts a posting list into chunks. */
#include "indexer/glass/chunk.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/output/pack.h"

enum {
    /* "last chunk", span of numbers; before them tf, cf, first number - 1. */
    HEAD_MAX = 1 + PACK_UINT32_MAX,
    FIRST_HEAD_MAX = 3 * PACK_UINT32_MAX + HEAD_MAX,
    POSTING_MAX = 2 * PACK_UINT32_MAX,
    BODY_ROOM = CHUNK_FULL + POSTING_MAX,
};

/* Begins a chunk whose first posting is FIRST, with room for its head and a full body. */
static void begin_chunk(struct chunks *c, uint32_t first)
{
    size_t head = c->len ? HEAD_MAX : FIRST_HEAD_MAX;

    GROW(c->list, c->len, c->cap);
    buf_reserve(&c->bytes, head + BODY_ROOM);
    c->bytes.len += head;
    c->list[c->len++] = (struct chunk){.first = first, .last = first, .tag = c->bytes.len};
}

static bool last_full(const struct chunks *c)
{
    return c->bytes.len - c->list[c->len - 1].tag >= CHUNK_FULL;
}

/* Appends postings to the last chunk until it is full; returns their number. Changing state is in
 * local variables. */
static size_t fill_chunk(struct chunks *c, const struct glass_posting *postings, size_t n)
{
    struct chunk *chunk = &c->list[c->len - 1];
    uint8_t *body = (uint8_t *)c->bytes.data + chunk->tag;
    uint8_t *p = (uint8_t *)c->bytes.data + c->bytes.len;
    uint32_t last = chunk->last, wdf_max = c->wdf_max;
    uint64_t total = 0;
    size_t i;

    for (i = 0; i < n && p < body + CHUNK_FULL; i++) {
        struct glass_posting posting = postings[i];

        assert(p == body || posting.id > last);
        if (p != body) /* the first posting's number is in the head */
            p = pack_uint(p, posting.id - last - 1);
        p = pack_uint(p, posting.wdf);
        last = posting.id;
        total += posting.wdf;
        wdf_max = posting.wdf > wdf_max ? posting.wdf : wdf_max;
    }
    pack_end(&c->bytes, p);
    chunk->last = last;
    c->total += total;
    c->wdf_max = wdf_max;
    return i;
}

void chunks_add(struct chunks *c, const struct glass_posting *postings, size_t n)
{
    for (size_t done = 0; done < n; done += fill_chunk(c, postings + done, n - done))
        if (!c->len || last_full(c)) {
            assert(!c->len || postings[done].id > c->list[c->len - 1].last);
            begin_chunk(c, postings[done].id);
        }
    c->postings += (uint32_t)n;
}

static uint8_t *pack_first_head(uint8_t *p, const struct chunks *c, bool with_statistics)
{
    p = pack_uint(p, with_statistics ? c->postings : 0);
    p = pack_uint(p, with_statistics ? c->total : 0);
    return pack_uint(p, c->list[0].first - 1);
}

void chunks_end(struct chunks *c, bool with_statistics)
{
    uint8_t head[FIRST_HEAD_MAX + PACK_UINT64_MAX];
    size_t end = c->bytes.len;

    for (size_t i = c->len; i-- > 0;) {
        struct chunk *chunk = &c->list[i];
        uint8_t *p = i ? head : pack_first_head(head, c, with_statistics);
        size_t body = chunk->tag, len;

        *p++ = i + 1 == c->len ? '1' : '0';
        p = pack_uint(p, chunk->last - chunk->first);
        len = (size_t)(p - head);
        chunk->tag = body - len;
        chunk->len = end - chunk->tag;
        memcpy(c->bytes.data + chunk->tag, head, len);
        end = body - (i ? HEAD_MAX : FIRST_HEAD_MAX);
    }
}

void chunks_clear(struct chunks *c)
{
    buf_clear(&c->bytes);
    c->len = 0;
    c->postings = 0;
    c->total = 0;
    c->wdf_max = 0;
}

void chunks_free(struct chunks *c)
{
    buf_free(&c->bytes);
    free(c->list);
    *c = (struct chunks){0};
}

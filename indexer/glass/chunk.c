#include "indexer/glass/chunk.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/pack.h"

enum {
    /* "last chunk", span of numbers; before them tf, cf, first number - 1. */
    HEAD_MAX = 1 + PACK_UINT32_MAX,
    FIRST_HEAD_MAX = 3 * PACK_UINT32_MAX + HEAD_MAX,
    POSTING_MAX = 2 * PACK_UINT32_MAX,
    BODY_ROOM = CHUNK_FULL + POSTING_MAX,
};

/* Begins a chunk at its first posting, leaving room for its head. */
static struct chunk *begin(struct chunks *c, uint32_t first)
{
    size_t head = c->len ? HEAD_MAX : FIRST_HEAD_MAX;
    struct chunk *chunk;

    GROW(c->list, c->len, c->cap);
    buf_reserve(&c->bytes, head + BODY_ROOM);
    c->bytes.len += head;
    chunk = &c->list[c->len++];
    *chunk = (struct chunk){.first = first, .last = first, .tag = c->bytes.len};
    return chunk;
}

void chunks_add(struct chunks *c, const struct glass_posting *postings, size_t n)
{
    struct chunk *chunk = c->len ? &c->list[c->len - 1] : NULL;

    for (size_t i = 0; i < n; i++) {
        struct glass_posting posting = postings[i];
        uint8_t *p;

        assert(posting.id > (chunk ? chunk->last : 0));
        if (!chunk || c->bytes.len - chunk->tag >= CHUNK_FULL) {
            chunk = begin(c, posting.id);
            p = (uint8_t *)c->bytes.data + c->bytes.len;
        } else { /* the room was made when the chunk began */
            p = (uint8_t *)c->bytes.data + c->bytes.len;
            p = pack_uint(p, posting.id - chunk->last - 1);
        }
        pack_end(&c->bytes, pack_uint(p, posting.wdf));
        chunk->last = posting.id;
        c->total += posting.wdf;
        c->wdf_max = posting.wdf > c->wdf_max ? posting.wdf : c->wdf_max;
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

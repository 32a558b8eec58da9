/* Packs and decodes position lists; writes and reads their table. */
#include "indexer/glass/position.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/table.h"
#include "indexer/output/bit_writer.h"
#include "indexer/output/pack.h"

/* The tag of a list is its last position as a packed integer and, if it has more, bits: the first
 * position, the number of positions, and then the middle position of each interval between known
 * positions, the left half before the right half. Each of these is a number below a bound that
 * reader and writer know, in its low bits; the highest bit follows only if the low ones leave it
 * open. */
struct code {
    unsigned low_bits;
    uint64_t open; /* if the low bits are below this, the high bit follows */
    bool empty;    /* the bound is 1, so the number is 0 */
};

static struct code code_below(uint64_t bound)
{
    unsigned low = bound > 1 ? 63 - (unsigned)__builtin_clzll(bound - 1) : 0;

    return (struct code){low, bound - (UINT64_C(1) << low), bound <= 1};
}

/* ---- Writing -------------------------------------------------------------- */

static inline void put_below(struct bit_writer *w, uint64_t v, uint64_t bound)
{
    struct code c = code_below(bound);
    uint64_t low = v & ((UINT64_C(1) << c.low_bits) - 1);

    if (c.empty)
        return;
    put_bits(w, v, c.low_bits + (low < c.open));
    bit_writer_drain(w);
}

static void put_between(struct bit_writer *w, const uint32_t *p, size_t left, size_t right)
{
    while (left + 1 < right) {
        size_t mid = left + (right - left) / 2;
        uint64_t bound = (uint64_t)p[right] - p[left] - (right - left) + 1;

        put_below(w, p[mid] - (p[left] + (mid - left)), bound);
        if (left + 1 < mid)
            put_between(w, p, left, mid);
        left = mid;
    }
}

uint8_t *positions_pack_many(uint8_t *to, const uint32_t *p, size_t n)
{
    uint32_t first = p[0], last = p[n - 1];
    struct bit_writer w = {.at = pack_uint(to, last)};

    put_below(&w, first, last);
    put_below(&w, n - 2, last - first);
    put_between(&w, p, 0, n - 1);
    return w.at + (w.count > 0);
}

/* ---- Reading -------------------------------------------------------------- */

struct bit_reader {
    struct pack_input in;
    uint64_t bits; /* taken from in, not yet used */
    unsigned count;
};

static bool get_bits(struct bit_reader *r, unsigned count, uint64_t *out)
{
    for (; r->count < count; r->count += 8) {
        if (r->in.at == r->in.end)
            return false;
        r->bits |= (uint64_t)*r->in.at++ << r->count;
    }
    *out = r->bits & ((UINT64_C(1) << count) - 1);
    r->bits >>= count;
    r->count -= count;
    return true;
}

static bool get_below(struct bit_reader *r, uint64_t bound, uint32_t *out)
{
    struct code c = code_below(bound);
    uint64_t low = 0, high = 0;

    if (!c.empty && (!get_bits(r, c.low_bits, &low) || (low < c.open && !get_bits(r, 1, &high))))
        return false;
    *out = (uint32_t)(low | high << c.low_bits);
    return true;
}

static bool get_between(struct bit_reader *r, uint32_t *p, size_t left, size_t right)
{
    while (left + 1 < right) {
        size_t mid = left + (right - left) / 2;
        uint64_t bound = (uint64_t)p[right] - p[left] - (right - left) + 1;
        uint32_t above;

        if (!get_below(r, bound, &above))
            return false;
        p[mid] = p[left] + (uint32_t)(mid - left) + above;
        if (!get_between(r, p, left, mid))
            return false;
        left = mid;
    }
    return true;
}

static bool get_list(struct bit_reader *r, uint32_t last, struct positions *out)
{
    uint32_t first, inner;

    if (!get_below(r, last, &first) || !get_below(r, last - first, &inner) ||
        inner > POSITIONS_MAX - 2)
        return false;
    if (out->cap < inner + 2) {
        out->list = must_realloc(out->list, (inner + 2) * sizeof *out->list);
        out->cap = inner + 2;
    }
    out->len = inner + 2;
    out->list[0] = first;
    out->list[out->len - 1] = last;
    return get_between(r, out->list, 0, out->len - 1) && !pack_left(&r->in) && !r->bits;
}

bool positions_decode(struct span tag, struct positions *out)
{
    struct bit_reader r = {.in = pack_input(tag)};
    uint32_t last;

    if (!unpack_uint32(&r.in, &last))
        return false;
    if (pack_left(&r.in))
        return last > 0 && get_list(&r, last, out);
    GROW(out->list, (size_t)0, out->cap);
    out->list[0] = last;
    out->len = 1;
    return true;
}

void positions_free(struct positions *p)
{
    free(p->list);
    *p = (struct positions){0};
}

/* ---- The table ------------------------------------------------------------ */

struct glass_position {
    struct glass_table *table;
    uint8_t key[GLASS_KEY_MAX]; /* the term's part is filled */
    size_t term_len;            /* including its terminator */
};

struct glass_position *glass_position_new(const struct open_dir *dir, uint32_t block_size)
{
    struct glass_position *w = must_zalloc(sizeof *w);

    w->table = glass_table_new(dir, GLASS_POSITION, block_size);
    return w;
}

void glass_position_close(struct glass_position *w)
{
    if (!w)
        return;
    glass_table_close(w->table);
    free(w);
}

void glass_position_term(struct glass_position *w, struct span term)
{
    uint8_t *p;

    assert(glass_term_fits(term));
    p = pack_escaped(w->key, term);
    *p++ = 0;
    w->term_len = (size_t)(p - w->key);
}

dateline_status glass_position_add(struct glass_position *w, uint32_t id, struct span tag,
                                   dateline_error *err)
{
    size_t len = (size_t)(pack_sortable(w->key + w->term_len, id) - w->key);

    return glass_table_add(w->table, (struct span){(const char *)w->key, len}, tag, false, err);
}

dateline_status glass_position_finish(struct glass_position *w, struct glass_root *root,
                                      struct output_file *file, dateline_error *err)
{
    return glass_table_finish(w->table, root, file, err);
}

dateline_status glass_position_sync(struct glass_position *w, dateline_error *err)
{
    return glass_table_sync(w->table, err);
}

bool glass_position_key(struct span key, struct buf *term, uint32_t *id)
{
    struct pack_input in = pack_input(key);
    bool terminated;

    buf_clear(term);
    unpack_escaped(&in, term, &terminated);
    return term->len && terminated && unpack_sortable(&in, id) && *id && !pack_left(&in);
}

#include "indexer/glass/encoder.h"

#include <stdlib.h>

#include "core/alloc.h"

enum {
    MATCH_MIN = 4, /* shorter ones hardly pay, and four bytes compare as one number */
    MATCH_MAX = 258,
    WINDOW = 32768,
    HASH_BITS = 13,
    END_OF_BLOCK = 256,
    FIRST_LENGTH = 257,
    NEAR_DISTANCES = 256,
    HEADER_MAX = 512,
    REPEAT = 16,
    REPEAT_MIN = 3,
    REPEAT_MAX = 6, /* the header's "as before" */
    CODE_MAX = 15,
    SLACK = 64, /* bytes that a token may be written beyond a check */
};

/* Bits to write, the first one lowest. */
struct bits {
    uint32_t bits;
    uint8_t count;
};

struct encoder {
    struct bits literals[DEFLATE_LITERALS];
    struct bits lengths[MATCH_MAX + 1]; /* by length, with its extra bits */
    struct bits distances[DEFLATE_DISTANCES];
    uint16_t distance_base[DEFLATE_DISTANCES];
    uint8_t distance_extra[DEFLATE_DISTANCES];
    uint8_t near[NEAR_DISTANCES],
        far[NEAR_DISTANCES]; /* symbol by distance - 1, and by that >> 7 */
    struct bits header[HEADER_MAX];
    size_t n_header;
    /* Where each hash was seen last; BASE is added to places in the tag at
     * hand, so that those of tags before are too far away, and nothing is cleared. */
    uint32_t seen[1 << HASH_BITS];
    uint32_t base;
};

/* ---- Codes -------------------------------------------------------------- */

static uint32_t reversed(uint32_t code, unsigned count)
{
    uint32_t out = 0;

    for (unsigned i = 0; i < count; i++)
        out |= (code >> i & 1) << (count - 1 - i);
    return out;
}

/* Canonical codes from their lengths (RFC 1951, 3.2.2). */
static void assign(const uint8_t *lengths, size_t n, struct bits *out)
{
    uint32_t count[CODE_MAX + 1] = {0}, next[CODE_MAX + 1] = {0};

    for (size_t i = 0; i < n; i++)
        count[lengths[i]]++;
    count[0] = 0;
    for (int bits = 1; bits <= CODE_MAX; bits++)
        next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
    for (size_t i = 0; i < n; i++)
        if (lengths[i])
            out[i] = (struct bits){reversed(next[lengths[i]]++, lengths[i]), lengths[i]};
}

static void put_header(struct encoder *e, uint32_t bits, unsigned count)
{
    e->header[e->n_header++] = (struct bits){bits, (uint8_t)count};
}

/* All code lengths, a run of equal ones as one and repeats. */
static void put_lengths(struct encoder *e, const uint8_t *lengths, size_t n,
                        const struct bits *codes)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && lengths[end] == lengths[i];)
            end++;
        put_header(e, codes[lengths[i]].bits, codes[lengths[i]].count);
        for (size_t left = end - i - 1; left;) {
            size_t run = left < REPEAT_MAX ? left : REPEAT_MAX;

            if (run >= REPEAT_MIN) {
                put_header(e, codes[REPEAT].bits, codes[REPEAT].count);
                put_header(e, (uint32_t)run - REPEAT_MIN, 2);
            } else {
                run = 1;
                put_header(e, codes[lengths[i]].bits, codes[lengths[i]].count);
            }
            left -= run;
        }
    }
}

/* The block's header: RFC 1951, 3.2.7. */
static void make_header(struct encoder *e, const struct deflate_codes *c)
{
    static const uint8_t order[DEFLATE_HEADER] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                  11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct bits codes[DEFLATE_HEADER] = {0};
    uint8_t lengths[DEFLATE_LITERALS + DEFLATE_DISTANCES];
    unsigned n = DEFLATE_HEADER;

    assign(c->header, DEFLATE_HEADER, codes);
    while (!c->header[order[n - 1]])
        n--;
    put_header(e, 1, 1); /* the last block */
    put_header(e, 2, 2); /* with codes of its own */
    put_header(e, DEFLATE_LITERALS - 257, 5);
    put_header(e, DEFLATE_DISTANCES - 1, 5);
    put_header(e, n - 4, 4);
    for (unsigned i = 0; i < n; i++)
        put_header(e, c->header[order[i]], 3);
    memcpy(lengths, c->literals, DEFLATE_LITERALS);
    memcpy(lengths + DEFLATE_LITERALS, c->distances, DEFLATE_DISTANCES);
    put_lengths(e, lengths, sizeof lengths, codes);
}

/* Length symbols come in fours for each number of extra bits, but for the first
 * eight, which have none, and the last, which is 258 alone. */
static void make_lengths(struct encoder *e)
{
    unsigned length = 3;

    for (unsigned symbol = 0; symbol < 28; symbol++) {
        unsigned extra = symbol < 8 ? 0 : symbol / 4 - 1;
        struct bits code = e->literals[FIRST_LENGTH + symbol];

        for (unsigned i = 0; i < 1u << extra && length < MATCH_MAX; i++)
            e->lengths[length++] =
                (struct bits){code.bits | i << code.count, (uint8_t)(code.count + extra)};
    }
    e->lengths[MATCH_MAX] = e->literals[DEFLATE_LITERALS - 1];
}

static void make_distances(struct encoder *e)
{
    unsigned base = 0; /* distances less one */

    for (unsigned symbol = 0; symbol < DEFLATE_DISTANCES; symbol++) {
        unsigned extra = symbol < 4 ? 0 : symbol / 2 - 1;

        e->distance_base[symbol] = (uint16_t)base;
        e->distance_extra[symbol] = (uint8_t)extra;
        for (unsigned i = 0; i < 1u << extra; i++) {
            if (base + i < NEAR_DISTANCES)
                e->near[base + i] = (uint8_t)symbol;
            e->far[(base + i) >> 7] = (uint8_t)symbol;
        }
        base += 1u << extra;
    }
}

struct encoder *encoder_new(const struct deflate_codes *codes)
{
    struct encoder *e = must_zalloc(sizeof *e);

    assign(codes->literals, DEFLATE_LITERALS, e->literals);
    assign(codes->distances, DEFLATE_DISTANCES, e->distances);
    make_lengths(e);
    make_distances(e);
    make_header(e, codes);
    e->base = WINDOW + 1;
    return e;
}

void encoder_free(struct encoder *e)
{
    free(e);
}

/* ---- Encoding ------------------------------------------------------------- */

struct writer {
    uint64_t held;
    unsigned count;
    uint8_t *at;
};

/* At most 56 bits are held between two calls of drain. */
static inline void put(struct writer *w, struct bits b)
{
    w->held |= (uint64_t)b.bits << w->count;
    w->count += b.count;
}

static inline void drain(struct writer *w)
{
    uint64_t little = w->held; /* the machine's order is the format's on those we run on */

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    little = __builtin_bswap64(little);
#endif
    memcpy(w->at, &little, sizeof little);
    w->at += w->count >> 3;
    w->held >>= w->count & ~7u;
    w->count &= 7;
}

static inline uint32_t four(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return v;
}

static inline uint32_t hash_of(uint32_t v)
{
    return (v * 2654435761u) >> (32 - HASH_BITS);
}

static inline unsigned match_length(const uint8_t *a, const uint8_t *b, const uint8_t *end)
{
    const uint8_t *start = b;

    for (end = end - b > MATCH_MAX ? b + MATCH_MAX : end; end - b >= 8; a += 8, b += 8) {
        uint64_t x, y;

        memcpy(&x, a, 8);
        memcpy(&y, b, 8);
        if (x != y)
            break;
    }
    for (; b < end && *a == *b; a++)
        b++;
    return (unsigned)(b - start);
}

static inline void put_match(struct writer *w, const struct encoder *e, unsigned length,
                             uint32_t distance)
{
    uint32_t less = distance - 1;
    unsigned symbol = less < NEAR_DISTANCES ? e->near[less] : e->far[less >> 7];

    put(w, e->lengths[length]);
    put(w, e->distances[symbol]);
    drain(w);
    put(w, (struct bits){less - e->distance_base[symbol], e->distance_extra[symbol]});
}

static void put_all(struct writer *w, const struct bits *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put(w, list[i]);
        drain(w);
    }
}

/* The tag as literals and matches; false as soon as LIMIT is passed. */
static bool put_tag(struct encoder *e, struct writer *w, const uint8_t *start, const uint8_t *end,
                    const uint8_t *limit)
{
    const uint8_t *p = start;

    while (end - p >= MATCH_MIN && w->at < limit) {
        uint32_t head = four(p);
        uint32_t *slot = &e->seen[hash_of(head)];
        uint32_t here = e->base + (uint32_t)(p - start), distance = here - *slot;

        *slot = here;
        if (distance <= WINDOW && distance <= (size_t)(p - start) && four(p - distance) == head) {
            unsigned length = match_length(p - distance, p, end);

            put_match(w, e, length, distance);
            p += length;
        } else {
            put(w, e->literals[*p++]);
        }
        drain(w);
    }
    for (; p < end && w->at < limit; p++) {
        put(w, e->literals[*p]);
        drain(w);
    }
    return p == end;
}

/* Puts the places of the last tag, of LEN bytes, out of the next one's reach. */
static void forget(struct encoder *e, size_t len)
{
    e->base += (uint32_t)len + WINDOW + 1;
    if (e->base > UINT32_MAX / 2) {
        memset(e->seen, 0, sizeof e->seen);
        e->base = WINDOW + 1;
    }
}

bool encode(struct encoder *e, struct span tag, size_t most, struct buf *out)
{
    const uint8_t *start = (const uint8_t *)tag.data;
    struct writer w = {0};
    bool whole;

    buf_clear(out);
    buf_reserve(out, most + HEADER_MAX + SLACK);
    w.at = (uint8_t *)out->data;
    put_all(&w, e->header, e->n_header);
    whole = put_tag(e, &w, start, start + tag.len, (uint8_t *)out->data + most);
    forget(e, tag.len);
    if (!whole)
        return false;
    put(&w, e->literals[END_OF_BLOCK]);
    drain(&w);
    out->len = (size_t)(w.at - (uint8_t *)out->data) + (w.count > 0);
    return out->len < most;
}

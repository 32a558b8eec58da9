#include "indexer/glass/encoder.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/stream_codes.h"

enum {
    MATCH_MIN = 4, /* shorter ones hardly pay, and four bytes compare as one number */
    MATCH_MAX = 258,
    WINDOW = 32768,
    HASH_BITS = 13,
    NEAR_DISTANCES = 256,
    SLACK = 64, /* bytes that a token may be written beyond a check */
};

struct encoder {
    struct stream_codes codes;
    bool matches;                       /* whether there are codes for them */
    struct bits lengths[MATCH_MAX + 1]; /* by length, with its extra bits */
    uint16_t distance_base[DEFLATE_DISTANCES];
    uint8_t distance_extra[DEFLATE_DISTANCES];
    uint8_t near[NEAR_DISTANCES],
        far[NEAR_DISTANCES]; /* symbol by distance - 1, and by that >> 7 */
    /* Where each hash was seen last; BASE is added to places in the tag at
     * hand, so that those of tags before are too far away, and nothing is cleared. */
    uint32_t seen[1 << HASH_BITS];
    uint32_t base;
};

/* ---- Codes -------------------------------------------------------------- */

/* Length symbols come in fours for each number of extra bits, but for the first
 * eight, which have none, and the last, which is 258 alone. */
static void make_lengths(struct encoder *e)
{
    unsigned length = 3;

    for (unsigned symbol = 0; symbol < 28; symbol++) {
        unsigned extra = symbol < 8 ? 0 : symbol / 4 - 1;
        struct bits code = e->codes.literals[FIRST_LENGTH + symbol];

        for (unsigned i = 0; i < 1u << extra && length < MATCH_MAX; i++)
            e->lengths[length++] =
                (struct bits){code.bits | i << code.count, (uint8_t)(code.count + extra)};
    }
    e->lengths[MATCH_MAX] = e->codes.literals[DEFLATE_LITERALS - 1];
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

    stream_codes_make(&e->codes, codes);
    e->matches = codes->literals[FIRST_LENGTH] != 0;
    make_lengths(e);
    make_distances(e);
    e->base = WINDOW + 1;
    return e;
}

void encoder_free(struct encoder *e)
{
    free(e);
}

/* ---- Encoding ------------------------------------------------------------- */

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

static inline void put_match(struct bit_writer *w, const struct encoder *e, unsigned length,
                             uint32_t distance)
{
    uint32_t less = distance - 1;
    unsigned symbol = less < NEAR_DISTANCES ? e->near[less] : e->far[less >> 7];

    put(w, e->lengths[length]);
    put(w, e->codes.distances[symbol]);
    drain(w);
    put(w, (struct bits){less - e->distance_base[symbol], e->distance_extra[symbol]});
}

/* Literals from P on; where they end or LIMIT was passed. */
static const uint8_t *put_literals(const struct encoder *e, struct bit_writer *w, const uint8_t *p,
                                   const uint8_t *end, const uint8_t *limit)
{
    const struct bits *codes = e->codes.literals;

    for (; end - p >= 4 && w->at < limit; p += 4) {
        for (int i = 0; i < 4; i++)
            put(w, codes[p[i]]);
        drain(w);
    }
    for (; p < end && w->at < limit; p++) {
        put(w, codes[*p]);
        drain(w);
    }
    return p;
}

/* The tag as literals and matches; false as soon as LIMIT is passed. */
static bool put_tag(struct encoder *e, struct bit_writer *w, const uint8_t *start,
                    const uint8_t *end, const uint8_t *limit)
{
    const uint8_t *p = start;

    while (e->matches && end - p >= MATCH_MIN && w->at < limit) {
        uint32_t head = four(p);
        uint32_t *slot = &e->seen[hash_of(head)];
        uint32_t here = e->base + (uint32_t)(p - start), distance = here - *slot;

        *slot = here;
        if (distance <= WINDOW && distance <= (size_t)(p - start) && four(p - distance) == head) {
            unsigned length = match_length(p - distance, p, end);

            put_match(w, e, length, distance);
            p += length;
        } else {
            put(w, e->codes.literals[*p++]);
        }
        drain(w);
    }
    return put_literals(e, w, p, end, limit) == end;
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

size_t encoder_size(const struct encoder *e, size_t len, unsigned percent)
{
    return stream_size(&e->codes, len, percent);
}

bool encode(struct encoder *e, struct span tag, size_t most, struct buf *out)
{
    const uint8_t *start = (const uint8_t *)tag.data;
    struct bit_writer w;
    bool whole;

    buf_clear(out);
    buf_reserve(out, most + STREAM_HEADER_MAX + SLACK);
    w = stream_begin(&e->codes, (uint8_t *)out->data);
    whole = put_tag(e, &w, start, start + tag.len, (uint8_t *)out->data + most);
    forget(e, tag.len);
    if (!whole)
        return false;
    out->len = (size_t)(stream_end(&e->codes, &w) - (uint8_t *)out->data);
    return out->len < most;
}

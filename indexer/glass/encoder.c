/* Raw deflate with fixed codes chosen beforehand. */
#include "indexer/glass/encoder.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/stream_codes.h"

enum {
    MATCH_MAX = 258,
    WINDOW = 32768,
    HASH_BITS = 13,
    STEP = 4,    /* distance of the positions at which a match is searched */
    MARGIN = 24, /* bytes before the end without a search */
    NEAR_DISTANCES = 256,
    STRETCH = 256,       /* bytes between two checks of the output's size */
    SLACK = 2 * STRETCH, /* bytes that may be written between two checks */
    PAIRS = 1 << 16,
    PAIR_COUNT = 5, /* bits */
    EIGHT = sizeof(uint64_t),
    /* Shorter tags have few matches, and searching takes longer than encoding. */
    MATCHES_FROM = 1536,
};

/* At most four literals or a match are written between two drains. */
_Static_assert(STEP *DEFLATE_CODE_MAX <= BIT_WRITER_MAX, "literals overflow the writer");
_Static_assert(2 * DEFLATE_CODE_MAX + 5 + 13 <= BIT_WRITER_MAX, "a match overflows the writer");
_Static_assert(2 * DEFLATE_CODE_MAX + PAIR_COUNT <= 32 && 2 * DEFLATE_CODE_MAX < 1 << PAIR_COUNT,
               "two codes and their length are one number");
_Static_assert(STRETCH % EIGHT == 0, "literals go beyond a stretch");
_Static_assert(STRETCH *DEFLATE_CODE_MAX / 8 + 2 * BIT_WRITER_SLACK < SLACK,
               "a stretch overflows the room");

struct encoder {
    struct stream_codes codes;
    bool matches;    /* whether the codes include matches */
    uint32_t *pairs; /* for pairs of literals, by their bytes: codes in the high bits, lengths in
                        the low ones */
    struct bits lengths[MATCH_MAX + 1]; /* by length, with its extra bits */
    uint16_t distance_base[DEFLATE_DISTANCES];
    uint8_t distance_extra[DEFLATE_DISTANCES];
    uint8_t symbols[2 * NEAR_DISTANCES]; /* by distance - 1, then by (distance - 1) >> 7 */
    /* The last position of each hash, plus BASE, which grows with each tag, so that positions of
     * earlier tags are too far away and nothing needs clearing. */
    uint32_t seen[1 << HASH_BITS];
    uint32_t base;
};

/* ---- Codes -------------------------------------------------------------- */

/* Each number of extra bits has four length symbols, except 0, which has eight, and the last
 * symbol, which is 258 alone. */
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
                e->symbols[base + i] = (uint8_t)symbol;
            e->symbols[NEAR_DISTANCES + ((base + i) >> 7)] = (uint8_t)symbol;
        }
        base += 1u << extra;
    }
}

/* Built on first use: many encoders never see a tag. Codes without matches do without the
 * table, as nearly all term lists go through termlist_coder. */
static void make_pairs(struct encoder *e)
{
    const struct bits *codes = e->codes.literals;

    e->pairs = must_alloc(PAIRS * sizeof *e->pairs);
    for (unsigned second = 0; second < 256; second++)
        for (unsigned first = 0; first < 256; first++) {
            struct bits a = codes[first], b = codes[second];

            e->pairs[second << 8 | first] =
                (a.bits | b.bits << a.count) << PAIR_COUNT | (uint32_t)(a.count + b.count);
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
    if (e)
        free(e->pairs);
    free(e);
}

/* ---- Encoding ------------------------------------------------------------- */

static inline uint64_t load_eight(const uint8_t *p)
{
    uint64_t v;

    memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static inline uint32_t load_four(const uint8_t *p)
{
    return (uint32_t)load_eight(p);
}

/* Joins the codes pairwise, which shortens the chain of dependent shifts. */
static inline uint64_t join_four(const struct bits *codes, const uint8_t *p,
                                 unsigned counts[STEP + 1])
{
    struct bits a = codes[p[0]], b = codes[p[1]], c = codes[p[2]], d = codes[p[3]];
    uint64_t first = a.bits | (uint64_t)b.bits << a.count;
    uint64_t second = c.bits | (uint64_t)d.bits << c.count;

    counts[0] = 0;
    counts[1] = a.count;
    counts[2] = a.count + b.count;
    counts[3] = counts[2] + c.count;
    counts[4] = counts[2] + (c.count + d.count);
    return first | second << counts[2];
}

/* Writes the first N of four: computing all four and masking is cheaper than a loop whose
 * end is unpredictable. */
static inline void put_some(struct bit_writer *w, const struct bits *codes, const uint8_t *p,
                            unsigned n)
{
    unsigned counts[STEP + 1];
    uint64_t bits = join_four(codes, p, counts);

    put_bits(w, bits & ((UINT64_C(1) << counts[n]) - 1), counts[n]);
    bit_writer_drain(w);
}

/* The codes of none or STEP literals. */
struct coded_four {
    uint64_t bits;
    unsigned count;
};

/* The codes of the first four bytes of NEXT. */
static inline struct coded_four code_four(const struct encoder *e, uint64_t next)
{
    enum { COUNT = (1 << PAIR_COUNT) - 1 };
    uint32_t a = e->pairs[next & (PAIRS - 1)], b = e->pairs[next >> 16 & (PAIRS - 1)];

    return (struct coded_four){a >> PAIR_COUNT | (uint64_t)(b >> PAIR_COUNT) << (a & COUNT),
                               (a & COUNT) + (b & COUNT)};
}

static inline void put_eight(const struct encoder *e, struct bit_writer *w, const uint8_t *p)
{
    uint64_t bytes = load_eight(p);
    struct coded_four first = code_four(e, bytes), second = code_four(e, bytes >> 32);

    put_bits(w, first.bits, first.count);
    bit_writer_drain(w);
    put_bits(w, second.bits, second.count);
    bit_writer_drain(w);
}

/* Writes literals from P on; returns END, or the position at which LIMIT was passed. */
static const uint8_t *put_literals(const struct encoder *e, struct bit_writer *w, const uint8_t *p,
                                   const uint8_t *end, const uint8_t *limit)
{
    while (e->pairs && end - p >= EIGHT && w->at < limit) {
        const uint8_t *pause = end - p > STRETCH ? p + STRETCH : end - EIGHT + 1;

        for (; p < pause; p += EIGHT)
            put_eight(e, w, p);
    }
    for (; p < end && w->at < limit; p++) {
        bit_writer_put(w, e->codes.literals[*p]);
        bit_writer_drain(w);
    }
    return p;
}

/* ---- Matches -------------------------------------------------------------- */

static inline uint32_t hash_of(uint32_t v)
{
    return (v * 2654435761u) >> (32 - HASH_BITS);
}

/* Enters the next STEP positions in the hash table; returns the distance to the last position with
 * the hash of NEXT's first four bytes. */
static inline uint32_t note_positions(struct encoder *e, uint64_t next, uint32_t here)
{
    uint32_t *slot = &e->seen[hash_of((uint32_t)next)], distance = here - *slot;

    *slot = here;
    e->seen[hash_of((uint32_t)(next >> 8))] = here + 1;
    e->seen[hash_of((uint32_t)(next >> 16))] = here + 2;
    e->seen[hash_of((uint32_t)(next >> 24))] = here + 3;
    return distance;
}

/* Number of equal bytes at A and B, at most MATCH_MAX - STEP. The first comparison finds
 * the end of most matches without a branch. */
static inline unsigned match_length(const uint8_t *a, const uint8_t *b, const uint8_t *end)
{
    uint64_t near = load_eight(a) ^ load_eight(b), far = load_eight(a + 8) ^ load_eight(b + 8);
    unsigned length = near  ? (unsigned)__builtin_ctzll(near) / 8
                      : far ? 8 + (unsigned)__builtin_ctzll(far) / 8
                            : 16;

    if (length == 16) {
        size_t most = (size_t)(end - b) < MATCH_MAX - STEP ? (size_t)(end - b) : MATCH_MAX - STEP;

        while (length < most && a[length] == b[length])
            length++;
    }
    return length;
}

/* Number of equal bytes among the STEP before A and B. */
static inline unsigned back_length(const uint8_t *a, const uint8_t *b)
{
    uint32_t differ = load_four(a - STEP) ^ load_four(b - STEP);

    return differ ? (unsigned)__builtin_clz(differ) / 8 : STEP;
}

static inline void put_match(struct bit_writer *w, const struct encoder *e, unsigned length,
                             uint32_t distance)
{
    uint32_t less = distance - 1;
    unsigned symbol = e->symbols[less < NEAR_DISTANCES ? less : NEAR_DISTANCES + (less >> 7)];

    bit_writer_put(w, e->lengths[length]);
    bit_writer_put(w, e->codes.distances[symbol]);
    put_bits(w, less - e->distance_base[symbol], e->distance_extra[symbol]);
    bit_writer_drain(w);
}

/* A tag that begins at START and is written up to P, except the WAITING literals just before P,
 * over which a match at P may extend back. */
struct encoding {
    const uint8_t *start, *p;
    struct coded_four waiting;
};

/* Writes the match of P with BEFORE and moves P past it. */
static inline void take_match(struct bit_writer *w, const struct encoder *e, struct encoding *at,
                              const uint8_t *before, const uint8_t *end)
{
    const uint8_t *p = at->p;
    unsigned length = match_length(before, p, end), back = 0;

    if (at->waiting.count) {
        if (before - at->start >= STEP)
            back = back_length(before, p);
        put_some(w, e->codes.literals, p - STEP, STEP - back);
    }
    put_match(w, e, length + back, (uint32_t)(p - before));
    at->p = p + length;
    at->waiting = (struct coded_four){0};
}

/* Encodes the tag up to PAUSE or a little further; at PAUSE, MARGIN bytes or more are left. */
static inline void put_stretch(struct encoder *e, struct bit_writer *w, struct encoding *at,
                               const uint8_t *pause, const uint8_t *end)
{
    while (at->p < pause) {
        uint64_t next = load_eight(at->p);
        uint32_t distance = note_positions(e, next, e->base + (uint32_t)(at->p - at->start));
        /* A distance that is too great becomes 0, which leaves one predictable branch; a
         * misprediction costs more than the rest of this loop. */
        const uint8_t *before = at->p - (distance & -(uint32_t)(distance <= WINDOW));
        uint32_t differ = (load_four(before) ^ (uint32_t)next) | (before == at->p);

        if (!differ) {
            take_match(w, e, at, before, end);
        } else {
            put_bits(w, at->waiting.bits, at->waiting.count);
            bit_writer_drain(w);
            at->waiting = code_four(e, next);
            at->p += STEP;
        }
    }
}

/* Writes the tag from *AT on as literals and matches, up to the last possible match. */
static void put_matches(struct encoder *e, struct bit_writer *out, const uint8_t **at,
                        const uint8_t *end, const uint8_t *limit)
{
    struct bit_writer w = *out;
    struct encoding now = {.start = *at, .p = *at};

    while (end - now.p >= MARGIN && w.at < limit) {
        const uint8_t *stop = end - MARGIN + 1;

        put_stretch(e, &w, &now, stop - now.p > STRETCH ? now.p + STRETCH : stop, end);
    }
    *at = now.p - (now.waiting.count ? STEP : 0);
    *out = w;
}

/* Writes the whole tag; false as soon as LIMIT is passed. */
static bool put_tag(struct encoder *e, struct bit_writer *w, const uint8_t *start,
                    const uint8_t *end, const uint8_t *limit)
{
    const uint8_t *p = start;

    if (!e->pairs && e->matches)
        make_pairs(e);
    if (e->matches && end - start >= MATCHES_FROM)
        put_matches(e, w, &p, end, limit);
    return put_literals(e, w, p, end, limit) == end;
}

/* Moves the positions of the last tag, of LEN bytes, out of the next one's window. */
static void forget_tag(struct encoder *e, size_t len)
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
    forget_tag(e, tag.len);
    if (!whole)
        return false;
    out->len = (size_t)(stream_end(&e->codes, &w) - (uint8_t *)out->data);
    return out->len < most;
}

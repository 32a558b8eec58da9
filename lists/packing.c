/* Packs and unpacks blocks of 128 integers, four lanes at a time. */
#include "lists/packing.h"

#include <string.h>

typedef uint32_t lanes __attribute__((vector_size(16)));

enum { LANES = 4, ROWS = PACKING_BLOCK / LANES, WORD = 32 };

static inline lanes packing_swap(lanes v)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (int i = 0; i < LANES; i++)
        v[i] = __builtin_bswap32(v[i]);
#endif
    return v;
}

static inline lanes load_lanes(const uint8_t *p)
{
    lanes v;

    memcpy(&v, p, sizeof v);
    return packing_swap(v);
}

static inline void store_lanes(uint8_t *p, lanes v)
{
    v = packing_swap(v);
    memcpy(p, &v, sizeof v);
}

static inline lanes value_row(const uint32_t *values, unsigned row)
{
    lanes v;

    memcpy(&v, values + (size_t)row * LANES, sizeof v);
    return v;
}

unsigned packing_bits(const uint32_t values[PACKING_BLOCK])
{
    uint32_t all = 0;

    for (int i = 0; i < PACKING_BLOCK; i++)
        all |= values[i];
    return all ? WORD - (unsigned)__builtin_clz(all) : 0;
}

/* The sums of the values of V up to each, and LAST. Two shifted additions sum a row. */
static inline lanes sum_row(lanes v, lanes last)
{
    const lanes zero = {0};

    v += __builtin_shufflevector(zero, v, 0, 4, 5, 6);
    v += __builtin_shufflevector(zero, v, 0, 0, 4, 5);
    return v + last;
}

static inline lanes last_of_row(lanes v)
{
    return __builtin_shufflevector(v, v, 3, 3, 3, 3);
}

void packing_sum(uint32_t values[PACKING_BLOCK])
{
    lanes last = {0};

    for (unsigned row = 0; row < ROWS; row++) {
        lanes v = sum_row(value_row(values, row), last);

        last = last_of_row(v);
        memcpy(values + (size_t)row * LANES, &v, sizeof v);
    }
}

/* The rows, bit R for row R, whose value in LANE is before value END, at most PACKING_BLOCK. */
static inline uint32_t rows_before(uint32_t end, unsigned lane)
{
    return (uint32_t)((UINT64_C(1) << ((end + LANES - 1 - lane) / LANES)) - 1);
}

/* By lane the rows, likewise, whose value is not below LEAST. */
static inline lanes find_lanes(const uint32_t *values, uint32_t least)
{
    lanes found = {0}, needed = {least, least, least, least};

#pragma GCC unroll 32
    for (unsigned row = 0; row < ROWS; row++)
        found |= (lanes)(value_row(values, row) >= needed) & (UINT32_C(1) << row);
    return found;
}

/* Four values at a time and without a branch for each, which would be mispredicted: measured, a
 * frequent word 12.3 -> 11.6 us. */
uint32_t packing_find(const uint32_t values[PACKING_BLOCK], uint32_t at, uint32_t end,
                      uint32_t least, uint8_t places[PACKING_BLOCK])
{
    lanes all = find_lanes(values, least);
    uint32_t found[LANES], rows = 0, n = 0;

    for (unsigned lane = 0; lane < LANES; lane++) {
        found[lane] = all[lane] & rows_before(end, lane) & ~rows_before(at, lane);
        rows |= found[lane];
    }
    for (; rows; rows &= rows - 1) {
        unsigned row = (unsigned)__builtin_ctz(rows);

        for (unsigned lane = 0; lane < LANES; lane++) {
            places[n] = (uint8_t)(row * LANES + lane);
            n += found[lane] >> row & 1;
        }
    }
    return n;
}

/* ---- Plain ---------------------------------------------------------------- */

void packing_put(const uint32_t values[PACKING_BLOCK], unsigned bits, uint8_t *out)
{
    lanes word = {0};
    unsigned used = 0;

    for (unsigned row = 0; row < ROWS && bits; row++) {
        lanes v = value_row(values, row);

        word |= v << used;
        used += bits;
        if (used < WORD)
            continue;
        store_lanes(out, word);
        out += sizeof word;
        used -= WORD;
        word = used ? v >> (bits - used) : (lanes){0};
    }
}

/* Unpacks one row. BITS and ROW are constants after inlining. */
static inline __attribute__((always_inline)) lanes unpack_row(const uint8_t *in, unsigned bits,
                                                              unsigned row)
{
    unsigned at = row * bits, word = at / WORD, shift = at % WORD;
    uint32_t mask = bits < WORD ? (UINT32_C(1) << bits) - 1 : UINT32_MAX;
    lanes v = load_lanes(in + sizeof(lanes) * word) >> shift;

    if (shift + bits > WORD)
        v |= load_lanes(in + sizeof(lanes) * (word + 1)) << (WORD - shift);
    return v & mask;
}

static inline __attribute__((always_inline)) void unpack_plain(const uint8_t *in, unsigned bits,
                                                               uint32_t *out)
{
#pragma GCC unroll 32
    for (unsigned row = 0; row < ROWS; row++) {
        lanes v = bits ? unpack_row(in, bits, row) : (lanes){0};

        memcpy(out + (size_t)row * LANES, &v, sizeof v);
    }
}

/* The same with running sums. */
static inline __attribute__((always_inline)) void unpack_ascending(const uint8_t *in, unsigned bits,
                                                                   uint32_t before, uint32_t *out)
{
    lanes last = {before, before, before, before};

#pragma GCC unroll 32
    for (unsigned row = 0; row < ROWS; row++) {
        lanes v = sum_row((bits ? unpack_row(in, bits, row) : (lanes){0}) + 1, last);

        last = last_of_row(v);
        memcpy(out + (size_t)row * LANES, &v, sizeof v);
    }
}

/* One case for each number of bits makes shifts and masks constants: measured 0.3 ns a
 * value, 0.9 with BITS a variable. */
/* clang-format off */
#define EACH_WIDTH(X)                                           \
    X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10)     \
    X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) \
    X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) \
    X(31) X(32)
/* clang-format on */

void packing_get(const uint8_t *in, unsigned bits, uint32_t out[PACKING_BLOCK])
{
#define WIDTH(n)                  \
    case n:                       \
        unpack_plain(in, n, out); \
        break;
    switch (bits) {
        EACH_WIDTH(WIDTH)
    }
#undef WIDTH
}

void packing_get_ascending(const uint8_t *in, unsigned bits, uint32_t before,
                           uint32_t out[PACKING_BLOCK])
{
#define WIDTH(n)                              \
    case n:                                   \
        unpack_ascending(in, n, before, out); \
        break;
    switch (bits) {
        EACH_WIDTH(WIDTH)
    }
#undef WIDTH
}

/* ---- Patched -------------------------------------------------------------- */

/* How many of VALUES have more than BITS bits, fewer than a word has. */
static unsigned wider_values(const uint32_t *values, unsigned bits)
{
    unsigned n = 0;

    for (int i = 0; i < PACKING_BLOCK; i++)
        n += values[i] >> bits > 0;
    return n;
}

/* Returns the number of bits that takes the fewest bytes: 16 a bit, and for each wider value a byte
 * and the vbyte of the rest, a byte for each VBYTE of its bits. */
static unsigned best_bits(const uint32_t *values)
{
    enum { VBYTE = 7 };
    unsigned wider[WORD], widest = packing_bits(values), best = widest, least = 16 * widest;

    for (unsigned bits = 0; bits < widest; bits++)
        wider[bits] = wider_values(values, bits);
    for (unsigned bits = widest; bits-- > 0;) {
        unsigned size = 16 * bits + wider[bits];

        for (unsigned more = bits; more < widest; more += VBYTE)
            size += wider[more];
        if (size < least) {
            least = size;
            best = bits;
        }
    }
    return best;
}

uint8_t *packing_put_patched(const uint32_t values[PACKING_BLOCK], uint8_t *out)
{
    unsigned bits = best_bits(values), n = 0;
    uint32_t mask = bits < WORD ? (UINT32_C(1) << bits) - 1 : UINT32_MAX, low[PACKING_BLOCK];
    uint8_t *p = out + 2 + 16 * bits;

    for (int i = 0; i < PACKING_BLOCK; i++)
        low[i] = values[i] & mask;
    for (int i = 0; i < PACKING_BLOCK; i++) {
        if (low[i] == values[i])
            continue;
        *p++ = (uint8_t)i;
        p = packing_put_vbyte(p, values[i] >> bits);
        n++;
    }
    out[0] = (uint8_t)bits;
    out[1] = (uint8_t)n;
    packing_put(low, bits, out + 2);
    return p;
}

const uint8_t *packing_get_patched(const uint8_t *in, const uint8_t *end,
                                   uint32_t out[PACKING_BLOCK])
{
    unsigned bits, n;
    const uint8_t *p;

    if (end - in < 2)
        return NULL;
    bits = in[0];
    n = in[1];
    if (bits > PACKING_BITS_MAX || end - in - 2 < 16 * bits)
        return NULL;
    packing_get(in + 2, bits, out);
    p = in + 2 + 16 * bits;
    for (; n; n--) {
        uint32_t which, high;

        if (p == end || *p >= PACKING_BLOCK)
            return NULL;
        which = *p++;
        p = packing_get_vbyte(p, end, &high);
        if (!p || bits == WORD || high > UINT32_MAX >> bits)
            return NULL;
        out[which] |= high << bits;
    }
    return p;
}

/* ---- Bytes ---------------------------------------------------------------- */

const uint8_t *packing_get_vbyte64(const uint8_t *p, const uint8_t *end, uint64_t *out)
{
    uint64_t v = 0;

    for (unsigned shift = 0; p < end && shift < 64; shift += 7) {
        uint64_t group = *p & 0x7F;

        if (shift == 63 && group > 1)
            return NULL;
        v |= group << shift;
        if (*p++ < 0x80) {
            *out = v;
            return p;
        }
    }
    return NULL;
}

/* Reproducible random numbers, and logarithms in fixed point. */
#include "bench/chance.h"

static uint64_t splitmix64(uint64_t *x)
{
    uint64_t z = *x += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

void chance_seed(struct chance *c, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        c->state[i] = splitmix64(&seed);
}

static uint64_t rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

uint64_t chance_next(struct chance *c)
{
    uint64_t *s = c->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

int32_t chance_normal(struct chance *c)
{
    int32_t sum = 0;
    for (int i = 0; i < 3; i++) {
        uint64_t r = chance_next(c);
        for (int part = 0; part < 4; part++, r >>= 16)
            sum += (int32_t)(r & 0xffff);
    }
    return sum - 6 * 65536;
}

enum { STEP_BITS = 10, STEPS = 1 << STEP_BITS, POINT = 62 };

/* The root of A, both with POINT bits after the point, bit by bit from the top. */
static uint64_t fixed_root(uint64_t a)
{
    unsigned __int128 square = (unsigned __int128)a << POINT;
    uint64_t root = 0;
    for (uint64_t bit = 1ull << 63; bit; bit >>= 1) {
        uint64_t next = root | bit;
        if ((unsigned __int128)next * next <= square)
            root = next;
    }
    return root;
}

/* steps[i] = 2^(i/STEPS) with POINT bits after the point: the product of the roots 2^(1/2),
 * 2^(1/4), ... for the bits of i. */
static uint64_t steps[STEPS + 1];

static void fill_steps(void)
{
    uint64_t roots[STEP_BITS];
    uint64_t root = 2ull << POINT;
    for (int k = STEP_BITS - 1; k >= 0; k--)
        roots[k] = root = fixed_root(root);
    steps[0] = 1ull << POINT;
    for (uint32_t i = 1; i < STEPS; i++) {
        uint32_t low = i & -i;
        unsigned __int128 product = (unsigned __int128)steps[i - low] * roots[__builtin_ctz(low)];
        steps[i] = (uint64_t)(product >> POINT);
    }
    steps[STEPS] = 2ull << POINT;
}

uint64_t fixed_pow2(uint64_t x)
{
    if (!steps[0])
        fill_steps();
    uint32_t fraction = (uint32_t)x;
    uint32_t i = fraction >> (32 - STEP_BITS);
    uint64_t rest = fraction & ((1u << (32 - STEP_BITS)) - 1);
    uint64_t slope = (steps[i + 1] - steps[i]) >> (32 - STEP_BITS);
    return (steps[i] + slope * rest) >> (POINT - (x >> 32));
}

/* The whole part is the highest bit; the rest comes bit by bit from squaring
 * the mantissa, since log2(m^2) = 2 log2(m). */
uint64_t fixed_log2(uint64_t n)
{
    int high = 63 - __builtin_clzll(n);
    uint64_t mantissa = n << (63 - high) >> 32; /* 31 bits after the point */
    uint64_t result = (uint64_t)high << 32;
    for (uint64_t bit = 1ull << 31; bit; bit >>= 1) {
        mantissa = mantissa * mantissa >> 31;
        if (mantissa >> 32) {
            mantissa >>= 1;
            result |= bit;
        }
    }
    return result;
}

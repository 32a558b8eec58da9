/* Random numbers that are the same on every machine: integers only, no libm.
 *
 * The generator is xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
 * Generators", 2018), its state filled by splitmix64. Logarithms and powers are fixed point with 32
 * bits after the point. */
#ifndef DATELINE_BENCH_CHANCE_H
#define DATELINE_BENCH_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
    uint64_t state[4];
};

void chance_seed(struct chance *c, uint64_t seed);
uint64_t chance_next(struct chance *c);

/* A number from 0 to N-1; N is below 2^32 and not 0. */
static inline uint32_t chance_below(struct chance *c, uint32_t n)
{
    return (uint32_t)((chance_next(c) >> 32) * n >> 32);
}

/* True in N of 1000 cases. */
static inline bool chance_permille(struct chance *c, uint32_t n)
{
    return chance_below(c, 1000) < n;
}

/* 2^X, X in 32.32 fixed point and below 32, rounded down. */
uint64_t fixed_pow2(uint64_t x);
/* log2(N) in 32.32 fixed point; N is not 0. */
uint64_t fixed_log2(uint64_t n);

/* A rank from 0 to n-1 by Zipf's law with exponent 1, where LOG2_N is fixed_log2(n + 1). The rank's
 * logarithm is uniform, so P(r) = log2((r+2)/(r+1)) / log2(n+1), which is 1/r except for the first
 * few ranks and needs no table. */
static inline uint32_t chance_zipf(struct chance *c, uint64_t log2_n)
{
    uint64_t u = chance_next(c) >> 32;
    uint64_t x = (log2_n >> 16) * u >> 16;
    return (uint32_t)fixed_pow2(x) - 1;
}

/* Nearly normal: the sum of twelve uniform numbers less six, variance 1, in units of 1/65536,
 * within six standard deviations. */
int32_t chance_normal(struct chance *c);

#endif

/* Classifies and lower-cases ASCII, a block at a time. */
#ifndef DATELINE_TEXT_TEXT_ASCII_H
#define DATELINE_TEXT_TEXT_ASCII_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

enum { ASCII_STEP = 16, ASCII_BLOCK = 64 };

typedef uint8_t ascii_bytes __attribute__((vector_size(ASCII_STEP)));

/* One bit per input byte; bit 0 is the first byte. */
struct ascii_classes {
    uint64_t word;  /* letters, digits, underscores */
    uint64_t other; /* not ASCII */
};

/* The highest bit of each byte. */
static inline uint64_t ascii_high_bits(ascii_bytes b)
{
#ifdef __SSE2__
    typedef char signed_bytes __attribute__((vector_size(ASCII_STEP)));

    return (unsigned)__builtin_ia32_pmovmskb128((signed_bytes)b);
#else
    uint64_t bits = 0;

    for (size_t at = 0; at < ASCII_STEP; at += 8) {
        uint64_t eight;

        memcpy(&eight, (const char *)&b + at, sizeof eight);
        eight = le64toh(eight) >> 7 & UINT64_C(0x0101010101010101);
        bits |= eight * UINT64_C(0x0102040810204080) >> 56 << at;
    }
    return bits;
#endif
}

/* Writes the ASCII_BLOCK bytes at P to OUT, in lower case; returns their classes. */
static inline struct ascii_classes ascii_lower_block(const char *p, char *out)
{
    struct ascii_classes is = {0};

    for (size_t at = 0; at < ASCII_BLOCK; at += ASCII_STEP) {
        ascii_bytes c, lower;

        memcpy(&c, p + at, sizeof c);
        lower = c | ((ascii_bytes)(c - 'A' < 26) & 0x20);
        memcpy(out + at, &lower, sizeof lower);
        is.word |= ascii_high_bits((ascii_bytes)((lower - 'a' < 26) | (c - '0' < 10) | (c == '_')))
                   << at;
        is.other |= ascii_high_bits(c) << at;
    }
    return is;
}

#endif

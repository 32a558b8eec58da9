/* Sketches of texts, and whether two are of nearly the same text. */
#include "serve/alike.h"

#include "core/bits.h"

#define FACTOR UINT64_C(0x9E3779B97F4A7C15) /* odd; 2^64 over the golden ratio */

enum { SKETCH_BITS = SKETCH_WORDS * 64, BIT_SHIFT = 40 };

/* A window over the letters of a text. */
struct shingling {
    uint8_t letters[SHINGLE]; /* the last ones, in a ring */
    size_t n;                 /* seen so far */
    uint64_t hash, leaving;   /* of the ring; the factor of the letter that leaves it */
    struct sketch *out;
};

static void set_sketch_bit(struct sketch *s, uint64_t hash)
{
    size_t bit = (hash * FACTOR >> BIT_SHIFT) % SKETCH_BITS;

    s->count += !(s->bits[bit / 64] >> bit % 64 & 1);
    s->bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void take_letter(struct shingling *g, uint8_t letter)
{
    uint8_t *place = &g->letters[g->n++ % SHINGLE];

    g->hash = g->hash * FACTOR + letter - *place * g->leaving;
    *place = letter;
    if (g->n >= SHINGLE)
        set_sketch_bit(g->out, g->hash);
}

/* The number of bytes at AT, of LEFT, that are no letter: ASCII, or of U+2000 to U+207F, which has
 * the quotation marks and dashes. */
static size_t no_letter(const uint8_t *at, size_t left)
{
    enum { GENERAL = 0xE2, PUNCTUATION = 0x80, LENGTH = 3 };
    bool alone = *at < PUNCTUATION;

    if (alone)
        return !((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') && !(*at >= '0' && *at <= '9');
    return *at == GENERAL && left >= LENGTH && (at[1] == PUNCTUATION || at[1] == PUNCTUATION + 1)
               ? LENGTH
               : 0;
}

void sketch_text(struct span text, struct sketch *out)
{
    struct shingling g = {.leaving = 1, .out = out};
    const uint8_t *bytes = (const uint8_t *)text.data;
    size_t len = text.len < ALIKE_BYTES ? text.len : ALIKE_BYTES;

    *out = (struct sketch){.len = text.len};
    for (int i = 0; i < SHINGLE; i++)
        g.leaving *= FACTOR;
    for (size_t i = 0; i < len;) {
        size_t skipped = no_letter(bytes + i, len - i);

        if (!skipped)
            take_letter(&g, bytes[i] < 0x80 ? bytes[i] | 0x20 : bytes[i]);
        i += skipped ? skipped : 1;
    }
}

/* Whether the lesser of A and B is nine tenths of the greater. */
static bool nearly(size_t a, size_t b)
{
    return 10 * (a < b ? a : b) >= 9 * (a < b ? b : a);
}

bool sketches_alike(const struct sketch *a, const struct sketch *b)
{
    uint32_t both = 0;

    if (a->count < SKETCH_LEAST || !nearly(a->count, b->count) || !nearly(a->len, b->len))
        return false;
    for (int i = 0; i < SKETCH_WORDS; i++)
        both += bits_count_word(a->bits[i] & b->bits[i]);
    return nearly(both, a->count + b->count - both);
}

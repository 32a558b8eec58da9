/* The words of an invented language, most frequent first.
 *
 * Frequencies follow Zipf's law (Zipf, "Human Behavior and the Principle of Least Effort", 1949):
 * the word of rank r has a share of about 1/r. The number of words follows Heaps' law, V = k n^b
 * words among n (Heaps, "Information Retrieval: Computational and Theoretical Aspects", 1978), with
 * k = 44 and b = 0.49 as measured on Reuters RCV1 (Manning, Raghavan and Schuetze, "Introduction to
 * Information Retrieval", section 5.1.1).
 *
 * A word consists of pronounceable syllables; rarer words are longer. A few in a thousand share a
 * spelling, as homonyms do. */
#ifndef DATELINE_BENCH_LEXICON_H
#define DATELINE_BENCH_LEXICON_H

#include <stddef.h>

#include "bench/chance.h"

enum { LEXICON_FUNCTION_WORDS = 128, WORD_TEXT = 30 };

enum word_class { WORD_FUNCTION, WORD_NAME, WORD_NOUN, WORD_VERB, WORD_QUALITY, WORD_BARE };

struct word {
    char text[WORD_TEXT]; /* UTF-8, lower case */
    uint8_t len;
    uint8_t class;
};

struct lexicon {
    uint64_t seed;
    uint32_t limit; /* greatest number of words */
    struct word *words;
    size_t len, cap;
    uint64_t log2_ranks; /* for chance_zipf */
};

void lexicon_init(struct lexicon *l, uint64_t seed, uint32_t limit);
void lexicon_free(struct lexicon *l);
/* Grows the lexicon to the size that Heaps' law gives for N_TOKENS words. */
void lexicon_grow(struct lexicon *l, uint64_t n_tokens);

static inline uint32_t lexicon_draw(const struct lexicon *l, struct chance *c)
{
    return chance_zipf(c, l->log2_ranks);
}

#endif

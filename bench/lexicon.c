/* The words of an invented language. */
#include "bench/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"

/* Heaps' law in logarithms to base 2: log2(44), and b in thousandths. */
#define HEAPS_LOG2_K 0x5759d4f80ull
enum { HEAPS_B = 490, FIRST_WORDS = 512 };

static const char *const onsets[] = {"b", "br", "c",  "ch", "d", "dr", "f",  "fl", "g", "gr",
                                     "h", "j",  "k",  "l",  "m", "n",  "p",  "pl", "r", "pr",
                                     "s", "sh", "sl", "st", "t", "th", "tr", "v",  "w", "qu"};
static const char *const nuclei[] = {"a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou"};
static const char *const accented[] = {"é", "ö", "á", "ü", "è", "ø"};
static const char *const codas[] = {"n",  "r",  "l",  "s",  "t",  "m",
                                    "nd", "st", "ck", "rt", "ng", "ll"};

#define PICK(c, list) ((list)[chance_below((c), sizeof(list) / sizeof *(list))])

static void spell(struct word *w, const char *letters)
{
    size_t n = strlen(letters);
    if (w->len + n > WORD_TEXT)
        return;
    memcpy(w->text + w->len, letters, n);
    w->len += (uint8_t)n;
}

/* Rarer words are longer: 1 syllable for the first ranks, then up to 4. */
static uint32_t syllables(struct chance *c, uint32_t rank)
{
    if (rank < LEXICON_FUNCTION_WORDS)
        return 1;
    if (rank < 4096)
        return 1 + chance_below(c, 2);
    return 2 + (chance_below(c, 3) == 0) + (chance_below(c, 12) == 0);
}

static enum word_class draw_class(struct chance *c, uint32_t rank)
{
    static const uint8_t classes[] = {WORD_NAME, WORD_NOUN,    WORD_NOUN, WORD_NOUN, WORD_VERB,
                                      WORD_VERB, WORD_QUALITY, WORD_BARE, WORD_BARE, WORD_BARE};
    if (rank < LEXICON_FUNCTION_WORDS)
        return WORD_FUNCTION;
    return PICK(c, classes);
}

/* The word depends only on the seed and the rank. */
static struct word coin_word(uint64_t seed, uint32_t rank)
{
    struct chance c;
    struct word w = {.len = 0};
    chance_seed(&c, seed ^ (rank + 1) * 0xd1342543de82ef95u);
    w.class = (uint8_t)draw_class(&c, rank);
    bool foreign = w.class != WORD_FUNCTION && chance_permille(&c, 15);
    for (uint32_t n = syllables(&c, rank); n; n--) {
        if (rank >= 16 || chance_below(&c, 2))
            spell(&w, PICK(&c, onsets));
        spell(&w, foreign ? PICK(&c, accented) : PICK(&c, nuclei));
        if (n == 1 ? chance_below(&c, 4) > 0 : chance_below(&c, 3) == 0)
            spell(&w, PICK(&c, codas));
        foreign = false;
    }
    return w;
}

static void admit(struct lexicon *l, size_t n)
{
    n = n < l->limit ? n : l->limit;
    while (l->len < n) {
        GROW(l->words, l->len, l->cap);
        l->words[l->len] = coin_word(l->seed, (uint32_t)l->len);
        l->len++;
    }
    l->log2_ranks = fixed_log2(l->len + 1);
}

void lexicon_init(struct lexicon *l, uint64_t seed, uint32_t limit)
{
    *l = (struct lexicon){.seed = seed, .limit = limit};
    admit(l, FIRST_WORDS);
}

void lexicon_free(struct lexicon *l)
{
    free(l->words);
}

void lexicon_grow(struct lexicon *l, uint64_t n_tokens)
{
    if (!n_tokens || l->len == l->limit)
        return;
    uint64_t log2_words = HEAPS_LOG2_K + fixed_log2(n_tokens) / 1000 * HEAPS_B;
    admit(l, log2_words >> 32 < 32 ? (size_t)fixed_pow2(log2_words) : l->limit);
}

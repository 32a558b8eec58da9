#include "bench/topics.h"

enum { WEAKEST = 1 << 8, STRONGEST = 1 << 20 };

static void topic_begin(struct topic *t, struct chance *c, const struct lexicon *l)
{
    for (int i = 0; i < TOPIC_WORDS; i++) {
        uint32_t rank;
        do
            rank = lexicon_draw(l, c);
        while (rank < LEXICON_FUNCTION_WORDS && l->len > LEXICON_FUNCTION_WORDS);
        t->ranks[i] = rank;
    }
    t->strength = STRONGEST >> chance_below(c, 6);
    /* Between a third lost a day (a seven-day wonder) and a hundredth (a war). */
    t->daily = 65536 - 65536 / (3 + chance_below(c, 98));
}

static void add_strengths(struct topics *t)
{
    t->strength = 0;
    for (int i = 0; i < TOPICS_ACTIVE; i++)
        t->strength += t->active[i].strength;
}

void topics_init(struct topics *t, struct chance *c, const struct lexicon *l)
{
    for (int i = 0; i < TOPICS_ACTIVE; i++)
        topic_begin(&t->active[i], c, l);
    add_strengths(t);
}

void topics_next_day(struct topics *t, struct chance *c, const struct lexicon *l)
{
    struct topic *weakest = &t->active[0];
    for (struct topic *a = t->active; a < t->active + TOPICS_ACTIVE; a++) {
        uint32_t left = (uint32_t)((uint64_t)a->strength * a->daily >> 16);
        a->strength = left > WEAKEST ? left : WEAKEST;
        if (a->strength < weakest->strength)
            weakest = a;
    }
    if (chance_permille(c, 400))
        topic_begin(weakest, c, l);
    add_strengths(t);
}

const struct topic *topics_draw(const struct topics *t, struct chance *c)
{
    uint64_t at = chance_below(c, (uint32_t)t->strength);
    const struct topic *a = t->active;
    while (at >= a->strength)
        at -= a++->strength;
    return a;
}

uint32_t topic_draw_word(const struct topic *t, struct chance *c)
{
    _Static_assert(TOPIC_WORDS + 1 == 1 << 6, "its logarithm is written here");
    return t->ranks[chance_zipf(c, 6ull << 32)];
}

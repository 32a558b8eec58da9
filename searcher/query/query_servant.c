/* Writes names with Arabic's Abd as one word and as two. */
#include "searcher/query/query_servant.h"

enum {
    LEAST_AFTER = 4,   /* letters of the second part, after an article: Abdulaziz, not Abdullah */
    LEAST_WITHOUT = 5, /* after none: Abdurahman */
    ALIF_LAM = 4,      /* bytes of Arabic's article */
};

static const char servant[] = "\u0639\u0628\u062F", article[] = "\u0627\u0644";

static bool is_small_letter(struct span word, size_t at)
{
    return at < word.len && word.data[at] >= 'a' && word.data[at] <= 'z';
}

/* Abdulrahman, Abderrahmane, Abdurahman: sets *SECOND to Rahman. */
static bool split_latin(struct span word, struct span *second)
{
    size_t at = 3, least = LEAST_WITHOUT;

    if (!span_begins(word, span_of("abd")))
        return false;
    while (is_small_letter(word, at) && strchr("aeiou", word.data[at]))
        at++;
    if (at == 3 || !is_small_letter(word, at))
        return false;
    if (word.data[at] == 'l' || (at + 1 < word.len && word.data[at] == word.data[at + 1])) {
        at++;
        least = LEAST_AFTER;
    }
    *second = span_from(word, at);
    return second->len >= least;
}

/* The same in Arabic, with the article: of three letters or more. */
static bool split_arabic(struct span word, struct span *second)
{
    if (!span_begins(word, span_of(servant)))
        return false;
    *second = span_from(word, strlen(servant));
    return span_begins(*second, span_of(article)) && second->len >= ALIF_LAM + 6;
}

/* Whether WORD, before another, is Abd with an article or without; in Latin letters if *LATIN. */
static bool is_servant(struct span word, bool *latin)
{
    static const char *const words[] = {"abd",    "abdel", "abdul", "abdal", "abdol",
                                        "abdoul", "abdil", "abdu",  "abdou"};

    *latin = false;
    if (span_eq(word, span_of(servant)))
        return true;
    *latin = true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_eq(word, span_of(words[i])))
            return true;
    return false;
}

/* Appends word I of FROM to N, in two words if it may be; returns whether it was. */
static bool add_split(struct query_reader *r, struct query_node *n, const struct query_node *from,
                      size_t i)
{
    struct span word = from->words[i], second;
    bool latin = split_latin(word, &second);

    if (!latin && !split_arabic(word, &second))
        return false;
    n->words[n->n_words++] = query_copy(r, latin ? span_of("abd") : span_of(servant));
    n->words[n->n_words++] = second;
    n->family = from->family + (from->family >= i);
    return true;
}

/* Appends words I and I + 1 of FROM to N as one, if they may be; returns whether they were. */
static bool add_joined(struct query_reader *r, struct query_node *n, const struct query_node *from,
                       size_t i)
{
    struct buf both = {0};
    bool latin;

    if (i + 1 == from->n_words || !is_servant(from->words[i], &latin))
        return false;
    buf_span_add(&both, latin ? span_of("abdul") : from->words[i]);
    buf_span_add(&both, from->words[i + 1]);
    n->words[n->n_words++] = query_copy(r, buf_span(&both));
    n->family = from->family - (from->family > i);
    buf_free(&both);
    return true;
}

struct query_node *query_servant(struct query_reader *r, const struct query_node *n)
{
    struct query_node *other = query_node_new(r, QUERY_NAME, n->start, n->end);
    bool done = false;

    other->words = arena_zalloc(&r->memory, (n->n_words + 1) * sizeof *other->words);
    other->field = n->field;
    other->exact = n->exact;
    other->repeated = n->repeated;
    for (size_t i = 0; i < n->n_words; i++) {
        bool split = !done && add_split(r, other, n, i);
        bool joined = !done && !split && add_joined(r, other, n, i);

        done |= split || joined;
        i += joined;
        if (!split && !joined)
            other->words[other->n_words++] = n->words[i];
    }
    return done ? other : NULL;
}

/* Guesses whether a text is in another language than it should be. */
#include "indexer/lint/language.h"

#include "text/fold.h"
#include "text/stop_words.h"

/* The number of words of S that are stop words of LANGUAGE. */
static size_t count_stop_words(struct language_scan *s, const char *language)
{
    size_t n = 0;

    for (size_t i = 0; i < s->tokens.len; i++) {
        struct span word = token_word(&s->tokens, i);

        n += stop_word(language, fold_word(word, &s->folded) ? buf_span(&s->folded) : word);
    }
    return n;
}

/* The most stop words of a language, and the second most. */
struct best {
    const char *first, *second;
    size_t n_first, n_second;
};

static struct best find_best(struct language_scan *s)
{
    struct best b = {0};
    const char *language;

    for (size_t i = 0; (language = stop_words_language(i)); i++) {
        size_t n = count_stop_words(s, language);

        if (n > b.n_first) {
            b.second = b.first;
            b.n_second = b.n_first;
            b.first = language;
            b.n_first = n;
        } else if (n > b.n_second) {
            b.second = language;
            b.n_second = n;
        }
    }
    return b;
}

const char *language_other(struct language_scan *s, const char *language, struct span text)
{
    size_t own;
    struct best b;

    if (!stop_words(language) || text.len < LANGUAGE_WORDS)
        return NULL;
    if (text.len > LANGUAGE_BYTES)
        text.len = LANGUAGE_BYTES;
    tokenize(text, &s->tokens);
    own = count_stop_words(s, language) * LANGUAGE_TIMES;
    if (s->tokens.len < LANGUAGE_WORDS || own > s->tokens.len)
        return NULL;
    b = find_best(s);
    if (b.n_first * LANGUAGE_SHARE < s->tokens.len || b.n_first < own)
        return NULL;
    buf_clear(&s->name);
    buf_str(&s->name, b.first);
    /* Norwegian has nine tenths of the Danish ones. */
    if (b.n_second * 10 >= b.n_first * 9)
        buf_printf(&s->name, " or %s", b.second);
    return s->name.data;
}

void language_scan_free(struct language_scan *s)
{
    tokens_free(&s->tokens);
    buf_free(&s->folded);
    buf_free(&s->name);
}

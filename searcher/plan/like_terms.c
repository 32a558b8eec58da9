/* Counts the terms of an article's text. */
#include "searcher/plan/like_terms.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "text/fold.h"
#include "text/text.h"

struct reading {
    struct stemmer *stemmer;
    bool stems; /* the language has any */
    struct like_terms *out;
    struct tokens tokens;
    struct buf folded, term, searched;
};

static struct span kept_bytes(struct like_terms *t, struct span s)
{
    return (struct span){arena_copy(&t->bytes, s.data, s.len), s.len};
}

static bool starts_stem(struct span word)
{
    const char *p = word.data;

    return text_stems(text_char(&p, word.data + word.len));
}

/* Builds the term of a word; false if it has none. */
static bool term_of_word(struct reading *r, struct span word)
{
    struct span stem;

    if (!r->stems) {
        schema_word(&r->term, FIELD_TEXT, word);
        return true;
    }
    if (!starts_stem(word))
        return false;
    stem = stemmer_stem(r->stemmer, word);
    if (stem.len)
        schema_stem(&r->term, FIELD_TEXT, stem);
    return stem.len > 0;
}

static void read_words(struct reading *r, struct span text, uint32_t wdf)
{
    struct like_terms *t = r->out;

    tokenize(text, &r->tokens);
    for (size_t i = 0; i < r->tokens.len; i++) {
        struct span word = token_word(&r->tokens, i);

        if (!word.len || word.len > SCHEMA_WORD_MAX)
            continue;
        if (fold_word(word, &r->folded))
            word = buf_span(&r->folded);
        if (word.len > SCHEMA_WORD_MAX || !term_of_word(r, word))
            continue;
        GROW(t->list, t->len, t->cap);
        t->list[t->len++] =
            (struct like_term){kept_bytes(t, buf_span(&r->term)), kept_bytes(t, word), wdf};
    }
}

/* A term, and which of the words it is of: the first one is kept. */
struct numbered {
    struct like_term term;
    size_t number;
};

static int by_term_then_number(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    int order = span_cmp(x->term.term, y->term.term);

    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

/* Sorts the terms, and adds up those that are there more than once. */
static void merge_terms(struct like_terms *t)
{
    struct numbered *sorted = must_alloc(t->len * sizeof *sorted + 1);
    size_t n = t->len;

    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct numbered){t->list[i], i};
    qsort(sorted, n, sizeof *sorted, by_term_then_number);
    t->len = 0;
    for (size_t i = 0; i < n; i++)
        if (t->len && span_eq(t->list[t->len - 1].term, sorted[i].term.term))
            t->list[t->len - 1].wdf += sorted[i].term.wdf;
        else
            t->list[t->len++] = sorted[i].term;
    free(sorted);
}

void like_terms_read(struct stemmer *s, const struct article *a, struct like_terms *out)
{
    struct reading r = {
        .stemmer = s, .stems = strcmp(stemmer_language(s), "none") != 0, .out = out};

    read_words(&r, a->title, SCHEMA_TITLE_WDF);
    read_words(&r, article_searched(a, &r.searched), 1);
    merge_terms(out);
    tokens_free(&r.tokens);
    buf_free(&r.folded);
    buf_free(&r.term);
    buf_free(&r.searched);
}

void like_terms_free(struct like_terms *t)
{
    free(t->list);
    arena_free(&t->bytes);
    *t = (struct like_terms){0};
}

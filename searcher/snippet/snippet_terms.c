#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/snippet/snippet_parts.h"

static int by_kind_and_text(const void *a, const void *b)
{
    const struct sought *x = a, *y = b;

    return x->kind != y->kind ? (int)x->kind - (int)y->kind : span_cmp(x->text, y->text);
}

static bool begins(struct span text, struct span with)
{
    return text.len >= with.len && !memcmp(text.data, with.data, with.len);
}

/* The last of its kind that is not behind TEXT in their order is the only one
 * it can be. */
uint32_t snippet_sought(const struct snippet_terms *t, enum sought_kind kind, struct span text)
{
    size_t first = t->first[kind], low = first, high = t->first[kind + 1];
    const struct sought *s;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (span_cmp(t->list[middle].text, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first)
        return SOUGHT_NONE;
    s = &t->list[low - 1];
    if (kind == SOUGHT_PREFIX ? begins(text, s->text) : span_eq(text, s->text))
        return (uint32_t)(low - 1);
    return SOUGHT_NONE;
}

static void seek(struct snippet_terms *t, enum sought_kind kind, struct span text, bool alone)
{
    GROW(t->list, t->len, t->cap);
    t->list[t->len++] = (struct sought){
        .kind = kind,
        .text = {must_dup(text.data, text.len), text.len},
        .phrases = SOUGHT_NONE,
        .alone = alone,
    };
}

static void seek_words(struct snippet_terms *t, const struct query_node *n)
{
    bool alone = n->kind != QUERY_PHRASE || n->n_words == 1;
    struct span stem = {0};

    if (n->kind == QUERY_WORD)
        stem = stemmer_stem(t->stemmer, n->words[0]);
    if (stem.len) {
        seek(t, SOUGHT_STEM, stem, true);
        return;
    }
    for (size_t i = 0; i < n->n_words; i++)
        seek(t, n->kind == QUERY_WILDCARD ? SOUGHT_PREFIX : SOUGHT_WORD, n->words[i], alone);
}

static void seek_phrase(struct snippet_terms *t, const struct query_node *n)
{
    struct sought_phrase phrase = {must_alloc(n->n_words * sizeof *phrase.words), n->n_words};

    for (size_t i = 0; i < n->n_words; i++)
        phrase.words[i] = snippet_sought(t, SOUGHT_WORD, n->words[i]);
    GROW(t->phrases, t->n_phrases, t->cap_phrases);
    t->phrases[t->n_phrases++] = phrase;
}

typedef void leaf_reader(struct snippet_terms *t, const struct query_node *n);

/* Calls READ for each node below N whose words the body may be chosen for. */
static void each_leaf(struct snippet_terms *t, const struct query_node *n, leaf_reader *read)
{
    size_t n_children = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->n_words && n->field == FIELD_TEXT)
        read(t, n);
    for (size_t i = 0; i < n_children; i++)
        each_leaf(t, n->children[i], read);
}

static void phrase_leaf(struct snippet_terms *t, const struct query_node *n)
{
    if (n->kind == QUERY_PHRASE && n->n_words > 1)
        seek_phrase(t, n);
}

/* Sorts the list, and leaves out what is there already: a prefix that another
 * begins too. */
static void order(struct snippet_terms *t)
{
    size_t kept = 0;

    if (t->len)
        qsort(t->list, t->len, sizeof *t->list, by_kind_and_text);
    for (size_t i = 0; i < t->len; i++) {
        struct sought *s = &t->list[i], *last = kept ? &t->list[kept - 1] : NULL;

        if (last && last->kind == s->kind &&
            (s->kind == SOUGHT_PREFIX ? begins(s->text, last->text)
                                      : span_eq(s->text, last->text))) {
            last->alone |= s->alone;
            free((char *)s->text.data);
        } else {
            t->list[kept++] = *s;
        }
    }
    t->len = kept;
    for (size_t i = 0; i < kept; i++)
        t->first[t->list[i].kind + 1] = i + 1;
    for (int k = 1; k <= SOUGHT_KINDS; k++)
        if (t->first[k] < t->first[k - 1])
            t->first[k] = t->first[k - 1];
}

/* Words fold before they are compared, and some languages' stems begin otherwise;
 * but for those most of a text need not be looked at. */
static void note_starts(struct snippet_terms *t)
{
    bool all = !stemmer_keeps_start(t->stemmer);

    memset(t->starts, all, sizeof t->starts);
    for (size_t i = 0; i < t->len; i++)
        if (t->list[i].text.len)
            t->starts[(unsigned char)*t->list[i].text.data] = true;
}

static int by_first_word(const void *a, const void *b)
{
    uint32_t x = *((const struct sought_phrase *)a)->words;
    uint32_t y = *((const struct sought_phrase *)b)->words;

    return (x > y) - (x < y);
}

static void order_phrases(struct snippet_terms *t)
{
    if (t->n_phrases)
        qsort(t->phrases, t->n_phrases, sizeof *t->phrases, by_first_word);
    for (size_t i = t->n_phrases; i-- > 0;)
        t->list[*t->phrases[i].words].phrases = (uint32_t)i;
}

struct snippet_terms *snippet_terms_open(const struct query_node *root, struct stemmer *stemmer)
{
    struct snippet_terms *t = must_zalloc(sizeof *t);

    t->stemmer = stemmer;
    dictionary_init(&t->words);
    if (root) {
        each_leaf(t, root, seek_words);
        order(t);
        note_starts(t);
        each_leaf(t, root, phrase_leaf);
        order_phrases(t);
    }
    t->counts = must_zalloc((t->len + 1) * sizeof *t->counts);
    t->shown = must_zalloc((t->len + 1) * sizeof *t->shown);
    return t;
}

void snippet_terms_close(struct snippet_terms *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->len; i++)
        free((char *)t->list[i].text.data);
    for (size_t i = 0; i < t->n_phrases; i++)
        free(t->phrases[i].words);
    free(t->list);
    free(t->phrases);
    dictionary_free(&t->words);
    free(t->matches);
    buf_free(&t->flat);
    buf_free(&t->folded);
    tokens_free(&t->tokens);
    free(t->hits.list);
    free(t->counts);
    free(t->shown);
    free(t);
}

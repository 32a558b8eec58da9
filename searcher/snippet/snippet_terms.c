/* Collects the sought stems, words, prefixes, patterns and phrases of a query. */
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/query/query_describe.h"
#include "searcher/query/query_pattern.h"
#include "searcher/snippet/snippet_parts.h"
#include "text/edit_distance.h"
#include "text/name_sounds.h"

enum { LOOK_PATTERNS = 64 /* tried between two looks at the clock; of names, about 100 us */ };

static int by_kind_and_text(const void *a, const void *b)
{
    const struct sought *x = a, *y = b;

    return x->kind != y->kind ? (int)x->kind - (int)y->kind : span_cmp(x->text, y->text);
}

/* Whether WORD is one of the name N, or sounds like one that is spelt in several ways. */
static bool is_of_name(const struct query_node *n, struct span word)
{
    for (size_t i = 0; i < n->n_words; i++)
        if (span_eq(n->words[i], word) || (!n->exact && utf8_count(n->words[i]) > 1 &&
                                           name_words_distance(n->words[i], word) < NAME_FAR))
            return true;
    return false;
}

/* Whether N, a wildcard, a name or a word with its spellings, stands for the folded WORD. */
static bool stands_for(const struct query_node *n, struct span word)
{
    struct edit_word sought, has;
    unsigned distance;

    if (n->kind == QUERY_NAME)
        return is_of_name(n, word);
    if (n->kind == QUERY_WILDCARD)
        return query_pattern_matches(n->words[0], word);
    sought = edit_word_of(n->words[0]);
    has = edit_word_of(word);
    distance = edit_distance(&sought, &has, n->distance);
    return !distance || (distance <= n->distance && distance < sought.len && distance < has.len);
}

void snippet_terms_until(struct snippet_terms *t, double until)
{
    t->until = until;
}

bool snippet_terms_late(const struct snippet_terms *t)
{
    return t->late;
}

bool snippet_terms_look(struct snippet_terms *t)
{
    if (!t->late && t->until > 0)
        t->late = clock_seconds() > t->until;
    return t->late;
}

static uint32_t sought_pattern(struct snippet_terms *t, struct span text)
{
    size_t first = t->first[SOUGHT_PATTERN], end = t->first[SOUGHT_PATTERN + 1];

    for (size_t i = first; i < end && ((i - first) % LOOK_PATTERNS || !snippet_terms_look(t)); i++)
        if (stands_for(t->list[i].node, text))
            return (uint32_t)i;
    return SOUGHT_NONE;
}

/* No prefix begins another, so only the last of the kind that is <= TEXT can match. */
uint32_t snippet_sought(struct snippet_terms *t, enum sought_kind kind, struct span text)
{
    size_t first = t->first[kind], low = first, high = t->first[kind + 1];
    const struct sought *s;

    if (kind == SOUGHT_PATTERN)
        return sought_pattern(t, text);
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
    if (kind == SOUGHT_PREFIX ? span_begins(text, s->text) : span_eq(text, s->text))
        return (uint32_t)(low - 1);
    return SOUGHT_NONE;
}

static void add_sought(struct snippet_terms *t, enum sought_kind kind, struct span text, bool alone)
{
    GROW(t->list, t->len, t->cap);
    t->list[t->len++] = (struct sought){
        .kind = kind,
        .text = {must_dup(text.data, text.len), text.len},
        .phrases = SOUGHT_NONE,
        .alone = alone,
    };
}

/* A pattern with nothing after its first letters is sought as a prefix. */
static void add_sought_pattern(struct snippet_terms *t, const struct query_node *n)
{
    struct span pattern = n->words[0];
    size_t prefix = query_pattern_prefix(pattern);
    struct buf text = {0};

    if (n->kind == QUERY_WILDCARD && prefix + 1 == pattern.len && pattern.data[prefix] == '*') {
        add_sought(t, SOUGHT_PREFIX, (struct span){pattern.data, prefix}, true);
        return;
    }
    query_describe(n, &text);
    add_sought(t, SOUGHT_PATTERN, buf_span(&text), true);
    t->list[t->len - 1].node = n;
    buf_free(&text);
}

static void add_sought_words(struct snippet_terms *t, const struct query_node *n)
{
    bool alone = n->kind != QUERY_PHRASE || n->n_words == 1;
    struct span stem = {0};

    if (n->kind == QUERY_WORD)
        stem = stemmer_stem(t->stemmer, n->words[0]);
    if (stem.len) {
        add_sought(t, SOUGHT_STEM, stem, true);
        return;
    }
    if (n->kind == QUERY_WILDCARD || n->kind == QUERY_FUZZY || n->kind == QUERY_NAME) {
        add_sought_pattern(t, n);
        return;
    }
    for (size_t i = 0; i < n->n_words; i++)
        add_sought(t, SOUGHT_WORD, n->words[i], alone);
}

static void add_sought_phrase(struct snippet_terms *t, const struct query_node *n)
{
    struct sought_phrase phrase = {must_alloc(n->n_words * sizeof *phrase.words), n->n_words};

    for (size_t i = 0; i < n->n_words; i++)
        phrase.words[i] = snippet_sought(t, SOUGHT_WORD, n->words[i]);
    GROW(t->phrases, t->n_phrases, t->cap_phrases);
    t->phrases[t->n_phrases++] = phrase;
}

typedef void leaf_reader(struct snippet_terms *t, const struct query_node *n);

/* Calls READ for each leaf below N that is sought in the body: not excluded, not title:. */
static void each_body_leaf(struct snippet_terms *t, const struct query_node *n, leaf_reader *read)
{
    size_t n_children = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->n_words && n->field == FIELD_TEXT)
        read(t, n);
    for (size_t i = 0; i < n_children; i++)
        each_body_leaf(t, n->children[i], read);
}

static void add_leaf_phrase(struct snippet_terms *t, const struct query_node *n)
{
    if (n->kind == QUERY_PHRASE && n->n_words > 1)
        add_sought_phrase(t, n);
}

/* Sorts the list, drops duplicates and prefixes that another prefix begins. */
static void sort_sought(struct snippet_terms *t)
{
    size_t kept = 0;

    if (t->len)
        qsort(t->list, t->len, sizeof *t->list, by_kind_and_text);
    for (size_t i = 0; i < t->len; i++) {
        struct sought *s = &t->list[i], *last = kept ? &t->list[kept - 1] : NULL;

        if (last && last->kind == s->kind &&
            (s->kind == SOUGHT_PREFIX ? span_begins(s->text, last->text)
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

/* Lets most ASCII words of a text be skipped, unless the stemmer changes first letters or a
 * word's spellings may have others. */
static void note_starts(struct snippet_terms *t)
{
    bool all = !stemmer_keeps_start(t->stemmer);

    for (size_t i = t->first[SOUGHT_PATTERN]; i < t->len; i++)
        all |= t->list[i].node->kind != QUERY_WILDCARD;
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

static void sort_phrases(struct snippet_terms *t)
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
        each_body_leaf(t, root, add_sought_words);
        sort_sought(t);
        note_starts(t);
        each_body_leaf(t, root, add_leaf_phrase);
        sort_phrases(t);
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

#include "tests/glass_sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"

const struct sample_shape sample_shapes[] = {
    {.name = "nothing"},
    {.name = "metadata alone", .metadata = true},
    {.name = "one document",
     .documents = 1,
     .first_id = 1,
     .gap = 1,
     .vocabulary = 40,
     .skip = 3,
     .occurrences = 3,
     .data = 100,
     .values = true},
    {.name = "documents without terms",
     .documents = 30,
     .first_id = 3,
     .gap = 3,
     .skip = 1,
     .data = 40},
    {.name = "terms without positions",
     .documents = 60,
     .first_id = 1,
     .gap = 1,
     .vocabulary = 200,
     .skip = 4,
     .empty_documents = true},
    {.name = "everything",
     .documents = 90,
     .first_id = 32700,
     .gap = 4,
     .vocabulary = 300,
     .skip = 6,
     .occurrences = 4,
     .data = 700,
     .hostile_terms = true,
     .values = true,
     .metadata = true,
     .empty_documents = true},
    {.name = "long posting lists",
     .documents = 4000,
     .first_id = 1,
     .gap = 2,
     .vocabulary = 5,
     .skip = 2,
     .occurrences = 1,
     .values = true,
     .empty_documents = true},
    {.name = "wide gaps",
     .documents = 40,
     .first_id = 4194200,
     .gap = 300000,
     .vocabulary = 60,
     .skip = 3,
     .occurrences = 2,
     .data = 20,
     .hostile_terms = true,
     .values = true},
    {.name = "long tags",
     .documents = 6,
     .first_id = 7,
     .gap = 2,
     .vocabulary = 1500,
     .skip = 2,
     .occurrences = 2,
     .data = 70000,
     .metadata = true},
    {.name = "many occurrences",
     .documents = 2,
     .first_id = 1,
     .gap = 1,
     .vocabulary = 3,
     .skip = 1,
     .occurrences = 100000,
     .data = 5},
    {.name = "neighbours",
     .documents = 20,
     .first_id = 1,
     .gap = 1,
     .vocabulary = 9,
     .skip = 2,
     .occurrences = 500,
     .neighbours = true},
    {0},
};

/* Marsaglia's xorshift64*. */
static uint64_t state;

static uint32_t below(uint32_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return n ? (uint32_t)((state * 0x2545F4914F6CDD1D >> 32) % n) : 0;
}

static bool one_in(uint32_t n)
{
    return below(n) == 0;
}

static void *own(struct sample *s, size_t size)
{
    GROW(s->owned, s->n_owned, s->cap_owned);
    return s->owned[s->n_owned++] = must_zalloc(size);
}

void sample_free(struct sample *s)
{
    for (size_t i = 0; i < s->n_owned; i++)
        free(s->owned[i]);
    free(s->owned);
    *s = (struct sample){0};
}

/* ---- Making --------------------------------------------------------------- */

/* Bytes as documents have them: text that compresses, and now and then noise. */
static struct span make_bytes(struct sample *s, size_t len)
{
    char *p = own(s, len + 1);
    uint32_t letters = one_in(4) ? 256 : 6;

    for (size_t i = 0; i < len; i++)
        p[i] = (char)('a' + below(letters));
    return (struct span){p, len};
}

static struct span make_term(struct sample *s, uint32_t n)
{
    char *p = own(s, GLASS_TERM_MAX + 1);
    uint32_t zeros = 0;
    size_t len = (size_t)snprintf(p, GLASS_TERM_MAX, "t%u", n * 7919 % 100003);

    if (!s->shape->hostile_terms || one_in(2))
        return (struct span){p, len};
    len = one_in(8) ? GLASS_TERM_MAX - below(3) : 1 + below(20);
    for (size_t i = 0; i < len; i++) {
        p[i] = (char)(one_in(3) ? 0xFF : one_in(2) ? 'k' : below(256));
        if (zeros < 4 && one_in(4)) {
            p[i] = '\0';
            zeros++;
        } else if (!p[i]) {
            p[i] = 1;
        }
    }
    return (struct span){p, len};
}

static int span_order(const void *a, const void *b)
{
    return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

/* The terms there are, in byte order, each once. */
static size_t make_vocabulary(struct sample *s, struct span *words)
{
    size_t n = s->shape->vocabulary, kept = 0;

    for (uint32_t i = 0; i < n; i++)
        words[i] = make_term(s, i);
    if (n)
        qsort(words, n, sizeof *words, span_order);
    for (size_t i = 0; i < n; i++)
        if (!kept || !span_eq(words[kept - 1], words[i]))
            words[kept++] = words[i];
    return kept;
}

static void make_term_of(struct sample *s, struct sample_term *t, struct span word)
{
    uint32_t most = s->shape->occurrences, at = below(3);

    *t = (struct sample_term){.term = word, .wdf = one_in(9) ? 1 + below(400) : below(3)};
    if (!most || one_in(3))
        return;
    t->n_positions = most > 1000 ? most : 1 + below(most);
    t->positions = own(s, t->n_positions * sizeof *t->positions);
    for (size_t i = 0; i < t->n_positions; i++) {
        t->positions[i] = at;
        at += 1 + (s->shape->neighbours ? 0 : below(one_in(5) ? 3000 : 20));
    }
    if (one_in(20))
        t->positions[t->n_positions - 1] = UINT32_MAX;
    t->wdf += (uint32_t)t->n_positions;
}

static void make_values(struct sample *s, struct sample_document *d)
{
    static const uint32_t slots[] = {0, 1, 5, 128, 129, 256, 70000, 4294967294};
    size_t n = sizeof slots / sizeof *slots;

    d->values = own(s, n * sizeof *d->values);
    for (size_t i = 0; i < n; i++) {
        size_t len = one_in(500) ? 5000 : slots[i] == 5 ? 8 : 1 + below(9);

        if (one_in(3))
            continue;
        d->values[d->n_values].slot = slots[i];
        d->values[d->n_values++].value =
            slots[i] == 1 ? (struct span){"same", 4} : make_bytes(s, len);
    }
}

static void make_document(struct sample *s, struct sample_document *d, const struct span *words,
                          size_t n_words)
{
    const struct sample_shape *shape = s->shape;

    if (shape->empty_documents && one_in(10))
        return;
    d->terms = own(s, (n_words + 1) * sizeof *d->terms);
    for (size_t i = below(shape->skip); i < n_words; i += 1 + below(shape->skip))
        make_term_of(s, &d->terms[d->n_terms++], words[i]);
    d->data = make_bytes(s, one_in(5) ? 0 : below(shape->data + 1));
    if (shape->values && !one_in(6))
        make_values(s, d);
}

static void make_metadata(struct sample *s)
{
    static const char *const keys[] = {"", "a", "a\1", "b", "long"};

    s->metadata = own(s, 5 * sizeof *s->metadata);
    for (size_t i = 1; i < 5; i++)
        s->metadata[s->n_metadata++] = (struct sample_metadata){
            span_of(keys[i]), make_bytes(s, i == 4 ? 30000 : 1 + below(9))};
}

void sample_make(struct sample *s, const struct sample_shape *shape, uint64_t seed)
{
    uint32_t id = shape->first_id;
    struct span *words;
    size_t n_words;

    state = seed * 0x9E3779B97F4A7C15 + 1;
    *s = (struct sample){.shape = shape, .len = shape->documents};
    s->documents = own(s, (s->len + 1) * sizeof *s->documents);
    words = own(s, (shape->vocabulary + 1) * sizeof *words);
    n_words = make_vocabulary(s, words);
    for (size_t i = 0; i < s->len; i++) {
        s->documents[i].id = id;
        make_document(s, &s->documents[i], words, n_words);
        id += 1 + below(shape->gap);
    }
    if (shape->metadata)
        make_metadata(s);
}

#include "tests/analysis_check.h"

#include "core/alloc.h"
#include "core/schema.h"
#include "text/cut_word.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void list_clear(struct term_list *l)
{
    for (size_t i = 0; i < l->len; i++)
        free(l->terms[i].positions);
    l->len = 0;
    buf_clear(&l->names);
}

static void list_free(struct term_list *l)
{
    list_clear(l);
    free(l->terms);
    buf_free(&l->names);
}

static void list_add(void *context, struct span name, uint32_t wdf, const uint32_t *positions,
                     size_t n)
{
    struct term_list *l = context;
    uint32_t *copy = must_alloc(n * sizeof *copy);

    if (n)
        memcpy(copy, positions, n * sizeof *copy);
    GROW(l->terms, l->len, l->cap);
    l->terms[l->len++] = (struct term){
        .name.len = name.len, .at = l->names.len, .wdf = wdf, .positions = copy, .n = n};
    buf_span_add(&l->names, name);
}

static int by_name(const void *a, const void *b)
{
    return span_cmp(((const struct term *)a)->name, ((const struct term *)b)->name);
}

static void list_sort(struct term_list *l)
{
    for (size_t i = 0; i < l->len; i++)
        l->terms[i].name.data = l->names.data + l->terms[i].at;
    if (l->len)
        qsort(l->terms, l->len, sizeof *l->terms, by_name);
}

const struct term *list_find(const struct term_list *l, struct span name)
{
    struct term key = {.name = name};

    return l->len ? bsearch(&key, l->terms, l->len, sizeof key, by_name) : NULL;
}

static bool has_position(const struct term *term, uint32_t position)
{
    for (size_t i = 0; i < term->n; i++)
        if (term->positions[i] == position)
            return true;
    return false;
}

void check_open(struct analysis_check *c)
{
    *c = (struct analysis_check){.termgen = termgen_open("english")};
    assert_int_equal(stemmer_open("english", &c->english, NULL), DATELINE_OK);
    c->analyser = analyser_open(c->english);
}

void check_close(struct analysis_check *c)
{
    termgen_close(c->termgen);
    analyser_close(c->analyser);
    stemmer_close(c->english);
    list_free(&c->ours);
    list_free(&c->theirs);
    tokens_free(&c->words);
    buf_free(&c->folded);
}

/* Whether any of the text's words is indexed twice, or with the next one. */
static bool folds(struct analysis_check *c, struct span text)
{
    bool any = false;

    tokenize(text, &c->words);
    for (size_t i = 0; i < c->words.len && !any; i++)
        any = (c->words.list[i].len <= SCHEMA_WORD_MAX &&
               fold_word(token_word(&c->words, i), &c->folded)) ||
              cut_word(text, &c->words, i, &c->folded).len;
    return any;
}

void check_ours(struct analysis_check *c, struct analyser *a, struct span title, struct span body)
{
    struct analysed out;
    uint64_t length = 0;

    list_clear(&c->ours);
    analyser_article(a, title, body, (struct span){0}, &out);
    for (size_t i = 0; i < out.len; i++) {
        const struct analysed_term *term = &out.terms[i];

        assert_true(term->term < analyser_terms(a));
        for (uint32_t k = 1; k < term->n_positions; k++)
            assert_true(term->positions[k - 1] < term->positions[k]);
        list_add(&c->ours, analyser_term(a, term->term), term->wdf, term->positions,
                 term->n_positions);
        length += term->wdf;
    }
    assert_int_equal(length, out.length);
    list_sort(&c->ours);
    for (size_t i = 1; i < c->ours.len; i++)
        assert_true(span_cmp(c->ours.terms[i - 1].name, c->ours.terms[i].name) < 0);
}

static void list_theirs(struct analysis_check *c, struct span title, struct span body)
{
    list_clear(&c->theirs);
    termgen_clear(c->termgen);
    termgen_text(c->termgen, title, 1, schema_prefix(FIELD_TITLE));
    termgen_seek(c->termgen, 0);
    termgen_text(c->termgen, title, SCHEMA_TITLE_WDF, "");
    if (termgen_position(c->termgen))
        termgen_seek(c->termgen, termgen_position(c->termgen) + SCHEMA_TITLE_GAP);
    termgen_text(c->termgen, body, 1, "");
    termgen_terms(c->termgen, list_add, &c->theirs);
    list_sort(&c->theirs);
}

static const char *difference(const struct term *ours, const struct term *theirs, bool same)
{
    if (!ours)
        return "is missing";
    if (same ? ours->wdf != theirs->wdf : ours->wdf < theirs->wdf)
        return "has another wdf";
    if (same ? ours->n != theirs->n : ours->n < theirs->n)
        return "has another number of positions";
    for (size_t i = 0; i < theirs->n; i++)
        if (!has_position(ours, theirs->positions[i]))
            return "has other positions";
    return NULL;
}

static void explain(struct span title, struct span body, struct span term, const char *what)
{
    print_error("title \"%.*s\"\nbody \"%.*s\"\n%.*s %s\n", (int)title.len, title.data,
                (int)(body.len < 2000 ? body.len : 2000), body.data, (int)term.len, term.data,
                what);
}

void check_article(struct analysis_check *c, struct span title, struct span body)
{
    bool same = !folds(c, title) && !folds(c, body);

    check_ours(c, c->analyser, title, body);
    list_theirs(c, title, body);
    for (size_t i = 0; i < c->theirs.len; i++) {
        const struct term *theirs = &c->theirs.terms[i];
        const char *what = difference(list_find(&c->ours, theirs->name), theirs, same);

        if (what) {
            explain(title, body, theirs->name, what);
            fail();
        }
    }
    if (same && c->ours.len != c->theirs.len) {
        explain(title, body, (struct span){0}, "more terms than Xapian's");
        fail();
    }
}

void check_words(struct analysis_check *c, struct span text)
{
    uint32_t position = 0, stems = 0, theirs = 0, their_stems = 0;
    struct buf z = {0};

    list_clear(&c->theirs);
    termgen_clear(c->termgen);
    termgen_text(c->termgen, text, 1, "");
    termgen_terms(c->termgen, list_add, &c->theirs);
    list_sort(&c->theirs);
    tokenize(text, &c->words);
    for (size_t i = 0; i < c->words.len; i++) {
        struct span word = token_word(&c->words, i), stem;
        const struct term *term;

        if (word.len > SCHEMA_WORD_MAX)
            continue;
        term = list_find(&c->theirs, word);
        if (!term || !has_position(term, ++position)) {
            explain((struct span){0}, text, word, "is not Xapian's word there");
            fail();
        }
        stem = c->words.list[i].stems ? stemmer_stem(c->english, word) : (struct span){0};
        schema_stem(&z, FIELD_TEXT, stem);
        stems += stem.len > 0;
        if (stem.len && !list_find(&c->theirs, buf_span(&z)))
            explain((struct span){0}, text, buf_span(&z), "is not Xapian's stem"), fail();
    }
    for (size_t i = 0; i < c->theirs.len; i++)
        *(c->theirs.terms[i].n ? &theirs : &their_stems) += c->theirs.terms[i].wdf;
    buf_free(&z);
    assert_int_equal(theirs, position);
    assert_int_equal(their_stems, stems);
}

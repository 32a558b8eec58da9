/* word~: the words of the index within so many edits, against a look at every term; time runs
 * while terms are walked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/terms.h"
#include "tests/search_index.h"
#include "text/edit_distance.h"
#include "text/fold.h"

#include <cmocka.h> /* last: its fail() is a macro */

struct near_term {
    char *term;
    unsigned distance;
    uint32_t documents;
};

struct near_terms {
    struct near_term *list;
    size_t len, cap;
};

static int nearest_first(const void *a, const void *b)
{
    const struct near_term *x = a, *y = b;

    if (x->distance != y->distance)
        return (x->distance > y->distance) - (x->distance < y->distance);
    if (x->documents != y->documents)
        return (x->documents < y->documents) - (x->documents > y->documents);
    return strcmp(x->term, y->term);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(((const struct near_term *)a)->term, ((const struct near_term *)b)->term);
}

/* Adds TERM, WORD with its field's prefix, if WORD is near enough to SOUGHT. */
static void add_if_near(struct near_terms *out, const struct edit_word *sought, unsigned edits,
                        const struct snapshot_term *t, struct span word)
{
    struct edit_word has = edit_word_of(word);
    unsigned distance = edit_distance(sought, &has, edits);
    struct buf folded = {0};
    bool folds = fold_word(word, &folded);

    buf_free(&folded);
    if (folds || distance > edits || (distance && (distance >= has.len || distance >= sought->len)))
        return;
    GROW(out->list, out->len, out->cap);
    out->list[out->len++] =
        (struct near_term){must_dup(t->term.data, t->term.len), distance, t->documents};
}

/* Every word of FIELD that is near enough, nearest first. */
static struct near_terms look_at_all(struct engine *e, enum schema_field field, const char *word,
                                     unsigned edits)
{
    struct span prefix = span_of(schema_prefix(field));
    struct edit_word sought = edit_word_of(span_of(word));
    struct near_terms found = {0};
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more;

    assert_int_equal(snapshot_terms_open(e->searcher.snapshot, prefix, &terms, &err), DATELINE_OK);
    while (snapshot_terms_next(terms, &t, &more, &err) == DATELINE_OK && more) {
        struct span rest = span_from(t.term, prefix.len);

        if (rest.len && (*rest.data < 'A' || *rest.data > 'Z'))
            add_if_near(&found, &sought, edits, &t, rest);
    }
    snapshot_terms_close(terms);
    if (found.len)
        qsort(found.list, found.len, sizeof *found.list, nearest_first);
    return found;
}

static void check_spellings(struct engine *e, enum schema_field field, const char *word,
                            unsigned edits)
{
    struct near_terms found = look_at_all(e, field, word, edits);
    size_t kept = found.len < PLAN_SPELLINGS_MAX ? found.len : PLAN_SPELLINGS_MAX;
    struct buf text = {0};
    struct question q;
    struct answer *a;
    const struct clause_terms *terms;

    buf_printf(&text, "%s%s~%u", field == FIELD_TITLE ? "title:" : "", word, edits);
    q = question(text.data);
    q.kind = ASK_EXPLAIN;
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    terms = &a->explanation->clauses[0].terms;
    if (terms->len != kept || terms->left_out != found.len - kept)
        fail_msg("%s: %zu and %u, not %zu and %zu", text.data, terms->len, terms->left_out, kept,
                 found.len - kept);
    if (kept)
        qsort(found.list, kept, sizeof *found.list, by_bytes);
    for (size_t i = 0; i < kept; i++)
        if (!span_eq(terms->list[i].term, span_of(found.list[i].term)) ||
            terms->list[i].documents != found.list[i].documents)
            fail_msg("%s: %s is not among them", text.data, found.list[i].term);
    for (size_t i = 0; i < found.len; i++)
        free(found.list[i].term);
    free(found.list);
    answer_free(a);
    buf_free(&text);
}

/* A word with one letter left out, doubled, replaced or swapped with the next, or as it is. */
static void misspelt(const char *word, unsigned *seed, char *out)
{
    size_t len = strlen(word), at = (size_t)rand_r(seed) % len;
    int slip = rand_r(seed) % 5;

    snprintf(out, SCHEMA_WORD_MAX + 2, "%.*s%s", (int)at + (slip == 1), word,
             word + at + (slip == 0));
    if (slip == 2)
        out[at] = 'x';
    if (slip == 3 && at + 1 < len) {
        out[at] = word[at + 1];
        out[at + 1] = word[at];
    }
}

static void spellings_are_all_that_are_near(void **state)
{
    unsigned seed = 3;

    (void)state;
    for (int i = 0; i < 120; i++) {
        char word[SCHEMA_WORD_MAX + 2];

        misspelt(some_word(&seed), &seed, word);
        if (strlen(word) < 2 || strspn(word, "abcdefghijklmnopqrstuvwxyz") != strlen(word))
            continue;
        for (int k = 0; k < N_INDEXES; k++)
            check_spellings(indexes[k], i % 3 ? FIELD_TEXT : FIELD_TITLE, word,
                            1 + (unsigned)rand_r(&seed) % 2);
    }
    for (int k = 0; k < N_INDEXES; k++) {
        check_spellings(indexes[k], FIELD_TEXT, "of", 2);
        check_spellings(indexes[k], FIELD_TEXT, "\xD0\xBF\xD0\xBE\xD1\x80\xD1\x82", 2);
        check_spellings(indexes[k], FIELD_TITLE, "qqqqqqqq", 2);
    }
}

static void walks_are_interrupted(void **state)
{
    atomic_bool stop = true;
    struct question q = question("harbour~");
    struct answer *a;

    (void)state;
    q.limits.interrupt = &stop;
    assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_INTERRUPTED);
    answer_free(a);
    q.limits = (struct match_limits){.seconds = 1e-9};
    assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_TIMEOUT);
    assert_string_equal(err.text, "cannot search the index: not done within 1e-09 seconds");
    answer_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_are_all_that_are_near),
        cmocka_unit_test(walks_are_interrupted),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}

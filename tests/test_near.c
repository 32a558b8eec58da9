/* Words near each other within one document: found, unless the pass ends meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/near.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { POSITIONS = 20000, APART = 10, WORDS = 100 };

/* Two words, of which the second is far after the first but at their last positions. */
struct far_words {
    uint32_t first[POSITIONS], second[POSITIONS];
    struct near_word words[2];
};

static struct far_words *far_words_new(void)
{
    struct far_words *f = must_zalloc(sizeof *f);

    for (uint32_t i = 0; i < POSITIONS; i++) {
        f->first[i] = i * APART;
        f->second[i] = i * APART + APART / 2;
    }
    f->second[POSITIONS - 1] = f->first[POSITIONS - 1] + 1;
    f->words[0] = (struct near_word){f->first, POSITIONS, 0};
    f->words[1] = (struct near_word){f->second, POSITIONS, 0};
    return f;
}

static bool is_near(struct list_pass *p, struct near_word *words, size_t n, int kind)
{
    if (kind == 0)
        return near_phrase(p, words, n);
    return kind == 1 ? near_ordered(p, words, n, 2) : near_any(p, words, n, 2);
}

static void words_are_near_at_the_last_place(void **state)
{
    struct far_words *f = far_words_new();

    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        struct list_pass p = {.steps = 0};

        assert_true(is_near(&p, f->words, 2, kind));
        assert_int_equal(p.stopped, DATELINE_OK);
    }
    free(f);
}

static void one_document_looks_at_the_clock(void **state)
{
    struct far_words *f = far_words_new();

    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        struct list_pass p = {.limits = {.until = 1e-9, .seconds = 1}};

        assert_false(is_near(&p, f->words, 2, kind));
        assert_int_equal(p.stopped, DATELINE_TIMEOUT);
    }
    free(f);
}

/* Each takes a position that none before it has. */
static void one_word_many_times_looks_at_the_clock(void **state)
{
    struct list_pass all = {.steps = 0}, late = {.limits = {.until = 1e-9, .seconds = 1}};
    struct near_word words[WORDS];
    uint32_t positions[WORDS];

    (void)state;
    for (uint32_t i = 0; i < WORDS; i++) {
        positions[i] = i;
        words[i] = (struct near_word){positions, WORDS, 0};
    }
    assert_true(near_any(&all, words, WORDS, WORDS));
    assert_false(near_any(&late, words, WORDS, WORDS));
    assert_int_equal(late.stopped, DATELINE_TIMEOUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_near_at_the_last_place),
        cmocka_unit_test(one_document_looks_at_the_clock),
        cmocka_unit_test(one_word_many_times_looks_at_the_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

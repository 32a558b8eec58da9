/* indexer/invert/term_sort.h against the C library's qsort. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/alloc.h"
#include "indexer/invert/term_sort.h"

enum { TERM_MAX = 245 };

struct terms {
    struct span *texts;
    size_t len, cap;
};

static int by_bytes(const void *a, const void *b)
{
    return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

static void add(struct terms *t, const void *data, size_t len)
{
    GROW(t->texts, t->len, t->cap);
    t->texts[t->len++] = (struct span){must_dup(data, len), len};
}

/* What a run has: every term once. In an order that is none. */
static void remove_repeated(struct terms *t)
{
    size_t len = 0;

    if (t->len)
        qsort(t->texts, t->len, sizeof *t->texts, by_bytes);
    for (size_t i = 0; i < t->len; i++) {
        if (len && span_eq(t->texts[len - 1], t->texts[i]))
            free((char *)t->texts[i].data);
        else
            t->texts[len++] = t->texts[i];
    }
    t->len = len;
    for (size_t i = 1; i < len; i++) {
        size_t k = (size_t)rand() % (i + 1);
        struct span swap = t->texts[i];

        t->texts[i] = t->texts[k];
        t->texts[k] = swap;
    }
}

static void assert_sorts(struct terms *t)
{
    struct ranked *order, *spare;

    remove_repeated(t);
    order = must_alloc((t->len + 1) * sizeof *order);
    spare = must_alloc((t->len + 1) * sizeof *spare);
    term_sort(t->texts, t->len, order, spare);
    for (size_t i = 1; i < t->len; i++)
        assert_true(span_cmp(t->texts[order[i - 1].term], t->texts[order[i].term]) < 0);
    for (size_t i = 0; i < t->len; i++)
        free((char *)t->texts[i].data);
    free(t->texts);
    free(order);
    free(spare);
}

/* N terms that begin with PREFIX and go on with up to MOST bytes of the first
 * VALUES there are. */
static void add_random(struct terms *t, size_t n, const char *prefix, size_t most, unsigned values)
{
    char text[TERM_MAX];
    size_t start = strlen(prefix);

    snprintf(text, sizeof text, "%s", prefix);
    for (size_t i = 0; i < n; i++) {
        size_t len = start + 1 + (size_t)rand() % most;

        for (size_t k = start; k < len; k++)
            text[k] = (char)((unsigned)rand() % values);
        add(t, text, len);
    }
}

static void test_no_terms_and_one(void **state)
{
    struct terms none = {0}, one = {0};

    (void)state;
    assert_sorts(&none);
    add(&one, "one", 3);
    assert_sorts(&one);
}

static void test_terms_of_all_bytes(void **state)
{
    struct terms t = {0};

    (void)state;
    add_random(&t, 50000, "", 12, 256);
    add_random(&t, 50000, "Z", 20, 3);
    add_random(&t, 500, "XSOURCE", 2, 256);
    assert_sorts(&t);
}

static void test_ids_that_begin_alike(void **state)
{
    struct terms t = {0};
    char text[TERM_MAX + 1];

    (void)state;
    for (int i = 0; i < 30000; i++) {
        int len = snprintf(text, sizeof text, "Qarchive/of/the/agency/%d/%d.txt", i % 40, i);

        add(&t, text, (size_t)len);
    }
    assert_sorts(&t);
}

/* Zeros at the end look like the end: only lengths tell them apart. */
static void test_terms_of_zeros(void **state)
{
    static const char zeros[TERM_MAX];
    struct terms t = {0};

    (void)state;
    for (size_t len = 1; len <= TERM_MAX; len++)
        add(&t, zeros, len);
    add_random(&t, 5000, "", TERM_MAX, 1);
    add_random(&t, 5000, "Z", TERM_MAX - 1, 2);
    assert_sorts(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_terms_and_one),
        cmocka_unit_test(test_terms_of_all_bytes),
        cmocka_unit_test(test_ids_that_begin_alike),
        cmocka_unit_test(test_terms_of_zeros),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

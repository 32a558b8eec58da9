/* Which texts are nearly the same: the labelled pairs of the fixtures, and the edges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/alike.h"

#include <cmocka.h>

/* Sketches the field after TEXT's tab, with its line ends, and moves TEXT there. */
static struct sketch sketch_field(char **text)
{
    struct sketch out;
    struct buf field = {0};

    *text = strchr(*text, '\t') + 1;
    for (const char *at = *text; *at && *at != '\t' && *at != '\n'; at++) {
        bool line_end = at[0] == '\\' && at[1] == 'n';

        buf_char(&field, line_end ? '\n' : *at);
        at += line_end;
    }
    sketch_text(buf_span(&field), &out);
    buf_free(&field);
    return out;
}

static void test_labelled_pairs(void **state)
{
    FILE *f = fopen(FIXTURES "/alike.tsv", "r");
    char *line = NULL;
    size_t cap = 0, pairs = 0, wrong = 0;

    (void)state;
    assert_non_null(f);
    while (getline(&line, &cap, f) > 0) {
        char *what = strchr(line, '\t'), *at = what ? what + 1 : NULL;
        struct sketch a, b;

        if (*line == '#' || !what)
            continue;
        a = sketch_field(&at);
        b = sketch_field(&at);
        pairs++;
        if (sketches_alike(&a, &b) != !strncmp(line, "same", 4) ||
            sketches_alike(&a, &b) != sketches_alike(&b, &a)) {
            wrong++;
            print_message("%.60s: %s\n", line, sketches_alike(&a, &b) ? "same" : "other");
        }
    }
    fclose(f);
    free(line);
    assert_true(pairs >= 18);
    assert_int_equal(wrong, 0);
}

/* N letters of no language, of which every EVERY is changed; 0: none. */
static struct sketch sketch_letters(size_t n, size_t every)
{
    char *text = malloc(n);
    uint32_t seed = 1;
    struct sketch out;

    assert_non_null(text);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525 + 1013904223;
        text[i] = (char)('a' + seed / 65536 % 26);
        if (every && i % every == every - 1)
            text[i] = '7';
    }
    sketch_text((struct span){text, n}, &out);
    free(text);
    return out;
}

static void test_lengths(void **state)
{
    struct sketch whole = sketch_letters(2 * ALIKE_BYTES, 0);
    struct sketch longer = sketch_letters(2 * ALIKE_BYTES + ALIKE_BYTES / 8, 0);
    struct sketch half = sketch_letters(ALIKE_BYTES, 0);
    struct sketch empty = sketch_letters(1, 0);

    (void)state;
    assert_true(sketches_alike(&whole, &longer)); /* the same beginning, and as long, nearly */
    assert_false(sketches_alike(&whole, &half));
    sketch_text((struct span){0}, &empty);
    assert_false(sketches_alike(&empty, &empty));
}

/* A letter changed in a thousand is little, in fifty much. */
static void test_changes(void **state)
{
    struct sketch whole = sketch_letters(3000, 0), few = sketch_letters(3000, 1000),
                  many = sketch_letters(3000, 50);

    (void)state;
    assert_true(sketches_alike(&whole, &few));
    assert_false(sketches_alike(&whole, &many));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labelled_pairs),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

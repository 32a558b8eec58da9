/* Names by their sounds: pairs of spellings of one name and of two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "text/fold.h"
#include "text/name_sounds.h"
#include "text/text.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { LEAST_PAIRS = 120, LEAST_PRECISION = 95, LEAST_RECALL = 90 };

/* WORD, lower-cased and folded, as sounds. */
static bool sounds_of(const char *word, struct name_sounds *out)
{
    struct tokens tokens = {0};
    struct buf folded = {0};
    struct span lower;
    bool read;

    tokenize(span_of(word), &tokens);
    assert_true(tokens.len > 0);
    lower = token_word(&tokens, 0);
    read = tokens.len == 1 &&
           name_sounds_read(fold_word(lower, &folded) ? buf_span(&folded) : lower, out);
    buf_free(&folded);
    tokens_free(&tokens);
    return read;
}

static unsigned distance_of(const char *a, const char *b)
{
    struct name_sounds x, y;

    return sounds_of(a, &x) && sounds_of(b, &y) ? name_distance(&x, &y) : NAME_FAR;
}

static void listed_pairs_are_told_apart(void **state)
{
    FILE *f = fopen(FIXTURES "/names.tsv", "r");
    char line[256], from[32], a[64], b[64], kind[8];
    unsigned same = 0, found = 0, wrong = 0, all = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        unsigned distance;

        if (*line == '#')
            continue;
        assert_int_equal(sscanf(line, "%31s %63s %63s %7s", from, a, b, kind), 4);
        distance = strcmp(a, b) != 0 ? distance_of(a, b) : 0;
        all++;
        same += !strcmp(kind, "same");
        if (distance == distance_of(b, a) && (distance < NAME_FAR) == !strcmp(kind, "same"))
            found += distance < NAME_FAR;
        else
            print_message("%s %s: %u, not %s\n", a, b, distance, kind);
        wrong += distance < NAME_FAR && strcmp(kind, "same") != 0;
    }
    fclose(f);
    print_message("%u pairs: precision %.3f, recall %.3f\n", all, found / (double)(found + wrong),
                  found / (double)same);
    assert_true(same >= LEAST_PAIRS);
    assert_true(found * 100 >= (found + wrong) * LEAST_PRECISION);
    assert_true(found * 100 >= same * LEAST_RECALL);
}

static void spellings_of_the_same_sounds_are_equal(void **state)
{
    static const char *const pairs[][2] = {
        {"Alexander", "Aleksander"}, /* x is two sounds */
        {"\u03A4\u03C3\u03B9\u03C0\u03C1\u03B1\u03C2", "Tsipras"},
        {"\u03C0\u03B1\u03C0\u03B1\u03BD\u03B4\u03C1\u03B5\u03BF\u03C5", "Papandreou"},
        {"Hajim", "Haim"}, /* j and i are one, also at the end */
        {"Andreji", "Andrei"},
        {"Anna", "Ana"},
    };
    struct name_sounds a = {0}, b = {0};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_true(sounds_of(pairs[i][0], &a) && sounds_of(pairs[i][1], &b));
        if (a.len != b.len || memcmp(a.list, b.list, a.len) != 0)
            fail_msg("%s and %s have other sounds", pairs[i][0], pairs[i][1]);
    }
    assert_true(sounds_of("Celan", &a) && sounds_of("Calan", &b));
    assert_int_equal(a.list[0], NAME_C);
    assert_int_equal(b.list[0], NAME_K);
}

static void other_scripts_have_no_sounds(void **state)
{
    struct name_sounds s;

    (void)state;
    assert_false(sounds_of("\xE7\xBF\x92", &s)); /* an ideograph */
    assert_false(sounds_of("\xED\x95\x9C", &s)); /* Hangul */
    assert_false(sounds_of("b2b", &s));
    assert_false(name_sounds_read(span_of(""), &s));
    assert_false(name_sounds_read(span_of("babebibobubabebibobubabebibobubabebibobu"), &s));
}

static void beginnings_fix_sounds(void **state)
{
    struct name_sounds s;

    (void)state;
    assert_true(name_sounds_read(span_of("stelsch"), &s));
    assert_int_equal(s.len, 5);
    assert_int_equal(s.fixed[0], 2); /* sch and sh begin with s, too */
    assert_int_equal(s.fixed[1], 3);
    assert_int_equal(s.fixed[3], 4);
    assert_int_equal(s.fixed[4], 0); /* schtsch */
    assert_false(name_sounds_read(span_of("ab4c"), &s));
    assert_int_equal(s.len, 3);
}

/* Words that begin with a beginning which is too far are all too far. */
static void no_name_is_passed_over(void **state)
{
    FILE *f = fopen(FIXTURES "/names.tsv", "r");
    char line[256], a[64], b[64];
    struct name_sounds all[1024], x;
    size_t n = 0, passed = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f) && n + 2 < sizeof all / sizeof *all) {
        if (*line == '#' || sscanf(line, "%*s %63s %63s", a, b) != 2)
            continue;
        n += sounds_of(a, &all[n]);
        n += sounds_of(b, &all[n]);
    }
    fclose(f);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            for (size_t m = 0; m < n; m++) {
                struct name_sought sought;
                size_t far;
                unsigned same = 0;

                if (k == m || (i + k + m) % 101)
                    continue;
                name_sought_begin(&sought, &all[i]);
                if (name_sought_distance(&sought, &all[k], &far) < NAME_FAR || !far)
                    continue;
                while (same < all[k].len && all[k].fixed[same] && all[k].fixed[same] <= far)
                    same++;
                x = all[m];
                if (x.abjad != all[k].abjad || x.len < same ||
                    memcmp(x.list, all[k].list, same) != 0)
                    continue;
                passed++;
                assert_int_equal(name_sought_distance(&sought, &x, &far), NAME_FAR);
            }
    assert_true(passed > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_pairs_are_told_apart),
        cmocka_unit_test(spellings_of_the_same_sounds_are_equal),
        cmocka_unit_test(other_scripts_have_no_sounds),
        cmocka_unit_test(beginnings_fix_sounds),
        cmocka_unit_test(no_name_is_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

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
    assert_true(name_sounds_read(span_of("\u0442\u0440\u043E"), &s));
    assert_int_equal(s.fixed[0], 4); /* the second letter may make a ts of it */
    assert_false(name_sounds_read(span_of("ab4c"), &s));
}

/* ---- A name and the words of a dictionary -------------------------------------------- */

enum { MOST_WORDS = 1024, WORD_ROOM = 64 };

struct listed_words {
    char list[MOST_WORDS][WORD_ROOM];
    size_t len;
};

static void add_listed_word(struct listed_words *out, const char *word)
{
    struct tokens tokens = {0};
    struct buf folded = {0};
    struct span lower;

    assert_true(out->len < MOST_WORDS);
    tokenize(span_of(word), &tokens);
    lower = token_word(&tokens, 0);
    if (tokens.len == 1 && lower.len < WORD_ROOM) {
        if (fold_word(lower, &folded))
            lower = buf_span(&folded);
        memcpy(out->list[out->len], lower.data, lower.len);
        out->list[out->len++][lower.len] = '\0';
    }
    buf_free(&folded);
    tokens_free(&tokens);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The names of the list, with some that no name is like, in byte order. */
static void list_words(struct listed_words *out)
{
    static const char *const others[] = {"ab4c",
                                         "zelen",
                                         "zelensky2",
                                         "gor",
                                         "gorba",
                                         "gorbach",
                                         "\u0627\u0644\u0641",
                                         "\u0627\u0644\u0642\u0630\u0627\u0641\u064A",
                                         "jelj",
                                         "jelji",
                                         "\u0442\u0441\u0430\u0440",
                                         "\u0442\u0440\u0430\u043C\u043F",
                                         "babebibobubabebibobubabebibobubabebibobu",
                                         "o'dunnell",
                                         "odunnell",
                                         "'"};
    FILE *f = fopen(FIXTURES "/names.tsv", "r");
    char line[256], a[64], b[64];

    out->len = 0;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (*line == '#' || sscanf(line, "%*s %63s %63s", a, b) != 2)
            continue;
        add_listed_word(out, a);
        add_listed_word(out, b);
    }
    fclose(f);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add_listed_word(out, others[i]);
    qsort(out->list, out->len, WORD_ROOM, by_bytes);
}

/* How far words are apart that are read whole. */
static unsigned whole_distance(const struct name_sounds *name, struct span word)
{
    struct name_sounds sounds;

    return name_sounds_read(word, &sounds) ? name_distance(name, &sounds) : NAME_FAR;
}

/* A walk in order, which reads no letters twice, finds what fresh readings of whole words find. */
static void words_in_order_are_as_far_as_alone(void **state)
{
    struct listed_words *words = malloc(sizeof *words);
    size_t near = 0;

    (void)state;
    assert_non_null(words);
    list_words(words);
    for (size_t i = 0; i < words->len; i++) {
        struct name_sounds name;
        struct name_sought sought;

        if (!name_sounds_read(span_of(words->list[i]), &name))
            continue;
        name_sought_begin(&sought, &name);
        for (size_t k = 0; k < words->len; k++) {
            size_t far;
            struct span word = span_of(words->list[k]);
            unsigned distance = name_sought_distance(&sought, word, &far);

            if (distance != whole_distance(&name, word))
                fail_msg("%s %s: %u, not %u", words->list[i], words->list[k], distance,
                         whole_distance(&name, word));
            near += distance < NAME_FAR;
        }
    }
    assert_true(near > words->len);
    free(words);
}

/* The words that are passed over, up to the beginning that a walk goes on with, are all too far. */
static void no_near_word_is_before_the_next(void **state)
{
    struct listed_words *words = malloc(sizeof *words);
    size_t passed = 0;

    (void)state;
    assert_non_null(words);
    list_words(words);
    for (size_t i = 0; i < words->len; i++) {
        struct name_sounds name;
        struct name_sought sought;
        size_t far;

        if (!name_sounds_read(span_of(words->list[i]), &name))
            continue;
        for (size_t k = 0; k < words->len; k++) {
            char next[WORD_ROOM] = "";

            name_sought_begin(&sought, &name);
            if (name_sought_distance(&sought, span_of(words->list[k]), &far) < NAME_FAR || !far ||
                !name_sought_next(&sought, far, next))
                continue;
            assert_true(strcmp(next, words->list[k]) > 0);
            for (size_t m = k + 1; m < words->len && strcmp(words->list[m], next) < 0; m++) {
                passed++;
                assert_int_equal(whole_distance(&name, span_of(words->list[m])), NAME_FAR);
            }
        }
    }
    assert_true(passed > 1000);
    free(words);
}

/* Words that begin with a beginning which is too far are all too far. */
static void no_name_is_passed_over(void **state)
{
    struct listed_words *words = malloc(sizeof *words);
    size_t passed = 0;

    (void)state;
    assert_non_null(words);
    list_words(words);
    for (size_t i = 0; i < words->len; i++)
        for (size_t k = 0; k < words->len; k++) {
            struct name_sounds name;
            struct name_sought sought;
            size_t far;

            if (!name_sounds_read(span_of(words->list[i]), &name))
                continue;
            name_sought_begin(&sought, &name);
            if (name_sought_distance(&sought, span_of(words->list[k]), &far) < NAME_FAR || !far)
                continue;
            for (size_t m = k + 1; m < words->len; m++) {
                struct span word = span_of(words->list[m]);

                if (word.len < far || memcmp(word.data, words->list[k], far) != 0)
                    break;
                passed++;
                assert_int_equal(whole_distance(&name, word), NAME_FAR);
            }
        }
    assert_true(passed > 100);
    free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_pairs_are_told_apart),
        cmocka_unit_test(spellings_of_the_same_sounds_are_equal),
        cmocka_unit_test(other_scripts_have_no_sounds),
        cmocka_unit_test(beginnings_fix_sounds),
        cmocka_unit_test(words_in_order_are_as_far_as_alone),
        cmocka_unit_test(no_name_is_passed_over),
        cmocka_unit_test(no_near_word_is_before_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

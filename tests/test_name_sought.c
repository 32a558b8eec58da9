/* A name compared with the words of a dictionary: the same distances as alone, and no near word is
 * passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/folded_name.h"
#include "text/name_sounds.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { MOST_WORDS = 1024, WORD_ROOM = 64, LINE_STEP = 7 };

struct listed_words {
    char list[MOST_WORDS][WORD_ROOM];
    size_t len;
};

static void add_listed_word(struct listed_words *out, const char *word)
{
    char folded[FOLDED_NAME];

    assert_true(out->len < MOST_WORDS);
    if (fold_name(word, folded) && strlen(folded) < WORD_ROOM)
        strcpy(out->list[out->len++], folded);
}

/* Adds names of some lines of PATH, at equal distances: all would take minutes. */
static void add_listed_words(struct listed_words *out, const char *path)
{
    FILE *f = fopen(path, "r");
    char line[256], a[64], b[64];

    assert_non_null(f);
    for (unsigned i = 0; fgets(line, sizeof line, f); i++) {
        if (i % LINE_STEP || sscanf(line, "%*s %63s %63s", a, b) != 2)
            continue;
        add_listed_word(out, a);
        add_listed_word(out, b);
    }
    fclose(f);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Names of the lists, with some that no name is like, in byte order. */
static void list_words(struct listed_words *out)
{
    static const char *const others[] = {"ab4c",
                                         "zelen",
                                         "abdulrahman",
                                         "abdurrahman",
                                         "abdussalam",
                                         "abdulkarim",
                                         "abdulsalam",
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
                                         "\u0E01\u0E32",
                                         "\u0927\u0930\u094D\u092E\u0E01",
                                         "semyon",
                                         "semen",
                                         "semi",
                                         "sudel",
                                         "sunder",
                                         "sunt",
                                         "guenon",
                                         "hilman",
                                         "hilmanfo",
                                         "hilmanh",
                                         "'"};

    out->len = 0;
    add_listed_words(out, FIXTURES "/names.tsv");
    add_listed_words(out, FIXTURES "/names-held.tsv");
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

/* Compares NAME with WORDS, and returns how many words its test was about. */
typedef size_t compare_name(const struct listed_words *words, const struct name_sounds *name);

/* Compares each listed name, and returns how many words the test was about. */
static size_t compare_listed_names(compare_name *compare)
{
    struct listed_words *words = malloc(sizeof *words);
    size_t n = 0;

    assert_non_null(words);
    list_words(words);
    for (size_t i = 0; i < words->len; i++) {
        struct name_sounds name;

        if (name_sounds_read(span_of(words->list[i]), &name))
            n += compare(words, &name);
    }
    free(words);
    return n;
}

/* Returns how many words NAME is near to, of which one is itself. */
static size_t compare_in_order(const struct listed_words *words, const struct name_sounds *name)
{
    struct name_sought sought;
    size_t near = 0;

    name_sought_begin(&sought, name);
    for (size_t k = 0; k < words->len; k++) {
        size_t far;
        struct span word = span_of(words->list[k]);
        unsigned distance = name_sought_distance(&sought, word, &far);

        if (distance != whole_distance(name, word))
            fail_msg("%s: %u, not %u", word.data, distance, whole_distance(name, word));
        near += distance < NAME_FAR;
    }
    return near;
}

/* A walk in order, which reads no letters twice, finds what fresh readings of whole words find. */
static void words_in_order_are_as_far_as_alone(void **state)
{
    (void)state;
    assert_true(compare_listed_names(compare_in_order) > MOST_WORDS);
}

/* How many bytes of WORD, read first, tell that it is far from NAME; 0: it is near, or none do. */
static size_t far_bytes(struct name_sought *sought, const struct name_sounds *name,
                        struct span word)
{
    size_t far;

    name_sought_begin(sought, name);
    return name_sought_distance(sought, word, &far) < NAME_FAR ? 0 : far;
}

static size_t compare_up_to_next(const struct listed_words *words, const struct name_sounds *name)
{
    size_t passed = 0;

    for (size_t k = 0; k < words->len; k++) {
        char next[WORD_ROOM] = "";
        struct name_sought sought;
        size_t far = far_bytes(&sought, name, span_of(words->list[k]));

        if (!far || !name_sought_next(&sought, far, next))
            continue;
        assert_true(strcmp(next, words->list[k]) > 0);
        for (size_t m = k + 1; m < words->len && strcmp(words->list[m], next) < 0; m++) {
            passed++;
            assert_int_equal(whole_distance(name, span_of(words->list[m])), NAME_FAR);
        }
    }
    return passed;
}

/* The words that are passed over, up to the beginning that a walk goes on with, are all too far. */
static void no_near_word_is_before_the_next(void **state)
{
    (void)state;
    assert_true(compare_listed_names(compare_up_to_next) > 1000);
}

static size_t compare_far_beginnings(const struct listed_words *words,
                                     const struct name_sounds *name)
{
    size_t passed = 0;

    for (size_t k = 0; k < words->len; k++) {
        struct name_sought sought;
        size_t far = far_bytes(&sought, name, span_of(words->list[k]));

        for (size_t m = k + 1; far && m < words->len; m++) {
            struct span word = span_of(words->list[m]);

            if (word.len < far || memcmp(word.data, words->list[k], far) != 0)
                break;
            passed++;
            assert_int_equal(whole_distance(name, word), NAME_FAR);
        }
    }
    return passed;
}

/* Words that begin with a beginning which is too far are all too far. */
static void no_name_is_passed_over(void **state)
{
    (void)state;
    assert_true(compare_listed_names(compare_far_beginnings) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_order_are_as_far_as_alone),
        cmocka_unit_test(no_name_is_passed_over),
        cmocka_unit_test(no_near_word_is_before_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

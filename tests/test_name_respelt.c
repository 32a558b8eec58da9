/* Chinese and Korean names in several romanisations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "text/name_respelt.h"
#include "text/name_sounds.h"

#include <cmocka.h> /* last: its fail() is a macro */

static void syllables_are_spelt_in_other_systems(void **state)
{
    static const char *const same[][2] = {
        {"zhou", "chou"},           {"zhou", "chow"},           {"zedong", "tsetung"},
        {"xiaoping", "hsiaop'ing"}, {"beijing", "peking"},      {"guangdong", "kwangtung"},
        {"qing", "ching"},          {"jing", "ching"},          {"seoul", "soul"},
        {"daejeon", "taejon"},      {"gyeonggi", "kyonggi"},    {"park", "pak"},
        {"tsuchiya", "tutiya"},     {"junichiro", "zyunitiro"}, {"fuji", "huzi"},
        {"ryotaro", "ryoutarou"},   {"otani", "ootani"},
    };
    static const char *const other[][2] = {
        {"zhou", "zhou"}, {"zhang", "zheng"}, {"jiang", "qiang"},  {"dina", "tina"},
        {"", "chou"},     {"zhou", ""},       {"jeong", "jang"},   {"oh", "o"},
        {"moon", "mon"},  {"hideo", "fideo"}, {"fumin", "humina"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!name_respelt(span_of(same[i][0]), span_of(same[i][1])) ||
            !name_respelt(span_of(same[i][1]), span_of(same[i][0])))
            fail_msg("%s %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (name_respelt(span_of(other[i][0]), span_of(other[i][1])) ||
            name_respelt(span_of(other[i][1]), span_of(other[i][0])))
            fail_msg("%s %s", other[i][0], other[i][1]);
}

/* All spellings of a word are respelt ones, and none is listed twice. */
static void respellings_are_respelt(void **state)
{
    static const char *const words[] = {"zhou",     "chiang", "hsiaoping",
                                        "jeongeun", "taejon", "choe"};
    static const unsigned least[] = {2, 2, 1, 8, 2, 1};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct name_respellings all;

        name_respellings(span_of(words[i]), &all);
        assert_true(all.len >= least[i]);
        for (unsigned k = 0; k < all.len; k++) {
            struct span spelling = {all.list[k].letters, all.list[k].len};

            assert_true(name_respelt(span_of(words[i]), spelling));
            for (unsigned m = 0; m < k; m++)
                assert_false(
                    span_eq(spelling, (struct span){all.list[m].letters, all.list[m].len}));
        }
    }
}

/* Words that are spelt in a great many ways, or are no name, take a bounded time. */
static void respellings_are_bounded(void **state)
{
    struct name_respellings all;

    (void)state;
    name_respellings(span_of("nananananananananananana"), &all);
    assert_true(all.len <= NAME_RESPELT_MAX);
    name_respellings(span_of("daejeondaejeondaejeondae"), &all);
    assert_true(all.len > 1 && all.len <= NAME_RESPELT_MAX);
    name_respellings(span_of("daejeondaejeondaejeondaejeon"), &all);
    assert_int_equal(all.len, 0);
    name_respellings(span_of("volodymyr"), &all);
    assert_int_equal(all.len, 0);
    name_respellings(span_of(""), &all);
    assert_int_equal(all.len, 0);
}

static bool has_split(const struct name_respellings *all, const char *first, const char *second)
{
    for (unsigned i = 0; i < all->len; i++) {
        struct span word = {all->list[i].letters, all->list[i].len};

        assert_true(all->list[i].second > 0 && all->list[i].second < word.len);
        if (span_eq((struct span){word.data, all->list[i].second}, span_of(first)) &&
            span_eq(span_from(word, all->list[i].second), span_of(second)))
            return true;
    }
    return false;
}

static void words_of_two_syllables_are_split(void **state)
{
    char marked[NAME_RESPELT_ROOM + 1];
    struct name_respellings all;

    (void)state;
    name_splits(span_of("zedong"), &all);
    assert_true(has_split(&all, "tse", "tung") && has_split(&all, "ze", "dong"));
    name_splits(span_of("tsetung"), &all);
    assert_true(has_split(&all, "tse", "tung") && has_split(&all, "ze", "dong"));
    name_splits(span_of("jongun"), &all);
    assert_true(has_split(&all, "jong", "un") && has_split(&all, "jon", "gun"));
    name_splits(span_of("zhou"), &all);
    assert_int_equal(all.len, 0);
    name_splits(span_of("robert"), &all);
    assert_int_equal(all.len, 0);
    assert_true(name_is_syllables(span_of("tsetung")) && name_is_syllables(span_of("myungbak")));
    assert_false(name_is_syllables(span_of("jeanluc")) || name_is_syllables(span_of("marylou")));
    assert_int_equal(name_with_apostrophe(span_of("chien"), marked), 6);
    assert_memory_equal(marked, "ch'ien", 6);
    assert_int_equal(name_with_apostrophe(span_of("ping"), marked), 5);
    assert_memory_equal(marked, "p'ing", 5);
    assert_int_equal(name_with_apostrophe(span_of("lan"), marked), 0);
}

static unsigned distance_of(const char *a, const char *b)
{
    return name_words_distance(span_of(a), span_of(b));
}

static void pinyin_tells_names_apart(void **state)
{
    (void)state;
    assert_true(name_spelt_apart(span_of("zhang"), span_of("zheng")));
    assert_true(name_spelt_apart(span_of("xiaoping"), span_of("xiaobing")));
    assert_false(name_spelt_apart(span_of("zhang"), span_of("zhang")));
    assert_false(name_spelt_apart(span_of("leila"), span_of("laila")));
    assert_false(name_spelt_apart(span_of("zhang"), span_of("chang")));
    assert_int_equal(distance_of("zhang", "zheng"), NAME_FAR);
    assert_int_equal(distance_of("xiaoping", "xiaobing"), NAME_FAR); /* alike in sound */
    assert_int_equal(distance_of("lipeng", "liping"), NAME_FAR);
    assert_int_equal(distance_of("zhang", "chang"), NAME_RESPELT);
    assert_int_equal(distance_of("zhang", "zhang"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_are_spelt_in_other_systems),
        cmocka_unit_test(respellings_are_respelt),
        cmocka_unit_test(respellings_are_bounded),
        cmocka_unit_test(words_of_two_syllables_are_split),
        cmocka_unit_test(pinyin_tells_names_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

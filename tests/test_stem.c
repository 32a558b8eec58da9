/* Stems, and languages by all their names. */
#include "text/stem.h"

#include <libstemmer.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct stemmer *open_language(const char *name)
{
    struct stemmer *s = NULL;
    dateline_error err;

    if (stemmer_open(name, &s, &err))
        print_error("%s\n", err.text);
    assert_non_null(s);
    return s;
}

static void check_stem(struct stemmer *s, const char *word, const char *stem)
{
    struct span got = stemmer_stem(s, span_of(word));

    if (!span_eq(got, span_of(stem)))
        print_error("%s: %.*s, not %s\n", word, (int)got.len, got.data, stem);
    assert_true(span_eq(got, span_of(stem)));
}

static void words_have_their_languages_stems(void **state)
{
    static const struct {
        const char *language, *word, *stem;
    } examples[] = {
        {"english", "sailing", "sail"},        {"english", "ships", "ship"},
        {"english", "ship's", "ship"},         {"german", "häuser", "haus"},
        {"spanish", "elecciones", "eleccion"}, {"french", "présidents", "président"},
        {"russian", "новости", "новост"},      {"turkish", "haberleri", "haber"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct stemmer *s = open_language(examples[i].language);

        check_stem(s, examples[i].word, examples[i].stem);
        check_stem(s, examples[i].word, examples[i].stem);
        stemmer_close(s);
    }
}

static void none_has_no_stems(void **state)
{
    struct stemmer *s = open_language("none");

    (void)state;
    assert_string_equal(stemmer_language(s), "none");
    assert_int_equal(stemmer_stem(s, span_of("ships")).len, 0);
    stemmer_close(s);
}

static void check_language(const char *name, const char *canonical)
{
    struct stemmer *s = open_language(name);

    assert_string_equal(stemmer_language(s), canonical);
    stemmer_close(s);
}

static void a_language_has_one_name(void **state)
{
    (void)state;
    check_language("en", "english");
    check_language("eng", "english");
    check_language("english", "english");
    check_language("de", "german");
    check_language("ger", "german");
    check_language("deu", "german");
    check_language("esl", "spanish");
    for (const char **known = sb_stemmer_list(); *known; known++)
        check_language(*known, *known);
}

/* Whether libstemmer's algorithm of that name is ours of another. */
static bool same_stems(const char *code, struct stemmer *s)
{
    static const char *const words[] = {"sailing",  "nationales", "häuser",
                                        "libertés", "regeringen", "ações",
                                        "новости",  "haberleri",  "ειδήσεις"};
    struct sb_stemmer *theirs = sb_stemmer_new(code, NULL);
    bool same = true;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const sb_symbol *stem =
            sb_stemmer_stem(theirs, (const sb_symbol *)words[i], (int)strlen(words[i]));
        struct span want = {(const char *)stem, (size_t)sb_stemmer_length(theirs)};

        same = same && span_eq(want, stemmer_stem(s, span_of(words[i])));
    }
    sb_stemmer_delete(theirs);
    return same;
}

/* Whatever code of two or three letters libstemmer takes, we take for the
 * same algorithm, and no other. */
static void codes_are_those_of_libstemmer(void **state)
{
    size_t found = 0;

    (void)state;
    for (int i = 0; i < 26 * 26 * 27; i++) {
        char code[4] = {(char)('a' + i % 26), (char)('a' + i / 26 % 26),
                        i / 676 ? (char)('a' + i / 676 - 1) : '\0'};
        struct sb_stemmer *theirs = sb_stemmer_new(code, NULL);
        struct stemmer *ours = NULL;

        assert_int_equal(stemmer_open(code, &ours, NULL),
                         theirs ? DATELINE_OK : DATELINE_BAD_OPTION);
        if (theirs)
            assert_true(same_stems(code, ours));
        found += theirs != NULL;
        sb_stemmer_delete(theirs);
        stemmer_close(ours);
    }
    assert_true(found > 60);
}

static void an_unknown_language_is_an_error_that_lists_the_others(void **state)
{
    struct stemmer *s = NULL;
    dateline_error err;

    (void)state;
    assert_int_equal(stemmer_open("klingon", &s, &err), DATELINE_BAD_OPTION);
    assert_null(s);
    assert_non_null(strstr(err.text, "\"klingon\""));
    assert_non_null(strstr(err.text, " none"));
    for (const char **known = sb_stemmer_list(); *known; known++)
        assert_non_null(strstr(err.text, *known));
    assert_int_equal(stemmer_open("", &s, NULL), DATELINE_BAD_OPTION);
}

/* Each as libstemmer has it, again and again. */
static void words_have_the_same_stem_again(void **state)
{
    struct stemmer *s = open_language("english");
    struct sb_stemmer *theirs = sb_stemmer_new("english", NULL);

    (void)state;
    for (unsigned i = 0; i < 200000; i++) {
        char word[32];
        const sb_symbol *stem;

        snprintf(word, sizeof word, "%xing", i % 7 ? i : i % 1000);
        stem = sb_stemmer_stem(theirs, (const sb_symbol *)word, (int)strlen(word));
        check_stem(s, word, (const char *)stem);
    }
    sb_stemmer_delete(theirs);
    stemmer_close(s);
}

static void long_words_have_stems_too(void **state)
{
    struct stemmer *s = open_language("english");
    struct buf word = {0};

    (void)state;
    for (int i = 0; i < 100; i++)
        buf_str(&word, "ab");
    buf_str(&word, "ing");
    assert_int_equal(stemmer_stem(s, buf_span(&word)).len, 200);
    assert_int_equal(stemmer_stem(s, (struct span){0}).len, 0);
    buf_free(&word);
    stemmer_close(s);
}

/* What snippets rely on: every start of two letters, before endings that have rules. */
static void starts_stay_in_english(void **state)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static const char *const ends[] = {"",     "s",    "ed",  "ing",   "ies",     "ied",  "sses",
                                       "ly",   "ness", "ful", "ation", "ization", "y",    "yying",
                                       "kies", "'s",   "eed", "ingly", "ment",    "enci", "lessli"};
    struct stemmer *s = open_language("en"), *german = open_language("de");
    char word[32];

    (void)state;
    assert_true(stemmer_keeps_start(s));
    assert_false(stemmer_keeps_start(german));
    for (size_t a = 0; letters[a]; a++)
        for (size_t b = 0; b <= sizeof letters - 1; b++)
            for (size_t e = 0; e < sizeof ends / sizeof *ends; e++) {
                struct span stem;

                snprintf(word, sizeof word, "%c%.*s%s", letters[a], letters[b] ? 1 : 0, &letters[b],
                         ends[e]);
                stem = stemmer_stem(s, span_of(word));
                if (stem.len && *stem.data != *word)
                    fail_msg("%s: %.*s", word, (int)stem.len, stem.data);
            }
    stemmer_close(s);
    stemmer_close(german);
}

static void a_fingerprint_is_of_a_languages_stems(void **state)
{
    uint64_t english = stemmer_fingerprint_of("english");

    (void)state;
    assert_int_equal(stemmer_fingerprint_of("en"), english);
    assert_int_equal(stemmer_fingerprint_of("klingon"), 0);
    assert_int_not_equal(stemmer_fingerprint_of("none"), 0);
    for (const char **known = sb_stemmer_list(); *known; known++) {
        struct stemmer *s = open_language(*known);

        assert_int_equal(stemmer_fingerprint(s), stemmer_fingerprint_of(*known));
        if (strcmp(*known, "english") != 0)
            assert_int_not_equal(stemmer_fingerprint(s), english);
        stemmer_close(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_their_languages_stems),
        cmocka_unit_test(none_has_no_stems),
        cmocka_unit_test(a_language_has_one_name),
        cmocka_unit_test(codes_are_those_of_libstemmer),
        cmocka_unit_test(an_unknown_language_is_an_error_that_lists_the_others),
        cmocka_unit_test(words_have_the_same_stem_again),
        cmocka_unit_test(long_words_have_stems_too),
        cmocka_unit_test(starts_stay_in_english),
        cmocka_unit_test(a_fingerprint_is_of_a_languages_stems),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Stop words: in each language those of its grammar, as folding leaves them. */
#include "text/stop_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/fold.h"
#include "text/stem.h"
#include "text/text.h"

#include <cmocka.h> /* last: its fail() is a macro */

static const char *const languages[] = {
    "danish",  "dutch",     "english",    "finnish", "french",  "german", "hungarian",
    "italian", "norwegian", "portuguese", "russian", "spanish", "swedish"};

enum { N_LANGUAGES = sizeof languages / sizeof *languages };

static void each_language_has_its_own(void **state)
{
    static const struct {
        const char *language, *stop, *content;
    } examples[] = {
        {"english", "the", "harbour"},    {"english", "of", "off-shore"},
        {"english", "don't", "don"},      {"english", "yourselves", "self"},
        {"porter", "the", "harbour"},     {"german", "fur", "hafen"},
        {"german", "wahrend", "the"},     {"french", "etes", "ville"},
        {"spanish", "tambien", "ciudad"}, {"russian", "еще", "жизнь"},
        {"swedish", "och", "hamn"},       {"danish", "pa", "havn"},
        {"norwegian", "ikke", "havn"},    {"dutch", "niet", "haven"},
        {"finnish", "etta", "satama"},    {"hungarian", "hogy", "kikoto"},
        {"italian", "perche", "porto"},   {"portuguese", "nao", "porto"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        assert_true(stop_word(examples[i].language, span_of(examples[i].stop)));
        assert_false(stop_word(examples[i].language, span_of(examples[i].content)));
    }
}

static void parts_of_words_are_none(void **state)
{
    static const char *const parts[] = {"", " ", "th", "he the", "ourselve", "urselves"};

    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_false(stop_word("english", span_of(parts[i])));
}

static void other_languages_have_none(void **state)
{
    (void)state;
    assert_false(stop_word("none", span_of("the")));
    assert_false(stop_word("turkish", span_of("the")));
    assert_null(stop_words("none"));
}

/* Each word is what a query of it looks for, and stands once, in order. */
static void check_list(const char *words)
{
    struct tokens found = {0};
    struct buf folded = {0};
    struct span before = {NULL, 0};

    assert_true(words[0] == ' ' && words[strlen(words) - 1] == ' ');
    tokenize(span_of(words), &found);
    assert_true(found.len > 90);
    for (size_t i = 0; i < found.len; i++) {
        struct span word = token_word(&found, i);

        if (fold_word(word, &folded))
            fail_msg("%.*s folds", (int)word.len, word.data);
        if (before.len && span_cmp(before, word) >= 0)
            fail_msg("%.*s is out of order", (int)word.len, word.data);
        before = word;
    }
    tokens_free(&found);
    buf_free(&folded);
}

static size_t count_blanks(const char *words)
{
    size_t n = 0;

    for (; *words; words++)
        n += *words == ' ';
    return n;
}

static void words_are_as_folding_leaves_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_LANGUAGES; i++) {
        struct tokens found = {0};

        assert_non_null(stop_words(languages[i]));
        check_list(stop_words(languages[i]));
        tokenize(span_of(stop_words(languages[i])), &found);
        assert_int_equal(found.len, count_blanks(stop_words(languages[i])) - 1);
        tokens_free(&found);
    }
    assert_int_equal(count_blanks(stop_words("english")), 174 + 1);
}

static void languages_are_the_stemmers(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_LANGUAGES; i++) {
        struct stemmer *s;

        assert_int_equal(stemmer_open(languages[i], &s, NULL), DATELINE_OK);
        assert_string_equal(stemmer_language(s), languages[i]);
        stemmer_close(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_language_has_its_own),
        cmocka_unit_test(parts_of_words_are_none),
        cmocka_unit_test(other_languages_have_none),
        cmocka_unit_test(words_are_as_folding_leaves_them),
        cmocka_unit_test(languages_are_the_stemmers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

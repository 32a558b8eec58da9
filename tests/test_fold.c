/* Folding: what people type for what is written. */
#include "core/utf8.h"
#include "text/fold.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct pair {
    const char *word, *folded; /* NULL: it is its own folded form */
};

static void check(const struct pair *pairs, size_t n)
{
    struct buf got = {0};

    for (size_t i = 0; i < n; i++) {
        bool folds = fold_word(span_of(pairs[i].word), &got);

        if (folds != !!pairs[i].folded ||
            (folds && !span_eq(buf_span(&got), span_of(pairs[i].folded)))) {
            print_error("%s folds to \"%s\", not \"%s\"\n", pairs[i].word, folds ? got.data : "",
                        pairs[i].folded ? pairs[i].folded : "");
            fail();
        }
        assert_true(folds || !got.len);
    }
    buf_free(&got);
}

#define CHECK(...)                                        \
    do {                                                  \
        static const struct pair pairs[] = {__VA_ARGS__}; \
        check(pairs, sizeof pairs / sizeof *pairs);       \
    } while (0)

static void accents_are_dropped_from_latin_and_greek(void **state)
{
    (void)state;
    CHECK({"erdoğan", "erdogan"}, {"são", "sao"}, {"zürich", "zurich"}, {"phở", "pho"},
          {"ελλάδα", "ελλαδα"}, {"ᾧ", "ω"}, {"e\u0301te\u0301", "ete"}, {"x\u0302\u0323", "x"},
          {"ɛ\u0301", "ɛ"}, {"i\u0307", "i"}, {"x\uFE0F", "x"}, {"plain", NULL}, {"don't", NULL},
          {"ɛ", NULL}, {"ελλαδα", NULL});
}

static void elsewhere_marks_are_letters(void **state)
{
    (void)state;
    CHECK({"й", NULL}, {"ї", NULL}, {"が", NULL}, {"ไทย", NULL}, {"กำ", "ก\u0E4D\u0E32"},
          {"हिन्दी", NULL}, {"한국", NULL}, {"1\uFE0F\u20E3", NULL});
}

static void both_spellings_of_a_character_are_one(void **state)
{
    (void)state;
    CHECK({"и\u0306", "й"}, {"か\u3099", "が"}, {"\u1112\u1161\u11AB", "한"}, {"ї", NULL},
          {"і\u0308", "ї"});
}

static void russian_io_is_ie(void **state)
{
    (void)state;
    CHECK({"ёлка", "елка"}, {"е\u0308лка", "елка"}, {"елка", NULL}, {"ѐ", NULL}, {"э\u0308", "ӭ"});
}

static void widths_ligatures_and_styles_are_undone(void **state)
{
    (void)state;
    CHECK({"ﬁnance", "finance"}, {"ａｂｃ１", "abc1"}, {"ｶﾞ", "ガ"}, {"ⅷ", "viii"}, {"x²", "x2"},
          {"ℕ", "n"}, {"𝐀𝐛", "ab"}, {"ſ", "s"}, {"µ", "μ"}, {"ĳ", "ij"}, {"ﷲ", "الله"});
}

static void letters_that_do_not_decompose_are_in_a_table(void **state)
{
    (void)state;
    CHECK({"øl", "ol"}, {"łódź", "lodz"}, {"đorđe", "dorde"}, {"ðþ", "dth"}, {"straße", "strasse"},
          {"æon", "aeon"}, {"œuvre", "oeuvre"}, {"ısı", "isi"}, {"ǿ", "o"}, {"ǽ", "ae"});
}

static void final_sigma_is_sigma(void **state)
{
    struct tokens small = {0}, capital = {0};
    struct buf folded = {0};

    (void)state;
    CHECK({"οδος", "οδοσ"}, {"οδοσ", NULL});
    tokenize(span_of("οδος"), &small);
    tokenize(span_of("ΟΔΟΣ"), &capital);
    assert_true(fold_word(token_word(&small, 0), &folded));
    assert_true(span_eq(buf_span(&folded), token_word(&capital, 0)));
    tokens_free(&small);
    tokens_free(&capital);
    buf_free(&folded);
}

static void infixes_and_suffixes_stay(void **state)
{
    (void)state;
    CHECK({"l'été", "l'ete"}, {"é&é", "e&e"}, {"é++", "e++"}, {"１,５", "1,5"}, {"1\uFE102", "1,2"},
          {"paraŀlel", "paral·lel"}, {"1⁄2", NULL}, {"½", "1⁄2"});
}

static void what_is_no_word_character_is_dropped(void **state)
{
    (void)state;
    CHECK({"⑴", "1"}, {"a⒈", "a1"}, {"\uFE70", "\u064B"}, {"α\u037A", "α"});
}

static void bytes_that_are_not_utf8_do_not_fold(void **state)
{
    struct buf out = {0};

    (void)state;
    assert_false(fold_word(span_of("caf\xE9"), &out));
    assert_false(fold_word((struct span){0}, &out));
    buf_free(&out);
}

/* Or it would take hours. */
static void endless_marks_do_not_fold(void **state)
{
    struct buf word = {0}, out = {0};

    (void)state;
    buf_str(&word, "й");
    for (int i = 0; i < 500000; i++)
        buf_str(&word, i % 2 ? "\u0301" : "\u0323");
    assert_false(fold_word(buf_span(&word), &out));
    word.len = 200;
    assert_true(fold_word(buf_span(&word), &out));
    buf_free(&word);
    buf_free(&out);
}

/* Folded forms fold no further, and are one word each to the tokeniser. */
static void check_folded(struct span word)
{
    struct buf once = {0}, twice = {0};
    struct tokens t = {0};

    if (fold_word(word, &once)) {
        tokenize(buf_span(&once), &t);
        if (fold_word(buf_span(&once), &twice) || t.len != 1 ||
            !span_eq(token_word(&t, 0), buf_span(&once))) {
            print_error("%.*s folds to %s, that to %s, of %zu words\n", (int)word.len, word.data,
                        once.data, twice.len ? twice.data : "itself", t.len);
            fail();
        }
    }
    buf_free(&once);
    buf_free(&twice);
    tokens_free(&t);
}

static void check_words(struct span text)
{
    struct tokens t = {0};

    tokenize(text, &t);
    for (size_t i = 0; i < t.len; i++)
        check_folded(token_word(&t, i));
    tokens_free(&t);
}

static void folding_every_character_twice_changes_nothing_more(void **state)
{
    char text[8] = "x";

    (void)state;
    for (uint32_t c = 0x80; c < 0x110000; c++) {
        size_t len;

        if (!text_is_word(c))
            continue;
        len = utf8_put(text + 1, c);
        check_words((struct span){text + 1, len});
        check_words((struct span){text, len + 1});
    }
}

static void folding_any_word_twice_changes_nothing_more(void **state)
{
    static const uint32_t first[] = {0x80, 0x300, 0x370, 0x5D0, 0x900, 0x1E00, 0x3000, 0xFE20};
    uint64_t seed = 2463534242U;
    struct buf text = {0};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        buf_clear(&text);
        for (int k = 0; k < 12; k++) {
            char bytes[4];
            uint32_t c;

            seed = seed * 6364136223846793005U + 1442695040888963407U;
            c = first[seed >> 61] + (uint32_t)(seed >> 40) % (k % 3 ? 0x80 : 0x300);
            if (k % 4 == 3)
                c = (uint32_t)(seed >> 33) % 0x2FA20;
            buf_add(&text, bytes, utf8_put(bytes, c));
        }
        check_words(buf_span(&text));
    }
    buf_free(&text);
}

static void points_are_dropped_from_hebrew_and_arabic(void **state)
{
    (void)state;
    CHECK({"שָׁלוֹם", "שלום"}, {"\uFB2Aלום", "שלום"}, {"مُحَمَّد", "محمد"}, {"مـحـمد", "محمد"},
          {"أحمد", NULL}, {"آخر", NULL}, {"צה\u05F4ל", NULL});
}

static void letters_that_are_apostrophes_are_one(void **state)
{
    (void)state;
    CHECK({"прем\u02BCєр", "прем'єр"}, {"hawai\u02BBi", "hawai'i"}, {"\u02BBabc", NULL},
          {"1\u02BC2", NULL});
}

static void assert_bare(const char *language, const char *word, const char *want)
{
    struct span bare = fold_elision(language, span_of(word));

    if (!span_eq(bare, span_of(want)))
        fail_msg("%s: \"%s\" becomes \"%.*s\"", language, word, (int)bare.len, bare.data);
}

static void elisions_are_left_out_by_language(void **state)
{
    (void)state;
    assert_bare("french", "l'ukraine", "ukraine");
    assert_bare("french", "qu'aujourd'hui", "aujourd'hui");
    assert_bare("french", "qu'l'on", "on");
    assert_bare("french", "l'", "l'");
    assert_bare("italian", "dell'italia", "italia");
    assert_bare("italian", "all'estero", "estero");
    assert_bare("catalan", "l'illa", "illa");
    assert_bare("turkish", "istanbul'da", "istanbul");
    assert_bare("turkish", "k'da", "k'da");
    assert_bare("english", "l'ukraine", "l'ukraine");
    assert_bare("none", "o'brien", "o'brien");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accents_are_dropped_from_latin_and_greek),
        cmocka_unit_test(elsewhere_marks_are_letters),
        cmocka_unit_test(both_spellings_of_a_character_are_one),
        cmocka_unit_test(russian_io_is_ie),
        cmocka_unit_test(widths_ligatures_and_styles_are_undone),
        cmocka_unit_test(letters_that_do_not_decompose_are_in_a_table),
        cmocka_unit_test(final_sigma_is_sigma),
        cmocka_unit_test(infixes_and_suffixes_stay),
        cmocka_unit_test(what_is_no_word_character_is_dropped),
        cmocka_unit_test(bytes_that_are_not_utf8_do_not_fold),
        cmocka_unit_test(endless_marks_do_not_fold),
        cmocka_unit_test(folding_every_character_twice_changes_nothing_more),
        cmocka_unit_test(folding_any_word_twice_changes_nothing_more),
        cmocka_unit_test(points_are_dropped_from_hebrew_and_arabic),
        cmocka_unit_test(letters_that_are_apostrophes_are_one),
        cmocka_unit_test(elisions_are_left_out_by_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

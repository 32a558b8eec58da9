/* The tokeniser against what Xapian's TermGenerator is known to make of texts:
 * by our own examples and, where it is there, by a larger file of such. */
#include "core/schema.h"
#include "tests/text_listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct listing_options defaults = {.wdf = 1, .max_len = SCHEMA_WORD_MAX};

struct example {
    const char *text, *terms;
};

static void check(const struct example *examples, size_t n)
{
    struct stemmer *english;
    struct buf got = {0};
    size_t wrong = 0;

    assert_int_equal(stemmer_open("english", &english, NULL), DATELINE_OK);
    for (size_t i = 0; i < n; i++) {
        listing_write(&got, span_of(examples[i].text), &defaults, english);
        if (!span_eq(buf_span(&got), span_of(examples[i].terms))) {
            print_error("\"%s\"\n  gives %s\n  not   %s\n", examples[i].text, got.data,
                        examples[i].terms);
            wrong++;
        }
    }
    buf_free(&got);
    stemmer_close(english);
    assert_int_equal(wrong, 0);
}

#define CHECK(...)                                              \
    do {                                                        \
        static const struct example examples[] = {__VA_ARGS__}; \
        check(examples, sizeof examples / sizeof *examples);    \
    } while (0)

static void words_are_runs_of_word_characters_in_lower_case(void **state)
{
    (void)state;
    CHECK({"", ""}, {" \t\n--", ""}, {"Ships SAIL", "ships/1 sail/2 Zsail~1 Zship~1"},
          {"sail_9 _x", "sail_9/1 _x/2 Zsail_9~1"},
          {"sea/land;air", "sea/1 land/2 air/3 Zair~1 Zland~1 Zsea~1"}, {"ΣΑΣ", "σασ/1 Zσασ~1"},
          {"İzmir", "izmir/1 Zizmir~1"}, {"Жук", "жук/1 Zжук~1"}, {"ÅRØ", "årø/1 Zårø~1"},
          {"Ⓐb", "b/1 Zb~1"}, {"\xE1\x8F\xA8", "\xEA\xAE\xB8/1 Z\xEA\xAE\xB8~1"});
}

static void digits_keep_what_groups_them(void **state)
{
    (void)state;
    CHECK({"1,250.75", "1,250.75/1"}, {"24.12.1999", "24.12.1999/1"}, {"7;8", "7;8/1"},
          {"4.x", "4/1 x/2 Zx~1"}, {"x.4", "x/1 4/2 Zx~1"}, {"4..5", "4/1 5/2"}, {"6.", "6/1"},
          {"6'7", "6/1 7/2"}, {"6&7", "6/1 7/2"}, {"12:30", "12/1 30/2"}, {"٣.٤", "٣.٤/1"},
          {"1⁄2", "1⁄2/1"}, {"²,³", "²/1 ³/2"}, {"v2.5c", "v2.5c/1 Zv2.5c~1"});
}

static void letters_keep_apostrophes_and_ampersands(void **state)
{
    (void)state;
    CHECK({"wasn't", "wasn't/1 Zwasn't~1"}, {"wasn’t wasn‛t", "wasn't/1 wasn't/2 Zwasn't~2"},
          {"r&d", "r&d/1 Zr&d~1"}, {"ship's", "ship's/1 Zship~1"},
          {"col·lega", "col·lega/1 Zcol·lega~1"}, {"3'b", "3'b/1"}, {"x''y", "x/1 y/2 Zx~1 Zy~1"},
          {"x'", "x/1 Zx~1"}, {"'x", "x/1 Zx~1"}, {"a'b'c", "a'b'c/1 Za'b'c~1"},
          {"x`y", "x/1 y/2 Zx~1 Zy~1"});
}

static void invisible_characters_join(void **state)
{
    (void)state;
    CHECK({"sea\u200Bside", "seaside/1 Zseasid~1"}, {"sea\u2060side", "seaside/1 Zseasid~1"},
          {"\uFEFFsea", "sea/1 Zsea~1"}, {"8\u200D9", "89/1"},
          {"sea\u200B\u200Bside", "sea/1 side/2 Zsea~1 Zside~1"},
          {"sea\u00ADside", "sea/1 side/2 Zsea~1 Zside~1"}, {"1\u200B.2", "1/1 2/2"});
}

static void capitals_with_dots_are_one_word(void **state)
{
    (void)state;
    CHECK({"U.N. aid", "un/1 aid/2 Zaid~1 Zun~1"}, {"U.N", "un/1 Zun~1"},
          {"the U.N.-led", "the/1 un/2 led/3 Zled~1 Zthe~1 Zun~1"},
          {"U.N.x", "u/1 n/2 x/3 Zn~1 Zu~1 Zx~1"}, {"U.N.é", "u/1 n/2 é/3 Zn~1 Zu~1 Zé~1"},
          {"u.n.", "u/1 n/2 Zn~1 Zu~1"}, {"U..N", "u/1 n/2 Zn~1 Zu~1"}, {"U.", "u/1 Zu~1"},
          {"xU.N.", "xu/1 n/2 Zn~1 Zxu~1"}, {"U.N.'s", "un/1 s/2 Zs~1 Zun~1"},
          {"Ü.N.", "ü/1 n/2 Zn~1 Zü~1"}, {"B.C.+", "bc/1 Zbc~1"});
}

static void plus_and_number_signs_behind_a_word_belong_to_it(void **state)
{
    (void)state;
    CHECK({"C++ and C#", "c++/1 and/2 c#/3 Zand~1 Zc#~1 Zc++~1"}, {"x+++", "x+++/1 Zx+++~1"},
          {"x++++", "x/1 Zx~1"}, {"x+y", "x/1 y/2 Zx~1 Zy~1"}, {"x#+ y", "x#+/1 y/2 Zx#+~1 Zy~1"},
          {"+x #y", "x/1 y/2 Zx~1 Zy~1"}, {"9+", "9+/1"}, {"x+é", "x/1 é/2 Zx~1 Zé~1"},
          {"x +", "x/1 Zx~1"}, {"é#", "é#/1 Zé#~1"});
}

static void bytes_that_are_not_utf8_are_latin1(void **state)
{
    (void)state;
    CHECK({"caf\xE9", "café/1 Zcafé~1"}, {"a\x92z", "a/1 z/2 Za~1 Zz~1"},
          {"\xC9t\xE9", "été/1 Zété~1"}, {"x\xC3", "xã/1 Zxã~1"},
          {"x\xED\xA0\x80y", "x/1 y/2 Zx~1 Zy~1"}, {"\xF4\x90\x80\x80z", "ô/1 z/2 Zz~1 Zô~1"},
          {"\xC0\xAFz", "à/1 z/2 Zz~1 Zà~1"}, {"\xE6\x97z", "æ/1 z/2 Zz~1 Zæ~1"});
}

static void unicode_is_version_9(void **state)
{
    (void)state;
    /* U+1C90 and U+A7C2 came later; U+0860 did in 10. */
    CHECK({"a\u1C90b", "a/1 b/2 Za~1 Zb~1"}, {"a\uA7C2b", "a/1 b/2 Za~1 Zb~1"}, {"\u0860", ""},
          {"\u08B6", "\u08B6/1 Z\u08B6~1"}, {"x\uFE0F", "x\uFE0F/1 Zx\uFE0F~1"});
}

static void ideographs_kana_and_hangul_are_words_of_their_own(void **state)
{
    (void)state;
    CHECK({"日本U.S.", "日/1 本/2 us/3 Zus~1 Z日~1 Z本~1"},
          {"C++日本", "c++/1 日/2 本/3 Zc++~1 Z日~1 Z本~1"},
          {"a'日b", "a/1 日/2 b/3 Za~1 Zb~1 Z日~1"}, {"ﾊﾟ", "ﾊﾟ/1 Zﾊﾟ~1"},
          {"日Ａ１", "日/1 ａ１/2 Z日~1 Zａ１~1"},
          {"か\u3099日", "か\u3099/1 日/2 Zか\u3099~1 Z日~1"},
          {"서울 소식", "서/1 울/2 소/3 식/4 Z서~1 Z소~1 Z식~1 Z울~1"});
}

static void only_what_begins_with_a_letter_has_a_stem(void **state)
{
    (void)state;
    CHECK({"3rd", "3rd/1"}, {"_ran", "_ran/1"}, {"ℕs", "ℕs/1"}, {"½ships", "½ships/1"},
          {"ªs", "ªs/1 Zªs~1"}, {"\u0301s", "\u0301s/1"},
          {"東京都", "東/1 京/2 都/3 Z京~1 Z東~1 Z都~1"}, {"Ⅷx", "ⅷx/1"});
}

static void a_word_past_the_limit_takes_no_position(void **state)
{
#define X16 "xxxxxxxxxxxxxxxx"
    (void)state;
    CHECK({"a " X16 X16 X16 X16 " b",
           "a/1 " X16 X16 X16 X16 "/2 b/3 Za~1 Zb~1 Z" X16 X16 X16 X16 "~1"},
          {"a " X16 X16 X16 X16 "x b", "a/1 b/2 Za~1 Zb~1"}, {X16 X16 X16 X16 "+ b", "b/1 Zb~1"});
}

static void a_token_knows_the_bytes_it_came_from(void **state)
{
    static const char text[] = "  The U.N.'s C++, d’Or\u200Bé; caf\xE9!";
    static const struct {
        const char *word;
        uint32_t start, end;
        bool ascii;
    } want[] = {{"the", 2, 5, true},   {"un", 6, 10, true},      {"s", 11, 12, true},
                {"c++", 13, 16, true}, {"d'oré", 18, 29, false}, {"café", 31, 35, false}};
    struct tokens t = {0};

    (void)state;
    tokenize(span_of(text), &t);
    assert_int_equal(t.len, sizeof want / sizeof *want);
    for (size_t i = 0; i < t.len; i++) {
        assert_true(span_eq(token_word(&t, i), span_of(want[i].word)));
        assert_int_equal(t.list[i].start, want[i].start);
        assert_int_equal(t.list[i].end, want[i].end);
        assert_int_equal(t.list[i].ascii, want[i].ascii);
    }
    tokenize(span_of("again"), &t);
    assert_int_equal(t.len, 1);
    assert_string_equal(t.bytes.data, "again");
    tokens_free(&t);
}

static void check_same_words(const struct tokens *got, const struct tokens *want, uint32_t later)
{
    assert_int_equal(got->len, want->len);
    for (size_t i = 0; i < got->len; i++) {
        assert_true(span_eq(token_word(got, i), token_word(want, i)));
        assert_int_equal(got->list[i].start, want->list[i].start + later);
        assert_int_equal(got->list[i].end, want->list[i].end + later);
        assert_int_equal(got->list[i].stems, want->list[i].stems);
        assert_int_equal(got->list[i].ascii, want->list[i].ascii);
    }
}

/* Text is read in blocks: where it stands in them, and how near its end, does not
 * show in its words. */
static void words_are_the_same_wherever_they_stand(void **state)
{
    static const char sample[] =
        "Plain words, U.S. C++ AT&T 5.93 d'Or caf\xC3\xA9 x\xE2\x80\x99y_2; ninety-nine_characters"
        "_and_some_more_that_no_block_of_64_bytes_can_hold \xC8\xBA\xC8\xBA.";
    enum { AROUND = 140 };
    struct tokens want = {0}, got = {0};
    struct buf text = {0};

    (void)state;
    tokenize(span_of(sample), &want);
    for (int before = 0; before < AROUND; before++) {
        for (int behind = 0; behind < AROUND; behind++) {
            buf_clear(&text);
            buf_printf(&text, "%*s%s%*s", before, "", sample, behind, "");
            tokenize(buf_span(&text), &got);
            check_same_words(&got, &want, (uint32_t)before);
        }
    }
    tokens_free(&want);
    tokens_free(&got);
    buf_free(&text);
}

static void words_that_grow_in_lower_case_fit(void **state)
{
    struct tokens t = {0};
    struct buf text = {0}, want = {0};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        buf_str(&text, i % 2 ? "Ⱥ" : "\xE9");
        buf_str(&want, i % 2 ? "ⱥ" : "é");
    }
    tokenize(buf_span(&text), &t);
    assert_int_equal(t.len, 1);
    assert_true(span_eq(token_word(&t, 0), buf_span(&want)));
    tokens_free(&t);
    buf_free(&text);
    buf_free(&want);
}

/* Undoes the file's escapes: \\ and \xHH. */
static void unescape(const char *s, struct buf *out)
{
    buf_clear(out);
    for (; *s; s++) {
        unsigned byte;

        if (*s != '\\') {
            buf_char(out, *s);
        } else if (s[1] == 'x' && sscanf(s + 2, "%2x", &byte) == 1) {
            buf_char(out, (char)byte);
            s += 3;
        } else {
            buf_char(out, *++s);
        }
    }
}

/* False for an option that is not about splitting. */
static bool read_options(char *text, struct listing_options *opts)
{
    char *save = NULL;

    *opts = defaults;
    for (char *o = strtok_r(text, " ", &save); o; o = strtok_r(NULL, " ", &save)) {
        if (!strcmp(o, "cjk"))
            continue;
        else if (!strcmp(o, "calls"))
            opts->calls = true;
        else if (!strcmp(o, "nopos"))
            opts->no_positions = true;
        else if (!strcmp(o, "endpos"))
            opts->end_position = true;
        else if (sscanf(o, "prefix=%15s", opts->prefix) != 1 &&
                 sscanf(o, "wdf=%u", &opts->wdf) != 1 && sscanf(o, "gap=%u", &opts->gap) != 1 &&
                 sscanf(o, "maxlen=%zu", &opts->max_len) != 1)
            return false;
    }
    return true;
}

static bool any_stands_alone(struct span text)
{
    for (const char *p = text.data, *end = p + text.len; p < end;)
        if (text_stands_alone(text_char(&p, end)))
            return true;
    return false;
}

/* Whether TERM is a pair of Xapian's n-grams, or its stem: two characters without a position. */
static bool is_pair(struct span term)
{
    const char *p = term.data, *wdf = memchr(p, '~', term.len), *end = wdf ? wdf : p;

    while (p < end && *p >= 'A' && *p <= 'Z') /* Z and a prefix */
        p++;
    if (p == end || !text_stands_alone(text_char(&p, end)))
        return false;
    return p < end && text_stands_alone(text_char(&p, end)) && p == end;
}

/* Drops the pairs from TERMS, which blanks separate. */
static void drop_pairs(char *terms)
{
    char *out = terms;

    for (char *next = terms; next;) {
        char *term = next, *blank = strchr(term, ' ');
        size_t len = blank ? (size_t)(blank - term) : strlen(term);

        next = blank ? blank + 1 : NULL;
        if (is_pair((struct span){term, len}))
            continue;
        if (out > terms)
            *out++ = ' ';
        memmove(out, term, len);
        out += len;
    }
    *out = '\0';
}

/* Where n-grams lose or glue what stands beside a run, part a character from its marks, or keep
 * full-width letters apart (analysis.md, 6), dateline reads on as elsewhere. */
static bool is_quirk(const char *line)
{
    static const char *const lines[] = {"日本U.S.", "U.S.日本",   "日本 U.S. x", "C++日本", "a'日",
                                        "a'日b",    "a'日 b",     "a&日",        "ﾊﾟ",      "Ａ日",
                                        "日Ａ",     "日本１２３", "日\u0301本"};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strcmp(line, lines[i]))
            return true;
    return false;
}

enum outcome { RIGHT, WRONG, PASSED_OVER, OUTCOMES };

static enum outcome check_line(char *line, struct stemmer *english)
{
    char *terms = strchr(line, '\t'), *options;
    struct listing_options opts;
    struct buf text = {0}, got = {0};
    enum outcome outcome;
    bool cjk;

    assert_non_null(terms);
    *terms++ = '\0';
    options = strchr(terms, '\t');
    if (options)
        *options++ = '\0';
    cjk = options && strstr(options, "cjk");
    if (!read_options(options ? options : (char[]){""}, &opts))
        return PASSED_OVER;
    unescape(line, &text);
    if (any_stands_alone(buf_span(&text))) {
        if (!cjk || is_quirk(line)) {
            buf_free(&text);
            return PASSED_OVER;
        }
        drop_pairs(terms);
    }
    listing_write(&got, buf_span(&text), &opts, english);
    outcome = span_eq(buf_span(&got), span_of(terms)) ? RIGHT : WRONG;
    if (outcome == WRONG)
        print_error("\"%s\"\n  gives %s\n  not   %s\n", line, got.data, terms);
    buf_free(&text);
    buf_free(&got);
    return outcome;
}

static void the_file_of_examples_holds(void **state)
{
    FILE *f = fopen(SHARED "/vectors.tsv", "r");
    size_t tally[OUTCOMES] = {0}, cap = 0;
    struct stemmer *english;
    char *line = NULL;

    (void)state;
    if (!f) {
        print_message("skipped: no " SHARED "/vectors.tsv\n");
        skip();
    }
    assert_int_equal(stemmer_open("english", &english, NULL), DATELINE_OK);
    while (getline(&line, &cap, f) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "## ", 3) != 0)
            tally[check_line(line, english)]++;
    }
    print_message("%zu examples hold, %zu not, %zu with other options passed over\n", tally[RIGHT],
                  tally[WRONG], tally[PASSED_OVER]);
    free(line);
    fclose(f);
    stemmer_close(english);
    assert_int_equal(tally[WRONG], 0);
    assert_true(tally[RIGHT] > 900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_runs_of_word_characters_in_lower_case),
        cmocka_unit_test(digits_keep_what_groups_them),
        cmocka_unit_test(letters_keep_apostrophes_and_ampersands),
        cmocka_unit_test(invisible_characters_join),
        cmocka_unit_test(capitals_with_dots_are_one_word),
        cmocka_unit_test(plus_and_number_signs_behind_a_word_belong_to_it),
        cmocka_unit_test(bytes_that_are_not_utf8_are_latin1),
        cmocka_unit_test(unicode_is_version_9),
        cmocka_unit_test(ideographs_kana_and_hangul_are_words_of_their_own),
        cmocka_unit_test(only_what_begins_with_a_letter_has_a_stem),
        cmocka_unit_test(a_word_past_the_limit_takes_no_position),
        cmocka_unit_test(a_token_knows_the_bytes_it_came_from),
        cmocka_unit_test(words_are_the_same_wherever_they_stand),
        cmocka_unit_test(words_that_grow_in_lower_case_fit),
        cmocka_unit_test(the_file_of_examples_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

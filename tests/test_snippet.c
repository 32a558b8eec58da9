/* What a snippet shows of a text, and what it never does whatever the text. In
 * what is expected, [brackets] stand for the marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "searcher/snippet/snippet.h"
#include "text/text.h"

#include <cmocka.h> /* last: its fail() is a macro */

#define FILLER                                                                                    \
    "Officials said little on the matter yesterday. Rain is forecast for the whole of the week. " \
    "Markets in the north were closed for a holiday. A museum opened its doors to visitors. "

/* Of TEXT for QUERY, by English stems. */
static struct buf made(const char *query, struct span text)
{
    struct query q;
    struct stemmer *stemmer;
    struct snippet_terms *terms;
    struct buf out = {0};
    dateline_error err;

    assert_int_equal(stemmer_open("english", &stemmer, &err), DATELINE_OK);
    assert_int_equal(query_parse(&(struct question){.text = span_of(query)}, &q, &err),
                     DATELINE_OK);
    terms = snippet_terms_open(q.root, stemmer);
    query_free(&q); /* nothing of it is needed any more */
    snippet(terms, text, &out);
    snippet_terms_close(terms);
    stemmer_close(stemmer);
    return out;
}

static void replace(struct buf *b, const char *what, const char *with)
{
    struct buf out = {0};

    for (const char *p = b->data; p && *p;) {
        if (!strncmp(p, what, strlen(what))) {
            buf_str(&out, with);
            p += strlen(what);
        } else {
            buf_char(&out, *p++);
        }
    }
    buf_free(b);
    *b = out;
}

static void expect(const char *query, const char *text, const char *want)
{
    struct buf got = made(query, span_of(text));

    replace(&got, SNIPPET_MARK_START, "[");
    replace(&got, SNIPPET_MARK_END, "]");
    assert_string_equal(got.data ? got.data : "", want);
    buf_free(&got);
}

static void test_words_are_marked_by_their_stems(void **state)
{
    (void)state;
    expect("strikes", "They STRIKE; the striking strike's over.",
           "They [STRIKE]; the [striking] [strike's] over.");
    expect("running NOT walk", "Runs, walks and run-ups.", "[Runs], walks and [run]-ups.");
    expect("erdogan cafe", "Erdoğan im CAFÉ, im Café.", "[Erdoğan] im [CAFÉ], im [Café].");
    expect("gover* 2025", "Govern the government in 2025, not 20251.",
           "[Govern] the [government] in [2025], not 20251.");
}

static void test_quoted_words_are_not_stemmed(void **state)
{
    (void)state;
    expect("\"strike\"", "A strike, two strikes.", "A [strike], two strikes.");
    expect("strike NEAR over", "Strike, strikes over all overs.",
           "[Strike], strikes [over] all overs.");
}

static void test_a_phrase_is_marked_where_it_stands(void **state)
{
    (void)state;
    expect("\"rare earth\"", "The earth is rare; rare earths; a rare\nearth found.",
           "The earth is rare; rare earths; a [rare] [earth] found.");
    expect("\"rare earth\" earth", "Earth and a rare earth.", "[Earth] and a [rare] [earth].");
    expect("covid-19", "In 19 towns COVID-19 rose.", "In 19 towns [COVID]-[19] rose.");
}

static void test_a_phrase_that_is_nowhere_is_words(void **state)
{
    (void)state;
    expect("\"rare earth\"", "The earth is rare.", "The [earth] is [rare].");
}

static void test_titles_and_what_is_excluded_are_not_marked(void **state)
{
    (void)state;
    expect("title:war peace -truce", "War, peace and truce.", "War, [peace] and truce.");
    expect("* -truce", "War and truce.", "War and truce.");
    expect("source:war", "War and truce.", "War and truce.");
}

static void test_where_nothing_matches_it_is_the_beginning(void **state)
{
    (void)state;
    expect("zebra", "A short text.", "A short text.");
    expect("zebra", "", "");
    expect("zebra", " \r\n\t ", "");
    expect("zebra", FILLER FILLER,
           "Officials said little on the matter yesterday. Rain is forecast for the whole of the "
           "week. Markets in the north were closed for a holiday. A museum opened its doors to "
           "visitors. Officials said little on the matter yesterday. …");
}

static void test_it_begins_and_ends_with_sentences(void **state)
{
    (void)state;
    expect("zebra", FILLER "Then a zebra escaped. " FILLER FILLER,
           "… A museum opened its doors to visitors. Then a [zebra] escaped. Officials said little "
           "on the matter yesterday. Rain is forecast for the whole of the week. Markets in the "
           "north were closed for a holiday. A museum opened its doors to visitors. …");
    expect("zebra", FILLER FILLER "It was the U.S. Zebra of J. Smith who left.",
           "… Officials said little on the matter yesterday. Rain is forecast for the whole of the "
           "week. Markets in the north were closed for a holiday. A museum opened its doors to "
           "visitors. It was the U.S. [Zebra] of J. Smith who left.");
}

static void test_it_is_where_most_words_stand_together(void **state)
{
    (void)state;
    expect("zebra lion", "A zebra ran. " FILLER FILLER "The zebra met a lion. " FILLER FILLER,
           "… A museum opened its doors to visitors. The [zebra] met a [lion]. Officials said "
           "little on the matter yesterday. Rain is forecast for the whole of the week. Markets in "
           "the north were closed for a holiday. A museum opened its doors to visitors. …");
}

static void test_words_that_stand_apart_are_shown_in_two_pieces(void **state)
{
    (void)state;
    expect("zebra lion", "A zebra ran. " FILLER FILLER "There was a lion too.",
           "A [zebra] ran. Officials said little on the matter yesterday. Rain is forecast for the "
           "whole of the week. … Markets in the north were closed for a holiday. A museum opened "
           "its doors to visitors. There was a [lion] too.");
}

static void test_a_text_is_laid_flat(void **state)
{
    (void)state;
    expect("zebra", "  A\r\n\r\nzebra\t\xC2\xA0\xE3\x80\x80ran\x1b[31m\xC2\x9Bup\xE2\x80\xA9.\n",
           "A [zebra] ran [31m up .");
    expect("zebra", "\xEE\x80\x80lion\xEE\x80\x81 zebra\xEE\x80\x80", "lion [zebra]");
    expect("zebra", "caf\xE9 zebra \xED\xA0\x80 \xF0\x9F", "café [zebra] � ð");
}

static void test_writing_without_blanks_is_cut_between_characters(void **state)
{
    struct buf text = {0}, got;
    size_t characters = 0;

    (void)state;
    for (int i = 0; i < 400; i++)
        buf_str(&text, "か\xE3\x82\x99");
    got = made("zebra", buf_span(&text));
    assert_true(got.len > 4 && !strcmp(got.data + got.len - 4, " …"));
    for (size_t i = 0; i < got.len; i++)
        characters += ((unsigned char)got.data[i] & 0xC0) != 0x80;
    assert_int_equal(characters, SNIPPET_CHARACTERS + 2);
    assert_memory_equal(got.data + got.len - 7, "\xE3\x82\x99", 3);
    buf_free(&got);
    buf_free(&text);
}

static uint32_t random_below(uint32_t n)
{
    static uint64_t x = 88172645463325252;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return (uint32_t)(x >> 33) % n;
}

/* FLAT is a text whose words are divided by one blank; TEXT the same with others. */
static void random_text(struct buf *flat, struct buf *text)
{
    static const char *const words[] = {"zebra", "Lions",    "rare",  "earth.",    "the",
                                        "Été",   "日本語。", "«Где",  "u\xCC\x88", "👩‍🚀",
                                        "U.S.",  "of",       "said!", "(a)"};
    static const char *const blanks[] = {" ", "\n\n", "\t", "\xC2\xA0", "\x1b", " \xEE\x80\x80 "};

    buf_clear(flat);
    buf_clear(text);
    for (uint32_t n = random_below(random_below(4) ? 60 : 600); n; n--) {
        const char *word = words[random_below(5) ? 4 + random_below(10) : random_below(4)];

        for (uint32_t times = random_below(20) ? 1 : random_below(100); times; times--) {
            buf_str(flat, word);
            buf_str(text, word);
        }
        if (n > 1 && flat->len && flat->data[flat->len - 1] != ' ') {
            buf_str(flat, " ");
            buf_str(text, blanks[random_below(6)]);
        }
    }
    if (flat->len && flat->data[flat->len - 1] == ' ')
        flat->data[--flat->len] = '\0';
}

/* Whether what lies between two ellipses, without its marks, is of FLAT, in
 * order; *FROM is where it is looked for. */
static void check_piece(struct span piece, const struct buf *flat, size_t *from, size_t *characters)
{
    struct buf clean = {0};
    const char *found, *p = piece.data;
    bool marked = false;

    while (p < piece.data + piece.len) {
        const char *start = p;
        uint32_t c = text_char(&p, piece.data + piece.len);

        assert_true(p - start > 1 || c < 0x80);
        if (c == SNIPPET_START || c == SNIPPET_END) {
            assert_int_equal(marked, c == SNIPPET_END);
            marked = !marked;
            continue;
        }
        buf_add(&clean, start, (size_t)(p - start));
        ++*characters;
    }
    assert_false(marked);
    found = strstr(flat->data + *from, clean.data ? clean.data : "");
    assert_non_null(found);
    *from = (size_t)(found - flat->data) + clean.len;
    buf_free(&clean);
}

static void check(const struct buf *got, const struct buf *flat)
{
    size_t from = 0, characters = 0;
    const char *p = got->data, *end = got->data + got->len;

    if (!strncmp(p, "… ", 4))
        p += 4;
    while (p < end) {
        const char *stop = strstr(p, " …");

        check_piece((struct span){p, (size_t)((stop ? stop : end) - p)}, flat, &from, &characters);
        if (!stop)
            assert_int_equal(from, flat->len);
        p = stop ? stop + 4 + (stop[4] == ' ') : end;
    }
    assert_true(characters <= SNIPPET_CHARACTERS);
    if (characters < 100) /* all there is */
        assert_true(from == flat->len && !strstr(got->data, "…"));
}

static void test_any_snippet_is_pieces_of_the_text_in_order(void **state)
{
    static const char *const queries[] = {"zebra",
                                          "lion earth",
                                          "\"rare earth\" zebra",
                                          "\"zebra zebra zebra\" OR rar*",
                                          "zebra lion the été u.s.",
                                          "ü NEAR of 日本*"};
    struct buf flat = {0}, text = {0};
    size_t marked = 0;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct buf got;

        random_text(&flat, &text);
        if (!flat.len)
            continue;
        got = made(queries[i % 6], buf_span(&text));
        marked += strstr(got.data, SNIPPET_MARK_START) != NULL;
        check(&got, &flat);
        buf_free(&got);
    }
    assert_true(marked > 2000);
    buf_free(&flat);
    buf_free(&text);
}

static void test_any_bytes_give_text(void **state)
{
    char bytes[700];

    (void)state;
    for (int i = 0; i < 3000; i++) {
        uint32_t len = random_below(sizeof bytes + 1);
        struct buf got;
        const char *p;

        for (uint32_t k = 0; k < len; k++)
            bytes[k] = random_below(3) ? "a \xE3\x82\x99\xED\xA0"[random_below(7)]
                                       : (char)random_below(256);
        got = made("a \"b c\" z OR aa*", (struct span){bytes, len});
        for (p = got.data; p && *p;) {
            const char *start = p;
            uint32_t c = text_char(&p, got.data + got.len);

            assert_true(c >= ' ' && (c < 0x7F || (c > 0x9F && p - start > 1)));
            assert_false(c >= 0xD800 && c < 0xE000);
        }
        buf_free(&got);
    }
}

/* Texts and queries made to be slow: each would take minutes if looked at
 * carelessly. The bound is for a sanitized build. */
static void test_no_text_is_slow(void **state)
{
    static const char *const fills[] = {"a ", "a", "\"", "a a a a b ", "日", "\xCC\x81", ". \" "};
    struct buf text = {0}, query = {0};
    clock_t began = clock();

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_str(&query, i % 2 ? " \"a a a b\"" : " \"a a\"");
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
        struct buf got;

        buf_clear(&text);
        while (text.len < 4 << 20)
            buf_str(&text, fills[i]);
        got = made(query.data, buf_span(&text));
        assert_true(got.len > 4 && !strcmp(got.data + got.len - 4, " …"));
        buf_free(&got);
    }
    assert_true(clock() - began < 20 * CLOCKS_PER_SEC);
    buf_free(&text);
    buf_free(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_marked_by_their_stems),
        cmocka_unit_test(test_quoted_words_are_not_stemmed),
        cmocka_unit_test(test_a_phrase_is_marked_where_it_stands),
        cmocka_unit_test(test_a_phrase_that_is_nowhere_is_words),
        cmocka_unit_test(test_titles_and_what_is_excluded_are_not_marked),
        cmocka_unit_test(test_where_nothing_matches_it_is_the_beginning),
        cmocka_unit_test(test_it_begins_and_ends_with_sentences),
        cmocka_unit_test(test_it_is_where_most_words_stand_together),
        cmocka_unit_test(test_words_that_stand_apart_are_shown_in_two_pieces),
        cmocka_unit_test(test_a_text_is_laid_flat),
        cmocka_unit_test(test_writing_without_blanks_is_cut_between_characters),
        cmocka_unit_test(test_any_snippet_is_pieces_of_the_text_in_order),
        cmocka_unit_test(test_any_bytes_give_text),
        cmocka_unit_test(test_no_text_is_slow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

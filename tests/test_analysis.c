/* The analysis of articles against Xapian's TermGenerator: on our own texts, on
 * random hostile ones, on the fixtures and, where they are there, on corpora
 * (a sample; all of them with DATELINE_TEST_LONG=1). */
#include "core/utf8.h"
#include "tests/analysis_check.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <json-c/json.h>

static struct analysis_check c;

static int open_check(void **state)
{
    (void)state;
    check_open(&c);
    return 0;
}

static int close_check(void **state)
{
    (void)state;
    check_close(&c);
    return 0;
}

static void check_texts(const char *title, const char *body)
{
    check_words(&c, span_of(title));
    check_words(&c, span_of(body));
    check_article(&c, span_of(title), span_of(body));
}

static void plain_articles_are_as_xapian_has_them(void **state)
{
    (void)state;
    check_texts("", "");
    check_texts("Harbour reopens", "");
    check_texts("", "The harbour reopened; ships are sailing and sailed.");
    check_texts("Harbour reopens", "The harbour reopened; ships reopen harbours.");
    check_texts("--", "no word in the title");
    check_texts("U.N. and AT&T on C++", "u.s. figures: 1,250.75, 3.5bn and don’c. R&D x+++ x++++");
    check_texts("ship ships shipping", "Ship ship SHIP 42 42nd _x _x");
}

static void expect(const char *term, uint32_t wdf, size_t n, const uint32_t *positions)
{
    const struct term *found = list_find(&c.ours, span_of(term));

    if (!found) {
        print_error("no %s\n", term);
        fail();
        return;
    }
    assert_int_equal(found->wdf, wdf);
    assert_int_equal(found->n, n);
    if (n)
        assert_memory_equal(found->positions, positions, n * sizeof *positions);
}

#define AT(...)                                                                    \
    sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), (const uint32_t[]) \
    {                                                                              \
        __VA_ARGS__                                                                \
    }

static void a_folded_word_is_indexed_at_the_same_place(void **state)
{
    (void)state;
    check_texts("Erdoğan", "Erdoğan met Erdogan");
    check_ours(&c, c.analyser, span_of("Erdoğan"), span_of("Erdoğan met Erdogan"));
    expect("erdoğan", 4, AT(1, 102));
    expect("erdogan", 5, AT(1, 102, 104));
    expect("Zerdoğan", 4, 0, NULL);
    expect("Zerdogan", 5, 0, NULL);
    expect("Serdoğan", 1, AT(1));
    expect("Serdogan", 1, AT(1));
    expect("ZSerdoğan", 1, 0, NULL);
    expect("ZSerdogan", 1, 0, NULL);
    expect("met", 1, AT(103));
    expect("Zmet", 1, 0, NULL);
    assert_int_equal(c.ours.len, 10);
}

static void a_stem_shared_with_the_folded_word_counts_once(void **state)
{
    struct stemmer *german;
    struct analyser *a;

    (void)state;
    assert_int_equal(stemmer_open("german", &german, NULL), DATELINE_OK);
    a = analyser_open(german);
    check_ours(&c, a, span_of("Häuser"), span_of("Haus, Häuser"));
    expect("häuser", 4, AT(1, 103));
    expect("hauser", 4, AT(1, 103));
    expect("haus", 1, AT(102));
    expect("Zhaus", 5, 0, NULL);
    expect("Shäuser", 1, AT(1));
    expect("Shauser", 1, AT(1));
    expect("ZShaus", 1, 0, NULL);
    assert_int_equal(c.ours.len, 7);
    analyser_close(a);
    stemmer_close(german);
}

static void only_letters_have_stems_folded_or_not(void **state)
{
    (void)state;
    check_ours(&c, c.analyser, span_of("ⅷ"), span_of("ⅷ ²"));
    expect("ⅷ", 4, AT(1, 102));
    expect("viii", 4, AT(1, 102));
    expect("Zviii", 4, 0, NULL);
    expect("2", 1, AT(103));
    assert_null(list_find(&c.ours, span_of("Zⅷ")));
    assert_null(list_find(&c.ours, span_of("Z2")));
}

static void a_folded_form_past_the_limit_is_left_out(void **state)
{
    struct buf word = {0};

    (void)state;
    for (int i = 0; i < 21; i++)
        buf_str(&word, "ﷲ");
    check_ours(&c, c.analyser, (struct span){0}, buf_span(&word));
    assert_int_equal(c.ours.len, 2);
    buf_free(&word);
}

static void terms_keep_their_numbers_until_reset(void **state)
{
    struct stemmer *none;
    struct analyser *a;
    struct analysed first, second;
    uint32_t sea, id;

    (void)state;
    assert_int_equal(stemmer_open("none", &none, NULL), DATELINE_OK);
    a = analyser_open(none);
    analyser_article(a, (struct span){0}, span_of("sea air"), (struct span){0}, &first);
    assert_int_equal(first.len, 2);
    sea = first.terms[0].term;
    id = analyser_intern(a, span_of("Qone"));
    analyser_article(a, (struct span){0}, span_of("blue sea"), (struct span){0}, &second);
    assert_int_equal(second.terms[1].term, sea);
    assert_int_equal(analyser_intern(a, span_of("Qone")), id);
    assert_int_equal(analyser_terms(a), 4);
    assert_true(span_eq(analyser_term(a, sea), span_of("sea")));
    assert_true(span_eq(analyser_term(a, id), span_of("Qone")));
    analyser_reset(a);
    assert_int_equal(analyser_terms(a), 0);
    analyser_article(a, (struct span){0}, span_of("blue"), (struct span){0}, &second);
    assert_int_equal(second.terms[0].term, 0);
    analyser_close(a);
    stemmer_close(none);
}

/* The position of the only occurrence of WORD in A. */
static uint32_t position_of(struct analyser *a, const struct analysed *terms, const char *word)
{
    for (size_t i = 0; i < terms->len; i++)
        if (span_eq(analyser_term(a, terms->terms[i].term), span_of(word))) {
            assert_int_equal(terms->terms[i].n_positions, 1);
            return terms->terms[i].positions[0];
        }
    return 0;
}

static void boilerplate_is_a_gap(void **state)
{
    struct stemmer *none;
    struct analyser *a;
    struct analysed out;

    (void)state;
    assert_int_equal(stemmer_open("none", &none, NULL), DATELINE_OK);
    a = analyser_open(none);
    analyser_article(a, span_of("cold"), span_of("blue\nshare this\nsea > old"),
                     span_of("b5+10,q20+5"), &out);
    assert_int_equal(position_of(a, &out, "blue"), 102);
    assert_int_equal(position_of(a, &out, "sea"), 203);
    assert_int_equal(position_of(a, &out, "old"), 204);
    assert_int_equal(position_of(a, &out, "share"), 0);
    assert_int_equal(out.length,
                     3 + 1 + 3); /* the title's word counts threefold, and as a title's */
    analyser_article(a, (struct span){0}, span_of("share\nsea"), span_of("b0+5"), &out);
    assert_int_equal(position_of(a, &out, "sea"), 1);
    analyser_close(a);
    stemmer_close(none);
}

static void memory_in_use_is_told_and_given_back(void **state)
{
    struct analyser *a = analyser_open(c.english);
    size_t before = analyser_memory(a), full;
    struct buf text = {0};
    struct analysed out;

    (void)state;
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "w%dx ", i);
    analyser_article(a, (struct span){0}, buf_span(&text), (struct span){0}, &out);
    full = analyser_memory(a);
    assert_true(full > before + 2 * text.len);
    assert_true(full < 100 * text.len);
    analyser_reset(a);
    assert_int_equal(analyser_memory(a), before);
    analyser_close(a);
    buf_free(&text);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed >> 11;
}

/* What the rules of splitting turn on, often; any character or byte, sometimes. */
static void random_piece(struct buf *out, uint64_t *seed)
{
    static const char *const pieces[] = {
        "a",        "B",      "C.",     "U.S.",   "x",      "ing",     "1",      "20",
        "٣",        "५",      "²",      "½",      "_",      " ",       " ",      " ",
        "\n",       ".",      ",",      ";",      "'",      "&",       "+",      "#",
        "-",        "/",      "\u00B7", "\u05F4", "\u2027", "\u2019",  "\u201B", "\u200B",
        "\u200C",   "\u200D", "\u2060", "\uFEFF", "\u037E", "\u0589",  "\u060D", "\u07F8",
        "\u2044",   "\uFE10", "\uFE13", "\uFE14", "é",      "e\u0301", "İ",      "ß",
        "Σ",        "ς",      "ё",      "й",      "日本",   "が",      "\u0301", "\uFE0F",
        "ﬁ",        "Ⅷ",      "ℕ",      "Ⱥ",      "\xE9",   "\x92",    "\xC3",   "\xED\xA0\x80",
        "\xF4\x90", "\u00AD", "ʼ",      "ﷺ",      "\u037A",
    };
    uint64_t r = next_random(seed);
    char wide[4];

    if (r % 16 == 0)
        buf_char(out, (char)(r >> 8));
    else if (r % 16 == 1)
        buf_add(out, wide, utf8_put(wide, (uint32_t)((r >> 8) % 0x110000)));
    else
        buf_str(out, pieces[(r >> 8) % (sizeof pieces / sizeof *pieces)]);
}

/* Alone, after a letter, and between digits. */
static void every_character_is_as_xapian_has_it(void **state)
{
    struct buf text = {0};

    (void)state;
    for (uint32_t first = 0; first < 0x110000; first += 256) {
        buf_clear(&text);
        for (uint32_t ch = first; ch < first + 256; ch++) {
            char bytes[4];
            struct span s = {bytes, utf8_put(bytes, ch)};

            buf_printf(&text, " %.*s x%.*s 1%.*s2", (int)s.len, bytes, (int)s.len, bytes,
                       (int)s.len, bytes);
        }
        check_words(&c, buf_span(&text));
    }
    buf_free(&text);
}

static void random_texts_are_as_xapian_has_them(void **state)
{
    bool all = getenv("DATELINE_TEST_LONG");
    uint64_t seed = 88172645463325252U;
    struct buf title = {0}, body = {0};

    (void)state;
    for (int i = 0; i < (all ? 400000 : 20000); i++) {
        buf_clear(&title);
        buf_clear(&body);
        for (uint64_t n = next_random(&seed) % 8; n; n--)
            random_piece(&title, &seed);
        for (uint64_t n = next_random(&seed) % 40; n; n--)
            random_piece(&body, &seed);
        check_words(&c, buf_span(&body));
        check_article(&c, buf_span(&title), buf_span(&body));
    }
    buf_free(&title);
    buf_free(&body);
}

static size_t files;

static int check_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    struct buf text = {0};
    FILE *f;

    (void)ftw;
    if (type != FTW_F)
        return 0;
    f = fopen(path, "rb");
    assert_non_null(f);
    buf_reserve(&text, (size_t)st->st_size);
    text.len = fread(text.data, 1, (size_t)st->st_size, f);
    fclose(f);
    check_words(&c, buf_span(&text));
    check_article(&c, span_of(path), buf_span(&text));
    buf_free(&text);
    files++;
    return 0;
}

static void fixtures_are_as_xapian_has_them(void **state)
{
    (void)state;
    assert_int_equal(nftw(FIXTURES "/articles", check_file, 16, FTW_PHYS), 0);
    assert_true(files > 0);
}

static struct span member(const struct json_object *article, const char *name)
{
    struct json_object *value = json_object_object_get(article, name);

    if (!value)
        return (struct span){0};
    return (struct span){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

/* Checks the corpus's first articles, about MAX bytes of them. */
static void check_corpus(const char *name, size_t max)
{
    struct buf command = {0};
    char *line = NULL;
    size_t cap = 0, read = 0;
    ssize_t len;
    FILE *f;

    buf_printf(&command, "zcat " SHARED "/corpora/%s.jsonl.gz", name);
    f = popen(command.data, "r");
    assert_non_null(f);
    while (read < max && (len = getline(&line, &cap, f)) > 0) {
        struct json_object *article = json_tokener_parse(line);

        check_words(&c, member(article, "body"));
        check_article(&c, member(article, "title"), member(article, "body"));
        json_object_put(article);
        read += (size_t)len;
    }
    pclose(f);
    free(line);
    buf_free(&command);
    print_message("%s: %zu bytes\n", name, read);
    assert_true(read > 0);
}

static void corpora_are_as_xapian_has_them(void **state)
{
    size_t max = getenv("DATELINE_TEST_LONG") ? SIZE_MAX : 2000000;

    (void)state;
    if (access(SHARED "/corpora/reuters21578.jsonl.gz", R_OK)) {
        print_message("skipped: no " SHARED "/corpora\n");
        skip();
    }
    check_corpus("reuters21578", max);
    check_corpus("dfat-documents", max);
    check_corpus("cacm", max);
}

static void a_word_cut_at_a_line_end_is_indexed_whole_too(void **state)
{
    (void)state;
    check_texts("", "The minis-\nter met the min-\n  isters-\nMinister. Minister");
    check_ours(&c, c.analyser, (struct span){0},
               span_of("The minis-\nter met 12-\nter, a-\nbc, po-\n\nor; well-\nKnown minister"));
    expect("minis", 1, AT(2));
    expect("ter", 2, AT(3, 6));
    expect("minister", 2, AT(2, 13));
    expect("Zminist", 2, 0, NULL);
    assert_null(list_find(&c.ours, span_of("12ter")));
    assert_null(list_find(&c.ours, span_of("abc")));
    assert_null(list_find(&c.ours, span_of("poor")));
    assert_null(list_find(&c.ours, span_of("wellknown")));
    check_ours(&c, c.analyser, (struct span){0}, span_of("caf\u00E9-\nbar"));
    expect("caf\u00E9bar", 1, AT(1));
    expect("cafebar", 1, AT(1));
}

static void elisions_of_the_language_fold(void **state)
{
    struct stemmer *french;
    struct analyser *a;

    (void)state;
    assert_int_equal(stemmer_open("french", &french, NULL), DATELINE_OK);
    a = analyser_open(french);
    check_ours(&c, a, (struct span){0}, span_of("l'Ukraine, l\u2019\u00E9lection"));
    expect("l'ukraine", 1, AT(1));
    expect("ukraine", 1, AT(1));
    expect("Zukrain", 1, 0, NULL);
    expect("election", 1, AT(2));
    analyser_close(a);
    stemmer_close(french);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_cut_at_a_line_end_is_indexed_whole_too),
        cmocka_unit_test(elisions_of_the_language_fold),
        cmocka_unit_test(plain_articles_are_as_xapian_has_them),
        cmocka_unit_test(a_folded_word_is_indexed_at_the_same_place),
        cmocka_unit_test(a_stem_shared_with_the_folded_word_counts_once),
        cmocka_unit_test(only_letters_have_stems_folded_or_not),
        cmocka_unit_test(a_folded_form_past_the_limit_is_left_out),
        cmocka_unit_test(terms_keep_their_numbers_until_reset),
        cmocka_unit_test(boilerplate_is_a_gap),
        cmocka_unit_test(memory_in_use_is_told_and_given_back),
        cmocka_unit_test(every_character_is_as_xapian_has_it),
        cmocka_unit_test(random_texts_are_as_xapian_has_them),
        cmocka_unit_test(fixtures_are_as_xapian_has_them),
        cmocka_unit_test(corpora_are_as_xapian_has_them),
    };

    return cmocka_run_group_tests(tests, open_check, close_check);
}

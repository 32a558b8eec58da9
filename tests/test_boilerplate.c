/* Boilerplate: a labelled sample, of which no line of an article may be lost; what counts as
 * repeated; titles; what is kept as it is. */
#include "feeding.h"

#include "core/json_write.h"
#include "indexer/feed/marking/furniture.h"
#include "indexer/feed/marking/marking.h"

/* ---- The labelled sample ---------------------------------------------------- */

enum { LABELLED_LINES = 1000 };

struct labelled {
    struct span line;
    size_t article; /* from 0 */
    bool own;
};

static struct {
    struct buf text, json;
    struct labelled lines[LABELLED_LINES];
    size_t len, articles;
} sample;

static void begin_labelled(struct span name)
{
    if (sample.articles)
        buf_str(&sample.json, "\"}\n");
    sample.articles++;
    buf_printf(&sample.json, "{\"id\":\"%.*s\",\"body\":\"", (int)name.len, name.data);
}

/* Appends LINE, with its newline, to the article at hand. */
static void add_labelled(struct span line, bool own)
{
    struct buf quoted = {0};
    struct json j = {.out = &quoted};

    json_string(&j, line);
    buf_add(&sample.json, quoted.data + 1, quoted.len - 2);
    buf_str(&sample.json, "\\n");
    buf_free(&quoted);
    if (!line.len)
        return;
    assert_true(sample.len < LABELLED_LINES);
    sample.lines[sample.len++] = (struct labelled){line, sample.articles - 1, own};
}

static void read_sample(void)
{
    FILE *f = fopen(FIXTURES "/boilerplate.txt", "r");
    char line[1024];
    struct span rest;

    assert_non_null(f);
    /* The lines keep their places in the text, as it is not appended to later. */
    while (fgets(line, sizeof line, f))
        buf_str(&sample.text, line);
    fclose(f);
    for (rest = buf_span(&sample.text); rest.len;) {
        struct span s = span_take_line(&rest);
        struct span labelled = span_from(s, s.len > 1 ? 2 : s.len);

        if (*s.data == '=')
            begin_labelled(labelled);
        else if (*s.data == '+' || *s.data == '-')
            add_labelled(labelled, *s.data == '+');
    }
    buf_str(&sample.json, "\"}\n");
}

/* Whether S has LINE as one of its own lines. */
static bool has_line(struct span s, struct span line)
{
    while (s.len)
        if (span_eq(span_trim(span_take_line(&s)), span_trim(line)))
            return true;
    return false;
}

/* Whether article A has LINE where it is searched. */
static bool is_searched(const struct seen *a, struct span line)
{
    struct buf room = {0};
    bool there = span_eq(span_of(a->title), line) ||
                 has_line(marked_kept(span_of(a->body), span_of(a->marks), false, &room), line);

    buf_free(&room);
    return there;
}

static void no_line_of_an_article_is_lost(void **state)
{
    size_t boilerplate = 0, found = 0, unmarked = 0;

    (void)state;
    read_sample();
    put("sample.jsonl", sample.json.data);
    feed("sample.jsonl");
    assert_true(the.len >= 60);
    assert_int_equal(the.len, sample.articles);
    for (size_t i = 0; i < sample.len; i++) {
        const struct labelled *l = &sample.lines[i];
        bool searched = is_searched(&the.seen[l->article], l->line);

        if (l->own && !searched)
            fail_msg("lost in %s: %.*s", the.seen[l->article].id, (int)l->line.len, l->line.data);
        boilerplate += !l->own;
        found += !l->own && !searched;
        if (!l->own && searched)
            print_message("not found in %s: %.*s\n", the.seen[l->article].id, (int)l->line.len,
                          l->line.data);
    }
    for (size_t i = 0; i < the.len; i++)
        unmarked += !*the.seen[i].marks;
    assert_true(unmarked * 2 >= the.len);
    assert_true(found * 10 >= boilerplate * 9);
    buf_free(&sample.text);
    buf_free(&sample.json);
}

/* ---- Rules -------------------------------------------------------------------- */

static void assert_marks(size_t n, const char *marks)
{
    assert_true(n < the.len);
    assert_string_equal(the.seen[n].marks, marks);
}

static void a_title_is_none_of_the_boilerplate(void **state)
{
    (void)state;
    feed_text("a.txt", "Advertisement\n\nHeadline\n\nRead more: Another one\n\nText goes here.\n");
    assert_string_equal(only()->title, "Headline");
    assert_string_equal(only()->body, "Advertisement\n\nRead more: Another one\n\nText goes here.");
    assert_marks(0, "b0+13,b15+22");
    feed_text("a.txt", "Headline\n\nText goes here.\n\nLeave a Reply\n");
    assert_string_equal(only()->title, "Headline");
    assert_string_equal(only()->body, "Text goes here.\n\nLeave a Reply");
    assert_marks(0, "b17+13");
    feed_text("a.txt", "A headline is here\n\nA headline is here\n\nText goes here.\n");
    assert_string_equal(only()->body, "A headline is here\n\nText goes here.");
    assert_marks(0, "b0+18");
}

static void an_article_is_never_all_boilerplate(void **state)
{
    (void)state;
    feed_text("a.txt", "Advertisement\n\nShare on Facebook\n");
    assert_marks(0, "");
    assert_string_equal(only()->title, "Advertisement");
    feed_text("a.txt", "Related stories\n\nOne\nTwo\nThree\n");
    assert_marks(0, "");
}

static void boilerplate_may_be_kept(void **state)
{
    (void)state;
    the.options.keep_boilerplate = true;
    feed_text("a.txt", "Headline\n\nText.\n\nLeave a Reply\n");
    assert_marks(0, "");
}

/* Articles N to END of a source, with the lines that FORM makes of N. */
static void put_lines(const char *path, int n, int end, const char *form)
{
    struct buf lines = {0};

    for (; n != end; n += n < end ? 1 : -1)
        buf_printf(&lines, form, n, n, n);
    put(path, lines.data);
    buf_free(&lines);
}

#define FOOTED \
    "{\"id\":\"%d\",\"body\":\"Headline %d\\nSentence %d of it.\\nThe Eastgate Mirror online\"}\n"

static void lines_count_from_the_third_article(void **state)
{
    (void)state;
    put_lines("two.jsonl", 1, 3, FOOTED);
    feed("two.jsonl");
    assert_marks(0, "");
    put_lines("three.jsonl", 1, 4, FOOTED);
    feed("three.jsonl");
    for (size_t i = 0; i < 3; i++)
        assert_marks(i, "b18+26");
}

/* References to archives and authors' names are the article's where three of forty have them. */
static void references_and_authors_are_kept(void **state)
{
    struct buf lines = {0};

    (void)state;
    for (int n = 10; n < 50; n++)
        buf_printf(&lines, "{\"id\":\"%d\",\"body\":\"Headline %d\\nSentence %d of it.%s\"}\n", n,
                   n, n,
                   n < 13   ? "\\nHA : B1838, ii"
                   : n < 16 ? "\\nHA 114/94"
                   : n < 19 ? "\\nOur box: 114/94"
                   : n < 22 ? "\\nBy Ada Orrin"
                            : "");
    put("codes.jsonl", lines.data);
    buf_free(&lines);
    feed("codes.jsonl");
    assert_int_equal(the.len, 40);
    for (size_t i = 0; i < the.len; i++)
        assert_marks(i, i >= 6 && i < 9 ? "b19+15" : "");
}

static void a_shared_first_line_is_a_title_or_the_sites_name(void **state)
{
    struct buf lines = {0};

    (void)state;
    put_lines("titles.jsonl", 1, 4,
              "{\"id\":\"%d\",\"body\":\"Weather\\nRain on day %d.\\nWind on day %d.\"}\n");
    feed("titles.jsonl");
    assert_string_equal(the.seen[0].title, "Weather");
    assert_marks(0, "");
    put_lines("names.jsonl", 1, 4,
              "{\"id\":\"%d\",\"body\":\"Eastgate Mirror\\nRain %d\\nWind on day %d.\"}\n");
    feed("names.jsonl");
    assert_string_equal(the.seen[0].title, "Rain 1");
    assert_marks(0, "b0+15");
    for (int n = 1; n < 9; n++)
        buf_printf(&lines, "{\"id\":\"%d\",\"body\":\"%sRain %d\\nWind on day %d.\"}\n", n,
                   n < 4 ? "Eastgate Mirror\\n" : "", n, n);
    put("few.jsonl", lines.data);
    buf_free(&lines);
    feed("few.jsonl");
    assert_string_equal(the.seen[0].title, "Eastgate Mirror");
    assert_marks(0, "");
}

static void versions_of_an_article_keep_their_lines(void **state)
{
    (void)state;
    put_lines("versions.jsonl", 1, 4,
              "{\"id\":\"%d\",\"body\":\"Rain %d\\nThe rain came from the west on day one.\\n"
              "Morning edition\"}\n");
    feed("versions.jsonl");
    assert_int_equal(the.len, 3);
    for (size_t i = 0; i < the.len; i++)
        assert_marks(i, "");
}

static void the_order_of_articles_does_not_count(void **state)
{
    (void)state;
    put_lines("up.jsonl", 100, 900, FOOTED);
    feed("up.jsonl");
    assert_int_equal(the.len, 800);
    for (size_t i = 0; i < 800; i++)
        assert_marks(i, "b20+26");
    put_lines("down.jsonl", 899, 99, FOOTED);
    feed("down.jsonl");
    assert_int_equal(the.len, 800);
    for (size_t i = 0; i < 800; i++)
        assert_marks(i, "b20+26");
}

/* Each phrase and each word of share bars is found in its table, which has to be in order. */
static void furniture_is_known_by_its_words(void **state)
{
    static const char *const kinds[] = {[FURNITURE_NONE] = "none",
                                        [FURNITURE_PIECE] = "piece",
                                        [FURNITURE_HEADING] = "heading",
                                        [FURNITURE_FORM] = "form",
                                        [FURNITURE_NOTICE] = "notice"};
    FILE *f = fopen(FIXTURES "/furniture.tsv", "r");
    char row[256];
    size_t rows = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(row, sizeof row, f)) {
        char *line = strchr(row, '\t');

        if (*row == '#' || !line)
            continue;
        *line++ = '\0';
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(kinds[furniture_of(span_of(line))], row) != 0)
            fail_msg("'%s' is %s", line, kinds[furniture_of(span_of(line))]);
        rows++;
    }
    fclose(f);
    assert_int_equal(rows, 238);
}

/* More different lines than are counted: those of several articles are remembered. */
static void memory_for_lines_is_bounded(void **state)
{
    struct repeats r = {0};
    char line[32];

    (void)state;
    for (int i = 0; i < 4 * REPEATS_LINES; i++) {
        repeats_article(&r);
        repeats_count(&r, repeats_hash(span_of("the same line")));
        snprintf(line, sizeof line, "line %d", i);
        repeats_count(&r, repeats_hash(span_of(line)));
        assert_true(r.cap <= 2 * REPEATS_LINES);
    }
    assert_int_equal(repeats_of(&r, repeats_hash(span_of("the same line"))), 4 * REPEATS_LINES);
    assert_int_equal(repeats_of(&r, repeats_hash(span_of("line 0"))), 0);
    for (int i = 0; i < 4 * REPEATS_LINES; i++) {
        snprintf(line, sizeof line, "pair %d", i / 2);
        repeats_article(&r);
        repeats_count(&r, repeats_hash(span_of(line)));
    }
    assert_true(r.full);
    assert_true(r.len <= REPEATS_LINES);
    assert_int_equal(repeats_of(&r, repeats_hash(span_of("the same line"))), 4 * REPEATS_LINES);
    repeats_free(&r);
}

static void a_mails_quotes_are_marked(void **state)
{
    (void)state;
    put("a.eml", "From: ada@example.org\nSubject: Tides\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n"
                 "On Sunday, Ben wrote:\n> When is high water?\n>\n> Ben\n\nAt noon.\n\n"
                 "-- \nAda Orrin\nHarbour office\n");
    feed("a.eml");
    assert_marks(0, "q0+51,q63+28");
    put("b.eml", "From: ada@example.org\nSubject: Tides\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n"
                 "At noon.\n\n> When?\n");
    feed("b.eml");
    assert_marks(0, "q10+7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_line_of_an_article_is_lost, enter, leave),
        cmocka_unit_test_setup_teardown(a_title_is_none_of_the_boilerplate, enter, leave),
        cmocka_unit_test_setup_teardown(an_article_is_never_all_boilerplate, enter, leave),
        cmocka_unit_test_setup_teardown(boilerplate_may_be_kept, enter, leave),
        cmocka_unit_test_setup_teardown(lines_count_from_the_third_article, enter, leave),
        cmocka_unit_test_setup_teardown(references_and_authors_are_kept, enter, leave),
        cmocka_unit_test_setup_teardown(a_shared_first_line_is_a_title_or_the_sites_name, enter,
                                        leave),
        cmocka_unit_test_setup_teardown(versions_of_an_article_keep_their_lines, enter, leave),
        cmocka_unit_test_setup_teardown(the_order_of_articles_does_not_count, enter, leave),
        cmocka_unit_test(furniture_is_known_by_its_words),
        cmocka_unit_test_setup_teardown(memory_for_lines_is_bounded, enter, leave),
        cmocka_unit_test_setup_teardown(a_mails_quotes_are_marked, enter, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

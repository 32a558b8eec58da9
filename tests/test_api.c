/* libdateline from outside: writing. */
#include <string.h>
#include <unistd.h>

#include "api_index.h"

static void days_and_version(void **state)
{
    (void)state;
    assert_non_null(strchr(dateline_version(), '.'));
    assert_int_equal(dateline_parse_day("2025-03-31"), 20250331);
    assert_int_equal(dateline_parse_day("2025-03"), 20250300);
    assert_int_equal(dateline_parse_day("March 31, 2025"), 20250331);
    assert_int_equal(dateline_parse_day("2025-02-30"), 0);
    assert_int_equal(dateline_parse_day("soon"), 0);
}

static void what_is_added_is_found(void **state)
{
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    assert_int_equal(dateline_reader_articles(r), 4);
    dateline_reader_close(r);
    assert_found("a ", .text = "reopened");
    assert_found("a ", .text = "title:\"harbour open\"");
    assert_found("", .text = "zeppelin");
}

static void a_reader_keeps_its_commit(void **state)
{
    dateline_writer *w;
    dateline_reader *before;
    dateline_query q = {.size = sizeof q, .text = "harbour"};
    uint64_t count = 0;

    (void)state;
    make_four();
    before = reader_open();
    w = writer_open();
    add(w, "e", 20250403, "Fifth", "The fifth harbour.");
    expect(DATELINE_OK, dateline_writer_delete(w, "a", &err));
    assert_found("a ", .text = "reopened"); /* not committed */
    assert_done(commit(w), 1, 0, 0, 1);
    assert_found("e ", .text = "fifth");
    assert_found("", .text = "reopened");
    expect(DATELINE_OK, dateline_count(before, &q, &count, &err));
    assert_int_equal(count, 4);
    assert_int_equal(dateline_reader_articles(before), 4);
    dateline_reader_close(before);
    dateline_writer_close(w);
}

static void the_same_id_replaces(void **state)
{
    dateline_writer *w;

    (void)state;
    make_four();
    w = writer_open();
    add_four(w);
    assert_done(commit(w), 0, 0, 4, 0);
    add(w, "a", 20250331, "Harbour open", "It is shut again.");
    add(w, "e", 0, "New", "And this is new.");
    assert_done(commit(w), 1, 1, 0, 0);
    dateline_writer_close(w);
    assert_found("a ", .text = "shut");
    assert_found("", .text = "reopened");
}

static void deleting(void **state)
{
    dateline_writer *w;

    (void)state;
    make_four();
    w = writer_open();
    expect(DATELINE_NOT_FOUND, dateline_writer_delete(w, "nobody", &err));
    assert_string_equal(err.text, "no article has the id 'nobody'");
    expect(DATELINE_OK, dateline_writer_delete(w, "a", &err));
    expect(DATELINE_NOT_FOUND, dateline_writer_delete(w, "a", &err));
    assert_done(commit(w), 0, 0, 0, 1);
    dateline_writer_close(w);
    assert_found("", .text = "reopened");
}

/* Deleted and added again in one commit: it is there, and the counts add up. */
static void deleted_and_added_again(void **state)
{
    dateline_writer *w;
    dateline_commit done;

    (void)state;
    make_four();
    w = writer_open();
    expect(DATELINE_OK, dateline_writer_delete(w, "a", &err));
    expect(DATELINE_OK, dateline_writer_delete(w, "b", &err));
    add_four(w);
    done = commit(w);
    dateline_writer_close(w);
    assert_found("a ", .text = "reopened");
    assert_int_equal(done.added + done.replaced + done.unchanged, 4);
    assert_int_equal(done.added, done.deleted);
}

static void without_a_commit_nothing_stays(void **state)
{
    dateline_writer *w = writer_open();

    (void)state;
    add_four(w);
    dateline_writer_close(w);
    assert_int_not_equal(access(path, F_OK), 0);
    make_four();
    w = writer_open();
    add(w, "e", 0, "New", "And this is new.");
    dateline_writer_close(w);
    assert_found("", .text = "new");
}

static void one_writer_at_a_time(void **state)
{
    dateline_writer *w = writer_open(), *other = NULL;
    dateline_writer_options patient = {.size = sizeof patient, .wait_lock = 0.05};

    (void)state;
    expect(DATELINE_LOCKED, dateline_writer_open(path, NULL, &other, &err));
    assert_non_null(strstr(err.text, path));
    expect(DATELINE_LOCKED, dateline_writer_open(path, &patient, &other, &err));
    assert_null(other);
    dateline_writer_close(w);
    dateline_writer_close(writer_open());
}

static void options_of_a_writer(void **state)
{
    dateline_writer *w = NULL;
    dateline_writer_options there = DATELINE_WRITER_OPTIONS_INIT, german = there, klingon = there,
                            crowded = there;

    (void)state;
    there.must_exist = true;
    german.language = "german";
    klingon.language = "klingon";
    crowded.threads = 65;
    expect(DATELINE_NO_INDEX, dateline_writer_open(path, &there, &w, &err));
    expect(DATELINE_BAD_OPTION, dateline_writer_open(path, &klingon, &w, &err));
    expect(DATELINE_BAD_OPTION, dateline_writer_open(path, &crowded, &w, &err));
    assert_string_equal(err.text, "threads takes a number from 0 to 64, not 65");
    assert_int_not_equal(access(path, F_OK), 0);
    make_four();
    expect(DATELINE_BAD_OPTION, dateline_writer_open(path, &german, &w, &err));
    assert_null(w);
    expect(DATELINE_OK, dateline_writer_open(path, &there, &w, &err));
    dateline_writer_close(w);
}

static void bad_articles(void **state)
{
    dateline_writer *w = writer_open();
    dateline_article a = article(NULL, 0, "Title", "Body");

    (void)state;
    expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
    a.id = "";
    expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
    a.id = "x";
    a.day = 20250230;
    expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
    assert_non_null(strstr(err.text, "20250230"));
    a.day = 0;
    a.title = a.body = NULL;
    expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
    assert_string_equal(err.text, "cannot add the article 'x': it has neither title nor text");
    a.title = " \n";
    a.body = "\r\n\t";
    a.body_size = 3;
    expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
    a.body_size = ((size_t)64 << 20) + 1;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, NULL));
    add(w, "y", 0, "Title", "Body");
    assert_done(commit(w), 1, 0, 0, 0);
    dateline_writer_close(w);
}

static void any_text_is_made_clean(void **state)
{
    dateline_writer *w = writer_open();
    dateline_reader *r;
    dateline_article *a = NULL;

    (void)state;
    add(w, "two\nlines", 0, "A title\nin two\tparts", "One\r\nTwo \xff\xfe three.");
    add(w, "untitled", 0, NULL, "The first line\n\nand what follows.");
    assert_done(commit(w), 2, 0, 0, 0);
    dateline_writer_close(w);
    r = reader_open();
    expect(DATELINE_OK, dateline_fetch(r, "two%0Alines", &a, &err));
    assert_string_equal(a->title, "A title in two parts");
    assert_memory_equal(a->body, "One\nTwo ", 8);
    assert_int_equal(strlen(a->body), a->body_size);
    dateline_article_free(a);
    expect(DATELINE_OK, dateline_fetch(r, "untitled", &a, &err));
    assert_string_equal(a->title, "The first line");
    assert_string_equal(a->body, "and what follows.");
    dateline_article_free(a);
    dateline_reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_version),
        in_home(what_is_added_is_found),
        in_home(a_reader_keeps_its_commit),
        in_home(the_same_id_replaces),
        in_home(deleting),
        in_home(deleted_and_added_again),
        in_home(without_a_commit_nothing_stays),
        in_home(one_writer_at_a_time),
        in_home(options_of_a_writer),
        in_home(bad_articles),
        in_home(any_text_is_made_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

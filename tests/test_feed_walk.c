/* Sources: files, folders, standard input; the ids and dates that come of them. */
#include "feeding.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <utime.h>

static void test_directory_in_bytewise_order(void **state)
{
    (void)state;
    make_directory("news");
    make_directory("news/b");
    put("news/b/1.txt", "One\nText.");
    put("news/a.txt", "A\nText.");
    put("news/Z.txt", "Z\nText.");
    put("news/b.txt", "B\nText.");
    put("news/\xC3\xA9.txt", "E\nText.");
    assert_int_equal(feed("news"), DATELINE_OK);
    ASSERT_IDS("Z.txt", "a.txt", "b/1.txt", "b.txt", "\xC3\xA9.txt");
    assert_string_equal(the.seen[2].path, "news/b/1.txt");
    feed("news/");
    assert_string_equal(the.seen[2].id, "b/1.txt");
    assert_string_equal(the.seen[2].path, "news/b/1.txt");
    feed("./news/../news");
    assert_string_equal(the.seen[2].id, "b/1.txt");
}

static void test_id_of_a_file_is_its_path_as_named(void **state)
{
    char absolute[128];

    (void)state;
    make_directory("news");
    put("news/a.txt", "A\nText.");
    feed("news/a.txt");
    ASSERT_IDS("news/a.txt");
    feed("./news/a.txt");
    ASSERT_IDS("news/a.txt");
    snprintf(absolute, sizeof absolute, "%s/news/a.txt", the.dir);
    feed(absolute);
    ASSERT_IDS(absolute + 1);
    assert_int_equal(chdir("news"), 0);
    feed("../news/a.txt");
    ASSERT_IDS("news/a.txt");
}

static void test_prefix_and_escapes_in_ids(void **state)
{
    (void)state;
    the.options.id_prefix = "ap:\x01";
    feed_text("n.jsonl", "{\"id\":\"x\",\"title\":\"t\"}\n{\"title\":\"t\"}");
    ASSERT_IDS("ap:%01x", "ap:%01n.jsonl:2");
    the.options.id_prefix = NULL;
    feed_text("b\x01\n\xFF%41.txt", "A\nText.");
    ASSERT_IDS("b%01%0A%FF%2541.txt");
    feed_text("c\xC2\x85\xED\xA0\x80.txt", "A\nText.");
    ASSERT_IDS("c%C2%85%ED%A0%80.txt");
}

static void test_hidden_names_and_indexes_are_passed_over(void **state)
{
    (void)state;
    make_directory("news");
    make_directory("news/.git");
    make_directory("news/index");
    make_directory("news/glass");
    put("news/.git/a.txt", "A\nText.");
    put("news/.hidden", "H\nText.");
    put("news/index/XAPIANDB", "stub");
    put("news/index/a.txt", "A\nText.");
    put("news/glass/iamglass", "x");
    put("news/z.txt", "Z\nText.");
    feed("news");
    ASSERT_IDS("z.txt");
    assert_int_equal(the.counts.skipped, 0);
    feed("news/.hidden");
    ASSERT_IDS("news/.hidden");
    feed("news/index");
    assert_told(0, FEED_SKIPPED, "news/index: skipped: it is an index");
    assert_int_equal(the.len, 0);
}

static void test_links_are_followed_and_loops_told(void **state)
{
    (void)state;
    make_directory("real");
    make_directory("news");
    make_directory("news/sub");
    put("real/a.txt", "date 2025 A\nText.");
    assert_int_equal(symlink("../real", "news/dir"), 0);
    assert_int_equal(symlink("../real/a.txt", "news/file.txt"), 0);
    assert_int_equal(symlink("..", "news/sub/up"), 0);
    assert_int_equal(symlink("nowhere", "news/x"), 0);
    the.options.follow_links = true;
    assert_int_equal(feed("news"), DATELINE_OK);
    ASSERT_IDS("dir/a.txt", "file.txt");
    assert_told(0, FEED_SKIPPED, "news/sub/up: skipped: it leads back to a directory it is in");
    assert_told(1, FEED_SKIPPED, "news/x: skipped: No such file or directory");
    assert_int_equal(the.told_len, 2);
}

static void test_links_out_of_a_source_are_not_followed(void **state)
{
    (void)state;
    make_directory("real");
    make_directory("news");
    make_directory("news/sub");
    put("real/a.txt", "date 2025 A\nText.");
    put("news/sub/b.txt", "date 2025 B\nText.");
    assert_int_equal(symlink("../real", "news/dir"), 0);
    assert_int_equal(symlink("../real/a.txt", "news/file.txt"), 0);
    assert_int_equal(symlink("sub/b.txt", "news/inside.txt"), 0);
    assert_int_equal(symlink("sub", "news/other"), 0);
    assert_int_equal(feed("news"), DATELINE_OK);
    ASSERT_IDS("inside.txt", "other/b.txt", "sub/b.txt");
    assert_told(0, FEED_SKIPPED, "news/dir: skipped: it is a link out of the SOURCE");
    assert_told(1, FEED_SKIPPED, "news/file.txt: skipped: it is a link out of the SOURCE");
    assert_int_equal(the.told_len, 2);
    feed("news/file.txt"); /* a SOURCE itself may be one */
    ASSERT_IDS("news/file.txt");
}

static void test_special_files_are_told(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "news/socket"};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    (void)state;
    make_directory("news");
    assert_int_equal(mkfifo("news/fifo", 0644), 0);
    assert_int_equal(bind(s, (struct sockaddr *)&address, sizeof address), 0);
    put("news/z.txt", "date 2025 Z\nText.");
    feed("news");
    ASSERT_IDS("z.txt");
    assert_told(0, FEED_SKIPPED, "news/fifo: skipped: it is neither a file nor a directory");
    assert_told(1, FEED_SKIPPED, "news/socket: skipped: ");
    close(s);
}

static void test_fifo_as_source_is_read(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0644), 0);
    run("printf 'Headline\\nText.' > pipe &");
    assert_int_equal(feed("pipe"), DATELINE_OK);
    ASSERT_IDS("pipe");
    assert_string_equal(only()->title, "Headline");
}

static void test_unreadable_file_loses_nothing_else(void **state)
{
    bool root = !geteuid();

    (void)state;
    make_directory("news");
    make_directory("news/closed");
    put("news/a.txt", "A\nText.");
    put("news/b.txt", "B\nText.");
    chmod("news/a.txt", 0);
    chmod("news/closed", 0);
    chmod(".", 0755);
    if (root) /* who may read everything */
        assert_int_equal(seteuid(65534), 0);
    assert_int_equal(feed("news"), DATELINE_OK);
    ASSERT_IDS("b.txt");
    assert_told(0, FEED_SKIPPED, "news/a.txt: skipped: Permission denied");
    assert_told(2, FEED_SKIPPED, "news/closed: skipped: Permission denied");
    assert_int_equal(feed("news/a.txt"), DATELINE_IO);
    assert_string_equal(the.err.text, "cannot read news/a.txt: Permission denied");
    assert_int_equal(feed("news/closed"), DATELINE_IO);
    if (root)
        assert_int_equal(seteuid(0), 0);
}

static void test_source_that_does_not_exist(void **state)
{
    (void)state;
    assert_int_equal(feed("nowhere"), DATELINE_NOT_FOUND);
    assert_string_equal(the.err.text, "nowhere: No such file or directory");
    put("file", "text");
    assert_int_equal(feed("file/x"), DATELINE_NOT_FOUND);
}

static void test_deep_directories(void **state)
{
    (void)state;
    make_directory("deep");
    put("deep/z.txt", "Z\nText.");
    run("bash -c 'cd deep; for i in {1..300}; do mkdir d; cd d; done; echo text > a.txt'");
    assert_int_equal(feed("deep"), DATELINE_OK);
    ASSERT_IDS("z.txt");
    assert_told(0, FEED_SKIPPED, "/d: skipped: directories lie more than 256 deep");
}

static void test_standard_input(void **state)
{
    int kept = dup(STDIN_FILENO), ends[2];
    static const char lines[] = "{\"title\":\"t\",\"date\":\"2025\"}\n{\"id\":\"x\"}\n";

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], lines, sizeof lines - 1), sizeof lines - 1);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_int_equal(feed("-"), DATELINE_OK);
    ASSERT_IDS("-:1");
    assert_told(0, FEED_SKIPPED, "-:2: skipped");
    dup2(kept, STDIN_FILENO);
    close(kept);
}

static dateline_day dated_from(enum date_source source, const char *path)
{
    memset(the.options.date_from, 0, sizeof the.options.date_from);
    the.options.date_from[0] = source;
    feed(path);
    assert_int_equal(only()->date_source, source);
    return only()->day;
}

static void test_dates_by_each_source(void **state)
{
    struct utimbuf then = {0, 1000000000}; /* 2001-09-09T01:46:40Z */

    (void)state;
    make_directory("2025-03-01");
    put("2025-03-01/n.txt",
        "date 2025-03-02 KYIV, March 3, 2025 (AP) - Words of text.\nMore words.");
    utime("2025-03-01/n.txt", &then);
    assert_int_equal(dated_from(DATE_FROM_HEADER, "2025-03-01/n.txt"), 20250302);
    assert_int_equal(dated_from(DATE_FROM_DATELINE, "2025-03-01/n.txt"), 20250303);
    assert_int_equal(dated_from(DATE_FROM_PATH, "2025-03-01/n.txt"), 20250301);
    assert_int_equal(dated_from(DATE_FROM_MTIME, "2025-03-01/n.txt"), 20010909);
    put("n.jsonl", "{\"title\":\"t\",\"date\":\"2025-03-04\"}");
    assert_int_equal(dated_from(DATE_FROM_FIELD, "n.jsonl"), 20250304);
}

static void test_order_of_date_sources(void **state)
{
    (void)state;
    the.options.date_from[0] = DATE_FROM_PATH;
    the.options.date_from[1] = DATE_FROM_HEADER;
    feed_text("2025-03-01.txt", "date 2025-03-02 Headline\nText.");
    assert_int_equal(only()->day, 20250301);
    feed_text("n.txt", "date 2025-03-02 Headline\nText.");
    assert_int_equal(only()->day, 20250302);
    memset(the.options.date_from, 0, sizeof the.options.date_from);
    feed("2025-03-01.txt");
    assert_int_equal(only()->day, 20250302);
}

static void test_options_that_are_none(void **state)
{
    struct feed_options o = {0};

    (void)state;
    assert_int_equal(feed_parse_field("headline", &o, &the.err), DATELINE_BAD_OPTION);
    assert_int_equal(feed_parse_field("head=x", &o, &the.err), DATELINE_BAD_OPTION);
    assert_string_equal(the.err.text, "unknown role 'head': there are id, title, date, body, "
                                      "source, url, lang");
    assert_int_equal(feed_parse_field("title=", &o, &the.err), DATELINE_BAD_OPTION);
    o = (struct feed_options){.date_format = "iso"};
    assert_int_equal(feed_check_options(&o, &the.err), DATELINE_BAD_OPTION);
}

static dateline_status refuse(void *ctx, const struct article *a, const struct place *at,
                              dateline_error *err)
{
    (void)a;
    (void)at;
    (void)err;
    ++*(int *)ctx;
    return DATELINE_LOCKED;
}

static void count_telling(void *ctx, enum feed_trouble kind, const char *message)
{
    (void)ctx;
    (void)kind;
    (void)message;
}

static void test_sink_that_fails_ends_the_feed(void **state)
{
    int calls = 0;

    (void)state;
    put("n.jsonl", "{\"title\":\"t\"}\n{\"title\":\"u\"}\n");
    run("tar cf n.tar n.jsonl; cp n.tar m.tar");
    assert_int_equal(
        feed_source(".", &the.options, refuse, count_telling, &calls, &the.counts, NULL),
        DATELINE_LOCKED);
    assert_int_equal(calls, 1);
}

static void test_the_tmp_of_a_maildir_is_passed_over(void **state)
{
    (void)state;
    make_directory("box");
    make_directory("box/cur");
    make_directory("box/new");
    make_directory("box/tmp");
    put("box/cur/2024-01-01.txt", "Text.");
    put("box/new/2024-01-02.txt", "Text.");
    put("box/tmp/2024-01-03.txt", "Text.");
    feed("box");
    assert_int_equal(the.len, 2);
    assert_int_equal(the.told_len, 0);
    feed("box/tmp");
    assert_int_equal(the.len, 1);
    run("rmdir box/new 2>/dev/null || rm -r box/new");
    feed("box");
    assert_int_equal(the.len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_directory_in_bytewise_order),
        FEEDING(test_id_of_a_file_is_its_path_as_named),
        FEEDING(test_prefix_and_escapes_in_ids),
        FEEDING(test_hidden_names_and_indexes_are_passed_over),
        FEEDING(test_links_are_followed_and_loops_told),
        FEEDING(test_links_out_of_a_source_are_not_followed),
        FEEDING(test_special_files_are_told),
        FEEDING(test_fifo_as_source_is_read),
        FEEDING(test_unreadable_file_loses_nothing_else),
        FEEDING(test_source_that_does_not_exist),
        FEEDING(test_deep_directories),
        FEEDING(test_standard_input),
        FEEDING(test_dates_by_each_source),
        FEEDING(test_order_of_date_sources),
        FEEDING(test_options_that_are_none),
        FEEDING(test_sink_that_fails_ends_the_feed),
        FEEDING(test_the_tmp_of_a_maildir_is_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

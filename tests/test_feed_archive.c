/* Compressed files and archives, whole, nested and damaged; by the tools that make them. */
#include "feeding.h"

#include <locale.h>

#include <archive.h>
#include <archive_entry.h>

static const char two_lines[] = "{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025\"}\n"
                                "{\"title\":\"u\",\"date\":\"2025\"}\n";

static bool there(const char *tool)
{
    char command[64];

    snprintf(command, sizeof command, "command -v %s > /dev/null", tool);
    if (!system(command))
        return true;
    print_message("skipped: there is no %s here\n", tool);
    return false;
}

static void test_every_compression(void **state)
{
    static const struct {
        const char *tool, *file;
    } by[] = {{"gzip", "n.jsonl.gz"},
              {"bzip2", "n.jsonl.bz2"},
              {"xz", "n.jsonl.xz"},
              {"zstd", "n.jsonl.zst"},
              {"lz4", "n.jsonl.lz4"}};
    char command[64], id[64];

    (void)state;
    put("n.jsonl", two_lines);
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        if (!there(by[i].tool))
            continue;
        snprintf(command, sizeof command, "%s -q -c n.jsonl > %s", by[i].tool, by[i].file);
        run(command);
        assert_int_equal(feed(by[i].file), DATELINE_OK);
        snprintf(id, sizeof id, "%s:2", by[i].file);
        ASSERT_IDS("a", id);
        assert_int_equal(the.told_len, 0);
        assert_int_equal(the.counts.bytes, sizeof two_lines - 1);
    }
}

static void test_compressed_text_keeps_its_name(void **state)
{
    (void)state;
    put("2025-03-31.txt", "Headline\nText.");
    run("gzip 2025-03-31.txt");
    feed("./2025-03-31.txt.gz");
    ASSERT_IDS("2025-03-31.txt.gz");
    assert_int_equal(only()->day, 20250331);
    assert_string_equal(only()->body, "Text.");
}

static void test_tar_members(void **state)
{
    (void)state;
    make_directory("news");
    make_directory("news/.git");
    put("news/a.txt", "date 2025 A\nText.");
    put("news/b.jsonl", two_lines);
    put("news/.git/c.txt", "C\nText.");
    put("news/empty.txt", "");
    assert_int_equal(symlink("a.txt", "news/link.txt"), 0);
    run("cd news && tar cf ../n.tar ./a.txt b.jsonl .git empty.txt link.txt; cd ..;"
        "gzip -k n.tar; xz -k n.tar");
    feed("n.tar");
    ASSERT_IDS("n.tar/a.txt", "a", "n.tar/b.jsonl:2");
    assert_string_equal(the.seen[2].path, "n.tar/b.jsonl");
    assert_told(0, FEED_SKIPPED, "n.tar/.git/c.txt: skipped: a part of its name begins with a dot");
    assert_told(1, FEED_SKIPPED, "n.tar/empty.txt: skipped: it is empty");
    assert_told(2, FEED_SKIPPED, "n.tar/link.txt: skipped: it is a link");
    assert_int_equal(the.told_len, 3);
    feed("n.tar.gz");
    ASSERT_IDS("n.tar.gz/a.txt", "a", "n.tar.gz/b.jsonl:2");
    feed("n.tar.xz");
    ASSERT_IDS("n.tar.xz/a.txt", "a", "n.tar.xz/b.jsonl:2");
    make_directory("all");
    run("mv n.tar.gz all/");
    feed("all");
    ASSERT_IDS("n.tar.gz/a.txt", "a", "n.tar.gz/b.jsonl:2");
}

static void write_zip(const char *path, const char *member, const char *text)
{
    struct archive *a = archive_write_new();
    struct archive_entry *e = archive_entry_new();

    archive_write_set_format_zip(a);
    assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
    archive_entry_set_pathname(e, member);
    archive_entry_set_size(e, (la_int64_t)strlen(text));
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_mtime(e, 1000000000, 0);
    assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
    archive_write_data(a, text, strlen(text));
    archive_entry_free(e);
    archive_write_free(a);
}

static void test_zip_members(void **state)
{
    (void)state;
    write_zip("n.zip", "/../sub/a.txt", "Headline\nText.");
    the.options.date_from[0] = DATE_FROM_MTIME;
    feed("n.zip");
    ASSERT_IDS("n.zip/sub/a.txt");
    assert_told(0, FEED_DAMAGED, "n.zip/sub/a.txt: its name '/../sub/a.txt' leads out");
    assert_int_equal(only()->day, 20010909);
    run("cat n.zip | cat > copy; mkfifo pipe; cat copy > pipe &");
    feed("pipe");
    ASSERT_IDS("pipe/sub/a.txt");
}

static void test_what_a_file_may_unpack_to_is_bounded(void **state)
{
    (void)state;
    run("for n in 1 2 3; do echo article $n >$n.txt; done; tar cf three.tar ?.txt;"
        "for n in $(seq 100); do printf '{\"body\":\"%0980d\"}\\n' $n; done >many.jsonl; gzip "
        "many.jsonl");
    the.options.max_expand = 20;
    feed("three.tar");
    ASSERT_IDS("three.tar/1.txt", "three.tar/2.txt");
    assert_string_equal(the.told[the.told_len - 1].message,
                        "three.tar/3.txt: skipped: it unpacks to more than --max-expand");
    the.options.max_expand = 50000;
    feed("many.jsonl.gz");
    assert_in_range(the.counts.records, 1, 50);
    assert_string_equal(strrchr(the.told[the.told_len - 1].message, ':'),
                        ": it unpacks to more than --max-expand");
    the.options.max_expand = 100000;
    feed("many.jsonl.gz");
    assert_int_equal(the.counts.records, 100);
    the.options.max_expand = 0;
    run("head -c 80000000 /dev/zero | tr '\\0' '\\n' | gzip -1 >lines.gz");
    feed("lines.gz");
    assert_int_equal(the.len, 0);
    assert_non_null(strstr(the.told[0].message, "more than 100 times its size"));
}

static void test_names_beyond_ascii(void **state)
{
    (void)state;
    put("\xC3\xA9t\xC3\xA9.txt", "A\nText.");
    put("\xE9.txt", "B\nText.");
    run("tar --format=gnu -cf g.tar *.txt; tar --format=pax -cf p.tar *.txt");
    feed("g.tar");
    ASSERT_IDS("g.tar/\xC3\xA9t\xC3\xA9.txt", "g.tar/%E9.txt");
    feed("p.tar");
    ASSERT_IDS("p.tar/\xC3\xA9t\xC3\xA9.txt", "p.tar/%E9.txt");
}

static void test_archives_in_archives(void **state)
{
    (void)state;
    put("n.jsonl", two_lines);
    run("gzip -k n.jsonl; tar czf one.tgz n.jsonl.gz; tar cf two.tar one.tgz n.jsonl.gz;"
        "tar cf three.tar two.tar");
    feed("one.tgz");
    ASSERT_IDS("a", "one.tgz/n.jsonl.gz:2");
    feed("two.tar");
    ASSERT_IDS("a", "two.tar/one.tgz/n.jsonl.gz:2", "a", "two.tar/n.jsonl.gz:2");
    feed("three.tar");
    ASSERT_IDS("a", "three.tar/two.tar/n.jsonl.gz:2");
    assert_told(0, FEED_SKIPPED,
                "three.tar/two.tar/one.tgz/n.jsonl.gz: skipped: it is packed more than 4 times");
}

static void test_truncated_gzip_keeps_whole_lines(void **state)
{
    size_t complete;

    (void)state;
    run("head -c 60000 /dev/urandom | base64 -w 60 |"
        "sed 's/.*/{\"title\":\"&\",\"date\":\"2025\"}/' | gzip > n.gz;"
        "head -c 30000 n.gz > cut.jsonl.gz;"
        "zcat cut.jsonl.gz > readable.jsonl 2> /dev/null; test $(wc -l < readable.jsonl) -gt 50");
    assert_int_equal(feed("readable.jsonl"), DATELINE_OK);
    complete = the.len;
    assert_int_equal(feed("cut.jsonl.gz"), DATELINE_OK);
    assert_int_equal(the.len, complete);
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_SKIPPED, "damaged here, the rest is lost: truncated gzip input");
    assert_int_equal(the.counts.skipped, 1);
}

static void test_truncated_text_is_kept_and_told(void **state)
{
    (void)state;
    run("{ echo Headline; seq 20000; } | gzip > n.txt.gz; head -c 20000 n.txt.gz > cut.txt.gz");
    feed("cut.txt.gz");
    assert_string_equal(only()->title, "Headline");
    assert_non_null(strstr(only()->body, "1\n2\n3\n"));
    assert_told(0, FEED_DAMAGED, "cut.txt.gz: damaged, the readable part is kept: truncated");
    put_bytes("head.gz", "\x1F\x8B\x08\0\0\0\0\0\0\3", 10);
    feed("head.gz");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "head.gz: skipped: ");
}

static void test_damaged_archive_loses_only_what_follows(void **state)
{
    (void)state;
    make_directory("all");
    put("a.txt", "date 2025 A\nText.");
    run("seq 100000 > b.txt; tar czf c.tar.gz a.txt b.txt; head -c 100000 c.tar.gz > all/c.tar.gz;"
        "printf 'PK\\003\\004garbage' > all/d.zip");
    put("all/z.txt", "date 2025 Z\nText.");
    assert_int_equal(feed("all"), DATELINE_OK);
    assert_string_equal(the.seen[0].id, "c.tar.gz/a.txt");
    assert_string_equal(the.seen[the.len - 1].id, "z.txt");
    assert_true(the.told_len >= 2);
}

static void test_nothing_inside(void **state)
{
    (void)state;
    run(": | gzip > e.gz; tar cf e.tar -T /dev/null; tar czf e.tgz -T /dev/null");
    feed("e.gz");
    assert_told(0, FEED_SKIPPED, "e.gz: skipped: it is empty");
    feed("e.tgz");
    assert_told(0, FEED_SKIPPED, "e.tgz: skipped: ");
    assert_int_equal(the.told_len, 1);
}

static void test_text_that_looks_packed(void **state)
{
    (void)state;
    feed_text("a.txt", "BZhang wrote\nthis text.");
    ASSERT_IDS("a.txt");
    feed_text("b.txt", "#mtree\n./a type=file\n");
    ASSERT_IDS("b.txt");
    feed_text("c.txt", "!<arch>\nis how ar begins.");
    ASSERT_IDS("c.txt");
    feed_text("d.txt", "begin 644 file\nM_______\nend\n");
    ASSERT_IDS("d.txt");
}

static void test_zip_names_marked_as_utf8(void **state)
{
    (void)state;
    /* as a locale that is not UTF-8 writes and reads it */
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    write_zip("n.zip", "2020-03-04 B\u00fcro/Stra\u00dfe.txt", "Headline\nText.");
    assert_non_null(setlocale(LC_CTYPE, "C"));
    feed("n.zip");
    ASSERT_IDS("n.zip/2020-03-04 B\u00fcro/Stra\u00dfe.txt");
    assert_int_equal(only()->day, 20200304);
}

static void test_window_of_zstd_that_is_too_long(void **state)
{
    (void)state;
    run("echo '{\"id\":\"a\",\"title\":\"t\"}' | zstd -q --long=31 > n.jsonl.zst");
    feed("n.jsonl.zst");
    assert_told(0, FEED_SKIPPED, "use: zstd -dc --long=31 FILE | dateline-index add INDEX -");
}

/* --input-format=tar and zip: for the file, not for its members. */
static void test_named_archives(void **state)
{
    static const char *const packed[] = {"old.tar", "old.tar.gz", "old.tar.xz"};

    (void)state;
    put("n.jsonl", two_lines);
    put("t.txt", "Headline\nText.");
    run("tar --format=v7 -cf old.tar n.jsonl t.txt && gzip -k old.tar && xz -k old.tar");
    the.options.input_format = FEED_TAR;
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        char line[40], text[40];

        snprintf(line, sizeof line, "%s/n.jsonl:2", packed[i]);
        snprintf(text, sizeof text, "%s/t.txt", packed[i]);
        feed(packed[i]);
        ASSERT_IDS("a", line, text);
    }
    run("tar -cf in.tar old.tar.gz t.txt");
    feed("in.tar");
    assert_int_equal(the.counts.records, 2); /* an old tar in a tar has no name */
    feed("t.txt");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "t.txt: skipped: Unrecognized archive format");
    assert_int_equal(the.counts.unread, 1);
}

static void test_named_zip(void **state)
{
    (void)state;
    write_zip("z.zip", "n.jsonl", two_lines);
    run("(echo 'A program before it.' && cat z.zip) > z.bin");
    the.options.input_format = FEED_ZIP;
    feed("z.bin");
    ASSERT_IDS("a", "z.bin/n.jsonl:2");
    the.options.input_format = FEED_TAR;
    feed("z.zip");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "z.zip: skipped: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_every_compression),
        FEEDING(test_compressed_text_keeps_its_name),
        FEEDING(test_tar_members),
        FEEDING(test_zip_members),
        FEEDING(test_what_a_file_may_unpack_to_is_bounded),
        FEEDING(test_names_beyond_ascii),
        FEEDING(test_archives_in_archives),
        FEEDING(test_truncated_gzip_keeps_whole_lines),
        FEEDING(test_truncated_text_is_kept_and_told),
        FEEDING(test_damaged_archive_loses_only_what_follows),
        FEEDING(test_nothing_inside),
        FEEDING(test_text_that_looks_packed),
        FEEDING(test_zip_names_marked_as_utf8),
        FEEDING(test_named_archives),
        FEEDING(test_named_zip),
        FEEDING(test_window_of_zstd_that_is_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* libdateline from outside: rolling back, deleting by query, and looking after an index. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_index.h"

static void rolling_back_drops_what_was_not_committed(void **state)
{
    dateline_writer *w;

    (void)state;
    make_four();
    w = writer_open();
    add(w, "a", 20250331, "Harbour shut", "The harbour is shut.");
    add(w, "e", 0, "Fifth", "The fifth harbour.");
    expect(DATELINE_OK, dateline_writer_delete(w, "b", &err));
    expect(DATELINE_OK, dateline_writer_rollback(w, &err));
    expect(DATELINE_NOT_FOUND, dateline_writer_delete(w, "e", &err));
    assert_done(commit(w), 0, 0, 0, 0);
    add(w, "f", 0, "Sixth", "The sixth harbour.");
    assert_done(commit(w), 1, 0, 0, 0);
    dateline_writer_close(w);
    assert_found("a ", .text = "reopened");
    assert_found("b ", .text = "ferries");
    assert_found("", .text = "fifth");
    assert_found("f ", .text = "sixth");
}

static void a_query_deletes_all_that_it_matches(void **state)
{
    dateline_query q = {.size = sizeof q, .text = "storm*", .limit = 1, .offset = 1};
    dateline_writer *w = writer_open();
    uint64_t deleted = 7;

    (void)state;
    expect(DATELINE_OK, dateline_writer_delete_matching(w, &q, &deleted, &err));
    assert_int_equal(deleted, 0); /* nothing was ever committed */
    add_four(w);
    commit(w);
    add(w, "e", 0, "Storm", "A storm that is not committed stays.");
    expect(DATELINE_OK, dateline_writer_delete(w, "a", &err));
    expect(DATELINE_OK, dateline_writer_delete_matching(w, &q, &deleted, &err));
    assert_int_equal(deleted, 1); /* c; a is deleted already */
    q.text = "date:2025-02-30";
    deleted = 7;
    expect(DATELINE_BAD_QUERY, dateline_writer_delete_matching(w, &q, &deleted, &err));
    assert_int_equal(deleted, 7);
    q.text = "nothing of the kind";
    expect(DATELINE_OK, dateline_writer_delete_matching(w, &q, NULL, &err));
    assert_done(commit(w), 1, 0, 0, 2);
    dateline_writer_close(w);
    assert_found("b d e ", .text = "*");
}

static void compacting_leaves_one_segment_and_info_tells_so(void **state)
{
    dateline_writer_options options = DATELINE_WRITER_OPTIONS_INIT;
    dateline_info *info = NULL;
    dateline_writer *w;

    (void)state;
    expect(DATELINE_NO_INDEX, dateline_compact(path, NULL, &err));
    make_four();
    w = writer_open();
    add(w, "a", 20250331, "Harbour shut", "The harbour is shut.");
    commit(w);
    expect(DATELINE_LOCKED, dateline_compact(path, NULL, &err));
    dateline_writer_close(w);
    expect(DATELINE_OK, dateline_info_read(path, &info, &err));
    assert_int_equal(info->articles, 4);
    assert_int_equal(info->deleted, 1);
    assert_int_equal(info->undated, 1);
    assert_int_equal(info->first, 20250301);
    assert_int_equal(info->last, 20250402);
    assert_int_equal(info->segments, 2);
    assert_string_equal(info->language, "english");
    assert_true(info->bytes > 1000);
    assert_true(info->average_length > 5);
    assert_int_equal(dateline_info_segment(info, 0)->articles, 4);
    assert_int_equal(dateline_info_segment(info, 0)->deleted, 1);
    assert_int_equal(dateline_info_segment(info, 1)->articles, 1);
    assert_memory_equal(dateline_info_segment(info, 1)->name, "seg-", 4);
    assert_null(dateline_info_segment(info, 2));
    dateline_info_free(info);
    options.threads = 1;
    expect(DATELINE_OK, dateline_compact(path, &options, &err));
    expect(DATELINE_OK, dateline_info_read(path, &info, &err));
    assert_int_equal(info->segments, 1);
    assert_int_equal(info->deleted, 0);
    assert_int_equal(info->articles, 4);
    dateline_info_free(info);
    info = NULL;
    expect(DATELINE_NO_INDEX, dateline_info_read(home, &info, &err));
    assert_null(info);
}

/* The bytes of component NAME; 0 if there is none. */
static uint64_t component_bytes(const dateline_info *info, const char *name)
{
    const dateline_component *c;

    for (size_t i = 0; (c = dateline_info_component(info, i)); i++)
        if (!strcmp(c->name, name))
            return c->bytes;
    return 0;
}

static void assert_xapian(dateline_xapian kind)
{
    dateline_info *info = NULL;
    uint64_t bytes = 0;

    expect(DATELINE_OK, dateline_info_read(path, &info, &err));
    assert_int_equal(info->xapian, kind);
    assert_true(component_bytes(info, "lists.terms") > 0);
    assert_int_equal(component_bytes(info, "postlist.glass") > 0, kind != DATELINE_XAPIAN_NONE);
    assert_int_equal(component_bytes(info, "position.glass") > 0, kind == DATELINE_XAPIAN_FULL);
    for (size_t i = 0; i < info->components; i++)
        bytes += dateline_info_component(info, i)->bytes;
    assert_int_equal(bytes, info->bytes);
    assert_null(dateline_info_component(info, info->components));
    dateline_info_free(info);
}

static void an_index_has_the_tables_of_xapians_that_are_asked_for(void **state)
{
    dateline_writer_options options = DATELINE_WRITER_OPTIONS_INIT;
    dateline_writer *w = NULL;

    (void)state;
    options.xapian = DATELINE_XAPIAN_LEAN;
    expect(DATELINE_OK, dateline_writer_open(path, &options, &w, &err));
    add_four(w);
    commit(w);
    dateline_writer_close(w);
    assert_xapian(DATELINE_XAPIAN_LEAN);
    w = NULL;
    options.xapian = DATELINE_XAPIAN_NONE;
    expect(DATELINE_BAD_OPTION, dateline_writer_open(path, &options, &w, &err));
    assert_non_null(strstr(err.text, "--xapian=lean"));
    options.xapian = (dateline_xapian)4;
    expect(DATELINE_BAD_OPTION, dateline_writer_open(path, &options, &w, &err));
    assert_null(w);
    for (dateline_xapian kind = DATELINE_XAPIAN_NONE; kind <= DATELINE_XAPIAN_FULL; kind++) {
        options.xapian = kind;
        expect(DATELINE_OK, dateline_compact(path, &options, &err));
        assert_xapian(kind);
        options.xapian = DATELINE_XAPIAN_UNSET;
        expect(DATELINE_OK, dateline_compact(path, &options, &err));
        assert_xapian(kind);
    }
}

static void an_index_of_an_older_schema_takes_articles_once_compacted(void **state)
{
    char command[512];
    dateline_writer *w;
    dateline_article a = {
        .size = sizeof a, .id = "e", .title = "Fifth", .body = "x", .body_size = 1};

    (void)state;
    make_four();
    snprintf(command, sizeof command, FORGER " %s schema 1", path);
    assert_int_equal(system(command), 0);
    w = writer_open();
    expect(DATELINE_OUTDATED, dateline_writer_add(w, &a, &err));
    assert_non_null(strstr(err.text, "compact"));
    expect(DATELINE_OK, dateline_writer_delete(w, "b", &err));
    assert_done(commit(w), 0, 0, 0, 1);
    expect(DATELINE_OUTDATED, dateline_writer_add(w, &a, &err));
    dateline_writer_close(w);
    expect(DATELINE_OK, dateline_compact(path, NULL, &err));
    w = writer_open();
    expect(DATELINE_OK, dateline_writer_add(w, &a, &err));
    assert_done(commit(w), 1, 0, 0, 0);
    dateline_writer_close(w);
    assert_found("a c d e ", .text = "*");
}

static bool has_other_stems(void)
{
    dateline_info *info = NULL;
    bool other;

    expect(DATELINE_OK, dateline_info_read(path, &info, &err));
    other = info->other_stems;
    dateline_info_free(info);
    return other;
}

static void another_stemmers_index_is_told_and_compacted(void **state)
{
    dateline_article a = {.size = sizeof a, .id = "e", .title = "Fifth", .day = 20250331};
    char command[512];
    dateline_writer *w;

    (void)state;
    make_four();
    assert_false(has_other_stems());
    snprintf(command, sizeof command, FORGER " %s language 'english 0123456789abcdef'", path);
    assert_int_equal(system(command), 0);
    assert_true(has_other_stems());
    w = writer_open();
    expect(DATELINE_OUTDATED, dateline_writer_add(w, &a, &err));
    assert_non_null(strstr(err.text, "libstemmer"));
    dateline_writer_close(w);
    expect(DATELINE_OK, dateline_compact(path, NULL, &err));
    assert_false(has_other_stems());
}

static void keep_last_line(void *ctx, const char *line)
{
    snprintf(ctx, 256, "%s", line);
}

static void checking_counts_damage_and_tells_of_it(void **state)
{
    dateline_info *info = NULL;
    char line[256] = "", file[256];
    uint64_t found = 7;
    FILE *f;

    (void)state;
    expect(DATELINE_NO_INDEX, dateline_check(path, NULL, NULL, &found, &err));
    assert_int_equal(found, 7);
    make_four();
    expect(DATELINE_OK, dateline_check(path, keep_last_line, line, &found, &err));
    assert_int_equal(found, 0);
    expect(DATELINE_OK, dateline_info_read(path, &info, &err));
    snprintf(file, sizeof file, "%s/%s/docdata.glass", path, dateline_info_segment(info, 0)->name);
    dateline_info_free(info);
    f = fopen(file, "r+");
    assert_non_null(f);
    fputc('x', f);
    fclose(f);
    expect(DATELINE_OK, dateline_check(path, keep_last_line, line, &found, &err));
    assert_int_equal(found, 1);
    assert_non_null(strstr(line, "docdata.glass"));
    expect(DATELINE_OK, dateline_check(path, NULL, NULL, &found, &err));
    assert_int_equal(found, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_home(rolling_back_drops_what_was_not_committed),
        in_home(a_query_deletes_all_that_it_matches),
        in_home(compacting_leaves_one_segment_and_info_tells_so),
        in_home(an_index_has_the_tables_of_xapians_that_are_asked_for),
        in_home(an_index_of_an_older_schema_takes_articles_once_compacted),
        in_home(another_stemmers_index_is_told_and_compacted),
        in_home(checking_counts_damage_and_tells_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Each way in which libxapian throws comes out as a status and a line of text,
 * and leaves what it would have filled as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/xap_collection.h"

#include <cmocka.h>

/* ---- Writing ------------------------------------------------------------ */

static void one_writer_at_a_time(void **state)
{
    const char *path = part_path(1);
    xap_writer *w, *second = NULL;

    (void)state;
    assert_int_equal(xap_writer_open(path, &w, &err), DATELINE_OK);
    assert_failure(xap_writer_open(path, &second, &err), DATELINE_LOCKED, "cannot open ");
    assert_null(second);
    xap_writer_close(w);
    assert_int_equal(xap_writer_open(path, &second, &err), DATELINE_OK);
    xap_writer_close(second);
}

static void a_new_database_needs_a_free_place(void **state)
{
    xap_writer *w = NULL;

    (void)state;
    assert_failure(xap_writer_create(part_path(0), &w, &err), DATELINE_IO, "cannot create ");
    assert_failure(xap_writer_create(in_folder("no/parent"), &w, &err), DATELINE_IO,
                   "No such file or directory");
    assert_failure(xap_writer_open(in_folder("none"), &w, &err), DATELINE_NO_INDEX, "/none");
    assert_null(w);
}

static void terms_must_fit(void **state)
{
    xap_document *d = xap_document_new();
    char term[246];
    xap_writer *w;
    xap_docid id = 77;

    (void)state;
    memset(term, 'x', sizeof term);
    assert_failure(xap_document_posting(d, span_of(""), 1, 1, &err), DATELINE_BAD_OPTION,
                   "cannot add a word");
    assert_int_equal(xap_document_posting(d, (struct span){term, 246}, 0, 1, &err), DATELINE_OK);
    assert_int_equal(xap_writer_create(in_folder("terms"), &w, &err), DATELINE_OK);
    assert_failure(xap_writer_add(w, d, &id, &err), DATELINE_BAD_OPTION, "too long");
    assert_int_equal(id, 77);
    xap_document_clear(d);
    assert_int_equal(xap_document_posting(d, (struct span){term, 245}, 0, 1, &err), DATELINE_OK);
    assert_int_equal(xap_writer_add(w, d, &id, &err), DATELINE_OK);
    assert_failure(xap_writer_delete(w, 9, &err), DATELINE_NOT_FOUND, "cannot write ");
    xap_writer_close(w);
    xap_document_free(d);
}

/* ---- What cannot be opened or read -------------------------------------- */

/* Makes the file of SIZE bytes, none of them zero or a line's end. */
static void write_noise(const char *path, size_t size)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    for (size_t i = 0; i < size; i++)
        fputc((int)(128 + i * i % 127), f);
    assert_int_equal(fclose(f), 0);
}

static void assert_not_opened(const char *path, dateline_status expected, const char *told)
{
    xap_db *db = NULL;

    assert_failure(xap_open(path, &db, &err), expected, told);
    assert_non_null(strstr(err.text, path));
    assert_int_equal(xap_open(path, &db, NULL), expected);
    assert_int_equal(xap_open_parts((const char *[]){part_path(0), path}, 2, &db, &err), expected);
    assert_non_null(strstr(err.text, path));
    assert_null(db);
}

static void what_is_no_database_is_told(void **state)
{
    const char *stub = in_folder("stub");
    xap_db *db = NULL;
    FILE *f;

    (void)state;
    assert_not_opened(in_folder("none"), DATELINE_NO_INDEX, "No such file or directory");
    write_noise(in_folder("noise"), 5000);
    assert_not_opened(in_folder("noise"), DATELINE_NO_INDEX, "cannot open ");
    assert_int_equal(mkdir(in_folder("empty"), 0700), 0);
    assert_not_opened(in_folder("empty"), DATELINE_NO_INDEX, "cannot open ");
    f = fopen(stub, "w");
    assert_non_null(f);
    fprintf(f, "auto %s\n", part_path(0));
    assert_int_equal(fclose(f), 0);
    assert_not_opened(stub, DATELINE_NO_INDEX, "cannot open "); /* not read: snapshot/stub does */
    assert_failure(xap_open_parts(NULL, 0, &db, &err), DATELINE_BAD_OPTION, "without parts");
    assert_null(db);
}

/* Each table that is read cut short, and each one overwritten. */
static void damage_is_told(void **state)
{
    const char *tables[] = {"docdata.glass", "postlist.glass", "iamglass"};
    char path[128], name[32];

    (void)state;
    for (unsigned i = 0; i < 6; i++) {
        snprintf(name, sizeof name, "damaged%u", i);
        write_part(in_folder(name), 0, 1);
        snprintf(path, sizeof path, "%s/%s", in_folder(name), tables[i / 2]);
        if (i % 2)
            write_noise(path, 3 * 8192);
        else
            assert_int_equal(truncate(path, 100), 0);

        struct buf kept = {0};
        xap_terms *terms;
        xap_db *db;
        dateline_status status = xap_open(in_folder(name), &db, &err);

        if (status == DATELINE_OK) {
            buf_str(&kept, "kept");
            status = i / 2 == 0 ? xap_data(db, 5, &kept, &err)
                                : xap_terms_open(db, span_of(""), &terms, &err);
            assert_string_equal(kept.data, "kept");
            buf_free(&kept);
            xap_close(db);
        }
        assert_failure(status, DATELINE_CORRUPT, name);
    }
}

static void no_such_document_is_told(void **state)
{
    struct buf kept = {0};
    uint32_t length = 7;

    (void)state;
    buf_str(&kept, "kept");
    assert_failure(xap_value(parts, 601, 3, &kept, &err), DATELINE_NOT_FOUND, "and 2 more");
    assert_failure(xap_document_length(parts, 999, &length, &err), DATELINE_NOT_FOUND, "cannot ");
    assert_string_equal(kept.data, "kept");
    assert_int_equal(length, 7);
    buf_free(&kept);
}

/* ---- Readers while others write ----------------------------------------- */

/* Four times replaces all documents of PATH, which are numbered from *FIRST to
 * *LAST, by N with the data "new": more than the revisions Xapian keeps. */
static void overwrite(const char *path, xap_docid *first, xap_docid *last, unsigned n)
{
    xap_document *d = xap_document_new();
    xap_writer *w;

    fill(d, 4);
    xap_document_data(d, span_of("new"));
    assert_int_equal(xap_writer_open(path, &w, &err), DATELINE_OK);
    for (int round = 0; round < 4; round++) {
        for (xap_docid end = *last; *first <= end; ++*first)
            assert_int_equal(xap_writer_delete(w, *first, &err), DATELINE_OK);
        for (unsigned i = 0; i < n; i++)
            assert_int_equal(xap_writer_add(w, d, last, &err), DATELINE_OK);
        assert_int_equal(xap_writer_commit(w, &err), DATELINE_OK);
    }
    xap_writer_close(w);
    xap_document_free(d);
}

static void readers_follow_writers(void **state)
{
    const char *path = in_folder("followed");
    xap_docid first = 2, last = N_DOCUMENTS, last_before;
    struct buf data = {0};
    struct xap_stats stats;
    xap_db *db;

    (void)state;
    write_part(path, 0, 1);
    overwrite(path, &first, &last, 3000);
    last_before = last;
    assert_int_equal(xap_open(path, &db, &err), DATELINE_OK);
    overwrite(path, &first, &last, 3000);
    assert_int_equal(xap_stats(db, &stats, &err), DATELINE_OK);
    assert_int_equal(stats.last_docid, last_before);
    assert_int_equal(xap_data(db, 1, &data, &err), DATELINE_OK);
    assert_string_equal(data.data, "data 1");
    assert_int_equal(xap_stats(db, &stats, &err), DATELINE_OK);
    assert_int_equal(stats.last_docid, last);
    buf_free(&data);
    xap_close(db);
}

static void open_postings_fail_when_overwritten(void **state)
{
    const char *path = in_folder("overwritten");
    struct xap_posting posting;
    dateline_status status;
    xap_postings *postings;
    unsigned seen = 0;
    xap_docid first = 1, last = N_DOCUMENTS;
    bool more = true;
    xap_db *db;

    (void)state;
    write_part(path, 0, 1);
    overwrite(path, &first, &last, 20000);
    assert_int_equal(xap_open(path, &db, &err), DATELINE_OK);
    assert_int_equal(xap_postings_open(db, span_of("a"), &postings, &err), DATELINE_OK);
    overwrite(path, &first, &last, 20000);
    while ((status = xap_postings_next(postings, 0, &posting, &more, &err)) == DATELINE_OK && more)
        seen++;
    assert_true(seen > 0 && seen < 20000);
    assert_failure(status, DATELINE_IO, "overwritten: changed while being read");
    xap_postings_close(postings);
    xap_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_writer_at_a_time),
        cmocka_unit_test(a_new_database_needs_a_free_place),
        cmocka_unit_test(terms_must_fit),
        cmocka_unit_test(what_is_no_database_is_told),
        cmocka_unit_test(damage_is_told),
        cmocka_unit_test(no_such_document_is_told),
        cmocka_unit_test(readers_follow_writers),
        cmocka_unit_test(open_postings_fail_when_overwritten),
    };

    return cmocka_run_group_tests(tests, make_collection, remove_collection);
}

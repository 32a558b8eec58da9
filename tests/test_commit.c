/* A commit that is stopped at any call that changes the disk, or that any of
 * them fails: the index is as before or as after, whole, and goes on. */
#include "core/alloc.h"
#include "core/manifest.h"
#include "core/schema.h"
#include "indexer/index/repair.h"
#include "indexer/output/disk.h"
#include "snapshot/snapshot.h"
#include "tests/commit_work.h"
#include "tests/faults.h"
#include "tests/forge_manifest.h"
#include "tests/indexing.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { CALLS_MAX = 2000 };

static unsigned cases; /* tried */

static void copy_index(const char *from, const char *to)
{
    char command[256];

    disk_remove(to);
    snprintf(command, sizeof command, "[ ! -d %s ] || cp -a %s %s", from, from, to);
    assert_int_equal(system(command), 0);
}

static bool exists(const char *path)
{
    char file[128];

    snprintf(file, sizeof file, "%s/XAPIANDB", path);
    return access(file, F_OK) == 0;
}

/* The articles of the index; empty where there is no index. */
static struct buf state_of(const char *dir)
{
    return exists(dir) ? indexing_state(dir) : (struct buf){0};
}

static uint32_t schema_of(const char *dir)
{
    struct manifest m;
    uint32_t schema;

    assert_int_equal(manifest_read(dir, &m, NULL), DATELINE_OK);
    schema = m.schema;
    manifest_free(&m);
    return schema;
}

/* ---- Stopping it ------------------------------------------------------------ */

static bool is_state(const struct buf *state)
{
    struct buf now = state_of(commit_work);
    bool same = span_eq(buf_span(&now), buf_span(state));

    buf_free(&now);
    return same;
}

static void expect_either(const char *what, unsigned nth, const struct buf *before,
                          const struct buf *after)
{
    if (!is_state(before) && !is_state(after))
        fail_msg("%s at call %u: neither the state before nor the one after", what, nth);
}

/* The next writer finds its way, and clears up what the last one left. */
static void expect_goes_on(commit_change *c, const struct buf *after)
{
    dateline_error err;

    if (c(commit_work, &err) != DATELINE_OK)
        fail_msg("the next writer: %s", err.text);
    assert_true(is_state(after));
    indexing_expect_clean(commit_work, true);
    indexing_add_some(commit_work, &commit_sample, 25, 26);
    indexing_add_some(commit_work, &commit_sample, 26, 27);
    indexing_compact(commit_work);
    indexing_expect_clean(commit_work, false);
}

/* Does C in a child process, ended or hindered at call NTH; its exit status: that
 * of the change, or FAULTS_EXITED. */
static int in_child(commit_change *c, enum faults_kind kind, unsigned nth, int error)
{
    int status;
    pid_t pid = fork();

    if (!pid) {
        dateline_error err = {0};
        dateline_status got;

        faults_arm(kind, nth, error, false);
        got = c(commit_work, &err);
        if (got != DATELINE_OK && !*err.text)
            _exit(99); /* a failure that says nothing */
        if (got == DATELINE_UNSYNCED &&
            !strstr(err.text, "committed, but not known to survive power loss: cannot sync "))
            _exit(97); /* or too little */
        if (got == DATELINE_OK && faults_calls() < nth)
            _exit(98); /* was through before */
        _exit((int)got);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void stop_everywhere(commit_change *c, const struct buf *before, const struct buf *after)
{
    unsigned nth = 1;

    for (; nth < CALLS_MAX; nth++) {
        int status;

        cases++;
        copy_index(commit_base, commit_work);
        status = in_child(c, FAULTS_EXIT, nth, 0);
        if (status == 98)
            break;
        assert_int_equal(status, FAULTS_EXITED);
        expect_either("killed", nth, before, after);
        if (exists(commit_work))
            indexing_expect_clean(commit_work, true);
        if (nth % 5 == 0)
            expect_goes_on(c, after);
    }
    assert_in_range(nth, 10, CALLS_MAX - 1);
}

static void fail_everywhere(commit_change *c, int error, const struct buf *before,
                            const struct buf *after)
{
    unsigned nth = 1, failures = 0, unsynced = 0;

    for (; nth < CALLS_MAX; nth++) {
        int status;

        cases++;
        copy_index(commit_base, commit_work);
        status = in_child(c, FAULTS_FAIL, nth, error);
        if (status == 98)
            break;
        if (status != DATELINE_OK && status != DATELINE_IO && status != DATELINE_UNSYNCED)
            fail_msg("failed at call %u: status %d", nth, status);
        failures += status == DATELINE_IO;
        /* Only whether the rename lasts is unknown when it is done. */
        unsynced += status == DATELINE_UNSYNCED;
        if (!is_state(status == DATELINE_IO ? before : after))
            fail_msg("failed at call %u: status %d, and another state", nth, status);
        if (exists(commit_work))
            indexing_expect_clean(commit_work, true);
        if (nth % 5 == 1)
            expect_goes_on(c, after);
    }
    assert_in_range(failures, 5, nth);
    assert_int_equal(unsynced, 1);
}

/* Fails, or is stopped, in C at each call. */
static void everywhere(commit_change *c)
{
    struct buf before = state_of(commit_base), after;
    dateline_error err;

    copy_index(commit_base, commit_done);
    assert_int_equal(c(commit_done, &err), DATELINE_OK);
    after = state_of(commit_done);
    stop_everywhere(c, &before, &after);
    fail_everywhere(c, ENOSPC, &before, &after);
    if (getenv("DATELINE_LONG"))
        fail_everywhere(c, EIO, &before, &after);
    buf_free(&before);
    buf_free(&after);
}

static void test_first(void **state)
{
    (void)state;
    everywhere(commit_add_new);
}

static void test_change(void **state)
{
    (void)state;
    indexing_add_some(commit_base, &commit_sample, 0, 10);
    indexing_add_some(commit_base, &commit_sample, 10, 20);
    everywhere(commit_change_all);
}

static void test_merge(void **state)
{
    (void)state;
    for (size_t i = 0; i < 7; i++)
        indexing_add_some(commit_base, &commit_sample, 2 * i, 2 * i + 2);
    assert_int_equal(indexing_segments(commit_base), 7);
    everywhere(commit_add_new);
}

static void test_compact(void **state)
{
    (void)state;
    indexing_add_some(commit_base, &commit_sample, 0, 10);
    indexing_add_some(commit_base, &commit_sample, 10, 15);
    indexing_delete(commit_base, sample_at(&commit_sample, 3).id);
    everywhere(commit_compact);
}

/* An index of an older schema stays until the one built anew takes its place. */
static void test_rebuild(void **state)
{
    dateline_error err;

    (void)state;
    indexing_add_some(commit_base, &commit_sample, 0, 10);
    indexing_add_some(commit_base, &commit_sample, 10, 15);
    indexing_delete(commit_base, sample_at(&commit_sample, 3).id);
    assert_int_equal(forge_manifest(commit_base, "schema", "1", &err), DATELINE_OK);
    everywhere(commit_compact);
    assert_int_equal(schema_of(commit_base), 1);
    assert_int_equal(schema_of(commit_done), SCHEMA_VERSION);
}

/* ---- Repairs ---------------------------------------------------------------- */

static void ignore_fault(void *ctx, const char *message)
{
    (void)ctx, (void)message;
}

static void refuse_loss(void *ctx, struct span id)
{
    (void)ctx;
    fail_msg("'%.*s' is lost", (int)id.len, id.data);
}

static dateline_status repair(const char *dir, dateline_error *err)
{
    const struct repair_events events = {ignore_fault, refuse_loss, NULL};
    struct repair_result result;

    return repair_index(dir, 0, &events, &result, err);
}

/* Another first byte of the first segment's postings. */
static void damage_postings(const char *dir)
{
    struct manifest m;
    struct buf path = {0};
    FILE *f;
    int c;

    assert_int_equal(manifest_read(dir, &m, NULL), DATELINE_OK);
    buf_printf(&path, "%s/%s/lists.postings", dir, m.segments[0].name);
    f = fopen(path.data, "r+");
    assert_non_null(f);
    c = fgetc(f);
    rewind(f);
    fputc(c ^ 1, f);
    fclose(f);
    buf_free(&path);
    manifest_free(&m);
}

/* Repairs, stopped or hindered at each call: no article goes, and the next repair does it. */
static void test_repair(void **state)
{
    static const struct {
        enum faults_kind kind;
        int error;
    } faults[] = {{FAULTS_EXIT, 0}, {FAULTS_FAIL, ENOSPC}};
    struct buf before;
    dateline_error err;

    (void)state;
    indexing_add_some(commit_base, &commit_sample, 0, 10);
    indexing_add_some(commit_base, &commit_sample, 10, 15);
    indexing_delete(commit_base, sample_at(&commit_sample, 3).id);
    damage_postings(commit_base);
    before = state_of(commit_base);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (unsigned nth = 1; nth < CALLS_MAX; nth++) {
            int status;

            cases++;
            copy_index(commit_base, commit_work);
            status = in_child(repair, faults[i].kind, nth, faults[i].error);
            if (status == 98)
                break;
            if (!is_state(&before))
                fail_msg("repair, hindered at call %u: another state", nth);
            if (repair(commit_work, &err) != DATELINE_OK)
                fail_msg("the next repair: %s", err.text);
            assert_true(is_state(&before));
            indexing_expect_clean(commit_work, true);
        }
    buf_free(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        COMMIT_TEST(test_first),   COMMIT_TEST(test_change),  COMMIT_TEST(test_merge),
        COMMIT_TEST(test_compact), COMMIT_TEST(test_rebuild), COMMIT_TEST(test_repair),
    };
    int failed = cmocka_run_group_tests(tests, commit_make_sample, commit_drop_sample);

    printf("%u cases, %d failed\n", cases, failed);
    return failed;
}

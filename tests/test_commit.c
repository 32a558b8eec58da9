/* A commit that is stopped at any call that changes the disk, or that any of
 * them fails: the index is as before or as after, whole, and goes on. */
#include "core/alloc.h"
#include "core/manifest.h"
#include "core/schema.h"
#include "indexer/index/repair.h"
#include "indexer/output/disk.h"
#include "snapshot/snapshot.h"
#include "tests/building.h"
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

enum { TINY = 256 << 10, CALLS_MAX = 2000 };

static char base[64], work[64], done[64]; /* the index before, at work, and after */
static unsigned cases;                    /* tried */
static struct archive_sample sample;      /* 40 articles; from 30 on new versions of the first */

static int make_sample(void **state)
{
    uint64_t seed = 17;

    (void)state;
    for (uint32_t i = 0; i < 40; i++)
        sample_draw(&sample, &seed, i % 30);
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    sample_free(&sample);
    return 0;
}

static int set_up(void **state)
{
    const char *dir = scratch_make();

    (void)state;
    snprintf(base, sizeof base, "%s/base", dir);
    snprintf(work, sizeof work, "%s/work", dir);
    snprintf(done, sizeof done, "%s/done", dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

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

/* ---- What is done ----------------------------------------------------------- */

/* Changes the index in DIR by one commit; any call may fail. */
typedef dateline_status change(const char *dir, dateline_error *err);

static dateline_status open_at(const char *dir, struct index **x, dateline_error *err)
{
    struct index_options o = {.create = true, .threads = 1, .memory = TINY, .xapian = XAPIAN_FULL};

    return index_open(dir, &o, x, err);
}

static dateline_status add_some(struct index *x, size_t from, size_t to, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = from; i < to && status == DATELINE_OK; i++) {
        struct article a = sample_at(&sample, i);

        status = index_add(x, &a, &(struct place){"sample", i}, err);
    }
    return status;
}

static dateline_status finish(struct index *x, dateline_status status, dateline_error *err)
{
    struct index_counts counts;

    if (status == DATELINE_OK)
        status = index_commit(x, &counts, err);
    index_close(x);
    return status;
}

static dateline_status add_new(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_at(dir, &x, err);

    return status == DATELINE_OK ? finish(x, add_some(x, 20, 24, err), err) : status;
}

/* Adds, replaces and deletes; the deletions touch two segments. */
static dateline_status change_all(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_at(dir, &x, err);

    if (status != DATELINE_OK)
        return status;
    status = add_some(x, 28, 32, err);
    for (size_t i = 5; i < 12 && status == DATELINE_OK; i += 6) {
        status = index_delete(x, sample_at(&sample, i).id, err);
        if (status == DATELINE_NOT_FOUND) /* by the first writer */
            status = DATELINE_OK;
    }
    return finish(x, status, err);
}

static dateline_status compact(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_at(dir, &x, err);

    if (status != DATELINE_OK)
        return status;
    status = index_compact(x, XAPIAN_UNSET, err);
    index_close(x);
    return status;
}

/* ---- Stopping it ------------------------------------------------------------ */

static bool is_state(const struct buf *state)
{
    struct buf now = state_of(work);
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
static void expect_goes_on(change *c, const struct buf *after)
{
    dateline_error err;

    if (c(work, &err) != DATELINE_OK)
        fail_msg("the next writer: %s", err.text);
    assert_true(is_state(after));
    indexing_expect_clean(work, true);
    indexing_add_some(work, &sample, 25, 26);
    indexing_add_some(work, &sample, 26, 27);
    indexing_compact(work);
    indexing_expect_clean(work, false);
}

/* Does C in a child process, ended or hindered at call NTH; its exit status: that
 * of the change, or FAULTS_EXITED. */
static int in_child(change *c, enum faults_kind kind, unsigned nth, int error)
{
    int status;
    pid_t pid = fork();

    if (!pid) {
        dateline_error err = {0};
        dateline_status got;

        faults_arm(kind, nth, error, false);
        got = c(work, &err);
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

static void stop_everywhere(change *c, const struct buf *before, const struct buf *after)
{
    unsigned nth = 1;

    for (; nth < CALLS_MAX; nth++) {
        int status;

        cases++;
        copy_index(base, work);
        status = in_child(c, FAULTS_EXIT, nth, 0);
        if (status == 98)
            break;
        assert_int_equal(status, FAULTS_EXITED);
        expect_either("killed", nth, before, after);
        if (exists(work))
            indexing_expect_clean(work, true);
        if (nth % 5 == 0)
            expect_goes_on(c, after);
    }
    assert_in_range(nth, 10, CALLS_MAX - 1);
}

static void fail_everywhere(change *c, int error, const struct buf *before, const struct buf *after)
{
    unsigned nth = 1, failures = 0, unsynced = 0;

    for (; nth < CALLS_MAX; nth++) {
        int status;

        cases++;
        copy_index(base, work);
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
        if (exists(work))
            indexing_expect_clean(work, true);
        if (nth % 5 == 1)
            expect_goes_on(c, after);
    }
    assert_in_range(failures, 5, nth);
    assert_int_equal(unsynced, 1);
}

/* Fails, or is stopped, in C at each call. */
static void everywhere(change *c)
{
    struct buf before = state_of(base), after;
    dateline_error err;

    copy_index(base, done);
    assert_int_equal(c(done, &err), DATELINE_OK);
    after = state_of(done);
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
    everywhere(add_new);
}

static void test_change(void **state)
{
    (void)state;
    indexing_add_some(base, &sample, 0, 10);
    indexing_add_some(base, &sample, 10, 20);
    everywhere(change_all);
}

static void test_merge(void **state)
{
    (void)state;
    for (size_t i = 0; i < 7; i++)
        indexing_add_some(base, &sample, 2 * i, 2 * i + 2);
    assert_int_equal(indexing_segments(base), 7);
    everywhere(add_new);
}

static void test_compact(void **state)
{
    (void)state;
    indexing_add_some(base, &sample, 0, 10);
    indexing_add_some(base, &sample, 10, 15);
    indexing_delete(base, sample_at(&sample, 3).id);
    everywhere(compact);
}

/* An index of an older schema stays until the one built anew takes its place. */
static void test_rebuild(void **state)
{
    dateline_error err;

    (void)state;
    indexing_add_some(base, &sample, 0, 10);
    indexing_add_some(base, &sample, 10, 15);
    indexing_delete(base, sample_at(&sample, 3).id);
    assert_int_equal(forge_manifest(base, "schema", "1", &err), DATELINE_OK);
    everywhere(compact);
    assert_int_equal(schema_of(base), 1);
    assert_int_equal(schema_of(done), SCHEMA_VERSION);
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
    indexing_add_some(base, &sample, 0, 10);
    indexing_add_some(base, &sample, 10, 15);
    indexing_delete(base, sample_at(&sample, 3).id);
    damage_postings(base);
    before = state_of(base);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (unsigned nth = 1; nth < CALLS_MAX; nth++) {
            int status;

            cases++;
            copy_index(base, work);
            status = in_child(repair, faults[i].kind, nth, faults[i].error);
            if (status == 98)
                break;
            if (!is_state(&before))
                fail_msg("repair, hindered at call %u: another state", nth);
            if (repair(work, &err) != DATELINE_OK)
                fail_msg("the next repair: %s", err.text);
            assert_true(is_state(&before));
            indexing_expect_clean(work, true);
        }
    buf_free(&before);
}

/* ---- Power loss ------------------------------------------------------------- */

/* The calls of a change, one a line. */
struct calls {
    char *lines[CALLS_MAX];
    size_t len, commit; /* where XAPIANDB is renamed */
    char *text;
};

static struct calls calls_of(change *c)
{
    struct calls calls = {0};
    dateline_error err;
    char *rest;

    faults_arm(FAULTS_NONE, 0, 0, false);
    if (c(work, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    calls.text = strdup(faults_log());
    for (char *l = strtok_r(calls.text, "\n", &rest); l; l = strtok_r(NULL, "\n", &rest)) {
        if (!strncmp(l, "rename ", 7) && strstr(l, "/XAPIANDB"))
            calls.commit = calls.len;
        assert_true(calls.len < CALLS_MAX);
        calls.lines[calls.len++] = l;
    }
    assert_true(calls.commit);
    return calls;
}

/* Whether a call "VERB PATH" is between FROM and TO. */
static bool is_called(const struct calls *c, const char *verb, const char *path, size_t from,
                      size_t to)
{
    char line[512];

    snprintf(line, sizeof line, "%s %s", verb, path);
    for (size_t i = from; i < to; i++)
        if (!strcmp(c->lines[i], line))
            return true;
    return false;
}

static void expect_called(const struct calls *c, const char *verb, const char *path, size_t from,
                          size_t to)
{
    if (!is_called(c, verb, path, from, to))
        fail_msg("after '%s': no %s of %s in time", c->lines[from], verb, path);
}

/* The directory that PATH is in. */
static char *parent(const char *path)
{
    static char dir[512];

    snprintf(dir, sizeof dir, "%s", path);
    *strrchr(dir, '/') = '\0';
    return dir;
}

/* What the new XAPIANDB names is on the disk before it is, and what the old one
 * named goes only after. */
static void expect_order(change *c)
{
    struct calls calls = calls_of(c);

    for (size_t i = 0; i < calls.len; i++) {
        const char *path = strrchr(calls.lines[i], ' ') + 1;

        if (!strncmp(calls.lines[i], "mkdir", 5) && !strcmp(path, work)) {
            expect_called(&calls, "fsync", parent(path), i, calls.len);
        } else if (i == calls.commit) {
            expect_called(&calls, "fsync", work, i, calls.len);
        } else if (!strncmp(calls.lines[i], "remove", 6)) {
            /* Temporary files may go at any time; a named one after the commit lasts. */
            if (i > calls.commit && !strstr(path, "/tmp-") && !strstr(path, "/lock"))
                expect_called(&calls, "fsync", work, calls.commit, i);
            else if (!strstr(path, "/tmp-"))
                assert_int_not_equal(access(path, F_OK), 0);
        } else if (i < calls.commit && !strstr(path, "/run-") && !strstr(path, "/lock")) {
            if (!strncmp(calls.lines[i], "write", 5))
                expect_called(&calls, "fsync", path, i, calls.commit);
            else if (strncmp(calls.lines[i], "fsync", 5) != 0)
                expect_called(&calls, "fsync", parent(path), i, calls.commit);
        }
    }
    free(calls.text);
}

static void test_order(void **state)
{
    (void)state;
    expect_order(add_new);
    disk_remove(work);
    indexing_add_some(work, &sample, 0, 10);
    indexing_add_some(work, &sample, 10, 20);
    expect_order(change_all);
    expect_order(compact);
}

#define COMMIT_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COMMIT_TEST(test_first),  COMMIT_TEST(test_order),   COMMIT_TEST(test_change),
        COMMIT_TEST(test_merge),  COMMIT_TEST(test_compact), COMMIT_TEST(test_rebuild),
        COMMIT_TEST(test_repair),
    };
    int failed = cmocka_run_group_tests(tests, make_sample, drop_sample);

    printf("%u cases, %d failed\n", cases, failed);
    return failed;
}

/* Readers while an index is written to, and writers that want it at once. */
#include "core/manifest.h"
#include "indexer/index/lock.h"
#include "snapshot/snapshot.h"
#include "tests/building.h"
#include "tests/indexing.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char at[64];
static struct archive_sample sample; /* in pairs that come and go together */

enum { PAIRS = 30, SECONDS = 4 };

static int make_sample(void **state)
{
    uint64_t seed = 23;

    (void)state;
    for (uint32_t i = 0; i < 2 * PAIRS; i++)
        sample_draw(&sample, &seed, i);
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
    (void)state;
    snprintf(at, sizeof at, "%s/index", scratch_make());
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static bool has(struct snapshot *s, size_t i)
{
    snapshot_doc doc;
    dateline_error err;
    dateline_status status = snapshot_find(s, sample_at(&sample, i).id, &doc, &err);

    if (status != DATELINE_OK && status != DATELINE_NOT_FOUND)
        fail_msg("%s", err.text);
    return status == DATELINE_OK;
}

/* ---- Snapshots -------------------------------------------------------------- */

static void test_snapshot_stays(void **state)
{
    struct snapshot *old, *new;

    (void)state;
    indexing_add_some(at, &sample, 0, 20);
    assert_int_equal(snapshot_open(at, &old, NULL), DATELINE_OK);
    indexing_delete(at, sample_at(&sample, 3).id);
    indexing_add_some(at, &sample, 20, 40);
    indexing_compact(at);
    assert_int_equal(snapshot_open(at, &new, NULL), DATELINE_OK);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(has(old, i), i < 20);
        assert_int_equal(has(new, i), i != 3);
    }
    assert_int_equal(snapshot_live(old), 20);
    assert_int_equal(snapshot_live(new), 39);
    snapshot_close(old);
    snapshot_close(new);
}

/* Changes the index again and again, each time by whole pairs, until killed. */
static void write_on(uint64_t seed)
{
    for (;;) {
        struct index *x = indexing_open(at, 1, 0);
        struct index_counts counts;

        for (int n = 0; n < 3; n++) {
            size_t pair = draw_below(&seed, PAIRS);

            if (index_delete(x, sample_at(&sample, 2 * pair).id, NULL) == DATELINE_OK)
                index_delete(x, sample_at(&sample, 2 * pair + 1).id, NULL);
            else
                for (size_t i = 2 * pair; i < 2 * pair + 2; i++)
                    indexing_add(x, &sample, i);
        }
        if (index_commit(x, &counts, NULL) != DATELINE_OK)
            _exit(1);
        if (draw_below(&seed, 3) == 0 && index_compact(x, XAPIAN_UNSET, NULL) != DATELINE_OK)
            _exit(2);
        index_close(x);
    }
}

/* Whether both of a pair are there or neither is, for all pairs. */
static void expect_whole(void)
{
    struct snapshot *s;
    dateline_error err;
    uint64_t n = 0;

    if (snapshot_open(at, &s, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    for (size_t pair = 0; pair < PAIRS; pair++) {
        bool one = has(s, 2 * pair);

        assert_int_equal(one, has(s, 2 * pair + 1));
        n += 2 * one;
    }
    assert_int_equal(snapshot_live(s), n);
    snapshot_close(s);
}

static void test_reading_on(void **state)
{
    int status;
    pid_t writer;

    (void)state;
    indexing_add_some(at, &sample, 0, 2);
    writer = fork();
    if (!writer)
        write_on(5);
    for (time_t end = time(NULL) + SECONDS; time(NULL) < end;)
        expect_whole();
    assert_int_equal(waitpid(writer, &status, WNOHANG), 0); /* no failure ended it */
    kill(writer, SIGKILL);
    waitpid(writer, &status, 0);
    expect_whole();
    indexing_add_some(at, &sample, 0, 2);
    indexing_expect_clean(at, true);
}

/* ---- The lock --------------------------------------------------------------- */

static void rest(long milliseconds)
{
    nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

/* Holds the lock in a child process for some time. */
static pid_t hold(long milliseconds)
{
    int ready[2];
    char one = 1;
    pid_t pid;

    assert_int_equal(pipe(ready), 0);
    pid = fork();
    if (!pid) {
        struct index *x = indexing_open(at, 1, 0);

        if (write(ready[1], &one, 1) == 1)
            rest(milliseconds);
        index_close(x);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &one, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void test_one_writer(void **state)
{
    struct index_options o = {.create = true, .threads = 1};
    struct index *x;
    dateline_error err;
    char process[32];
    pid_t pid;

    (void)state;
    indexing_add_some(at, &sample, 0, 4);
    pid = hold(60000);
    assert_int_equal(index_open(at, &o, &x, &err), DATELINE_LOCKED);
    snprintf(process, sizeof process, "process %ld", (long)pid);
    assert_non_null(strstr(err.text, process));
    o.wait_lock = 0.1;
    assert_int_equal(index_open(at, &o, &x, &err), DATELINE_LOCKED);
    o.dry_run = true; /* changes nothing, and waits for nobody */
    assert_int_equal(index_open(at, &o, &x, &err), DATELINE_OK);
    index_close(x);
    expect_whole();
    kill(pid, SIGKILL); /* who dies lets go */
    waitpid(pid, NULL, 0);
    indexing_add_some(at, &sample, 4, 6);
}

static void test_waiting(void **state)
{
    struct index_options o = {.create = true, .threads = 1, .wait_lock = 30};
    struct index *x;
    dateline_error err;
    pid_t pid;

    (void)state;
    indexing_add_some(at, &sample, 0, 4);
    pid = hold(300);
    if (index_open(at, &o, &x, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    index_close(x);
    waitpid(pid, NULL, 0);
}

/* A writer makes the index and gives up, and takes the directory with it while
 * another waits for it. */
static void test_directory_gone(void **state)
{
    struct index_options o = {.create = true, .threads = 1, .wait_lock = 30};
    struct index *x;
    dateline_error err;
    pid_t pid = hold(300);

    (void)state;
    if (index_open(at, &o, &x, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    waitpid(pid, NULL, 0);
    indexing_add(x, &sample, 0);
    indexing_commit(x);
    index_close(x);
    indexing_expect_clean(at, false);
}

#define READER_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_snapshot_stays), READER_TEST(test_reading_on),
        READER_TEST(test_one_writer),     READER_TEST(test_waiting),
        READER_TEST(test_directory_gone),
    };

    return cmocka_run_group_tests(tests, make_sample, drop_sample);
}

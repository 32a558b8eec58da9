/* Power fails after any call that changes the disk, and any part of what was not synced is lost:
 * every commit that was acknowledged is there, whole. DATELINE_LONG=1 tries every call. */
#include "indexer/output/disk.h"
#include "tests/building.h"
#include "tests/disk_log.h"
#include "tests/indexing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { COMMITS = 12, SHORT_STEP = 23, DRAWN = 4 };

static char live[64], dir[80], back[64], again[80]; /* what is logged, and what is left of it */
static struct archive_sample sample;

/* What was acknowledged: after how many changes, and with what articles. */
static struct {
    size_t length;
    struct buf state;
} acknowledged[COMMITS + 1]; /* the first: no index */
static size_t n_acknowledged;
static unsigned cases; /* tried */

static void acknowledge(void)
{
    disk_log_stop();
    n_acknowledged++;
    acknowledged[n_acknowledged].length = disk_log_length();
    acknowledged[n_acknowledged].state = indexing_state(dir);
}

static void add_logged(size_t from, size_t to)
{
    disk_log_resume();
    indexing_add_some(dir, &sample, from, to);
    acknowledge();
}

/* Commits that add, replace and delete, merge eight segments, and compact. */
static void make_commits(void)
{
    add_logged(0, 8);
    add_logged(8, 12);
    add_logged(30, 33); /* new versions of the first */
    disk_log_resume();
    indexing_delete(dir, sample_at(&sample, 5).id);
    acknowledge();
    for (size_t i = 12; i < 24; i += 2)
        add_logged(i, i + 2);
    disk_log_resume();
    indexing_compact(dir);
    acknowledge();
    assert_int_equal(n_acknowledged, COMMITS - 1);
    add_logged(24, 25);
}

static bool is_state(const struct buf *now, size_t n)
{
    return n <= n_acknowledged && span_eq(buf_span(now), buf_span(&acknowledged[n].state));
}

/* Power fails after N changes: the last commit acknowledged by then is there, or the next. */
static void expect_nothing_lost(size_t n, enum disk_rest rest, uint64_t seed)
{
    struct buf now = {0};
    char manifest[100];
    size_t last = 0;

    while (last < n_acknowledged && acknowledged[last + 1].length <= n)
        last++;
    cases++;
    disk_remove(back);
    assert_int_equal(mkdir(back, 0777), 0);
    disk_log_replay(n, rest, seed, back);
    snprintf(manifest, sizeof manifest, "%s/XAPIANDB", again);
    if (access(manifest, F_OK) == 0)
        now = indexing_state(again);
    if (!is_state(&now, last) && !is_state(&now, last + 1))
        fail_msg("power fails after change %zu (%d, %d): commit %zu is lost", n, (int)rest,
                 (int)seed, last);
    if (now.len && n % 7 == 0) {
        indexing_add_some(again, &sample, 26, 28);
        indexing_expect_clean(again, true);
    }
    buf_free(&now);
}

static void test_what_was_acknowledged_survives(void **state)
{
    size_t step = getenv("DATELINE_LONG") ? 1 : SHORT_STEP;

    (void)state;
    make_commits();
    for (size_t n = 1; n <= disk_log_length(); n += step) {
        expect_nothing_lost(n, DISK_NOTHING, 0);
        expect_nothing_lost(n, DISK_NAMES, 0);
        expect_nothing_lost(n, DISK_BYTES, 0);
        for (uint64_t seed = 1; seed <= DRAWN; seed++)
            expect_nothing_lost(n, DISK_DRAWN, seed);
    }
    /* The moment after each acknowledgement, whatever the step. */
    for (size_t k = 1; k <= n_acknowledged; k++)
        for (int rest = DISK_NOTHING; rest <= DISK_DRAWN; rest++)
            expect_nothing_lost(acknowledged[k].length, (enum disk_rest)rest, k);
}

static int set_up(void **state)
{
    const char *scratch = scratch_make();
    uint64_t seed = 17;

    (void)state;
    for (uint32_t i = 0; i < 40; i++)
        sample_draw(&sample, &seed, i % 30);
    snprintf(live, sizeof live, "%s/live", scratch);
    snprintf(dir, sizeof dir, "%s/index", live);
    snprintf(back, sizeof back, "%s/back", scratch);
    snprintf(again, sizeof again, "%s/index", back);
    assert_int_equal(mkdir(live, 0777), 0);
    disk_log_start(live);
    disk_log_stop();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t k = 0; k <= n_acknowledged; k++)
        buf_free(&acknowledged[k].state);
    sample_free(&sample);
    disk_log_free();
    scratch_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_acknowledged_survives, set_up, tear_down),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    printf("%u cases, %d failed\n", cases, failed);
    return failed;
}

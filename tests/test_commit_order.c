/* The order of a commit's calls: each file is synced before XAPIANDB names it, and removed
 * only after XAPIANDB no longer does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/output/disk.h"
#include "tests/commit_work.h"
#include "tests/faults.h"
#include "tests/indexing.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { CALLS_MAX = 2000 };

/* The calls of a change, one a line. */
struct calls {
    char *lines[CALLS_MAX];
    size_t len, commit; /* where XAPIANDB is renamed */
    char *text;
};

static struct calls calls_of(commit_change *c)
{
    struct calls calls = {0};
    dateline_error err;
    char *rest;

    faults_arm(FAULTS_NONE, 0, 0, false);
    if (c(commit_work, &err) != DATELINE_OK)
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
static char *directory_of(const char *path)
{
    static char dir[512];

    snprintf(dir, sizeof dir, "%s", path);
    *strrchr(dir, '/') = '\0';
    return dir;
}

/* The files that the new XAPIANDB names are synced before it is renamed; those that only
 * the old one names are removed after that. */
static void expect_order(commit_change *c)
{
    struct calls calls = calls_of(c);

    for (size_t i = 0; i < calls.len; i++) {
        const char *path = strrchr(calls.lines[i], ' ') + 1;

        if (!strncmp(calls.lines[i], "mkdir", 5) && !strcmp(path, commit_work)) {
            expect_called(&calls, "fsync", directory_of(path), i, calls.len);
        } else if (i == calls.commit) {
            expect_called(&calls, "fsync", commit_work, i, calls.len);
        } else if (!strncmp(calls.lines[i], "remove", 6)) {
            /* Temporary files may go at any time; a named one after the commit lasts. */
            if (i > calls.commit && !strstr(path, "/tmp-") && !strstr(path, "/lock"))
                expect_called(&calls, "fsync", commit_work, calls.commit, i);
            else if (!strstr(path, "/tmp-"))
                assert_int_not_equal(access(path, F_OK), 0);
        } else if (i < calls.commit && !strstr(path, "/run-") && !strstr(path, "/lock")) {
            if (!strncmp(calls.lines[i], "write", 5))
                expect_called(&calls, "fsync", path, i, calls.commit);
            else if (strncmp(calls.lines[i], "fsync", 5) != 0)
                expect_called(&calls, "fsync", directory_of(path), i, calls.commit);
        }
    }
    free(calls.text);
}

static void test_order(void **state)
{
    (void)state;
    expect_order(commit_add_new);
    disk_remove(commit_work);
    indexing_add_some(commit_work, &commit_sample, 0, 10);
    indexing_add_some(commit_work, &commit_sample, 10, 20);
    expect_order(commit_change_all);
    expect_order(commit_compact);
}
int main(void)
{
    const struct CMUnitTest tests[] = {COMMIT_TEST(test_order)};

    return cmocka_run_group_tests(tests, commit_make_sample, commit_drop_sample);
}

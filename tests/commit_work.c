/* The index that a commit changes, and the changes. */
#include "tests/commit_work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "indexer/index/index.h"
#include "tests/building.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { TINY = 256 << 10 };

char commit_base[64], commit_work[64], commit_done[64];
struct archive_sample commit_sample;

int commit_make_sample(void **state)
{
    uint64_t seed = 17;

    (void)state;
    for (uint32_t i = 0; i < 40; i++)
        sample_draw(&commit_sample, &seed, i % 30);
    return 0;
}

int commit_drop_sample(void **state)
{
    (void)state;
    sample_free(&commit_sample);
    return 0;
}

int commit_set_up(void **state)
{
    const char *dir = scratch_make();

    (void)state;
    snprintf(commit_base, sizeof commit_base, "%s/base", dir);
    snprintf(commit_work, sizeof commit_work, "%s/work", dir);
    snprintf(commit_done, sizeof commit_done, "%s/done", dir);
    return 0;
}

int commit_tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static dateline_status open_commit(const char *dir, struct index **x, dateline_error *err)
{
    struct index_options o = {.create = true, .threads = 1, .memory = TINY, .xapian = XAPIAN_FULL};

    return index_open(dir, &o, x, err);
}

static dateline_status add_samples(struct index *x, size_t from, size_t to, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = from; i < to && status == DATELINE_OK; i++) {
        struct article a = sample_at(&commit_sample, i);

        status = index_add(x, &a, &(struct place){"sample", i}, err);
    }
    return status;
}

static dateline_status finish_commit(struct index *x, dateline_status status, dateline_error *err)
{
    struct index_counts counts;

    if (status == DATELINE_OK)
        status = index_commit(x, &counts, err);
    index_close(x);
    return status;
}

dateline_status commit_add_new(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_commit(dir, &x, err);

    return status == DATELINE_OK ? finish_commit(x, add_samples(x, 20, 24, err), err) : status;
}

dateline_status commit_change_all(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_commit(dir, &x, err);

    if (status != DATELINE_OK)
        return status;
    status = add_samples(x, 28, 32, err);
    for (size_t i = 5; i < 12 && status == DATELINE_OK; i += 6) {
        status = index_delete(x, sample_at(&commit_sample, i).id, err);
        if (status == DATELINE_NOT_FOUND) /* by the first writer */
            status = DATELINE_OK;
    }
    return finish_commit(x, status, err);
}

dateline_status commit_compact(const char *dir, dateline_error *err)
{
    struct index *x;
    dateline_status status = open_commit(dir, &x, err);

    if (status != DATELINE_OK)
        return status;
    status = index_compact(x, XAPIAN_UNSET, err);
    index_close(x);
    return status;
}

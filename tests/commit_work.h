/* An index that is changed by one commit, for tests that stop, hinder or watch the commit. */
#ifndef DATELINE_TESTS_COMMIT_WORK_H
#define DATELINE_TESTS_COMMIT_WORK_H

#include "core/fail.h"
#include "tests/archive_sample.h"

/* Directories of a test: the index before, at work, and after. */
extern char commit_base[64], commit_work[64], commit_done[64];
/* 40 articles; from 30 on new versions of the first. */
extern struct archive_sample commit_sample;

/* Changes the index in DIR by one commit; any call may fail. */
typedef dateline_status commit_change(const char *dir, dateline_error *err);

dateline_status commit_add_new(const char *dir, dateline_error *err);
/* Adds, replaces and deletes; the deletions touch two segments. */
dateline_status commit_change_all(const char *dir, dateline_error *err);
dateline_status commit_compact(const char *dir, dateline_error *err);

/* Fixtures of a group, and of each test. */
int commit_make_sample(void **state);
int commit_drop_sample(void **state);
int commit_set_up(void **state);
int commit_tear_down(void **state);

#define COMMIT_TEST(f) cmocka_unit_test_setup_teardown(f, commit_set_up, commit_tear_down)

#endif

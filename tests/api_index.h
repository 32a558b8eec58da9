/* Shared by the tests of libdateline: an index in a directory of its own, and
 * calls that must succeed. Of dateline's they see dateline.h and nothing else. */
#ifndef DATELINE_TESTS_API_INDEX_H
#define DATELINE_TESTS_API_INDEX_H

#include <dateline.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A new directory and, in it, where the index is to be: not there at first. */
extern char home[64], path[80];
extern dateline_error err; /* of the last call */

int make_home(void **state);
int remove_home(void **state);
#define in_home(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

/* Fails with err's text where GOT is not WANTED. */
void expect(dateline_status wanted, dateline_status got);

dateline_writer *writer_open(void);
dateline_reader *reader_open(void);
dateline_article article(const char *id, dateline_day day, const char *title, const char *body);
void add(dateline_writer *w, const char *id, dateline_day day, const char *title, const char *body);
dateline_commit commit(dateline_writer *w);

/* Four articles, one of them undated; and an index that has them. */
void add_four(dateline_writer *w);
void make_four(void);

#define assert_done(done, a, r, u, d)         \
    do {                                      \
        dateline_commit done_ = (done);       \
        assert_int_equal(done_.added, a);     \
        assert_int_equal(done_.replaced, r);  \
        assert_int_equal(done_.unchanged, u); \
        assert_int_equal(done_.deleted, d);   \
    } while (0)

/* The ids that Q finds in a reader of its own, each followed by a blank; counted too. */
const char *found(dateline_query q);

#define assert_found(ids, ...) \
    assert_string_equal(found((dateline_query){.size = sizeof(dateline_query), __VA_ARGS__}), ids)

#endif

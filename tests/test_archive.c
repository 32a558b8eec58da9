/* Engines lent while the index changes, in one thread and in many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <pthread.h>

#include "serve/archive.h"
#include "tests/building.h"
#include "tests/indexing.h"

#include <cmocka.h>

enum { ARTICLES = 24, READERS = 4, LOANS = 200 };

static char at[64];
static struct archive_sample sample;
static dateline_error err;

static int set_up(void **state)
{
    (void)state;
    snprintf(at, sizeof at, "%s/index", scratch_make());
    for (uint32_t i = 0; i < ARTICLES; i++)
        sample_text(&sample, i, span_of("one word and another"));
    indexing_add_some(at, &sample, 0, 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sample_free(&sample);
    sample = (struct archive_sample){0};
    scratch_remove();
    return 0;
}

static uint64_t matches_of(struct engine *e)
{
    struct question q;
    struct answer *a;
    uint64_t matches;

    question_init(&q, 20250331);
    q.kind = ASK_COUNT;
    q.text = span_of("word");
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    matches = a->matches;
    answer_free(a);
    return matches;
}

static void test_loans_keep_their_commit(void **state)
{
    struct archive *a;
    struct loan first, second;
    char commit[HASH_TEXT];

    (void)state;
    assert_int_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
    assert_int_equal(archive_borrow(a, &first, &err), DATELINE_OK);
    assert_int_equal(loan_facts(&first)->articles, 1);
    assert_int_equal(loan_facts(&first)->commit.len, HASH_TEXT);
    memcpy(commit, loan_facts(&first)->commit.data, HASH_TEXT);
    indexing_add_some(at, &sample, 1, 3);
    indexing_compact(at);
    assert_int_equal(archive_refresh(a, &err), DATELINE_OK);
    assert_int_equal(archive_borrow(a, &second, &err), DATELINE_OK);
    assert_int_equal(matches_of(first.engine), 1);
    assert_int_equal(matches_of(second.engine), 3);
    assert_int_equal(loan_facts(&second)->articles, 3);
    assert_int_equal(loan_facts(&first)->before, 0);
    assert_int_equal(loan_facts(&second)->before, 1);
    assert_memory_not_equal(loan_facts(&second)->commit.data, commit, HASH_TEXT);
    archive_return(a, &second);
    archive_return(a, &first);
    assert_null(first.engine);
    archive_return(a, &first); /* once more: nothing */
    archive_close(a);
}

static void test_engines_are_lent_again(void **state)
{
    struct archive *a;
    struct loan loan;
    struct engine *e;

    (void)state;
    assert_int_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
    assert_int_equal(archive_borrow(a, &loan, &err), DATELINE_OK);
    e = loan.engine;
    archive_return(a, &loan);
    assert_int_equal(archive_refresh(a, &err), DATELINE_OK); /* nothing new */
    assert_int_equal(archive_borrow(a, &loan, &err), DATELINE_OK);
    assert_ptr_equal(loan.engine, e);
    archive_return(a, &loan);
    archive_close(a);
}

/* Makes AT an index with more words of one letter than are completed within a request. */
static void add_words(uint32_t number)
{
    struct buf text = {0};

    for (int word = 0; word < 6000; word++)
        buf_printf(&text, "word%c%d ", 'a' + (int)number, word);
    sample_text(&sample, number, buf_span(&text));
    buf_free(&text);
}

static size_t completions_of(struct archive *a)
{
    struct loan loan;
    size_t n;

    assert_int_equal(archive_borrow(a, &loan, &err), DATELINE_OK);
    n = loan_completions(&loan)->len;
    archive_return(a, &loan);
    return n;
}

/* Before the first request, and before that of the next commit, once anything was completed. */
static void test_letters_are_completed_beforehand(void **state)
{
    struct archive *a;
    struct loan loan;
    struct completion c;

    (void)state;
    add_words(ARTICLES);
    add_words(ARTICLES + 1);
    indexing_add_some(at, &sample, ARTICLES, ARTICLES + 2);
    assert_int_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
    assert_int_equal(completions_of(a), 1);
    assert_int_equal(archive_borrow(a, &loan, &err), DATELINE_OK);
    assert_int_equal(
        engine_complete(loan.engine, span_of("w"), 1, loan_completions(&loan), &c, &err),
        DATELINE_OK);
    archive_return(a, &loan);
    indexing_add_some(at, &sample, 1, 3);
    assert_int_equal(archive_refresh(a, &err), DATELINE_OK);
    assert_int_equal(completions_of(a), 1);
    archive_close(a);
}

static void test_what_cannot_be_opened_changes_nothing(void **state)
{
    struct archive *a;
    struct loan loan;
    struct buf path = {0};
    FILE *f;

    (void)state;
    assert_int_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
    buf_printf(&path, "%s/XAPIANDB", at);
    f = fopen(path.data, "a");
    assert_non_null(f);
    fputs("#\n", f);
    fclose(f);
    buf_free(&path);
    assert_int_not_equal(archive_refresh(a, &err), DATELINE_OK);
    assert_int_equal(archive_borrow(a, &loan, &err), DATELINE_OK);
    assert_int_equal(matches_of(loan.engine), 1);
    archive_return(a, &loan);
    archive_close(a);
    assert_int_not_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
}

/* ---- Many readers, and a writer ---------------------------------------------------- */

/* Each sees commits whole, and never an older one after a newer. */
static void *borrow_many(void *arg)
{
    struct archive *a = arg;
    uint64_t last = 0;
    struct loan loan;
    dateline_error why;

    for (int i = 0; i < LOANS; i++) {
        uint64_t n;

        if (archive_borrow(a, &loan, &why) != DATELINE_OK)
            return (void *)1;
        n = matches_of(loan.engine);
        if (n < last || n != loan_facts(&loan)->articles)
            return (void *)1;
        last = n;
        archive_return(a, &loan);
    }
    return NULL;
}

static void test_readers_beside_commits(void **state)
{
    struct archive *a;
    pthread_t readers[READERS];

    (void)state;
    assert_int_equal(archive_open(at, 0, &a, &err), DATELINE_OK);
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, borrow_many, a), 0);
    for (size_t i = 1; i < ARTICLES; i++) {
        indexing_add_some(at, &sample, i, i + 1);
        assert_int_equal(archive_refresh(a, &err), DATELINE_OK);
    }
    for (int i = 0; i < READERS; i++) {
        void *failed;

        pthread_join(readers[i], &failed);
        assert_null(failed);
    }
    archive_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_loans_keep_their_commit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_engines_are_lent_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_are_completed_beforehand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_opened_changes_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_readers_beside_commits, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

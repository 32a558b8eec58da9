/* An index through its life: added to, replaced, deleted from, merged and
 * compacted; against a model that is a list of articles. */
#include "core/alloc.h"
#include "snapshot/articles.h"
#include "snapshot/snapshot.h"
#include "tests/building.h"
#include "tests/indexing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TINY = 256 << 10, AMPLE = 64 << 20 };

static char at[64], other[64]; /* two indexes, not there at first */

static int set_up(void **state)
{
    const char *dir = scratch_make();

    (void)state;
    snprintf(at, sizeof at, "%s/index", dir);
    snprintf(other, sizeof other, "%s/other", dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static void expect_same(struct buf a, struct buf b, const char *what)
{
    if (!span_eq(buf_span(&a), buf_span(&b)))
        fail_msg("%s: they differ", what);
    buf_free(&a);
    buf_free(&b);
}

static struct span id_of(const struct archive_sample *s, size_t i)
{
    return sample_at(s, i).id;
}

/* ---- What a commit counts ------------------------------------------------- */

static void expect_counts(struct index *x, uint64_t added, uint64_t replaced, uint64_t unchanged,
                          uint64_t deleted)
{
    struct index_counts c = indexing_commit(x);

    assert_int_equal(c.added, added);
    assert_int_equal(c.replaced, replaced);
    assert_int_equal(c.unchanged, unchanged);
    assert_int_equal(c.deleted, deleted);
}

/* Numbers 0 to 9, and two other versions of number 3. */
static struct archive_sample versions(void)
{
    struct archive_sample s = {0};
    uint64_t seed = 11;

    for (uint32_t i = 0; i < 10; i++)
        sample_draw(&s, &seed, i);
    sample_text(&s, 3, span_of("another text"));
    sample_text(&s, 3, span_of("and a third"));
    return s;
}

static void test_counts(void **state)
{
    struct archive_sample s = versions();
    struct index *x = indexing_open(at, 1, AMPLE);
    struct buf before;

    (void)state;
    for (size_t i = 0; i < 8; i++)
        indexing_add(x, &s, i);
    expect_counts(x, 8, 0, 0, 0);
    for (size_t i = 5; i < 11; i++)
        indexing_add(x, &s, i);
    assert_int_equal(index_delete(x, id_of(&s, 0), NULL), DATELINE_OK);
    assert_int_equal(index_delete(x, id_of(&s, 0), NULL), DATELINE_NOT_FOUND);
    expect_counts(x, 2, 1, 3, 1);
    assert_int_equal(index_delete(x, id_of(&s, 0), NULL), DATELINE_NOT_FOUND);
    expect_counts(x, 0, 0, 0, 0);

    /* Away from the state and back again in one commit: not a byte changes. */
    before = bytes_of(at, "lock");
    indexing_add(x, &s, 3);
    indexing_add(x, &s, 11);
    indexing_add(x, &s, 10);
    expect_counts(x, 0, 0, 1, 0);
    assert_int_equal(index_delete(x, id_of(&s, 5), NULL), DATELINE_OK);
    indexing_add(x, &s, 5);
    expect_counts(x, 0, 0, 1, 0);
    expect_same(before, bytes_of(at, "lock"), "changed and changed back");

    assert_int_equal(index_delete(x, id_of(&s, 3), NULL), DATELINE_OK);
    indexing_add(x, &s, 3);
    expect_counts(x, 0, 1, 0, 0);
    index_close(x);
    indexing_expect_clean(at, true);
    sample_free(&s);
}

/* ---- Nothing in it -------------------------------------------------------- */

static void test_empty(void **state)
{
    struct archive_sample s = versions();
    struct buf empty, bytes;

    (void)state;
    indexing_add_some(at, &s, 0, 0);
    assert_int_equal(indexing_segments(at), 1);
    bytes = bytes_of(at, "lock");
    empty = indexing_state(at);
    assert_string_equal(empty.data, "0\n");
    indexing_add_some(at, &s, 0, 1);
    indexing_delete(at, id_of(&s, 0));
    expect_same(indexing_state(at), empty, "all deleted");
    indexing_compact(at);
    expect_same(bytes_of(at, "lock"), bytes, "all deleted and compacted");
    indexing_expect_clean(at, false);
    sample_free(&s);
}

/* ---- Histories ------------------------------------------------------------ */

enum { NUMBERS = 60, NOTHING = -1 };

/* What the index should hold, and held at the last commit: for each number the
 * place of its article; and whether it was added since. */
struct model {
    struct archive_sample all;
    long now[NUMBERS], before[NUMBERS];
    bool added[NUMBERS];
    uint64_t seed;
};

static void expect_found(struct model *m, struct snapshot *s, uint32_t number)
{
    struct archive_sample named = {0};
    struct buf data = {0};
    snapshot_doc doc;
    dateline_status status;

    sample_text(&named, number, (struct span){0});
    status = snapshot_find(s, id_of(&named, 0), &doc, NULL);
    if (m->now[number] == NOTHING) {
        assert_int_equal(status, DATELINE_NOT_FOUND);
    } else {
        assert_int_equal(status, DATELINE_OK);
        assert_int_equal(snapshot_record(s, doc, &data, NULL), DATELINE_OK);
        assert_true(span_eq(buf_span(&data), buf_span(&m->all.records[m->now[number]])));
    }
    buf_free(&data);
    sample_free(&named);
}

static void expect_model(struct model *m)
{
    struct snapshot *s;
    uint64_t n = 0;

    assert_int_equal(snapshot_open(at, &s, NULL), DATELINE_OK);
    for (uint32_t i = 0; i < NUMBERS; i++) {
        expect_found(m, s, i);
        n += m->now[i] != NOTHING;
    }
    assert_int_equal(snapshot_live(s), n);
    snapshot_close(s);
}

static void delete_one(struct model *m, struct index *x)
{
    uint32_t number = draw_below(&m->seed, NUMBERS);
    struct archive_sample named = {0};

    sample_text(&named, number, (struct span){0});
    assert_int_equal(index_delete(x, id_of(&named, 0), NULL),
                     m->now[number] == NOTHING ? DATELINE_NOT_FOUND : DATELINE_OK);
    m->now[number] = NOTHING;
    sample_free(&named);
}

static void add_one(struct model *m, struct index *x)
{
    uint32_t number = draw_below(&m->seed, NUMBERS);

    if (m->now[number] == NOTHING && m->before[number] != NOTHING && draw_below(&m->seed, 2)) {
        m->now[number] = m->before[number];
    } else if (m->now[number] == NOTHING || draw_below(&m->seed, 3)) {
        sample_draw(&m->all, &m->seed, number);
        m->now[number] = (long)m->all.len - 1;
    }
    m->added[number] = true;
    indexing_add(x, &m->all, (size_t)m->now[number]);
}

static bool same_record(const struct model *m, long a, long b)
{
    return span_eq(buf_span(&m->all.records[a]), buf_span(&m->all.records[b]));
}

/* Commits, and expects the counts that the states before and after make. */
static void commit_model(struct model *m, struct index *x)
{
    struct index_counts c = {0};

    for (size_t i = 0; i < NUMBERS; i++) {
        bool was = m->before[i] != NOTHING, is = m->now[i] != NOTHING;
        bool same = was && is && same_record(m, m->before[i], m->now[i]);

        c.added += !was && is;
        c.deleted += was && !is;
        c.replaced += was && is && !same;
        c.unchanged += same && m->added[i];
        m->before[i] = m->now[i];
        m->added[i] = false;
    }
    expect_counts(x, c.added, c.replaced, c.unchanged, c.deleted);
}

/* One to three commits by one writer. */
static void one_writer(struct model *m)
{
    struct index *x =
        indexing_open(at, 1 + draw_below(&m->seed, 3), draw_below(&m->seed, 2) ? TINY : AMPLE);

    for (uint32_t commits = 1 + draw_below(&m->seed, 3); commits--;) {
        for (uint32_t n = draw_below(&m->seed, draw_below(&m->seed, 4) ? 8 : 50); n--;)
            if (draw_below(&m->seed, 4))
                add_one(m, x);
            else
                delete_one(m, x);
        commit_model(m, x);
    }
    if (draw_below(&m->seed, 10) == 0)
        assert_int_equal(index_compact(x, XAPIAN_UNSET, NULL), DATELINE_OK);
    index_close(x);
}

/* Whatever came before, compacting leaves what the articles alone make. */
static void expect_no_history(struct model *m)
{
    struct index *x = indexing_open(other, 1, AMPLE);

    for (size_t i = 0; i < NUMBERS; i++)
        if (m->now[i] != NOTHING)
            indexing_add(x, &m->all, (size_t)m->now[i]);
    indexing_commit(x);
    index_close(x);
    indexing_compact(at);
    expect_same(bytes_of(at, "lock"), bytes_of(other, "lock"), "compacted");
    indexing_expect_clean(at, false);
}

static void test_any_history_leaves_what_its_last_changes_say(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct model m = {.seed = seed};

        for (size_t i = 0; i < NUMBERS; i++)
            m.now[i] = m.before[i] = NOTHING;
        set_up(NULL);
        for (int writers = 0; writers < 12; writers++) {
            one_writer(&m);
            expect_model(&m);
        }
        indexing_expect_clean(at, true);
        expect_no_history(&m);
        expect_model(&m);
        tear_down(NULL);
        sample_free(&m.all);
    }
}

/* The segment that compacting makes is already there, with a deletion: it was
 * undone by adding the same article. */
static void test_back_again(void **state)
{
    struct archive_sample s = versions();

    (void)state;
    indexing_add_some(at, &s, 0, 10);
    indexing_add_some(other, &s, 0, 10);
    indexing_delete(at, id_of(&s, 4));
    indexing_add_some(at, &s, 4, 5);
    assert_int_equal(indexing_segments(at), 2);
    indexing_compact(at);
    indexing_compact(other);
    expect_same(bytes_of(at, "lock"), bytes_of(other, "lock"), "deleted and added again");
    expect_same(indexing_state(at), indexing_state(other), "deleted and added again");
    indexing_expect_clean(at, false);
    sample_free(&s);
}

/* ---- Segments --------------------------------------------------------------- */

static void test_many_small(void **state)
{
    struct archive_sample s = {0};
    uint64_t seed = 3;
    size_t most = 0;

    (void)state;
    for (uint32_t i = 0; i < 100; i++)
        sample_draw(&s, &seed, i);
    for (size_t i = 0; i < s.len; i++) {
        indexing_add_some(at, &s, i, i + 1);
        if (indexing_segments(at) > most)
            most = indexing_segments(at);
    }
    assert_in_range(most, 2, 7); /* all are of the least tier */
    indexing_add_some(other, &s, 0, s.len);
    expect_same(indexing_state(at), indexing_state(other), "many small commits");
    indexing_expect_clean(at, true);
    indexing_compact(at);
    expect_same(bytes_of(at, "lock"), bytes_of(other, "lock"), "many small commits compacted");
    sample_free(&s);
}

static void test_mostly_deleted(void **state)
{
    struct archive_sample s = versions();
    struct manifest m;

    (void)state;
    indexing_add_some(at, &s, 0, 10);
    for (size_t i = 0; i < 8; i++) {
        indexing_delete(at, id_of(&s, i));
        assert_int_equal(manifest_read(at, &m, NULL), DATELINE_OK);
        assert_int_equal(manifest_live(&m), 10 - i - 1);
        assert_true(manifest_deleted(&m) < 5); /* half of it: rewritten */
        manifest_free(&m);
    }
    indexing_expect_clean(at, true);
    sample_free(&s);
}

/* ---- Refusals ------------------------------------------------------------- */

static void test_dry_run(void **state)
{
    struct archive_sample s = versions();
    struct index_options o = {.create = true, .dry_run = true, .threads = 1};
    struct buf before;
    struct index *x;

    (void)state;
    indexing_add_some(at, &s, 0, 5);
    before = bytes_of(at, NULL);
    assert_int_equal(index_open(at, &o, &x, NULL), DATELINE_OK);
    for (size_t i = 3; i < 11; i++)
        indexing_add(x, &s, i);
    expect_counts(x, 5, 1, 1, 0); /* number 3 came as it was and then changed: it is replaced */
    index_close(x);
    expect_same(before, bytes_of(at, NULL), "a dry run");
    assert_int_equal(index_open(other, &o, &x, NULL), DATELINE_OK);
    indexing_add(x, &s, 0);
    expect_counts(x, 1, 0, 0, 0);
    index_close(x);
    assert_int_equal(snapshot_open(other, &(struct snapshot *){0}, NULL), DATELINE_NO_INDEX);
    sample_free(&s);
}

#define INDEX_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        INDEX_TEST(test_counts),
        INDEX_TEST(test_empty),
        cmocka_unit_test(test_any_history_leaves_what_its_last_changes_say),
        INDEX_TEST(test_back_again),
        INDEX_TEST(test_many_small),
        INDEX_TEST(test_mostly_deleted),
        INDEX_TEST(test_dry_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

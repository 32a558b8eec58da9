/* The bulk builder against libxapian's own writer: the same articles give the
 * same database to all who read it, whatever the order, memory and threads. */
#include "core/alloc.h"
#include "indexer/index/builder.h"
#include "indexer/invert/inverter.h"
#include "tests/building.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/upkeep.h"
#include "text/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#include <cmocka.h>

/* With TINY every article is a run of its own. */
enum { TINY = 256 << 10, SMALL = 9 << 20, AMPLE = 256 << 20 };

static const char *dir;

static int set_up(void **state)
{
    (void)state;
    dir = scratch_make();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static const char *path(const char *name)
{
    static char paths[4][128];
    static unsigned turn;
    char *p = paths[turn++ % 4];

    snprintf(p, sizeof paths[0], "%s/%s", dir, name);
    return p;
}

/* ---- The same database -------------------------------------------------- */

static void expect(bool ok, const char *what, struct buf *report)
{
    if (!ok)
        fail_msg("%s: %s", what, report->len ? report->data : "");
    buf_free(report);
}

static void expect_equal(const char *a, const char *b, const char *when)
{
    struct buf report = {0};

    expect(compare_databases(path(a), path(b), &report), when, &report);
    expect(upkeep_check(path(a), &report), when, &report);
}

/* libxapian's writer and compactor treat ours as theirs. */
static void keep_up(const char *a, const char *b)
{
    struct buf report = {0};

    expect(upkeep_change(path(a), &report), "changing", &report);
    expect(upkeep_change(path(b), &report), "changing the oracle's", &report);
    expect_equal(a, b, "changed by libxapian");
    expect(upkeep_compact(path(a), path("compact-a"), &report), "compacting", &report);
    expect(upkeep_compact(path(b), path("compact-b"), &report), "compacting", &report);
    expect_equal("compact-a", "compact-b", "compacted by libxapian");
}

/* Ours, in memory and spilled, and the oracle's are one and the same. */
static void against_oracle(struct archive_sample *s)
{
    struct building ours = {.threads = 1, .memory = AMPLE};
    struct building spilled = {.threads = 2, .memory = TINY}, theirs = {0};

    build(s, dir, "ours", &ours);
    build(s, dir, "spilled", &spilled);
    build_by_oracle(s, dir, "theirs", &theirs);
    assert_int_equal(ours.made.articles, theirs.made.articles);
    assert_int_equal(ours.made.first, theirs.made.first);
    assert_int_equal(ours.made.last, theirs.made.last);
    expect_equal("ours", "theirs", "built in memory");
    expect_equal("spilled", "theirs", "built by runs");
    keep_up("ours", "theirs");
    building_reset(&ours);
    building_reset(&spilled);
    building_reset(&theirs);
    sample_free(s);
}

static void test_fixtures(void **state)
{
    struct archive_sample s = {0};

    (void)state;
    assert_true(sample_source(&s, FIXTURES, 1));
    assert_true(s.len > 20);
    against_oracle(&s);
}

static void test_drawn(void **state)
{
    uint64_t seed = 2024;
    struct archive_sample s = {0};

    (void)state;
    for (uint32_t i = 0; i < 200; i++)
        sample_draw(&s, &seed, i);
    against_oracle(&s);
}

/* One article is larger than all that may be held. */
static void test_huge_article(void **state)
{
    uint64_t seed = 7;
    struct archive_sample s = {0};
    struct buf text = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        buf_printf(&text, "same word%u %s", draw_below(&seed, 300), i % 10 ? "" : "tenth. ");
    for (uint32_t i = 0; i < 5; i++)
        sample_draw(&s, &seed, i);
    sample_text(&s, 5, buf_span(&text));
    for (uint32_t i = 6; i < 12; i++)
        sample_draw(&s, &seed, i);
    buf_free(&text);
    against_oracle(&s);
}

static void test_nothing(void **state)
{
    struct archive_sample s = {0};

    (void)state;
    against_oracle(&s);
    tear_down(NULL);
    set_up(NULL);
    sample_text(&s, 1, (struct span){0});
    sample_text(&s, 2, span_of("..."));
    against_oracle(&s);
}

static void test_corpus(void **state)
{
    static const struct {
        const char *name;
        size_t step;
    } corpora[] = {{"cranfield", 29}, {"cacm", 69}, {"dfat-documents", 500}, {"reuters21578", 500}};
    bool all = getenv("DATELINE_TEST_LONG") != NULL;
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++) {
        struct archive_sample s = {0};
        char file[512];

        snprintf(file, sizeof file, "%s/corpora/%s.jsonl.gz", SHARED, corpora[i].name);
        if (!sample_source(&s, file, all ? 1 : corpora[i].step))
            continue;
        found++;
        against_oracle(&s);
        tear_down(NULL);
        set_up(NULL);
    }
    if (!found) {
        print_message("skipped: no corpora at %s/corpora\n", SHARED);
        skip();
    }
}

/* A term of five million postings, and one of as many positions. */
static void test_long_lists(void **state)
{
    struct archive_sample s = {0};
    struct building ours = {.memory = AMPLE}, theirs = {0};

    (void)state;
    if (!getenv("DATELINE_TEST_LONG")) {
        print_message("skipped: set DATELINE_TEST_LONG=1 for lists of millions\n");
        skip();
    }
    for (uint32_t i = 0; i < 5000000; i++)
        sample_text(&s, i, span_of("common"));
    build(&s, dir, "ours", &ours);
    build_by_oracle(&s, dir, "theirs", &theirs);
    expect_equal("ours", "theirs", "five million postings");
    building_reset(&ours);
    building_reset(&theirs);
    sample_free(&s);
}

/* ---- The same bytes ------------------------------------------------------- */

static void expect_bytes(const char *a, const char *b)
{
    struct buf x = bytes_of(path(a), NULL), y = bytes_of(path(b), NULL);

    assert_true(x.len > 1000);
    if (!span_eq(buf_span(&x), buf_span(&y)))
        fail_msg("%s and %s differ", a, b);
    buf_free(&x);
    buf_free(&y);
}

static void test_same_bytes(void **state)
{
    static const struct building ways[] = {
        {.threads = 1, .memory = AMPLE},     {.threads = 2, .memory = AMPLE},
        {.threads = 4, .memory = AMPLE},     {.threads = 1, .memory = SMALL},
        {.threads = 2, .memory = SMALL},     {.threads = 1, .memory = TINY},
        {.threads = 4, .memory = TINY},      {.threads = 1, .memory = SMALL / 2},
        {.threads = 1, .memory = SMALL / 3},
    };
    uint64_t seed = 99;
    struct archive_sample s = {0};

    (void)state;
    for (uint32_t i = 0; i < 600; i++)
        sample_draw(&s, &seed, i);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct building b = ways[i];
        char name[16];

        snprintf(name, sizeof name, "way-%zu", i);
        build(&s, dir, name, &b);
        assert_int_equal(b.events.len, 0);
        assert_int_equal(b.made.articles, 600);
        expect_bytes("way-0", name);
        building_reset(&b);
        sample_shuffle(&s, &seed);
    }
    sample_free(&s);
}

/* Else a worker with the least memory that one gets would spill for each. */
static void test_first_articles_take_little(void **state)
{
    enum { WORKER = (4 << 20) * 9 / 10 };
    struct archive_sample s = {0};
    struct stemmer *stemmer;
    struct inverter *v;
    dateline_error err;

    (void)state;
    assert_int_equal(stemmer_open("english", &stemmer, &err), DATELINE_OK);
    v = inverter_open(stemmer);
    for (uint32_t i = 0; i < 20; i++) {
        struct submission one = {.at = {"path", 1}};
        struct article a;

        sample_text(&s, i, span_of("a short text"));
        a = sample_at(&s, i);
        one.article = &a;
        one.record = buf_span(&s.records[i]);
        inverter_add(v, &one, i);
    }
    assert_in_range(inverter_memory(v), 1, WORKER / 4);
    inverter_close(v);
    sample_free(&s);
}

/* ---- Ids that come again ---------------------------------------------------- */

static void expect_lines(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    if (*a != *b)
        fail_msg("told differently from here on: %.99s, not %.99s", a, b);
}

/* Articles of which many share an id, at different dates and in different runs;
 * what the oracle says of them we say, and what it leaves in we leave in. */
static void test_again(void **state)
{
    uint64_t seed = 31;
    struct archive_sample s = {0};
    bool *same;

    (void)state;
    for (uint32_t i = 0; i < 300; i++)
        sample_draw(&s, &seed, draw_below(&seed, 150));
    same = must_zalloc(s.len * sizeof *same);
    for (size_t i = 0; i < s.len; i++)
        same[i] = draw_below(&seed, 3) == 0;
    for (unsigned way = 0; way < 6; way++) {
        struct building ours = {1 + way % 3, way / 3 ? TINY : AMPLE, same, .made = {{0}}};
        struct building theirs = {.same = same};
        char name[16], oracle[16];

        snprintf(name, sizeof name, "ours-%u", way);
        snprintf(oracle, sizeof oracle, "theirs-%u", way);
        build(&s, dir, name, &ours);
        build_by_oracle(&s, dir, oracle, &theirs);
        expect_lines(ours.events.data, theirs.events.data);
        assert_non_null(strstr(ours.events.data, "again"));
        assert_non_null(strstr(ours.events.data, "kept"));
        expect_equal(name, oracle, "with ids that came again");
        expect_bytes("ours-0", name);
        building_reset(&ours);
        building_reset(&theirs);
    }
    free(same);
    sample_free(&s);
}

static uint64_t hashed(uint32_t n)
{
    char id[16];
    int len = snprintf(id, sizeof id, "n%u", n);

    return (XXH3_64bits(id, (size_t)len) >> 32 << 32) | n;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Two numbers whose ids have the upper halves of their hashes in common. */
static void find_alike(uint32_t *one, uint32_t *other)
{
    enum { N = 300000 };
    uint64_t *all = must_alloc(N * sizeof *all);
    size_t i = 1;

    for (uint32_t n = 0; n < N; n++)
        all[n] = hashed(n);
    qsort(all, N, sizeof *all, by_hash);
    while (i < N && all[i] >> 32 != all[i - 1] >> 32)
        i++;
    assert_true(i < N);
    *one = (uint32_t)all[i - 1];
    *other = (uint32_t)all[i];
    free(all);
}

static void add_numbered(struct archive_sample *s, uint32_t n, int day)
{
    char id[16];
    int len = snprintf(id, sizeof id, "n%u", n);

    sample_add(s, &(struct article){.id = {id, (size_t)len},
                                    .body = span_of("a text"),
                                    .day = day_make(2001, 3, day),
                                    .date_source = DATE_FROM_FIELD});
}

/* One id has another's hash between its own, and is found to have come twice. */
static void test_again_between_alike(void **state)
{
    enum { OTHERS = 50 };
    struct archive_sample s = {0};
    struct building ours = {.threads = 1, .memory = AMPLE};
    uint32_t one, other;

    (void)state;
    find_alike(&one, &other);
    for (int twice = 0; twice < 2; twice++) {
        add_numbered(&s, twice ? other : one, 9);
        add_numbered(&s, twice ? one : other, 8);
        add_numbered(&s, twice ? other : one, 7);
        for (uint32_t i = 0; i < OTHERS; i++)
            add_numbered(&s, 1000000 + i, 6);
        build(&s, dir, twice ? "second" : "first", &ours);
        assert_int_equal(ours.made.articles, OTHERS + 2);
        assert_non_null(ours.events.data);
        assert_non_null(strstr(ours.events.data, "again n"));
        building_reset(&ours);
        sample_free(&s);
        s = (struct archive_sample){0};
    }
}

/* ---- Failing -------------------------------------------------------------- */

static void test_left_alone(void **state)
{
    struct archive_sample s = {0};
    struct builder_options o = {"english", TINY, 3, XAPIAN_FULL};
    uint64_t seed = 5;
    struct builder *b;
    dateline_error err;

    (void)state;
    assert_int_equal(builder_open(dir, "new", &o, &b, &err), DATELINE_OK);
    for (uint32_t i = 0; i < 300; i++) {
        struct submission one = {.at = {"path", 1}};
        struct article a;

        sample_draw(&s, &seed, i);
        a = sample_at(&s, i);
        one.article = &a;
        one.record = buf_span(&s.records[i]);
        assert_int_equal(builder_add(b, &one, &err), DATELINE_OK);
    }
    assert_int_equal(access(path("new"), F_OK), 0);
    builder_close(b);
    assert_int_not_equal(access(path("new"), F_OK), 0);
    o.language = "klingon";
    assert_int_equal(builder_open(dir, "new", &o, &b, &err), DATELINE_BAD_OPTION);
    o.language = "english";
    assert_int_equal(builder_open(path("nowhere"), "new", &o, &b, &err), DATELINE_IO);
    sample_free(&s);
}

#define BUILD_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BUILD_TEST(test_fixtures),
        BUILD_TEST(test_drawn),
        BUILD_TEST(test_huge_article),
        BUILD_TEST(test_nothing),
        BUILD_TEST(test_corpus),
        BUILD_TEST(test_long_lists),
        BUILD_TEST(test_same_bytes),
        BUILD_TEST(test_again),
        BUILD_TEST(test_again_between_alike),
        BUILD_TEST(test_left_alone),
        BUILD_TEST(test_first_articles_take_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

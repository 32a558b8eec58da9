/* Lists of our own in libxapian's matching: which of their documents are
 * matched, how they score, and what is asked of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "tests/xap_collection.h"

#include <cmocka.h>

static double source_score(unsigned k)
{
    return (double)(k * 7919 % 100) + 0.5;
}

/* The documents of a predicate, found by a part's UUID. What libxapian did
 * with it is counted. */
struct listing {
    predicate *holds;
    char uuids[N_PARTS][37];
    unsigned parts; /* 1: document numbers are those of the whole */
    unsigned opened, closed, sought;
    unsigned pause_ms; /* of every seek */
};

struct cursor {
    struct listing *list;
    unsigned part;
    xap_docid at;
};

static unsigned number_of(const struct cursor *c, xap_docid id)
{
    return (id - 1) * c->list->parts + c->part + 1;
}

static void *listing_open(void *ctx, const char uuid[37], uint32_t *documents)
{
    struct listing *list = ctx;
    struct cursor *c = must_zalloc(sizeof *c);

    c->list = list;
    while (c->part < list->parts && strcmp(list->uuids[c->part], uuid) != 0)
        c->part++;
    assert_true(c->part < list->parts);
    *documents = 0;
    for (xap_docid id = 1; number_of(c, id) <= N_DOCUMENTS; id++)
        *documents += list->holds(number_of(c, id));
    if (!*documents) {
        free(c);
        return NULL;
    }
    list->opened++;
    return c;
}

static xap_docid listing_seek(void *cursor, xap_docid from)
{
    struct cursor *c = cursor;

    c->list->sought++;
    assert_true(from > c->at);
    if (c->list->pause_ms)
        usleep(c->list->pause_ms * 1000);
    for (c->at = from; number_of(c, c->at) <= N_DOCUMENTS; c->at++)
        if (c->list->holds(number_of(c, c->at)))
            return c->at;
    return 0;
}

static double listing_score(void *cursor)
{
    struct cursor *c = cursor;

    return source_score(number_of(c, c->at));
}

static double listing_max_score(void *cursor)
{
    (void)cursor;
    return 99.5;
}

static void listing_close(void *cursor)
{
    struct cursor *c = cursor;

    c->list->closed++;
    free(c);
}

static struct listing listing_of(xap_db *db, predicate *holds)
{
    struct listing list = {.holds = holds, .parts = db == parts ? N_PARTS : 1};
    xap_db *part;

    for (unsigned i = 0; i < list.parts; i++) {
        const char *path = part_path(db == parts ? i : N_PARTS);

        assert_int_equal(xap_open(path, &part, &err), DATELINE_OK);
        assert_int_equal(xap_part_uuid(part, 0, list.uuids[i], &err), DATELINE_OK);
        xap_close(part);
    }
    return list;
}

static xap_query *source(struct listing *list, bool scored)
{
    struct xap_source s = {list, listing_open, listing_seek, NULL, NULL, listing_close};

    if (scored)
        s.score = listing_score, s.max_score = listing_max_score;
    return xap_query_source(&s);
}

static bool deleted(unsigned k)
{
    return k % 3 != 2 && k * k % 7 == 2; /* the second part has none */
}

static bool two_not_deleted(unsigned k)
{
    return k % 2 == 0 && !deleted(k);
}

static void deletions_are_left_out(void **state)
{
    struct listing list = listing_of(parts, deleted);
    xap_query *q = join(XAP_AND_NOT, term("t2"), source(&list, false), 0);

    (void)state;
    for (unsigned again = 1; again <= 2; again++) {
        assert_matches(parts, q, two_not_deleted);
        assert_int_equal(list.opened, 2 * again); /* two of three parts have any */
        assert_int_equal(list.closed, list.opened);
    }
    xap_query_free(q);
}

static bool odd(unsigned k)
{
    return k % 2;
}

static bool odd_and_seven(unsigned k)
{
    return k % 2 && k % 7 == 0;
}

static void sources_give_their_scores(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        xap_db *db = i ? parts : whole;
        struct listing list = listing_of(db, odd);
        xap_query *q = source(&list, true);
        xap_query *filtered = join(XAP_FILTER, source(&list, true), term("t7"), 0);

        for (unsigned p = 0; p < N_PAGES; p++) {
            struct xap_match_options o = page(p, XAP_BY_SCORE);

            assert_order(db, q, &o, odd, source_score);
            assert_order(db, filtered, &o, odd_and_seven, source_score);
        }
        assert_true(list.opened > 0);
        assert_int_equal(list.closed, list.opened);
        xap_query_free(filtered);
        xap_query_free(q);
    }
}

/* Else it were they that order by number. */
static void scores_of_sources_count_in_no_other_order(void **state)
{
    struct listing list = listing_of(parts, odd);
    xap_query *q = source(&list, true);

    (void)state;
    assert_matches(parts, q, odd);
    for (unsigned p = 0; p < N_PAGES; p++) {
        struct xap_match_options o = page(p, XAP_BY_VALUE);

        assert_order(parts, q, &o, odd, no_score);
    }
    xap_query_free(q);
}

static void sources_are_skipped_through(void **state)
{
    struct listing list = listing_of(whole, all);
    xap_query *q = join(XAP_FILTER, source(&list, true), term("t11"), 0);
    struct xap_matches m = ask(whole, q, &everything);

    (void)state;
    assert_int_equal(m.len, N_DOCUMENTS / 11);
    assert_in_range(list.sought, m.len, m.len + 2);
    xap_matches_free(&m);
    xap_query_free(q);
}

/* Of the whole; of its parts numbers 7 to 40 and 90 in the first, 1 in the last. */
static bool in_ranges(unsigned k)
{
    return (k >= 7 && k <= 40) || k == 90;
}

static bool in_parts(unsigned k)
{
    unsigned number = (k - 1) / N_PARTS + 1;

    return (k - 1) % N_PARTS == 0 ? in_ranges(number) : (k - 1) % N_PARTS == 2 && number == 1;
}

static bool even_in_parts(unsigned k)
{
    return k % 2 == 0 && in_parts(k);
}

static bool no_part(unsigned k)
{
    return !in_parts(k);
}

static xap_query *ranges(xap_db *db, const struct xap_range *list, size_t n)
{
    xap_query *q;

    assert_int_equal(xap_query_ranges(db, list, n, &q, &err), DATELINE_OK);
    return q;
}

static void ranges_of_numbers(void **state)
{
    static const struct xap_range list[] = {{0, 7, 40}, {0, 90, 90}, {2, 1, 1}};
    xap_query *q = ranges(whole, list, 2), *even, *rest;
    struct buf text = {0};

    (void)state;
    assert_matches(whole, q, in_ranges);
    xap_query_free(q);
    q = ranges(parts, list, 3);
    xap_query_describe(q, &text);
    assert_string_equal(text.data, "Query(PostingSource(7 to 40, 90 to 90, 1 to 1))");
    assert_matches(parts, q, in_parts);
    for (unsigned p = 0; p < N_PAGES; p++) {
        struct xap_match_options o = page(p, XAP_BY_VALUE);

        assert_order(parts, q, &o, in_parts, no_score);
    }
    rest = join(XAP_AND_NOT, term(""), q, 0);
    assert_matches(parts, rest, no_part);
    even = join(XAP_FILTER, term("t2"), ranges(parts, list, 3), 0);
    assert_matches(parts, even, even_in_parts);
    xap_query_free(rest);
    xap_query_free(even);
    q = ranges(parts, NULL, 0);
    assert_matches(parts, q, none);
    xap_query_free(q);
    buf_free(&text);
}

/* Each of 600 documents takes 2 ms, so that 0.05 s are over by the second look. */
static void a_slow_query_is_stopped(void **state)
{
    struct xap_match_options o = everything;

    (void)state;
    o.limits.seconds = 0.05;
    for (int i = 0; i < 2; i++) {
        xap_db *db = i ? parts : whole;
        struct listing list = listing_of(db, all);
        xap_query *q = join(XAP_OR, source(&list, true), term("t2"), 0);
        struct xap_matches m = {.len = 77};

        list.pause_ms = 2;
        o.order = i ? XAP_BY_SCORE : XAP_BY_NUMBER;
        assert_int_equal(xap_match(db, q, &o, &m, &err), DATELINE_TIMEOUT);
        assert_in_range(list.sought, 1, 130);
        assert_non_null(strstr(err.text, "cannot search "));
        assert_non_null(strstr(err.text, "0.05 seconds"));
        assert_int_equal(m.len, 77);
        assert_int_equal(list.closed, list.opened);
        xap_query_free(q);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deletions_are_left_out),
        cmocka_unit_test(sources_give_their_scores),
        cmocka_unit_test(scores_of_sources_count_in_no_other_order),
        cmocka_unit_test(sources_are_skipped_through),
        cmocka_unit_test(ranges_of_numbers),
        cmocka_unit_test(a_slow_query_is_stopped),
    };

    return cmocka_run_group_tests(tests, make_collection, remove_collection);
}

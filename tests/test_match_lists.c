/* Matching on lists against libxapian's answer over the same index: for random
 * queries of every shape the same documents in the same order, the same scores, counts,
 * lists and counts by interval; over one segment and several, with deleted articles.
 *
 * DATELINE_LIST_QUERIES asks for more queries than the ordinary run has. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "searcher/match/searcher.h"
#include "snapshot/articles.h"
#include "tests/random_archive.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { QUERIES = 250 /* for each archive */, SLOTS = 7 };

static char home[] = "/tmp/match_lists.XXXXXX";
static dateline_error err;
static unsigned tried; /* questions, for ./dev torture */

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

struct trial {
    struct searcher searcher;
    struct question question;
    struct asked asked;
    struct match_results expected; /* all, in order */
};

static void complain(const struct trial *t, const char *what)
{
    const struct question *q = &t->question;

    fail_msg("%s: %.*s (any %d, at least %u, ranking %d, from %d to %d)", what, (int)q->text.len,
             q->text.data, q->any, q->min_match, q->ranking, q->days.first, q->days.last);
}

static void use(struct trial *t, enum matching how)
{
    succeed(matcher_use(t->searcher.matcher, how, &err));
}

static double score_of(struct trial *t, snapshot_doc doc, enum matching how)
{
    struct match_article found;
    struct buf record = {0};
    struct article a;

    use(t, how);
    succeed(snapshot_article(t->searcher.snapshot, doc, &record, &a, &err));
    succeed(match_one(t->searcher.matcher, t->asked.plan.root, t->question.ranking, doc, a.id,
                      &t->question.limits, &found, &err));
    buf_free(&record);
    if (!found.matches)
        complain(t, "an article alone does not match");
    return found.score;
}

static void check_scores(struct trial *t)
{
    for (int i = 0; i < 3 && t->expected.len; i++) {
        snapshot_doc doc = t->expected.hits[random_below((unsigned)t->expected.len)].doc;
        double xapian = score_of(t, doc, MATCHING_XAPIAN), lists = score_of(t, doc, MATCHING_LISTS);

        if (fabs(xapian - lists) > 1e-9)
            complain(t, "another score");
    }
}

static bool same_hits(const struct match_hit *a, const struct match_hit *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].doc != b[i].doc || a[i].score != b[i].score)
            return false;
    return true;
}

/* The whole list is libxapian's. */
static void check_whole(struct trial *t)
{
    struct match_results ours;

    use(t, MATCHING_LISTS);
    succeed(match_hits(t->searcher.matcher, t->asked.plan.root, &t->question, &ours, &err));
    if (ours.len != t->expected.len || ours.matches != t->expected.matches)
        complain(t, "not as many hits");
    if (!same_hits(ours.hits, t->expected.hits, ours.len))
        complain(t, "another order or score");
    match_free(&ours);
}

static void check_stretch_found(struct trial *t, uint64_t offset, uint64_t limit)
{
    struct question q = t->question;
    struct match_results found;
    size_t rest = offset < t->expected.len ? t->expected.len - (size_t)offset : 0;

    q.offset = offset;
    q.limit = limit;
    q.total = random_below(2);
    succeed(match_hits(t->searcher.matcher, t->asked.plan.root, &q, &found, &err));
    if (found.len != (limit && rest > limit ? limit : rest))
        complain(t, "not as many hits");
    if (q.total && found.matches != t->expected.matches)
        complain(t, "another total");
    if (!same_hits(found.hits, t->expected.hits + (offset < t->expected.len ? offset : 0),
                   found.len))
        complain(t, "other hits");
    match_free(&found);
}

/* The hits from OFFSET on, at most LIMIT, are those of the whole list: neither way passes over an
 * article that it should not. */
static void check_stretch(struct trial *t, uint64_t offset, uint64_t limit)
{
    use(t, MATCHING_LISTS);
    check_stretch_found(t, offset, limit);
    use(t, MATCHING_XAPIAN);
    check_stretch_found(t, offset, limit);
    use(t, MATCHING_LISTS);
}

static void check_listing(struct trial *t, enum match_order order)
{
    struct question q = t->question;
    struct match_results found[2];

    q.sort = order;
    q.limit = random_below(3) ? 1 + random_below(20) : 0;
    for (int how = 0; how < 2; how++) {
        use(t, how ? MATCHING_XAPIAN : MATCHING_LISTS);
        succeed(match_hits(t->searcher.matcher, t->asked.plan.root, &q, &found[how], &err));
    }
    if (found[0].len != found[1].len || found[0].matches != found[1].matches)
        complain(t, "not as many by date");
    for (size_t i = 0; i < found[0].len; i++)
        if (found[0].hits[i].doc != found[1].hits[i].doc)
            complain(t, "another article by date");
    match_free(&found[0]);
    match_free(&found[1]);
}

static void check_counts(struct trial *t)
{
    uint64_t counted;
    bool any;

    succeed(
        match_count(t->searcher.matcher, t->asked.plan.root, &t->question.limits, &counted, &err));
    succeed(match_any(t->searcher.matcher, t->asked.plan.root, &t->question.limits, &any, &err));
    if (counted != t->expected.matches || any != (counted > 0))
        complain(t, "another count");
}

static void check_tally(struct trial *t)
{
    size_t n = snapshot_segments(t->searcher.snapshot);
    struct match_intervals *by = must_zalloc(n * sizeof *by);
    uint64_t counts[2][SLOTS] = {{0}};

    for (size_t i = 0; i < n; i++)
        for (uint32_t last = 0; last < 12000;
             last += 1 + random_below(random_below(2) ? 40 : 5000)) {
            GROW(by[i].list, by[i].len, by[i].cap);
            by[i].list[by[i].len++] = (struct match_interval){1 + last, random_below(SLOTS)};
        }
    for (int how = 0; how < 2; how++) {
        use(t, how ? MATCHING_XAPIAN : MATCHING_LISTS);
        succeed(match_tally(t->searcher.matcher, t->asked.plan.root, by, &t->question.limits,
                            counts[how], &err));
    }
    for (size_t i = 0; i < n; i++)
        free(by[i].list);
    free(by);
    if (memcmp(counts[0], counts[1], sizeof counts[0]) != 0)
        complain(t, "other counts by interval");
}

static void check_question(struct trial *t)
{
    struct question q = t->question;
    dateline_status status;

    t->asked = (struct asked){0};
    q.matching = MATCHING_XAPIAN;
    status = ask(&t->searcher, &q, &t->asked, &err);
    if (status == DATELINE_BAD_QUERY) { /* a wildcard of too many words */
        asked_free(&t->asked);
        return;
    }
    succeed(status);
    succeed(match_hits(t->searcher.matcher, t->asked.plan.root, &q, &t->expected, &err));
    check_whole(t);
    check_stretch(t, 0, 10);
    check_stretch(t, random_below(20), 1 + random_below(5));
    check_stretch(t, random_below(2) ? 0 : random_below(200),
                  1 + random_below(random_below(2) ? 200 : 10000));
    check_counts(t);
    check_scores(t);
    check_tally(t);
    check_listing(t, MATCH_NEWEST);
    check_listing(t, MATCH_OLDEST);
    match_free(&t->expected);
    asked_free(&t->asked);
}

static unsigned queries_wanted(void)
{
    const char *asked = getenv("DATELINE_LIST_QUERIES");

    return asked ? (unsigned)strtoul(asked, NULL, 10) : QUERIES;
}

static void compare_ways(const char *name, unsigned parts, unsigned articles)
{
    struct buf dir = {0}, text = {0};
    struct trial t = {0};

    buf_printf(&dir, "%s/%s", home, name);
    random_begin(parts * 1000 + articles);
    random_archive(dir.data, parts, articles);
    succeed(searcher_open(dir.data, &(struct snapshot_reach){0}, &t.searcher, &err));
    assert_int_equal(snapshot_segments(t.searcher.snapshot), parts);
    question_init(&t.question, 20230101);
    t.question.text = span_of("tabe XOR ((saba XOR the) OR pa*a)"); /* see plan_xapian.c */
    t.question.limit = 0;
    t.question.total = true;
    check_question(&t);
    for (unsigned i = queries_wanted(); i; i--) {
        t.question = random_question(&text);
        check_question(&t);
        tried++;
    }
    searcher_close(&t.searcher);
    buf_free(&dir);
    buf_free(&text);
}

static void one_small_segment(void **state)
{
    (void)state;
    compare_ways("small", 1, 100);
}

/* More than two windows of documents, and blocks of postings to skip. */
static void one_segment_of_many_windows(void **state)
{
    (void)state;
    compare_ways("large", 1, 9000);
}

static void several_segments_with_deletions(void **state)
{
    (void)state;
    compare_ways("several", 4, 1500);
}

static int make_home(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int remove_home(void **state)
{
    char command[64];

    (void)state;
    snprintf(command, sizeof command, "rm -r %s", home);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_small_segment),
        cmocka_unit_test(one_segment_of_many_windows),
        cmocka_unit_test(several_segments_with_deletions),
    };
    int failed = cmocka_run_group_tests(tests, make_home, remove_home);

    printf("%u cases, %d failed\n", tried, failed);
    return failed;
}

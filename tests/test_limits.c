/* Limits of a query: one deadline for all that is done for an answer, by a clock of the test's own,
 * and the memory of plans, cursors and positions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/engine/engine.h"
#include "searcher/match/searcher.h"
#include "searcher/snippet/snippet.h"

#include <cmocka.h> /* last: its fail() is a macro */

static char folder[] = "/tmp/limits.XXXXXX";
static dateline_error err;
static struct buf index_path;

/* ---- The clock ------------------------------------------------------------------- */

static double now = 1000, step; /* of each look */
static unsigned looks, late_at; /* the look at which an hour has passed; 0: none has */

double __wrap_clock_seconds(void);
double __wrap_clock_seconds(void)
{
    if (++looks == late_at)
        now += 3600;
    return now += step;
}

/* ---- The index -------------------------------------------------------------------- */

enum {
    OFTEN = 20000,  /* times that an article has one word */
    ENDINGS = 1000, /* words that begin alike, as many as a pattern may stand for */
    TAIL = 12,      /* their last letters, all the same */
    BRIEF = 40000,  /* articles of one word: one, then another */
};

/* Adds the article of F, a segment of its own. */
static void add_article(FILE *f)
{
    struct buf line = {0};

    fputs("\"}\n", f);
    fclose(f);
    buf_printf(&line, "cd %s && %s add --input-format=jsonl a article.jsonl 2>log", folder,
               INDEXER);
    assert_int_equal(system(line.data), 0);
    buf_free(&line);
}

static FILE *begin_article(const char *id)
{
    struct buf path = {0};
    FILE *f;

    buf_printf(&path, "%s/article.jsonl", folder);
    assert_non_null(f = fopen(path.data, "w"));
    fprintf(f, "{\"id\":\"%s\",\"date\":\"2025-03-31\",\"title\":\"%s\",\"body\":\"", id, id);
    buf_free(&path);
    return f;
}

static int build_index(void **state)
{
    FILE *f;

    (void)state;
    assert_non_null(mkdtemp(folder));
    buf_printf(&index_path, "%s/a", folder);
    f = begin_article("often");
    for (int i = 0; i < OFTEN; i++)
        fputs("tick ", f);
    fputs("tock", f);
    add_article(f);
    f = begin_article("endings");
    for (int i = 0; i < ENDINGS; i++)
        fprintf(f, "w%03d%.*s ", i, TAIL, "aaaaaaaaaaaa");
    add_article(f);
    f = begin_article("brief");
    for (int i = 0; i < BRIEF; i++)
        fprintf(f, "%s\"}\n{\"id\":\"%d\",\"body\":\"", i % 2 ? "odd" : "even", i);
    add_article(f);
    return 0;
}

static int remove_index(void **state)
{
    struct buf line = {0};

    (void)state;
    buf_printf(&line, "rm -r %s", folder);
    assert_int_equal(system(line.data), 0);
    buf_free(&line);
    buf_free(&index_path);
    return 0;
}

/* ---- Time ------------------------------------------------------------------------- */

static dateline_status answer_status(struct engine *e, const struct question *q)
{
    struct answer *a;
    dateline_status status;

    looks = 0;
    status = engine_answer(e, q, &a, &err);
    answer_free(a);
    return status;
}

/* Q is late whichever look comes late: after the two that begin it, but for the last, which only
 * measures. */
static void late_at_any_look(struct engine *e, struct question *q)
{
    unsigned most;

    q->limits.seconds = 60;
    late_at = 0;
    assert_int_equal(answer_status(e, q), DATELINE_OK);
    most = looks;
    assert_true(most > 4);
    for (late_at = 3; late_at < most; late_at++) {
        if (answer_status(e, q) != DATELINE_TIMEOUT)
            fail_msg("%.*s, kind %d: in time at look %u of %u", (int)q->text.len, q->text.data,
                     q->kind, late_at, most);
        assert_string_equal(err.text, "cannot search the index: not done within 60 seconds");
    }
    late_at = 0;
}

static void all_parts_of_an_answer_end_by_one_deadline(void **state)
{
    static const char *const texts[] = {"tick tock", "tick OR w001aaaaaaaaaaaa", "tick NEAR tock",
                                        "w0*"};
    struct engine *e;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct question q;

        question_init(&q, 20250331);
        q.text = span_of(texts[i]);
        q.limit = 10;
        q.total = q.widen = true;
        late_at_any_look(e, &q);
        q.sort = MATCH_NEWEST;
        q.limit = 1;
        late_at_any_look(e, &q);
        q.kind = ASK_EXPLAIN;
        late_at_any_look(e, &q);
    }
    engine_close(e);
}

static void a_deadline_that_has_begun_is_kept(void **state)
{
    const struct match_limits begun = {.seconds = 60, .until = now - 1};
    struct engine *e;
    struct question q;

    (void)state;
    assert_true(match_limits_begun(&begun).until == begun.until);
    assert_true(match_limits_begun(&(struct match_limits){.seconds = 60}).until == now + 60);
    assert_true(match_limits_begun(&(struct match_limits){0}).until == 0);
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    question_init(&q, 20250331);
    q.text = span_of("tick");
    q.limits = begun;
    assert_int_equal(answer_status(e, &q), DATELINE_TIMEOUT);
    engine_close(e);
}

/* The looks at the clock that counting the matches of TEXT takes. */
static unsigned looks_for(struct engine *e, const char *text)
{
    struct question q;

    question_init(&q, 20250331);
    q.text = span_of(text);
    q.kind = ASK_COUNT;
    q.limits.seconds = 60;
    assert_int_equal(answer_status(e, &q), DATELINE_OK);
    return looks;
}

/* So do words that are never together, and the positions of one article. */
static void phrases_look_at_the_clock(void **state)
{
    enum { TIMES = 50 };
    struct buf text = {0};
    struct engine *e;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    assert_true(looks_for(e, "odd NEAR even") > looks_for(e, "odd NEAR tock"));
    for (int i = 0; i < TIMES; i++)
        buf_str(&text, i ? " tick" : "\"tick");
    buf_char(&text, '"');
    assert_true(looks_for(e, text.data) > TIMES);
    buf_free(&text);
    engine_close(e);
}

/* Advice is counted within the answer's time, too. */
static void advice_ends_by_the_deadline(void **state)
{
    struct engine *e;
    struct question q;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    question_init(&q, 20250331);
    q.text = span_of("tick -tock date:1999");
    for (int late = 0; late < 2; late++) {
        struct answer *a;

        q.limits = (struct match_limits){.seconds = 1};
        assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
        assert_false(answer_matched(a));
        now += 2 * late;
        engine_advise_dates(a);
        engine_advise(a);
        assert_true(late ? a->n_advice == 0 : a->n_advice > 1);
        answer_free(a);
    }
    engine_close(e);
}

/* ---- Snippets --------------------------------------------------------------------- */

static bool next_is_marked(struct answer *a)
{
    const struct hit *h;

    assert_int_equal(answer_next(a, &h, &err), DATELINE_OK);
    assert_non_null(h);
    return h->snippet.len &&
           memmem(h->snippet.data, h->snippet.len, SNIPPET_MARK_START, strlen(SNIPPET_MARK_START));
}

static void ends_with_warnings(struct answer *a, size_t n, const char *warning)
{
    const struct hit *h;

    for (int again = 0; again < 2; again++) {
        assert_int_equal(answer_next(a, &h, &err), DATELINE_OK);
        assert_null(h);
        assert_int_equal(a->n_warnings, n);
        if (n)
            assert_string_equal(a->warnings[0], warning);
    }
}

static struct answer *hits_with_snippets(struct engine *e, const char *text, uint64_t limit)
{
    struct question q;
    struct answer *a;

    question_init(&q, 20250331);
    q.text = span_of(text);
    q.parts = HIT_SNIPPET;
    q.limit = limit;
    q.limits.seconds = 1;
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    return a;
}

/* LATE is the look at which the second of three snippets gets late. */
static void second_snippet_is_late(struct engine *e, unsigned late)
{
    struct answer *a = hits_with_snippets(e, "odd", 3);

    now += 3600; /* the reader pauses */
    assert_true(next_is_marked(a));
    looks = 0;
    late_at = late;
    assert_false(next_is_marked(a));
    late_at = 0;
    assert_false(next_is_marked(a));
    ends_with_warnings(a, 1,
                       "no time was left to mark matches: 2 hits show how the article begins");
    assert_int_equal(a->unmarked, 2);
    answer_free(a);
}

static void late_snippets_are_the_beginning(void **state)
{
    struct engine *e;
    struct answer *a;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    for (unsigned late = 2; late < 4; late++)
        second_snippet_is_late(e, late);
    a = hits_with_snippets(e, "o?d", 1);
    looks = 0;
    late_at = 4; /* while patterns are tried */
    assert_false(next_is_marked(a));
    late_at = 0;
    answer_free(a);
    engine_close(e);
}

/* However many hits there are. */
static void quick_snippets_leave_the_limit_alone(void **state)
{
    struct engine *e;
    struct answer *a;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    a = hits_with_snippets(e, "odd", 0);
    step = 0.0001;
    for (uint64_t i = 0; i < a->shown; i++)
        assert_true(next_is_marked(a));
    step = 0;
    assert_int_equal(a->shown, BRIEF / 2);
    ends_with_warnings(a, 0, NULL);
    answer_free(a);
    engine_close(e);
}

static void late_marks_are_left_out(void **state)
{
    struct engine *e;
    struct question q;
    struct buf out = {0};

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    question_init(&q, 20250331);
    q.text = span_of("odd");
    q.limits = match_limits_begun(&(struct match_limits){.seconds = 60});
    looks = late_at = 0;
    assert_int_equal(engine_mark(e, &q, span_of("an odd one"), &out, &err), DATELINE_OK);
    assert_string_equal(out.data, "an " SNIPPET_MARK_START "odd" SNIPPET_MARK_END " one");
    late_at = looks + 2; /* within the text */
    assert_int_equal(engine_mark(e, &q, span_of("an odd one"), &out, &err), DATELINE_OK);
    assert_string_equal(out.data, "an odd one");
    assert_int_equal(engine_mark(e, &q, span_of("an odd one"), &out, &err), DATELINE_TIMEOUT);
    late_at = 0;
    buf_free(&out);
    engine_close(e);
}

/* ---- Memory ------------------------------------------------------------------------ */

/* N different patterns, each of which stands for all words that begin alike. */
static void write_patterns(struct buf *out, unsigned n)
{
    buf_clear(out);
    for (unsigned i = 0; i < n; i++) {
        buf_str(out, i ? " OR w*" : "w*");
        for (unsigned bit = 0; bit < TAIL; bit++)
            buf_char(out, i >> bit & 1 ? '?' : 'a');
    }
}

/* The memory of a plan of N patterns, and how planning and matching it ends. */
static size_t plan_patterns(struct searcher *s, unsigned n, dateline_status *planned,
                            dateline_status *matched)
{
    struct buf text = {0};
    struct question q;
    struct asked asked = {0};
    uint64_t matches;
    size_t held;

    write_patterns(&text, n);
    question_init(&q, 20250331);
    q.text = buf_span(&text);
    *planned = *matched = ask(s, &q, &asked, &err);
    held = asked.plan.memory.held;
    if (*planned == DATELINE_OK)
        *matched = match_count(s->matcher, asked.plan.root, &q.limits, &matches, &err);
    asked_free(&asked);
    buf_free(&text);
    return held;
}

static void plans_and_cursors_are_bounded(void **state)
{
    static const char large[] = "the query needs more than 256 MiB: it has too many words, with "
                                "those that its patterns stand for";
    struct searcher s;
    dateline_status planned, matched;
    size_t each;
    unsigned fits;

    (void)state;
    assert_int_equal(searcher_open(index_path.data, &(struct snapshot_reach){0}, &s, &err),
                     DATELINE_OK);
    plan_patterns(&s, 50, &planned, &matched);
    assert_int_equal(matched, DATELINE_OK);
    each = plan_patterns(&s, 1000, &planned, &matched) / 1000;
    assert_int_equal(planned, DATELINE_OK);
    assert_int_equal(matched, DATELINE_BAD_QUERY); /* cursors, of two segments, are larger */
    assert_string_equal(err.text, large);
    fits = (unsigned)(PLAN_MEMORY / each);
    assert_in_range(plan_patterns(&s, fits - fits / 40, &planned, &matched), PLAN_MEMORY / 8 * 7,
                    PLAN_MEMORY);
    assert_int_equal(planned, DATELINE_OK);
    plan_patterns(&s, fits + fits / 40, &planned, &matched);
    assert_int_equal(planned, DATELINE_BAD_QUERY);
    assert_string_equal(err.text, large);
    searcher_close(&s);
}

/* A phrase of one word N times. */
static dateline_status count_repeated(struct engine *e, unsigned n, uint64_t *matches)
{
    struct buf text = {0};
    struct question q;
    struct answer *a;
    dateline_status status;

    for (unsigned i = 0; i < n; i++)
        buf_str(&text, i ? " tick" : "\"tick");
    buf_char(&text, '"');
    question_init(&q, 20250331);
    q.text = buf_span(&text);
    q.kind = ASK_COUNT;
    status = engine_answer(e, &q, &a, &err);
    *matches = a->matches;
    answer_free(a);
    buf_free(&text);
    return status;
}

static void positions_are_bounded(void **state)
{
    const unsigned fits = PLAN_MEMORY / (OFTEN * sizeof(uint32_t)); /* but for cursors */
    struct engine *e;
    uint64_t matches;

    (void)state;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    assert_int_equal(count_repeated(e, fits + 1, &matches), DATELINE_BAD_QUERY);
    assert_string_equal(err.text, "the query needs more than 256 MiB: the words of its phrases "
                                  "stand in too many places");
    for (int again = 0; again < 2; again++) { /* what one query held, the next may hold */
        assert_int_equal(count_repeated(e, fits - fits / 16, &matches), DATELINE_OK);
        assert_int_equal(matches, 1);
    }
    engine_close(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parts_of_an_answer_end_by_one_deadline),
        cmocka_unit_test(a_deadline_that_has_begun_is_kept),
        cmocka_unit_test(phrases_look_at_the_clock),
        cmocka_unit_test(advice_ends_by_the_deadline),
        cmocka_unit_test(late_snippets_are_the_beginning),
        cmocka_unit_test(quick_snippets_leave_the_limit_alone),
        cmocka_unit_test(late_marks_are_left_out),
        cmocka_unit_test(plans_and_cursors_are_bounded),
        cmocka_unit_test(positions_are_bounded),
    };

    return cmocka_run_group_tests(tests, build_index, remove_index);
}

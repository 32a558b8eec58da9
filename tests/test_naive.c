/* Search against reading every article: for random queries and ranges of dates
 * the same articles match, in every order and from every offset the same list,
 * and counts, timelines and facets say the same of it.
 *
 * DATELINE_NAIVE_QUERIES asks for more queries than the ordinary run has. */
#include "core/alloc.h"
#include "indexer/index/index.h"
#include "searcher/engine/engine_parts.h"
#include "snapshot/articles.h"
#include "tests/building.h"
#include "tests/news_model.h"
#include "tests/without_columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h> /* last: its fail() is a macro */

enum { QUERIES = 250 /* for each archive */, ORDERS = 3 };

static dateline_error err;
static unsigned tried; /* queries, for ./dev torture */

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* ---- Archives --------------------------------------------------------------- */

static struct index *open_index(const char *dir)
{
    struct index_options o = {
        .memory = 64 << 20, .threads = 1, .create = true, .xapian = XAPIAN_FULL};
    struct index *x;

    succeed(index_open(dir, &o, &x, &err));
    return x;
}

static void commit(struct index *x)
{
    struct index_counts counts;

    succeed(index_commit(x, &counts, &err));
    index_close(x);
}

static void add(struct index *x, struct model *m, const struct article *a)
{
    struct place at = {"model", 1};
    struct article searched = *a;
    struct buf kept = {0};

    succeed(index_add(x, a, &at, &err));
    searched.body = article_searched(a, &kept);
    model_add(m, &searched);
    buf_free(&kept);
}

static void delete_some(const char *dir, struct model *m, unsigned *seed)
{
    struct index *x = open_index(dir);

    for (size_t i = 0; i < m->len; i++)
        if (m->articles[i].live && rand_r(seed) % 12 == 0) {
            succeed(index_delete(x, m->articles[i].article.id, &err));
            model_delete(m, i);
        }
    commit(x);
}

/* An archive that grew in PARTS commits, with articles replaced and deleted. */
static void grow(const char *dir, struct model *m, unsigned parts, unsigned articles,
                 unsigned *seed)
{
    for (unsigned p = 0; p < parts; p++) {
        struct index *x = open_index(dir);

        for (unsigned i = 0; i < articles; i++) {
            unsigned number = p && rand_r(seed) % 10 == 0 ? (unsigned)rand_r(seed) % (p * articles)
                                                          : p * articles + i;
            struct article a = model_draw(m, seed, number);

            add(x, m, &a);
        }
        commit(x);
        if (p)
            delete_some(dir, m, seed);
    }
}

/* The fixtures' articles, as they were read. */
static void add_fixtures(const char *dir, struct model *m)
{
    struct archive_sample sample = {0};
    struct index *x = open_index(dir);

    assert_true(sample_source(&sample, FIXTURES "/articles", 1));
    for (size_t i = 0; i < sample.len; i++) {
        struct article a = sample_at(&sample, i);

        add(x, m, &a);
    }
    commit(x);
    sample_free(&sample);
}

/* ---- Answers ---------------------------------------------------------------- */

struct trial {
    struct engine *engine;
    struct model *model;
    struct buf text;
    struct question question;
    struct asked asked;
    const struct model_article **expected;
    size_t len;
};

static const struct model_article *article_of(struct trial *t, snapshot_doc doc)
{
    struct buf record = {0};
    struct article a;
    const struct model_article *found = NULL;

    succeed(snapshot_record(t->engine->searcher.snapshot, doc, &record, &err));
    assert_true(article_decode(buf_span(&record), &a));
    for (size_t i = 0; i < t->model->len && !found; i++)
        if (t->model->articles[i].live && span_eq(t->model->articles[i].article.id, a.id))
            found = &t->model->articles[i];
    buf_free(&record);
    return found;
}

static void complain(const struct trial *t, const char *what)
{
    fail_msg("%s: %s (%d to %d)", what, t->text.data, t->question.days.first,
             t->question.days.last);
}

static struct match_results run(struct trial *t, enum match_order order, uint64_t offset,
                                uint64_t limit, bool total)
{
    struct question r = {.sort = order, .offset = offset, .limit = limit, .total = total};
    struct match_results found;

    succeed(match_hits(t->engine->searcher.matcher, t->asked.plan.root, &r, &found, &err));
    return found;
}

/* Whether the hits are in order, by what the model knows of their articles. */
static bool before(enum match_order order, const struct match_hit *x, const struct article *a,
                   const struct match_hit *y, const struct article *b)
{
    uint32_t newest = UINT32_MAX - 1;

    if (order == MATCH_RELEVANCE && x->score != y->score)
        return x->score > y->score;
    if (order == MATCH_OLDEST && a->day != b->day)
        return (a->day ? (uint32_t)a->day : newest) < (b->day ? (uint32_t)b->day : newest);
    if (a->day != b->day)
        return a->day > b->day;
    return span_cmp(a->id, b->id) < 0;
}

static void check_list(struct trial *t, enum match_order order, const struct match_results *all)
{
    const struct model_article *last = NULL;

    if (all->len != t->len || all->matches != t->len)
        complain(t, "other articles match");
    for (size_t i = 0; i < all->len; i++) {
        const struct model_article *a = article_of(t, all->hits[i].doc);
        size_t k = 0;

        while (k < t->len && t->expected[k] != a)
            k++;
        if (k == t->len)
            complain(t, "an article that should not match");
        if (last && !before(order, &all->hits[i - 1], &last->article, &all->hits[i], &a->article))
            complain(t, "out of order");
        last = a;
    }
}

/* Any stretch of the list, counted or not, is that stretch. */
static void check_stretch(struct trial *t, enum match_order order, const struct match_results *all,
                          unsigned *seed)
{
    uint64_t offset = (uint64_t)rand_r(seed) % (all->len + 2);
    uint64_t limit = 1 + (uint64_t)rand_r(seed) % 12;
    bool total = rand_r(seed) % 2;
    struct match_results some = run(t, order, offset, limit, total);
    size_t rest = offset < all->len ? all->len - offset : 0;

    if (some.len != (rest < limit ? rest : limit) || (total && some.matches != all->len))
        complain(t, "a stretch of another length");
    for (size_t i = 0; i < some.len; i++)
        if (some.hits[i].doc != all->hits[offset + i].doc ||
            some.hits[i].score != all->hits[offset + i].score)
            complain(t, "a stretch that is another");
    match_free(&some);
}

static void label_of(enum period_unit unit, const struct article *a, char out[32])
{
    struct tm tm = {.tm_year = a->day / 10000 - 1900,
                    .tm_mon = a->day / 100 % 100 - 1,
                    .tm_mday = a->day % 100};
    bool day = a->day % 100, month = a->day / 100 % 100;

    *out = '\0';
    if (day)
        timegm(&tm); /* fills in the weekday */
    if (unit == PERIOD_DAY && day)
        sprintf(out, "%04d-%02d-%02d", a->day / 10000, a->day / 100 % 100, a->day % 100);
    else if (unit == PERIOD_WEEK && day)
        strftime(out, 32, "%G-W%V", &tm);
    else if (unit == PERIOD_MONTH && month)
        sprintf(out, "%04d-%02d", a->day / 10000, a->day / 100 % 100);
    else if (unit == PERIOD_QUARTER && month)
        sprintf(out, "%04d-Q%d", a->day / 10000, (a->day / 100 % 100 + 2) / 3);
    else if (unit == PERIOD_YEAR && a->day)
        sprintf(out, "%04d", a->day / 10000);
}

static uint64_t expected_in(const struct trial *t, enum period_unit unit, const char *label)
{
    char text[32];
    uint64_t n = 0;

    for (size_t i = 0; i < t->len; i++) {
        label_of(unit, &t->expected[i]->article, text);
        n += !strcmp(text, label);
    }
    return n;
}

/* Fails on a warning, unless it says how a pattern or word~ is read. */
static void check_warnings(const struct answer *a, const char *query)
{
    for (size_t i = 0; i < a->n_warnings; i++)
        if (!strstr(a->warnings[i], "' is read as a pattern: ") &&
            !strstr(a->warnings[i], "' is read as words of the index within "))
            fail_msg("a warning: %s: %s", a->warnings[i], query);
}

/* The engine's answer of KIND to the trial's question. */
static struct answer *answer_of(struct trial *t, enum question_kind kind)
{
    struct answer *a;

    t->question.kind = kind;
    succeed(engine_answer(t->engine, &t->question, &a, &err));
    check_warnings(a, t->text.data);
    return a;
}

static void check_timeline(struct trial *t, unsigned *seed)
{
    enum period_unit unit = PERIOD_DAY + (enum period_unit)(rand_r(seed) % PERIOD_YEAR);
    struct answer *a;
    struct timeline_counts c;
    char label[PERIOD_TEXT];
    uint64_t sum;

    t->question.timeline = unit;
    a = answer_of(t, ASK_TIMELINE);
    c = a->periods;
    sum = c.undated;
    if (c.undated != expected_in(t, unit, ""))
        complain(t, "another number undated");
    for (size_t i = 0; i < c.len; i++) {
        period_format(unit, c.first + (int32_t)i, label);
        /* The library's years have no leading zeros. */
        if (c.counts[i] && *label != '0' && c.counts[i] != expected_in(t, unit, label))
            complain(t, label);
        sum += c.counts[i];
    }
    if (sum != t->len || c.total != t->len)
        complain(t, "the timeline's sum");
    answer_free(a);
}

static struct span facet_of(enum facet f, const struct article *a, char text[32])
{
    if (f == FACET_SOURCE || f == FACET_LANG)
        return f == FACET_SOURCE ? a->source : a->lang;
    label_of(f == FACET_YEAR ? PERIOD_YEAR : PERIOD_MONTH, a, text);
    return span_of(text);
}

static void check_facet(struct trial *t, unsigned *seed)
{
    enum facet f = FACET_YEAR + (enum facet)(rand_r(seed) % FACET_LANG);
    struct answer *a;
    struct facet_values v;
    uint64_t sum = 0;

    t->question.facet = f;
    a = answer_of(t, ASK_FACET);
    v = a->values;
    for (size_t i = 0; i < v.len; i++) {
        uint64_t n = 0;
        char text[32];

        for (size_t k = 0; k < t->len; k++)
            n += span_eq(v.list[i].value, facet_of(f, &t->expected[k]->article, text));
        if (n != v.list[i].matches)
            complain(t, "a facet's value");
        if (i && v.list[i - 1].matches == n)
            assert_true(span_cmp(v.list[i - 1].value, v.list[i].value) < 0);
        assert_true(!i || v.list[i - 1].matches >= n);
        sum += n;
    }
    if (sum != t->len)
        complain(t, "the facet's sum");
    answer_free(a);
}

static void check_count(struct trial *t)
{
    struct answer *a = answer_of(t, ASK_COUNT);

    if (a->matches != t->len)
        complain(t, "another count");
    answer_free(a);
}

/* ---- Queries ---------------------------------------------------------------- */

static void draw_range(const struct model *m, unsigned *seed, struct query_days *out)
{
    dateline_day a = m->articles[(size_t)rand_r(seed) % m->len].article.day;
    dateline_day b = m->articles[(size_t)rand_r(seed) % m->len].article.day;

    *out = (struct query_days){0};
    if (!a || !b || rand_r(seed) % 3 == 0)
        return;
    if (rand_r(seed) % 4)
        out->first = day_first(a < b ? a : b);
    if (rand_r(seed) % 4)
        out->last = day_last(a < b ? b : a);
    if (out->last && out->first > out->last)
        out->first = 0;
}

static void expect(struct trial *t, const struct model_query *q)
{
    t->len = 0;
    for (size_t i = 0; i < t->model->len; i++) {
        const struct model_article *a = &t->model->articles[i];

        if (a->live && model_in_range(a, t->question.days.first, t->question.days.last) &&
            model_matches(a, q))
            t->expected[t->len++] = a;
    }
}

static void check_query(struct trial *t, bool nearness, unsigned *seed)
{
    const struct model_query *q = model_query_draw(t->model, seed, nearness);

    buf_clear(&t->text);
    model_query_write(q, &t->text);
    t->question = (struct question){.text = buf_span(&t->text)};
    draw_range(t->model, seed, &t->question.days);
    t->asked = (struct asked){0};
    succeed(ask(&t->engine->searcher, &t->question, &t->asked, &err));
    expect(t, q);
    for (int order = 0; order < ORDERS; order++) {
        struct match_results all = run(t, (enum match_order)order, 0, 0, true);

        check_list(t, (enum match_order)order, &all);
        check_stretch(t, (enum match_order)order, &all, seed);
        match_free(&all);
    }
    check_count(t);
    check_timeline(t, seed);
    check_facet(t, seed);
    asked_free(&t->asked);
}

static void check_queries(const char *dir, struct model *m, bool nearness, unsigned *seed)
{
    const char *more = getenv("DATELINE_NAIVE_QUERIES");
    struct trial t = {.model = m};
    size_t found = 0;

    t.expected = must_alloc(m->len * sizeof *t.expected);
    succeed(engine_open(dir, &t.engine, &err));
    for (int i = 0; i < (more ? atoi(more) : QUERIES) / 2; i++) {
        check_query(&t, nearness, seed);
        tried++;
        found += t.len > 0;
    }
    assert_true(found > QUERIES / 8);
    engine_close(t.engine);
    free(t.expected);
    buf_free(&t.text);
}

/* With dates by document numbers, and by terms. */
static void check_archive(const char *dir, struct model *m, bool nearness, unsigned *seed)
{
    model_prepare(m);
    check_queries(dir, m, nearness, seed);
    without_columns(dir);
    check_queries(dir, m, nearness, seed);
}

static void fixtures_are_answered_as_by_a_scan(void **state)
{
    const char *dir = scratch_make();
    struct buf path = {0};
    struct model m;
    unsigned seed = 1;

    (void)state;
    model_open(&m);
    buf_printf(&path, "%s/index", dir);
    add_fixtures(path.data, &m);
    check_archive(path.data, &m, false, &seed);
    model_close(&m);
    buf_free(&path);
    scratch_remove();
}

static void grown_archives_are_answered_as_by_a_scan(void **state)
{
    static const struct {
        unsigned parts, articles;
    } kinds[] = {{1, 150}, {3, 60}, {6, 25}};

    (void)state;
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *dir = scratch_make();
        struct buf path = {0};
        struct model m;
        unsigned seed = 100 + i;

        model_open(&m);
        buf_printf(&path, "%s/index", dir);
        grow(path.data, &m, kinds[i].parts, kinds[i].articles, &seed);
        check_archive(path.data, &m, true, &seed);
        model_close(&m);
        buf_free(&path);
        scratch_remove();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixtures_are_answered_as_by_a_scan),
        cmocka_unit_test(grown_archives_are_answered_as_by_a_scan),
    };
    int failed;

    setenv("TZ", "UTC", 1);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    printf("%u cases, %d failed\n", tried, failed);
    return failed;
}

#include "tests/search_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "searcher/plan/plan_xapian.h"
#include "searcher/plan/ranking.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"
#include "tests/without_columns.h"
#include "text/fold.h"

#include <cmocka.h> /* last: its fail() is a macro */

struct engine *indexes[N_INDEXES], *whole, *grown, *bare;
dateline_error err;

static char folder[] = "/tmp/search_index.XXXXXX";
static char **words;
static size_t n_words, cap_words;

static void run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void run(const char *fmt, ...)
{
    struct buf command = {0};
    va_list ap;

    buf_printf(&command, "cd %s && ", folder);
    va_start(ap, fmt);
    buf_vprintf(&command, fmt, ap);
    va_end(ap);
    buf_str(&command, " 2>log");
    if (system(command.data))
        fail_msg("failed: %s", command.data);
    buf_free(&command);
}

/* What is added last has replaced some, and what is deleted is spread. */
static void grow(void)
{
    static const char *const deleted[] = {"agency/2025-03-05-steel-mill.txt",
                                          "courier/2025-03-06-letters.txt", "nmp-2"};

    run(INDEXER " add --xapian=full grown " FIXTURES "/articles");
    for (size_t i = 0; i < sizeof deleted / sizeof *deleted; i++)
        run(INDEXER " delete grown %s", deleted[i]);
    run("printf 'date 2025-03-02\\nHarbour strike, once more\\nThe strike was a strike.\\n' "
        ">new.txt");
    run(INDEXER " add grown new.txt");
    run("cp " FIXTURES "/articles/2019-06-04-harbour-strike.txt . && echo more >>2019*");
    run(INDEXER " add grown 2019-06-04-harbour-strike.txt");
}

static void read_words(void)
{
    struct snapshot_term t;
    struct snapshot_terms *terms;
    struct buf folded = {0};
    bool more;

    assert_int_equal(snapshot_terms_open(whole->searcher.snapshot, span_of(""), &terms, &err),
                     DATELINE_OK);
    while (snapshot_terms_next(terms, &t, &more, &err) == DATELINE_OK && more) {
        if (*t.term.data < 'a' || *t.term.data > 'z' || fold_word(t.term, &folded))
            continue;
        GROW(words, n_words, cap_words);
        words[n_words++] = must_dup(t.term.data, t.term.len);
    }
    snapshot_terms_close(terms);
    buf_free(&folded);
}

int make_search_indexes(void **state)
{
    char path[64];

    (void)state;
    if (!mkdtemp(folder))
        return -1;
    run(INDEXER " add --xapian=full whole " FIXTURES "/articles");
    run("cp -R whole bare");
    grow();
    snprintf(path, sizeof path, "%s/whole", folder);
    assert_int_equal(engine_open(path, &whole, &err), DATELINE_OK);
    indexes[0] = whole;
    snprintf(path, sizeof path, "%s/bare", folder);
    without_columns(path);
    assert_int_equal(engine_open(path, &bare, &err), DATELINE_OK);
    indexes[2] = bare;
    snprintf(path, sizeof path, "%s/grown", folder);
    assert_int_equal(engine_open(path, &grown, &err), DATELINE_OK);
    indexes[1] = grown;
    assert_true(snapshot_segments(grown->searcher.snapshot) > 1);
    assert_true(snapshot_has_deletions(grown->searcher.snapshot));
    read_words();
    return 0;
}

int remove_search_indexes(void **state)
{
    char command[64];

    (void)state;
    engine_close(whole);
    engine_close(grown);
    engine_close(bare);
    for (size_t i = 0; i < n_words; i++)
        free(words[i]);
    free(words);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

struct question question(const char *query)
{
    struct question q;

    question_init(&q, day_today());
    q.text = span_of(query);
    q.limit = 10;
    q.total = true;
    return q;
}

const char *some_word(unsigned *seed)
{
    return words[(size_t)rand_r(seed) % n_words];
}

/* ---- The oracle ------------------------------------------------------------- */

struct scored {
    char *id;
    double score;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct scored *)a)->id, ((const struct scored *)b)->id);
}

static char *id_of(struct searcher *s, snapshot_doc doc)
{
    struct buf record = {0};
    struct article a;
    char *id;

    assert_int_equal(snapshot_record(s->snapshot, doc, &record, &err), DATELINE_OK);
    assert_true(article_decode(buf_span(&record), &a));
    id = must_dup(a.id.data, a.id.len);
    buf_free(&record);
    return id;
}

struct found find_all(struct engine *e, const struct question *q)
{
    struct searcher *s = &e->searcher;
    struct asked asked = {0};
    struct xap_matches m;
    struct snapshot_stats stats;
    const struct ranking_settings *by = ranking_settings(q->ranking);
    struct xap_match_options o = {
        .order = XAP_BY_SCORE,
        .bm25 = {.k1 = by->k1, .b = by->b, .k3 = XAP_K3_COUNTS, .min_normlen = by->floor},
        .slot = SCHEMA_DATE_SLOT};
    struct found f;
    struct scored *all;
    xap_query *query;

    if (ask(s, q, &asked, &err) != DATELINE_OK)
        fail_msg("%.*s: %s", (int)q->text.len, q->text.data, err.text);
    assert_int_equal(snapshot_stats(s->snapshot, &stats, &err), DATELINE_OK);
    o.most = o.check_at_least = stats.documents;
    assert_int_equal(plan_to_xapian(s->snapshot, asked.plan.root, &o.limits, &query, &err),
                     DATELINE_OK);
    assert_int_equal(xap_match(snapshot_database(s->snapshot), query, &o, &m, &err), DATELINE_OK);
    all = must_alloc(m.len * sizeof *all + 1);
    f = (struct found){m.len, must_alloc(m.len * sizeof *f.ids + 1),
                       must_alloc(m.len * sizeof *f.scores + 1)};
    for (size_t i = 0; i < m.len; i++)
        all[i] = (struct scored){id_of(s, m.hits[i].id), m.hits[i].score};
    qsort(all, m.len, sizeof *all, by_id);
    for (size_t i = 0; i < m.len; i++) {
        f.ids[i] = all[i].id;
        f.scores[i] = all[i].score;
    }
    free(all);
    xap_matches_free(&m);
    xap_query_free(query);
    asked_free(&asked);
    return f;
}

size_t found_at(const struct found *f, const char *id)
{
    for (size_t i = 0; i < f->len; i++)
        if (!strcmp(f->ids[i], id))
            return i;
    return SIZE_MAX;
}

void found_free(struct found *f)
{
    for (size_t i = 0; i < f->len; i++)
        free(f->ids[i]);
    free(f->ids);
    free(f->scores);
}

#include "tests/xap_collection.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

dateline_error err;
xap_db *whole, *parts;

static char folder[] = "/tmp/xap_collection.XXXXXX";
static const unsigned primes[] = {2, 3, 5, 7, 11};

enum { N_PRIMES = sizeof primes / sizeof *primes };

const char *in_folder(const char *name)
{
    static char paths[16][128];
    static unsigned next;
    char *path = paths[next++ % 16];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

const char *part_path(unsigned part)
{
    char name[16];

    snprintf(name, sizeof name, "part%u", part);
    return in_folder(name);
}

unsigned order_of(unsigned k)
{
    return k * 37 % 10;
}

unsigned wdf_of(unsigned k)
{
    return 1 + k % 4;
}

unsigned length_of(unsigned k)
{
    unsigned length = 2 + 2;

    for (size_t i = 0; i < N_PRIMES; i++)
        length += k % primes[i] ? 0 : wdf_of(k);
    return length;
}

void fill(xap_document *d, unsigned k)
{
    char text[32];

    xap_document_clear(d);
    for (size_t i = 0; i < N_PRIMES; i++) {
        snprintf(text, sizeof text, "t%u", primes[i]);
        if (k % primes[i] == 0)
            assert_int_equal(xap_document_posting(d, span_of(text), 0, wdf_of(k), &err), 0);
    }
    assert_int_equal(xap_document_posting(d, span_of("a"), 1, 1, &err), DATELINE_OK);
    assert_int_equal(xap_document_posting(d, span_of("b"), 2 + k % 4, 1, &err), DATELINE_OK);
    snprintf(text, sizeof text, "k%03u", k);
    assert_int_equal(xap_document_posting(d, span_of(text), 0, 2, &err), DATELINE_OK);
    snprintf(text, sizeof text, "%u", order_of(k));
    xap_document_value(d, SLOT, span_of(text));
    snprintf(text, sizeof text, "data %u", k);
    xap_document_data(d, (struct span){text, strlen(text) + 1});
}

void write_part(const char *path, unsigned part, unsigned n)
{
    xap_writer *w;
    xap_docid id, expected = 1;
    xap_document *d = xap_document_new();

    assert_int_equal(xap_writer_create(path, &w, &err), DATELINE_OK);
    for (unsigned k = part + 1; k <= N_DOCUMENTS; k += n) {
        fill(d, k);
        assert_int_equal(xap_writer_add(w, d, &id, &err), DATELINE_OK);
        assert_int_equal(id, expected++);
    }
    assert_int_equal(xap_writer_commit(w, &err), DATELINE_OK);
    xap_writer_close(w);
    xap_document_free(d);
}

int make_collection(void **state)
{
    const char *paths[N_PARTS + 1];

    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (unsigned i = 0; i <= N_PARTS; i++) {
        paths[i] = part_path(i);
        write_part(paths[i], i % N_PARTS, i == N_PARTS ? 1 : N_PARTS);
    }
    assert_int_equal(xap_open(paths[N_PARTS], &whole, &err), DATELINE_OK);
    return xap_open_parts(paths, N_PARTS, &parts, &err);
}

int remove_collection(void **state)
{
    char command[64];

    (void)state;
    xap_close(whole);
    xap_close(parts);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

void assert_failure(dateline_status status, dateline_status expected, const char *told)
{
    assert_int_equal(status, expected);
    if (!strstr(err.text, told))
        fail_msg("wanted \"%s\", was told \"%s\"", told, err.text);
}

/* ---- Asking ------------------------------------------------------------- */

bool all(unsigned k)
{
    return k > 0;
}

bool none(unsigned k)
{
    return k == 0;
}

double no_score(unsigned k)
{
    return 0 * k;
}

xap_query *term(const char *t)
{
    return xap_query_term(span_of(t), 1, 0);
}

xap_query *join(enum xap_op op, xap_query *a, xap_query *b, uint32_t param)
{
    xap_query *joined = xap_query_join(op, (xap_query *[]){a, b}, 2, param, &err);

    if (!joined)
        fail_msg("%s", err.text);
    xap_query_free(a);
    xap_query_free(b);
    return joined;
}

const struct xap_match_options everything = {
    .order = XAP_BY_NUMBER, .most = N_DOCUMENTS, .check_at_least = N_DOCUMENTS};

struct xap_matches ask(xap_db *db, const xap_query *q, const struct xap_match_options *o)
{
    struct xap_matches m = {0};
    dateline_status status = xap_match(db, q, o, &m, &err);

    if (status != DATELINE_OK)
        fail_msg("status %d: %s", status, err.text);
    return m;
}

void assert_matches(xap_db *db, const xap_query *q, predicate *wanted)
{
    struct xap_matches m = ask(db, q, &everything);
    size_t at = 0;

    for (unsigned k = 1; k <= N_DOCUMENTS; k++)
        if (wanted(k)) {
            assert_true(at < m.len);
            assert_int_equal(m.hits[at].id, k);
            assert_true(m.hits[at++].score == 0);
        }
    assert_int_equal(m.len, at);
    assert_int_equal(m.total, at);
    assert_true(m.total_exact);
    xap_matches_free(&m);
    assert_null(m.hits);
}

struct ranked {
    double score;
    unsigned k;
    int value; /* the greater the earlier */
};

/* Scores that differ by no more than rounding are the same here; none of the
 * tests' scores that do differ are so near. */
static int compare_ranked(const void *x, const void *y)
{
    const struct ranked *a = x, *b = y;

    if (fabs(a->score - b->score) > 1e-9)
        return a->score < b->score ? 1 : -1;
    if (a->value != b->value)
        return b->value - a->value;
    return a->k < b->k ? -1 : a->k > b->k;
}

static unsigned rank_all(struct ranked *ranked, const struct xap_match_options *o,
                         predicate *wanted, score *scores)
{
    unsigned n = 0;

    for (unsigned k = 1; k <= N_DOCUMENTS; k++)
        if (wanted(k))
            ranked[n++] =
                (struct ranked){scores(k), k, o->ascending ? -(int)order_of(k) : (int)order_of(k)};
    qsort(ranked, n, sizeof *ranked, compare_ranked);
    return n;
}

void assert_order(xap_db *db, const xap_query *q, const struct xap_match_options *o,
                  predicate *wanted, score *scores)
{
    struct ranked ranked[N_DOCUMENTS];
    unsigned n = rank_all(ranked, o, wanted, scores), left = n < o->first ? 0 : n - o->first;
    struct xap_matches m = ask(db, q, o);

    assert_int_equal(m.len, left < o->most ? left : o->most);
    for (size_t i = 0; i < m.len; i++) {
        assert_int_equal(m.hits[i].id, ranked[o->first + i].k);
        assert_true(fabs(m.hits[i].score - ranked[o->first + i].score) < 1e-9);
    }
    assert_int_equal(m.total_exact ? m.total : n, n);
    assert_true(m.total_exact || o->check_at_least < N_DOCUMENTS);
    xap_matches_free(&m);
}

const struct xap_bm25 xapian_bm25 = {1, 1, 0.5, 0.5};

struct xap_match_options page(unsigned i, enum xap_order order)
{
    static const uint32_t pages[N_PAGES][3] = {
        {0, 10, 0}, {0, 10, N_DOCUMENTS}, {5, 20, 100}, {0, 1000, 0}, {590, 20, 0}};

    return (struct xap_match_options){.order = order,
                                      .bm25 = xapian_bm25,
                                      .slot = SLOT,
                                      .first = pages[i][0],
                                      .most = pages[i][1],
                                      .check_at_least = pages[i][2]};
}

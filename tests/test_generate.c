/* The generated archive: the same everywhere, well formed, and shaped like
 * text: Zipf's and Heaps' laws hold, and words come in bursts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/alloc.h"
#include "core/buf.h"
#include "core/day.h"

enum { ARTICLES = 4000, SLICES = 10 };

/* What `generate OPTIONS` writes; *status is how it ended. */
static struct buf run(const char *options, int *status)
{
    struct buf command = {0}, out = {0};
    char chunk[65536];
    size_t n;
    buf_printf(&command, "'%s' %s 2>/dev/null", GENERATE, options);
    FILE *f = popen(command.data, "r");
    assert_non_null(f);
    while ((n = fread(chunk, 1, sizeof chunk, f)))
        buf_add(&out, chunk, n);
    *status = WEXITSTATUS(pclose(f));
    buf_free(&command);
    return out;
}

static struct buf run_well(const char *options)
{
    int status;
    struct buf out = run(options, &status);
    assert_int_equal(status, 0);
    return out;
}

static uint64_t fnv1a(struct span s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.data[i]) * 0x100000001b3u;
    return h;
}

/* Benchmarks of different machines and months compare only while this holds: a
 * change of the number is a change of every benchmark. */
static void test_the_same_bytes_on_every_machine(void **state)
{
    (void)state;
    struct buf a = run_well("--articles=500 --seed=7");
    assert_int_equal(fnv1a(buf_span(&a)), 0xa0a138892cbe8166u);
    buf_free(&a);
}

static void test_another_seed_is_another_archive(void **state)
{
    (void)state;
    struct buf a = run_well("--articles=50 --seed=1");
    struct buf b = run_well("--articles=50 --seed=2");
    assert_false(span_eq(buf_span(&a), buf_span(&b)));
    buf_free(&a);
    buf_free(&b);
}

static void test_no_articles_is_no_bytes(void **state)
{
    (void)state;
    struct buf a = run_well("--articles=0");
    assert_int_equal(a.len, 0);
    buf_free(&a);
}

static void test_bad_options_are_refused(void **state)
{
    (void)state;
    const char *const bad[] = {"--articles=-1",
                               "--articles=x",
                               "--seed=",
                               "--first=2025-02-30",
                               "--first=2020 --last=2019",
                               "--vocabulary=0",
                               "surplus"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int status;
        struct buf out = run(bad[i], &status);
        assert_int_equal(status, 2);
        assert_int_equal(out.len, 0);
        buf_free(&out);
    }
}

/* ---- the archive read back ---- */

struct counted_word {
    char *text;
    uint32_t total, slice[SLICES];
};

struct reading {
    struct counted_word *table; /* open addressing, a power of two */
    size_t size, n_words;
    uint64_t n_tokens;
    uint32_t undated, months, late;
    dateline_day last;
};

static struct counted_word *find_word(struct reading *r, const char *text, size_t len)
{
    size_t at = (size_t)fnv1a((struct span){text, len}) & (r->size - 1);
    while (r->table[at].text &&
           (strlen(r->table[at].text) != len || memcmp(r->table[at].text, text, len) != 0))
        at = (at + 1) & (r->size - 1);
    if (!r->table[at].text) {
        r->table[at].text = must_dup(text, len);
        r->n_words++;
        assert_true(r->n_words < r->size / 2);
    }
    return &r->table[at];
}

/* Words are runs of letters here, numbers none. */
static void count_words(struct reading *r, const char *text, uint32_t slice)
{
    struct buf word = {0};
    for (const char *p = text;; p++) {
        if (isalpha((unsigned char)*p) || (unsigned char)*p >= 0x80) {
            buf_char(&word, (char)tolower((unsigned char)*p));
        } else if (word.len) {
            struct counted_word *w = find_word(r, word.data, word.len);
            w->total++;
            w->slice[slice]++;
            r->n_tokens++;
            buf_clear(&word);
        }
        if (!*p)
            break;
    }
    buf_free(&word);
}

static const char *member(struct json_object *o, const char *name)
{
    struct json_object *v = json_object_object_get(o, name);
    assert_true(json_object_is_type(v, json_type_string));
    return json_object_get_string(v);
}

static void read_date(struct reading *r, struct json_object *o)
{
    int y = 0, m = 0, d = 0;
    if (!json_object_object_get(o, "date")) {
        r->undated++;
        return;
    }
    int n = sscanf(member(o, "date"), "%d-%d-%d", &y, &m, &d);
    dateline_day day = day_make(y, m, d);
    assert_true(day_valid(day));
    assert_in_range(day_first(day), 20180101, 20191231);
    r->months += n == 2;
    r->late += n == 3 && day < r->last;
    r->last = n == 3 ? day : r->last;
}

static void read_line(struct reading *r, const char *line, uint32_t number)
{
    char id[9];
    struct json_object *o = json_tokener_parse(line);
    assert_true(json_object_is_type(o, json_type_object));
    snprintf(id, sizeof id, "%08u", number + 1);
    assert_string_equal(member(o, "id"), id);
    member(o, "source");
    assert_int_equal(strlen(member(o, "lang")), 2);
    read_date(r, o);
    count_words(r, member(o, "title"), number * SLICES / ARTICLES);
    count_words(r, member(o, "body"), number * SLICES / ARTICLES);
    json_object_put(o);
}

static void free_reading(struct reading *r)
{
    for (size_t i = 0; i < r->size; i++)
        free(r->table[i].text);
    free(r->table);
}

/* Heaps' law has 2^0.49 = 1.4 times the stems in twice the text; surface forms
 * grow somewhat faster, but never as fast as the text does. */
static void check_growth(size_t words_at_half, size_t words)
{
    assert_true(words * 10 > words_at_half * 13);
    assert_true(words * 10 < words_at_half * 18);
}

/* Words frequent enough to tell whose occurrences crowd in a tenth of the archive. */
static uint32_t bursting_words(const struct reading *r)
{
    uint32_t n = 0;
    for (size_t i = 0; i < r->size; i++)
        for (uint32_t s = 0; r->table[i].total >= 40 && s < SLICES; s++)
            n += r->table[i].slice[s] * 2 > r->table[i].total;
    return n;
}

static uint32_t most_frequent(const struct reading *r)
{
    uint32_t most = 0;
    for (size_t i = 0; i < r->size; i++)
        most = r->table[i].total > most ? r->table[i].total : most;
    return most;
}

static void test_the_archive_looks_like_one(void **state)
{
    (void)state;
    struct reading r = {.size = 1 << 18};
    size_t words_at_half = 0;
    uint64_t tokens_at_half = 0;
    uint32_t n = 0;
    struct buf out = run_well("--articles=4000 --first=2018 --last=2019");
    r.table = must_zalloc(r.size * sizeof *r.table);
    for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n"), n++) {
        read_line(&r, line, n);
        if (r.n_tokens < 250000) {
            words_at_half = r.n_words;
            tokens_at_half = r.n_tokens;
        }
    }
    assert_int_equal(n, ARTICLES);
    assert_in_range(r.n_tokens / ARTICLES, 110, 160);
    assert_in_range(r.undated, ARTICLES / 100, ARTICLES * 3 / 100);
    assert_in_range(r.months, ARTICLES / 200, ARTICLES * 2 / 100);
    assert_in_range(r.late, 1, ARTICLES / 5);
    assert_in_range(most_frequent(&r) * 1000ull, 30 * r.n_tokens, 90 * r.n_tokens);
    assert_in_range(r.n_tokens, tokens_at_half * 19 / 10, tokens_at_half * 24 / 10);
    check_growth(words_at_half, r.n_words);
    assert_true(bursting_words(&r) >= 20);
    free_reading(&r);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_bytes_on_every_machine),
        cmocka_unit_test(test_another_seed_is_another_archive),
        cmocka_unit_test(test_no_articles_is_no_bytes),
        cmocka_unit_test(test_bad_options_are_refused),
        cmocka_unit_test(test_the_archive_looks_like_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

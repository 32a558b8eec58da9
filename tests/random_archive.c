/* Archives and queries drawn at random. */
#include "tests/random_archive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/index/index.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { WORDS = 400 };

static dateline_error err;
static unsigned seed;

static void expect_done(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

void random_begin(unsigned begin)
{
    seed = begin;
}

unsigned random_below(unsigned n)
{
    return (unsigned)rand_r(&seed) % n;
}

/* Frequent words have low numbers; some are stop words. */
static void add_word(struct buf *out, unsigned number)
{
    static const char *const often[] = {"the", "of", "market", "markets", "oil"};

    if (number < sizeof often / sizeof *often)
        buf_str(out, often[number]);
    else
        buf_printf(out, "%c%c%c%c", "bdfgklmnprstvz"[number % 14], "aeiou"[number / 14 % 5],
                   "bdgklmnprt"[number / 70 % 10], "aeiou"[number % 5]);
}

static unsigned draw_number(void)
{
    double u = random_below(1 << 20) / (double)(1 << 20);

    return (unsigned)(WORDS * u * u * u);
}

static void draw_text(struct buf *out, unsigned words)
{
    buf_clear(out);
    for (unsigned i = 0; i < words; i++) {
        if (i)
            buf_char(out, ' ');
        add_word(out, draw_number());
    }
}

static dateline_day draw_day(void)
{
    dateline_day month =
        (dateline_day)(2019 + random_below(4)) * 10000 + (dateline_day)(1 + random_below(12)) * 100;

    return random_below(12) == 0   ? 0
           : random_below(12) == 0 ? month
                                   : month + 1 + (dateline_day)random_below(28);
}

static void draw_article(struct index *x, unsigned number)
{
    static const char *const sources[] = {"", "Courier", "Herald", "Agency"};
    struct buf id = {0}, title = {0}, body = {0};
    struct place at = {"random", 1};
    struct article a = {.day = draw_day()};

    buf_printf(&id, "a%05u", number * 7919 % 100003);
    draw_text(&title, 1 + random_below(5));
    draw_text(&body, random_below(20) ? 1 + random_below(40) : 1 + random_below(400));
    a.id = buf_span(&id);
    a.title = buf_span(&title);
    a.body = buf_span(&body);
    a.source = span_of(sources[random_below(4)]);
    expect_done(index_add(x, &a, &at, &err));
    buf_free(&id);
    buf_free(&title);
    buf_free(&body);
}

static struct index *open_archive(const char *dir)
{
    struct index_options o = {
        .memory = 64 << 20, .threads = 1, .create = true, .xapian = XAPIAN_FULL};
    struct index *x;

    expect_done(index_open(dir, &o, &x, &err));
    return x;
}

static void commit_archive(struct index *x)
{
    struct index_counts counts;

    expect_done(index_commit(x, &counts, &err));
    index_close(x);
}

void random_archive(const char *dir, unsigned parts, unsigned articles)
{
    char id[16];

    for (unsigned p = 0; p < parts; p++) {
        struct index *x = open_archive(dir);

        for (unsigned i = 0; i < articles; i++)
            draw_article(x, p && random_below(10) == 0 ? random_below(p * articles)
                                                       : p * articles + i);
        for (unsigned i = 0; p && i < articles / 10; i++) {
            snprintf(id, sizeof id, "a%05u", random_below(p * articles) * 7919 % 100003);
            if (index_delete(x, span_of(id), &err) != DATELINE_NOT_FOUND)
                continue;
        }
        commit_archive(x);
        articles = articles * 2 / 3;
    }
}

static void draw_leaf(struct buf *out)
{
    unsigned kind = random_below(18), number = draw_number();
    struct buf word = {0};

    add_word(&word, number);
    if (kind < 7) {
        buf_span_add(out, buf_span(&word));
    } else if (kind < 10) {
        buf_char(out, '"');
        buf_span_add(out, buf_span(&word));
        for (unsigned n = 1 + random_below(2); n; n--) {
            buf_char(out, ' ');
            add_word(out, draw_number() / 4);
        }
        buf_char(out, '"');
    } else if (kind < 12) {
        buf_span_add(out, buf_span(&word));
        buf_printf(out, " %s/%u ", kind == 10 ? "NEAR" : "ADJ", 1 + random_below(6));
        add_word(out, random_below(3) ? draw_number() / 4 : number);
    } else if (kind == 12) {
        buf_add(out, word.data, 1 + random_below(2));
        buf_str(out, random_below(3) ? random_below(2) ? "?" : "*" : "*a");
        buf_str(out, out->data[out->len - 1] == '?' ? "o" : "");
    } else if (kind == 13) {
        buf_str(out, "title:");
        buf_span_add(out, buf_span(&word));
    } else if (kind == 14) {
        buf_span_add(out, buf_span(&word));
        buf_printf(out, "~%u", 1 + random_below(2));
    } else if (kind == 15) {
        buf_str(out, "name:\"");
        buf_span_add(out, buf_span(&word));
        buf_char(out, ' ');
        add_word(out, random_below(2) ? draw_number() / 4 : number);
        buf_char(out, '"');
    } else if (kind == 16) {
        buf_str(out, random_below(2) ? "source:courier" : "source:herald");
    } else {
        buf_printf(out, "date:%u-%02u..%u", 2019 + random_below(2), 1 + random_below(12),
                   2021 + random_below(2));
    }
    if (kind < 15 && kind != 10 && kind != 11 && random_below(5) == 0)
        buf_printf(out, "^%u.%u", random_below(3), 1 + random_below(9));
    buf_free(&word);
}

static void draw_tree(struct buf *out, unsigned depth)
{
    static const char *const between[] = {" ", " ", " OR ", " OR ", " XOR ", " -"};
    const char *join = between[random_below(sizeof between / sizeof *between)];
    unsigned n = random_below(4) ? 2 + random_below(2) : 2 + random_below(6);

    if (!depth || random_below(4) == 0) {
        draw_leaf(out);
        return;
    }
    buf_char(out, '(');
    for (unsigned i = 0; i < n; i++) {
        buf_str(out, i ? join : "");
        draw_tree(out, depth - 1);
    }
    buf_str(out, random_below(5) ? ")" : ")^1.7");
}

/* Several words, as people type them; some are demanded. */
static void draw_words(struct buf *out)
{
    bool demanding = random_below(4) == 0;

    for (unsigned n = 1 + random_below(6), i = 0; i < n; i++) {
        buf_str(out, i ? " " : "");
        buf_str(out, demanding && random_below(3) == 0 ? "+" : "");
        if (random_below(5))
            add_word(out, draw_number());
        else
            draw_leaf(out);
    }
}

struct question random_question(struct buf *text)
{
    struct question q;

    buf_clear(text);
    question_init(&q, 20230101);
    if (random_below(3))
        draw_words(text);
    else
        draw_tree(text, 1 + random_below(3));
    buf_str(text, "");
    q.text = buf_span(text);
    q.any = random_below(2);
    q.min_match = q.any && random_below(4) == 0 ? 2 + random_below(3) : 0;
    q.widened = !q.any && random_below(4) == 0;
    q.ranking = random_below(3) ? RANK_DATELINE : RANK_BM25;
    if (random_below(6) == 0)
        q.days = (struct query_days){20190101 + (dateline_day)random_below(3) * 10000, 20220630};
    if (random_below(6) == 0)
        q.recent = (struct recency){(int32_t)(1 + random_below(1000)), 20220101};
    q.limit = 0;
    q.total = true;
    return q;
}

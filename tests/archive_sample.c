#include "tests/archive_sample.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "indexer/feed/feed.h"

/* SplitMix64 (Steele, Lea and Flood, 2014). */
uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

uint32_t draw_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(draw(state) % n);
}

/* ---- Texts -------------------------------------------------------------- */

static void add_char(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_char(out, (char)c);
        return;
    }
    if (c < 0x800) {
        buf_char(out, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            buf_char(out, (char)(0xE0 | c >> 12));
        } else {
            buf_char(out, (char)(0xF0 | c >> 18));
            buf_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    buf_char(out, (char)(0x80 | (c & 0x3F)));
}

/* Words of two or three syllables; low numbers, the frequent ones, are drawn more. */
static void add_word(struct buf *out, uint64_t *state)
{
    static const char *const syllables[] = {"ha", "bour", "re",  "o",  "pen", "ing", "tra",  "de",
                                            "mi", "nis",  "ter", "ly", "é",   "ñu",  "ß",    "ер",
                                            "к",  "日",   "ไท",  "ed", "s",   "Up",  "tion", "3"};
    uint32_t n = draw_below(state, 1 + draw_below(state, 3000));

    for (int i = 0; i < 3 && (n || !i); i++, n /= 24)
        buf_str(out, syllables[n % 24]);
}

static void add_words(struct buf *out, uint64_t *state, uint32_t n)
{
    static const char *const between[] = {" ", " ", " ", " ",  ", ", ". ",
                                          "-", "/", "'", "\n", "\t"};

    for (uint32_t i = 0; i < n; i++) {
        add_word(out, state);
        buf_str(out, between[draw_below(state, sizeof between / sizeof *between)]);
    }
}

/* Characters of every plane and kind but NUL and surrogates. */
static void add_anything(struct buf *out, uint64_t *state, uint32_t n)
{
    static const uint32_t reach[] = {0x80, 0x100, 0x250, 0x600, 0x3000, 0x10000, 0x110000};

    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = 1 + draw_below(state, reach[draw_below(state, 7)] - 1);

        add_char(out, c >= 0xD800 && c < 0xE000 ? ' ' : c);
    }
}

static void add_body(struct buf *out, uint64_t *state)
{
    uint32_t kind = draw_below(state, 32);

    if (kind < 3)
        return;
    if (kind < 5)
        add_anything(out, state, draw_below(state, 300));
    else if (kind == 5)
        for (uint32_t n = draw_below(state, 600); n--;)
            buf_str(out, n % 17 ? "again and " : "élan ");
    else if (kind == 6)
        add_words(out, state, draw_below(state, 1500));
    else
        add_words(out, state, draw_below(state, 60));
    for (uint32_t n = draw_below(state, 30) ? 0 : 50 + draw_below(state, 30); n--;)
        buf_char(out, 'w'); /* about as long as a word may be */
}

/* ---- Fields ------------------------------------------------------------- */

static void add_id(struct buf *out, uint32_t number)
{
    size_t start = out->len;

    buf_printf(out, number % 3 ? "agency/%05u.txt" : "É %u", number);
    if (number % 11 == 0) /* about as long as a term may be, and much longer */
        while (out->len - start < 225 + number % 40)
            buf_char(out, 'x');
    if (number % 97 == 5)
        while (out->len - start < 3000)
            buf_str(out, "long/");
    buf_printf(out, ":%u", number);
}

static dateline_day draw_day(uint64_t *state)
{
    int y =
        draw_below(state, 8) ? 1990 + (int)draw_below(state, 30) : 1 + (int)draw_below(state, 9999);
    int m = 1 + (int)draw_below(state, 12);
    int d = 1 + (int)draw_below(state, (uint32_t)day_month_length(y, m));

    switch (draw_below(state, 10)) {
    case 0:
        return 0;
    case 1:
        return day_make(y, 0, 0);
    case 2:
        return day_make(y, m, 0);
    default:
        return day_make(y, m, d);
    }
}

void sample_add(struct archive_sample *s, const struct article *a)
{
    GROW(s->records, s->len, s->cap);
    s->records[s->len] = (struct buf){0};
    article_encode(a, &s->records[s->len++]);
}

void sample_draw(struct archive_sample *s, uint64_t *state, uint32_t number)
{
    static const char *const sources[] = {"", "Reuters", "agency", "Ünited Press", ":colon"};
    static const char *const langs[] = {"", "", "en", "de"};
    struct buf id = {0}, title = {0}, body = {0};
    struct article a;

    add_id(&id, number);
    if (draw_below(state, 8))
        add_words(&title, state, draw_below(state, 8));
    for (size_t i = 0; i < title.len; i++)
        if (title.data[i] == '\n' || title.data[i] == '\t')
            title.data[i] = ' ';
    add_body(&body, state);
    a = (struct article){.id = buf_span(&id),
                         .title = buf_span(&title),
                         .source = span_of(sources[draw_below(state, 5)]),
                         .lang = span_of(langs[draw_below(state, 4)]),
                         .body = buf_span(&body),
                         .day = draw_day(state)};
    a.date_source = a.day ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    sample_add(s, &a);
    buf_free(&id);
    buf_free(&title);
    buf_free(&body);
}

void sample_text(struct archive_sample *s, uint32_t number, struct span text)
{
    struct buf id = {0};
    struct article a;

    add_id(&id, number);
    a = (struct article){.id = buf_span(&id),
                         .body = text,
                         .day = day_make(2001, 3, (int)(number % 31 + 1)),
                         .date_source = DATE_FROM_FIELD};
    sample_add(s, &a);
    buf_free(&id);
}

struct every {
    struct archive_sample *sample;
    size_t step, at;
};

static dateline_status take(void *ctx, const struct article *a, const struct place *at,
                            dateline_error *err)
{
    struct every *e = ctx;

    (void)at, (void)err;
    if (e->at++ % e->step == 0)
        sample_add(e->sample, a);
    return DATELINE_OK;
}

static void pass_over(void *ctx, enum feed_trouble kind, const char *message)
{
    (void)ctx, (void)kind, (void)message;
}

bool sample_source(struct archive_sample *s, const char *source, size_t step)
{
    struct every e = {s, step, 0};
    struct feed_options o = {0};
    struct feed_counts counts = {0};

    return feed_source(source, &o, take, pass_over, &e, &counts, NULL) == DATELINE_OK;
}

struct article sample_at(const struct archive_sample *s, size_t at)
{
    struct article a;

    article_decode(buf_span(&s->records[at]), &a);
    return a;
}

void sample_shuffle(struct archive_sample *s, uint64_t *state)
{
    for (size_t i = s->len; i > 1; i--) {
        size_t k = draw_below(state, (uint32_t)i);
        struct buf swap = s->records[i - 1];

        s->records[i - 1] = s->records[k];
        s->records[k] = swap;
    }
}

void sample_free(struct archive_sample *s)
{
    for (size_t i = 0; i < s->len; i++)
        buf_free(&s->records[i]);
    free(s->records);
    *s = (struct archive_sample){0};
}

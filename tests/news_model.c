#include "tests/news_model.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"

/* ---- Splitting ------------------------------------------------------------- */

static struct span keep(struct model *m, struct span s)
{
    return (struct span){s.len ? arena_copy(&m->memory, s.data, s.len) : NULL, s.len};
}

static struct span lowered(struct model *m, struct span s)
{
    struct span copy = keep(m, s);

    for (size_t i = 0; i < copy.len; i++)
        ((char *)copy.data)[i] = (char)tolower((unsigned char)copy.data[i]);
    return copy;
}

static void add_word(struct model *m, struct model_text *t, struct span word)
{
    struct model_word w = {.word = word};

    if (word.len)
        w.stem = keep(m, stemmer_stem(m->stemmer, word));
    GROW(t->words, t->len, t->cap);
    t->words[t->len++] = w;
}

/* The bytes at P that are a quotation mark, dash or ellipsis beyond ASCII, or 0. */
static size_t general_punctuation(const char *p, const char *end)
{
    return end - p >= 3 && !memcmp(p, "\xE2\x80", 2) && (unsigned char)p[2] >= 0x93 &&
                   (unsigned char)p[2] <= 0xA6
               ? 3
               : 0;
}

/* S without marks at its ends that belong to no word. */
static struct span stripped(struct span s)
{
    static const char marks[] = ".,;:!?\"()[]'";
    const char *p = s.data, *end = p + s.len;
    size_t n;

    while (p < end && (strchr(marks, *p) || general_punctuation(p, end)))
        p += (n = general_punctuation(p, end)) ? n : 1;
    while (p < end &&
           (strchr(marks, end[-1]) || (end - p >= 3 && general_punctuation(end - 3, end))))
        end -= strchr(marks, end[-1]) ? 1 : 3;
    return (struct span){p, (size_t)(end - p)};
}

static bool letters_only(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!isascii(s.data[i]) || !isalpha((unsigned char)s.data[i]))
            return false;
    return s.len > 0;
}

static void add_unsure(struct model *m, struct span part)
{
    GROW(m->unsure, m->n_unsure, m->cap_unsure);
    m->unsure[m->n_unsure++] = lowered(m, part);
}

/* Every run of letters in S, and all its letters together. */
static void note_unsure(struct model *m, struct span s)
{
    char together[256];
    size_t n = 0, start = 0;

    for (size_t i = 0; i <= s.len; i++) {
        bool letter = i < s.len && isascii(s.data[i]) && isalpha((unsigned char)s.data[i]);

        if (letter && n < sizeof together)
            together[n++] = s.data[i];
        if (letter)
            continue;
        if (i > start)
            add_unsure(m, (struct span){s.data + start, i - start});
        start = i + 1;
    }
    if (n)
        add_unsure(m, (struct span){together, n});
}

static bool letter(char c)
{
    return isascii(c) && isalpha((unsigned char)c);
}

/* Of a word with letters beyond ASCII, which may fold to any, both ends. */
static void note_odd(struct model *m, struct span s)
{
    size_t start = 0, end = s.len;

    while (start < s.len && letter(s.data[start]))
        start++;
    if (start == s.len)
        return;
    while (end > start && letter(s.data[end - 1]))
        end--;
    GROW(m->odd, m->n_odd, m->cap_odd);
    m->odd[m->n_odd++] = (struct model_odd){lowered(m, (struct span){s.data, start}),
                                            lowered(m, (struct span){s.data + end, s.len - end})};
}

/* Whether W may be the folded form of an odd word, whatever its ending: it has
 * the letters of both ends. */
static bool may_be_odd(const struct model *m, struct span w)
{
    for (size_t i = 0; i < m->n_odd; i++) {
        struct span start = m->odd[i].start, end = m->odd[i].end;
        size_t kept = end.len < 3 ? 0 : end.len - 2;

        if (start.len + kept > 1 && start.len <= w.len &&
            (!start.len || !memcmp(start.data, w.data, start.len)) &&
            (!kept || memmem(w.data, w.len, end.data, kept)))
            return true;
    }
    return false;
}

static void split_chunk(struct model *m, struct model_text *t, struct span chunk)
{
    struct span s = stripped(chunk);

    if (letters_only(s)) {
        add_word(m, t, lowered(m, s));
    } else if (s.len) {
        note_unsure(m, s);
        note_odd(m, s);
        add_word(m, t, (struct span){0});
    }
}

static void split(struct model *m, struct span text, struct model_text *t)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.len; i++)
        if (i == text.len || strchr(" \t\r\n-/", text.data[i])) {
            split_chunk(m, t, (struct span){text.data + start, i - start});
            start = i + 1;
        }
}

/* ---- Articles --------------------------------------------------------------- */

void model_open(struct model *m)
{
    *m = (struct model){0};
    if (stemmer_open("english", &m->stemmer, NULL) != DATELINE_OK)
        abort();
}

void model_close(struct model *m)
{
    for (size_t i = 0; i < m->len; i++) {
        free(m->articles[i].title.words);
        free(m->articles[i].body.words);
    }
    free(m->articles);
    free(m->words);
    free(m->unsure);
    free(m->odd);
    stemmer_close(m->stemmer);
    arena_free(&m->memory);
}

void model_add(struct model *m, const struct article *a)
{
    struct model_article added = {.live = true, .article = *a};
    struct article *copy = &added.article;

    for (size_t i = 0; i < m->len; i++)
        if (span_eq(m->articles[i].article.id, a->id))
            m->articles[i].live = false;
    copy->id = keep(m, a->id);
    copy->title = keep(m, a->title);
    copy->body = keep(m, a->body);
    copy->source = keep(m, a->source);
    copy->lang = keep(m, a->lang);
    copy->url = (struct span){0};
    split(m, copy->title, &added.title);
    split(m, copy->body, &added.body);
    GROW(m->articles, m->len, m->cap);
    m->articles[m->len++] = added;
}

void model_delete(struct model *m, size_t at)
{
    m->articles[at].live = false;
}

static const char *const vocabulary[] = {
    "strike",  "strikes", "striking", "harbour", "harbours", "council",  "mayor",   "mayors",
    "flood",   "floods",  "flooded",  "river",   "rivers",   "election", "elected", "vote",
    "voted",   "votes",   "voting",   "market",  "markets",  "oil",      "price",   "prices",
    "mine",    "mines",   "miner",    "miners",  "union",    "unions",   "talks",   "talk",
    "offer",   "offers",  "ferry",    "ferries", "police",   "court",    "trial",   "judge",
    "museum",  "theft",   "painting", "snow",    "storm",    "storms",   "cup",     "match",
    "matches", "goal",    "goals",    "weather",
};
enum { VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

static unsigned below(unsigned *seed, unsigned n)
{
    return (unsigned)rand_r(seed) % n;
}

static void draw_words(unsigned *seed, unsigned n, struct buf *out)
{
    buf_clear(out);
    for (unsigned i = 0; i < n; i++) {
        /* Few words come often. */
        unsigned at = below(seed, below(seed, VOCABULARY) + 1);

        buf_printf(out, "%s%s%s", i ? " " : "", vocabulary[at], below(seed, 8) ? "" : ",");
    }
}

static dateline_day draw_date(unsigned *seed)
{
    int year = 2019 + (int)below(seed, 4), month = 1 + (int)below(seed, 12);

    switch (below(seed, 10)) {
    case 0:
        return 0;
    case 1:
        return day_make(year, 0, 0);
    case 2:
        return day_make(year, month, 0);
    default:
        return day_make(year, month, 1 + (int)below(seed, 28));
    }
}

struct article model_draw(struct model *m, unsigned *seed, unsigned number)
{
    static const char *const sources[] = {"", "Agency", "courier", "The Evening Post"};
    static const char *const langs[] = {"", "en", "de"};
    struct article a = {.day = draw_date(seed),
                        .source = span_of(sources[below(seed, 4)]),
                        .lang = span_of(langs[below(seed, 3)])};
    struct buf text = {0};

    buf_printf(&text, "%c/%u", 'a' + (char)(number * 7 % 26), number);
    a.id = keep(m, buf_span(&text));
    draw_words(seed, 1 + below(seed, 4), &text);
    a.title = keep(m, buf_span(&text));
    draw_words(seed, below(seed, 30) + 1, &text);
    a.body = keep(m, buf_span(&text));
    a.date_source = a.day ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    buf_free(&text);
    return a;
}

static int by_bytes(const void *a, const void *b)
{
    return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

/* Whether W, or another form of it, may stand where the model cannot see it. */
static bool doubtful(struct model *m, struct span w)
{
    struct span stem = keep(m, stemmer_stem(m->stemmer, w));

    if (may_be_odd(m, w))
        return true;
    for (size_t i = 0; i < m->n_unsure; i++) {
        struct span u = m->unsure[i];

        if (span_eq(stem, stemmer_stem(m->stemmer, u)) ||
            (u.len > 1 && u.len <= w.len && !memcmp(u.data, w.data, u.len)))
            return true;
    }
    return false;
}

static void collect(struct model *m, const struct model_text *t)
{
    for (size_t i = 0; i < t->len; i++) {
        if (!t->words[i].word.len)
            continue;
        GROW(m->words, m->n_words, m->cap_words);
        m->words[m->n_words++] = t->words[i].word;
    }
}

void model_prepare(struct model *m)
{
    size_t kept = 0;

    for (size_t i = 0; i < m->len; i++) {
        collect(m, &m->articles[i].title);
        collect(m, &m->articles[i].body);
    }
    if (!m->n_words)
        return;
    qsort(m->words, m->n_words, sizeof *m->words, by_bytes);
    for (size_t i = 0; i < m->n_words; i++)
        if (m->words[i].len > 2 && (!i || !span_eq(m->words[i], m->words[i - 1])) &&
            !doubtful(m, m->words[i]))
            m->words[kept++] = m->words[i];
    m->n_words = kept;
}

bool model_in_range(const struct model_article *a, dateline_day first, dateline_day last)
{
    dateline_day day = a->article.day;

    if (!first && !last)
        return true;
    return day && (!first || day_first(day) >= first) && (!last || day_last(day) <= last);
}

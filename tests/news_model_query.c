/* The model's queries: drawn, written as dateline reads them, and answered. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "tests/news_model.h"

enum kind {
    WORD,
    TITLE,
    PHRASE,
    WILDCARD, /* a prefix and an asterisk */
    PATTERN,  /* a prefix, a ? or * for a letter, the letters after it */
    FUZZY,    /* a word and its spellings within `distance` edits */
    NEAR,
    ADJ,
    DATE,
    SOURCE,
    AND,
    OR,
    XOR,
    AND_NOT
};

struct model_query {
    enum kind kind;
    struct span words[2], stem;
    unsigned distance;
    dateline_day day;
    const struct model_query *sides[2];
};

static unsigned below(unsigned *seed, unsigned n)
{
    return (unsigned)rand_r(seed) % n;
}

/* A word; sometimes the one that stands behind BEFORE in some text. */
static struct span draw_word(struct model *m, unsigned *seed, struct span before)
{
    const struct model_article *a = &m->articles[below(seed, (unsigned)m->len)];

    for (size_t i = 0; before.len && i + 1 < a->body.len; i++)
        if (span_eq(a->body.words[i].word, before) && a->body.words[i + 1].word.len)
            return a->body.words[i + 1].word;
    return m->words[below(seed, (unsigned)m->n_words)];
}

/* Whether an unsure part of a text may begin with PREFIX: it may go on beyond
 * what is noted of it. */
static bool unsure_prefix(const struct model *m, struct span prefix)
{
    for (size_t i = 0; i < m->n_unsure; i++) {
        size_t len = m->unsure[i].len < prefix.len ? m->unsure[i].len : prefix.len;

        if (!memcmp(m->unsure[i].data, prefix.data, len))
            return true;
    }
    return false;
}

static void draw_wildcard(struct model *m, unsigned *seed, struct model_query *q)
{
    struct span prefix = q->words[0];

    if (prefix.len > 3)
        prefix.len = 2 + below(seed, (unsigned)prefix.len - 2);
    if (unsure_prefix(m, prefix))
        q->kind = WORD;
    else
        q->words[0] = prefix;
}

static void draw_pattern(struct model *m, unsigned *seed, struct model_query *q)
{
    struct span word = q->words[0];
    char *pattern;

    if (word.len < 4 || unsure_prefix(m, (struct span){word.data, 2})) {
        q->kind = WORD;
        return;
    }
    pattern = arena_copy(&m->memory, word.data, word.len);
    pattern[2 + below(seed, (unsigned)word.len - 3)] = below(seed, 2) ? '?' : '*';
    q->words[0].data = pattern;
}

/* The unsure parts of texts may be near to any word that is not long. */
static void draw_fuzzy(struct model *m, unsigned *seed, struct model_query *q)
{
    struct span word = q->words[0];

    q->distance = 1 + below(seed, 2);
    if (word.len < 6 || m->n_unsure)
        q->kind = WORD;
}

static bool sure(const struct model *m, struct span word)
{
    for (size_t i = 0; i < m->n_words; i++)
        if (span_eq(m->words[i], word))
            return true;
    return false;
}

static void draw_leaf(struct model *m, unsigned *seed, bool nearness, struct model_query *q)
{
    const struct article *any = &m->articles[below(seed, (unsigned)m->len)].article;

    q->kind = (enum kind)below(seed, SOURCE + 1);
    q->words[0] = draw_word(m, seed, (struct span){0});
    q->words[1] = draw_word(m, seed, q->words[0]);
    q->stem = stemmer_stem(m->stemmer, q->words[0]);
    q->stem = (struct span){arena_copy(&m->memory, q->stem.data, q->stem.len), q->stem.len};
    q->distance = 1 + below(seed, 12);
    q->day = any->day;
    if (q->kind == WILDCARD)
        draw_wildcard(m, seed, q);
    else if (q->kind == PATTERN)
        draw_pattern(m, seed, q);
    else if (q->kind == FUZZY)
        draw_fuzzy(m, seed, q);
    else if (((q->kind == NEAR || q->kind == ADJ) && !nearness) ||
             (q->kind == PHRASE && !sure(m, q->words[1])))
        q->kind = WORD;
    /* The same word twice is not what the window of a NEAR is about. */
    if ((q->kind == NEAR || q->kind == ADJ) && span_eq(q->words[0], q->words[1]))
        q->kind = WORD;
    if (q->kind == SOURCE && !any->source.len)
        q->kind = DATE;
    else if (q->kind == SOURCE)
        q->words[0] = any->source;
}

static struct model_query *new_query(struct arena *memory)
{
    size_t align = _Alignof(struct model_query);
    char *room = arena_room(memory, sizeof(struct model_query) + align);
    size_t skip = (align - (uintptr_t)room % align) % align;
    struct model_query *q = (struct model_query *)(room + skip);

    arena_use(memory, skip + sizeof *q);
    *q = (struct model_query){0};
    return q;
}

static struct model_query *draw(struct model *m, unsigned *seed, bool nearness, unsigned depth)
{
    struct model_query *q = new_query(&m->memory);

    if (!depth || !below(seed, 3)) {
        draw_leaf(m, seed, nearness, q);
        return q;
    }
    q->kind = (enum kind)(AND + below(seed, 4));
    for (int i = 0; i < 2; i++)
        q->sides[i] = draw(m, seed, nearness, depth - 1);
    return q;
}

struct model_query *model_query_draw(struct model *m, unsigned *seed, bool nearness)
{
    return draw(m, seed, nearness, 3);
}

/* ---- Writing ---------------------------------------------------------------- */

static void write_span(struct buf *out, struct span s, bool capital)
{
    size_t at = out->len;

    buf_span_add(out, s);
    if (capital && s.len)
        out->data[at] = (char)toupper((unsigned char)out->data[at]);
}

static void write_leaf(const struct model_query *q, struct buf *out)
{
    char day[DAY_TEXT];

    if (q->kind == TITLE)
        buf_str(out, "title:");
    if (q->kind == PHRASE || q->kind == SOURCE)
        buf_str(out, q->kind == SOURCE ? "source:\"" : "\"");
    if (q->kind == DATE) {
        buf_printf(out, "date:%s", day_format(q->day, day) ? day : "none");
        return;
    }
    if (q->kind == NEAR || q->kind == ADJ)
        buf_char(out, '('); /* NOT binds tighter */
    write_span(out, q->words[0], q->distance % 3 == 0);
    if (q->kind == NEAR || q->kind == ADJ)
        buf_printf(out, " %s/%u ", q->kind == NEAR ? "NEAR" : "ADJ", q->distance);
    if (q->kind == PHRASE)
        buf_char(out, ' ');
    if (q->kind == PHRASE || q->kind == NEAR || q->kind == ADJ)
        write_span(out, q->words[1], false);
    if (q->kind == NEAR || q->kind == ADJ)
        buf_char(out, ')');
    if (q->kind == PHRASE || q->kind == SOURCE)
        buf_char(out, '"');
    if (q->kind == WILDCARD)
        buf_char(out, '*');
    if (q->kind == FUZZY)
        buf_printf(out, "~%u", q->distance);
}

void model_query_write(const struct model_query *q, struct buf *out)
{
    static const char *const operators[] = {
        [AND] = " AND ", [OR] = " OR ", [XOR] = " XOR ", [AND_NOT] = " AND NOT "};

    if (q->kind < AND) {
        write_leaf(q, out);
        return;
    }
    buf_char(out, '(');
    model_query_write(q->sides[0], out);
    buf_str(out, operators[q->kind]);
    model_query_write(q->sides[1], out);
    buf_char(out, ')');
}

/* ---- Answering -------------------------------------------------------------- */

static bool has_stem(const struct model_text *t, struct span stem)
{
    for (size_t i = 0; i < t->len; i++)
        if (t->words[i].word.len && span_eq(t->words[i].stem, stem))
            return true;
    return false;
}

/* Whether the pattern, of ASCII and one sign, stands for WORD. */
static bool is_of_pattern(struct span pattern, struct span word)
{
    size_t sign = 0, after;

    while (pattern.data[sign] != '?' && pattern.data[sign] != '*')
        sign++;
    after = pattern.len - sign - 1;
    return word.len >= sign + after && (pattern.data[sign] == '*' || word.len == pattern.len) &&
           !memcmp(word.data, pattern.data, sign) &&
           !memcmp(word.data + word.len - after, pattern.data + sign + 1, after);
}

static bool has_pattern(const struct model_text *t, struct span pattern)
{
    for (size_t i = 0; i < t->len; i++)
        if (t->words[i].word.len && is_of_pattern(pattern, t->words[i].word))
            return true;
    return false;
}

/* By the definition, without a table: whether at most EDITS turn A into B. */
static bool within_edits(struct span a, struct span b, unsigned edits)
{
    if (!a.len || !b.len)
        return a.len + b.len <= edits;
    if (*a.data == *b.data && within_edits(span_from(a, 1), span_from(b, 1), edits))
        return true;
    if (!edits--)
        return false;
    return within_edits(span_from(a, 1), span_from(b, 1), edits) ||
           within_edits(span_from(a, 1), b, edits) || within_edits(a, span_from(b, 1), edits) ||
           (a.len > 1 && b.len > 1 && a.data[0] == b.data[1] && a.data[1] == b.data[0] &&
            within_edits(span_from(a, 2), span_from(b, 2), edits));
}

static bool has_spelling(const struct model_text *t, struct span word, unsigned edits)
{
    for (size_t i = 0; i < t->len; i++)
        if (t->words[i].word.len && within_edits(word, t->words[i].word, edits))
            return true;
    return false;
}

static bool has_prefix(const struct model_text *t, struct span prefix)
{
    for (size_t i = 0; i < t->len; i++)
        if (t->words[i].word.len >= prefix.len &&
            !memcmp(t->words[i].word.data, prefix.data, prefix.len))
            return true;
    return false;
}

/* Both words, the second at most DISTANCE places behind the first, or, unless
 * ORDERED, before it. */
static bool has_near(const struct model_text *t, const struct span words[2], unsigned distance,
                     bool ordered)
{
    for (size_t i = 0; i < t->len; i++)
        for (size_t k = 0; k < t->len; k++) {
            bool close = k > i ? k - i <= distance : !ordered && i - k <= distance;

            if (close && span_eq(t->words[i].word, words[0]) && span_eq(t->words[k].word, words[1]))
                return true;
        }
    return false;
}

static bool leaf_matches(const struct model_article *a, const struct model_query *q)
{
    const struct model_text *texts[] = {&a->title, &a->body};
    bool any = false;

    if (q->kind == DATE && !q->day)
        return !a->article.day;
    if (q->kind == DATE)
        return model_in_range(a, day_first(q->day), day_last(q->day));
    if (q->kind == SOURCE)
        return span_eq(a->article.source, q->words[0]);
    for (int i = 0; i < (q->kind == TITLE ? 1 : 2); i++)
        any |= q->kind == WORD || q->kind == TITLE ? has_stem(texts[i], q->stem)
               : q->kind == WILDCARD               ? has_prefix(texts[i], q->words[0])
               : q->kind == PATTERN                ? has_pattern(texts[i], q->words[0])
               : q->kind == FUZZY  ? has_spelling(texts[i], q->words[0], q->distance)
               : q->kind == PHRASE ? has_near(texts[i], q->words, 1, true)
                                   : has_near(texts[i], q->words, q->distance, q->kind == ADJ);
    return any;
}

bool model_matches(const struct model_article *a, const struct model_query *q)
{
    bool x, y;

    if (q->kind < AND)
        return leaf_matches(a, q);
    x = model_matches(a, q->sides[0]);
    y = model_matches(a, q->sides[1]);
    return q->kind == AND ? x && y : q->kind == OR ? x || y : q->kind == XOR ? x != y : x && !y;
}

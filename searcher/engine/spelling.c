/* Searches the index for words near a misspelt one. */
#include "searcher/engine/spelling.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "snapshot/terms.h"
#include "text/edit_distance.h"
#include "text/fold.h"

enum {
    NEAREST = 16,  /* candidates: some are forms of one word, or without articles */
    LONG_WORD = 5, /* from this many letters on, two mistakes are allowed */
    UTF8_MAX = 4,
};

/* ---- Candidates ---------------------------------------------------------------- */

struct near_word {
    char word[SCHEMA_WORD_MAX];
    size_t len;
    unsigned distance;
    bool same_start;
    uint32_t documents;
};

struct hunt {
    struct planner *planner;
    enum schema_field field;
    struct edit_word sought;
    unsigned limit;
    size_t terms_left;
    struct near_word found[NEAREST]; /* nearest first */
    size_t len;
    struct buf prefix, scratch;
};

static struct span near_span(const struct near_word *w)
{
    return (struct span){w->word, w->len};
}

static bool nearer_word(const struct near_word *a, const struct near_word *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    if (a->same_start != b->same_start)
        return a->same_start;
    if (a->documents != b->documents)
        return a->documents > b->documents;
    return span_cmp(near_span(a), near_span(b)) < 0;
}

static void keep_near_word(struct hunt *h, const struct near_word *w)
{
    size_t at = h->len;

    for (size_t i = 0; i < h->len; i++)
        if (span_eq(near_span(&h->found[i]), near_span(w)))
            return;
    while (at && nearer_word(w, &h->found[at - 1]))
        at--;
    if (at == NEAREST)
        return;
    if (h->len < NEAREST)
        h->len++;
    memmove(&h->found[at + 1], &h->found[at], (h->len - 1 - at) * sizeof *w);
    h->found[at] = *w;
}

static void consider_word(struct hunt *h, struct span word, uint32_t documents)
{
    struct near_word w = {.len = word.len, .documents = documents};
    struct edit_word letters;

    if (word.len > sizeof w.word)
        return;
    letters = edit_word_of(word);
    w.distance = edit_distance(&h->sought, &letters, h->limit);
    /* The index has the folded form of the word too. */
    if (w.distance > h->limit || !w.distance || fold_word(word, &h->scratch))
        return;
    memcpy(w.word, word.data, word.len);
    w.same_start = letters.list[0] == h->sought.list[0];
    keep_near_word(h, &w);
}

static void add_prefix_letter(struct buf *out, uint32_t c)
{
    char bytes[UTF8_MAX];

    buf_add(out, bytes, utf8_put(bytes, c));
}

/* Considers the words of the index that begin with A, B and, unless it is 0, C. */
static dateline_status consider_prefix(struct hunt *h, uint32_t a, uint32_t b, uint32_t c,
                                       dateline_error *err)
{
    size_t skip = strlen(schema_prefix(h->field));
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status;

    buf_clear(&h->prefix);
    buf_str(&h->prefix, schema_prefix(h->field));
    add_prefix_letter(&h->prefix, a);
    add_prefix_letter(&h->prefix, b);
    if (c)
        add_prefix_letter(&h->prefix, c);
    status = snapshot_terms_open(h->planner->snapshot, buf_span(&h->prefix), &terms, err);
    if (status != DATELINE_OK)
        return status;
    while (h->terms_left && (status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK &&
           more) {
        h->terms_left--;
        consider_word(h, (struct span){t.term.data + skip, t.term.len - skip}, t.documents);
    }
    snapshot_terms_close(terms);
    return status;
}

/* Considers the beginnings that one mistake in the first two letters may have changed. */
static dateline_status consider_other_prefixes(struct hunt *h, dateline_error *err)
{
    const uint32_t *s = h->sought.list;
    dateline_status status = consider_prefix(h, s[1], s[0], 0, err);

    if (status == DATELINE_OK)
        status = consider_prefix(h, s[0], s[2], 0, err);
    if (status == DATELINE_OK)
        status = consider_prefix(h, s[1], s[2], 0, err);
    for (uint32_t x = 'a'; x <= 'z' && status == DATELINE_OK; x++) {
        status = consider_prefix(h, x, s[1], s[2], err);
        if (status == DATELINE_OK)
            status = consider_prefix(h, s[0], x, s[2], err);
        if (status == DATELINE_OK)
            status = consider_prefix(h, x, s[0], s[1], err);
        if (status == DATELINE_OK)
            status = consider_prefix(h, s[0], x, s[1], err);
    }
    return status;
}

static dateline_status find_near_words(struct hunt *h, dateline_error *err)
{
    dateline_status status;

    h->terms_left = SPELLING_TERMS;
    status = consider_prefix(h, h->sought.list[0], h->sought.list[1], 0, err);
    if (status != DATELINE_OK)
        return status;
    h->terms_left = SPELLING_TERMS;
    return consider_other_prefixes(h, err);
}

/* ---- Choosing ------------------------------------------------------------------ */

/* Whether a suggestion has the stem of WORD. */
static bool stem_suggested(struct planner *p, const struct spelling *s, struct span word)
{
    struct buf stem = {0};
    bool same = false;

    buf_span_add(&stem, stemmer_stem(p->stemmer, word));
    for (size_t i = 0; i < s->len && stem.len && !same; i++)
        same = span_eq(buf_span(&stem), stemmer_stem(p->stemmer, buf_span(&s->words[i])));
    buf_free(&stem);
    return same;
}

static dateline_status choose_suggestions(struct hunt *h, struct spelling *out, dateline_error *err)
{
    unsigned nearest = h->limit;

    for (size_t i = 0; i < h->len && out->len < SPELLING_WORDS; i++) {
        struct span word = near_span(&h->found[i]);
        uint64_t articles;
        dateline_status status;

        if (h->found[i].distance > nearest)
            break;
        schema_word(&h->scratch, h->field, word);
        status =
            snapshot_term_articles(h->planner->snapshot, buf_span(&h->scratch), &articles, err);
        if (status != DATELINE_OK)
            return status;
        if (!articles || stem_suggested(h->planner, out, word))
            continue;
        buf_span_add(&out->words[out->len++], word);
        nearest = h->found[i].distance;
    }
    return DATELINE_OK;
}

dateline_status spelling_suggest(struct planner *p, enum schema_field field, struct span word,
                                 struct spelling *out, dateline_error *err)
{
    struct hunt h = {.planner = p, .field = field, .sought = edit_word_of(word)};
    struct spelling s = {.len = 0};
    dateline_status status = DATELINE_OK;

    if (h.sought.len >= SPELLING_LETTERS) {
        h.limit = h.sought.len < LONG_WORD ? 1 : 2;
        status = find_near_words(&h, err);
        if (status == DATELINE_OK)
            status = choose_suggestions(&h, &s, err);
    }
    buf_free(&h.prefix);
    buf_free(&h.scratch);
    if (status == DATELINE_OK)
        *out = s;
    else
        spelling_free(&s);
    return status;
}

void spelling_free(struct spelling *s)
{
    for (size_t i = 0; i < s->len; i++)
        buf_free(&s->words[i]);
    s->len = 0;
}

#include <assert.h>

#include "core/alloc.h"
#include "core/analyser.h"
#include "core/schema.h"

/* How many words ahead of the one looked up the cache is asked for its slot,
 * then for its text and record; how many ahead of the one written out. */
enum { SLOT_AHEAD = 16, RECORD_AHEAD = 8, WRITE_AHEAD = 8 };

#define FIT(ptr, want, cap) \
    ((want) <= (cap)        \
         ? (void)0          \
         : (void)((ptr) = must_realloc((ptr), sizeof *(ptr) * (want)), (cap) = (want)))

/* The words of one text are counted in three steps behind each other, so that
 * memory has time to come. */
static void hash_words(struct analyser *a, const struct tokens *t)
{
    FIT(a->hashes, t->len, a->hashes_cap);
    for (size_t i = 0; i < t->len; i++)
        a->hashes[i] = dictionary_hash(&a->terms, token_word(t, i));
}

static void prefetch_word(const struct analyser *a, size_t i, size_t n)
{
    if (i + SLOT_AHEAD < n)
        dictionary_prefetch(&a->terms, a->hashes[i + SLOT_AHEAD]);
    if (i + RECORD_AHEAD < n) {
        uint32_t id = dictionary_peek(&a->terms, a->hashes[i + RECORD_AHEAD]);

        if (id < a->n_records)
            __builtin_prefetch(&a->records[id]);
    }
}

/* The word's entry for this article. */
static struct article_word *occur(struct analyser *a, uint32_t term, uint32_t position)
{
    struct term_record *r = &a->records[term];

    if (r->article != a->article) {
        r->article = a->article;
        r->place = (uint32_t)a->n_words;
        GROW(a->words, a->n_words, a->words_cap);
        a->words[a->n_words++] = (struct article_word){.term = term};
    }
    GROW(a->occurrences, a->n_occurrences, a->occurrences_cap);
    a->occurrences[a->n_occurrences++] = (struct occurrence){r->place, position};
    return &a->words[r->place];
}

/* Counts a text's words from POSITION on; returns the last position. */
static uint32_t count_words(struct analyser *a, const struct tokens *t, uint32_t position,
                            bool title)
{
    hash_words(a, t);
    for (size_t i = 0; i < t->len; i++) {
        struct article_word *w;
        uint32_t term, folded;

        prefetch_word(a, i, t->len);
        if (t->list[i].len > SCHEMA_WORD_MAX)
            continue;
        term = analyser_add(a, token_word(t, i), a->hashes[i]);
        if (a->records[term].stem == LINK_UNKNOWN)
            analyser_link(a, term);
        w = occur(a, term, ++position);
        *(title ? &w->title : &w->body) += 1;
        *(title ? &w->title_own : &w->body_own) += 1;
        folded = a->records[term].folded;
        if (folded != LINK_NONE) {
            w = occur(a, folded, position);
            *(title ? &w->title : &w->body) += 1;
        }
    }
    return position;
}

/* Puts the positions of each word together. */
static void sort_positions(struct analyser *a)
{
    uint32_t at = 0;

    FIT(a->positions, a->n_occurrences, a->positions_cap);
    for (size_t i = 0; i < a->n_words; i++) {
        a->words[i].at = at;
        at += a->words[i].title + a->words[i].body;
    }
    for (size_t i = 0; i < a->n_occurrences; i++) {
        const struct occurrence *o = &a->occurrences[i];

        a->positions[a->words[o->place].at++] = o->position;
    }
}

static void emit(struct analyser *a, uint32_t term, uint32_t wdf, const uint32_t *positions,
                 uint32_t n)
{
    GROW(a->found, a->n_found, a->found_cap);
    a->found[a->n_found++] = (struct analysed_term){term, wdf, positions, n};
    a->length += wdf;
}

/* Adds to a stem, which many words may share. */
static void credit(struct analyser *a, uint32_t stem, uint32_t wdf)
{
    struct term_record *r;

    if (stem == LINK_NONE)
        return;
    r = &a->records[stem];
    if (r->article == a->article) {
        a->found[r->place].wdf += wdf;
        a->length += wdf;
        return;
    }
    r->article = a->article;
    r->place = (uint32_t)a->n_found;
    emit(a, stem, wdf, NULL, 0);
}

static void need_title_links(struct analyser *a, uint32_t word)
{
    if (a->records[word].title == LINK_UNKNOWN)
        analyser_link_title(a, word);
}

/* What a word gives for standing in the title. */
static void emit_title(struct analyser *a, const struct article_word *w, const uint32_t *positions)
{
    uint32_t folded = a->records[w->term].folded, stem;

    need_title_links(a, w->term);
    emit(a, a->records[w->term].title, w->title, positions, w->title);
    if (!w->title_own)
        return;
    stem = a->records[w->term].title_stem;
    credit(a, stem, w->title_own);
    if (folded == LINK_NONE)
        return;
    need_title_links(a, folded);
    if (a->records[folded].title_stem != stem)
        credit(a, a->records[folded].title_stem, w->title_own);
}

static void emit_word(struct analyser *a, const struct article_word *w)
{
    const struct term_record *r = &a->records[w->term];
    uint32_t n = w->title + w->body;
    uint32_t own = SCHEMA_TITLE_WDF * w->title_own + w->body_own;
    uint32_t stem = r->stem, folded = r->folded;
    const uint32_t *positions = a->positions + w->at - n;

    emit(a, w->term, SCHEMA_TITLE_WDF * w->title + w->body, positions, n);
    if (own) {
        credit(a, stem, own);
        if (folded != LINK_NONE && a->records[folded].stem != stem)
            credit(a, a->records[folded].stem, own);
    }
    if (w->title)
        emit_title(a, w, positions);
}

static void prefetch_stem(const struct analyser *a, size_t i)
{
    if (i + WRITE_AHEAD < a->n_words) {
        uint32_t stem = a->records[a->words[i + WRITE_AHEAD].term].stem;

        if (stem != LINK_NONE)
            __builtin_prefetch(&a->records[stem]);
    }
}

void analyser_article(struct analyser *a, struct span title, struct span body, struct analysed *out)
{
    uint32_t last;

    assert(title.len + body.len < (size_t)1 << 30);
    a->article++;
    a->n_words = a->n_occurrences = a->n_found = 0;
    a->length = 0;
    tokenize(title, &a->title);
    tokenize(body, &a->body);
    last = count_words(a, &a->title, 0, true);
    count_words(a, &a->body, last ? last + SCHEMA_TITLE_GAP : 0, false);
    sort_positions(a);
    for (size_t i = 0; i < a->n_words; i++) {
        prefetch_stem(a, i);
        emit_word(a, &a->words[i]);
    }
    *out = (struct analysed){a->found, a->n_found, a->length};
}

/* Counts the terms of an article. */
#include <assert.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/invert/analyser.h"
#include "text/cut_word.h"

/* BATCH words are looked up together; the record of the stem WRITE_AHEAD words ahead is
 * prefetched. */
enum { BATCH = 64, WRITE_AHEAD = 16 };
/* A word gives at most itself and its title term, and the stems of both and of their folded
 * forms. */
enum { TERMS_A_WORD = 6 };

#define NO_OCCURRENCE UINT32_MAX

#define FIT(ptr, want, cap) \
    ((want) <= (cap)        \
         ? (void)0          \
         : (void)((ptr) = must_realloc((ptr), sizeof *(ptr) * (want)), (cap) = (want)))

/* Words being looked up. Their data is scattered over memory, so each step, done for the whole
 * batch, prefetches the data of the next step. */
struct batch {
    struct dictionary_key keys[BATCH];
    size_t token[BATCH];   /* their numbers */
    uint32_t terms[BATCH]; /* first guesses, or DICTIONARY_NONE */
    size_t len;
};

/* Fills the batch with tokens from *NEXT on, without those over SCHEMA_WORD_MAX. */
static void fill_batch(const struct analyser *a, const struct tokens *t, size_t *next,
                       struct batch *b)
{
    for (b->len = 0; *next < t->len && b->len < BATCH; ++*next) {
        if (t->list[*next].len > SCHEMA_WORD_MAX)
            continue;
        b->token[b->len] = *next;
        b->keys[b->len] = dictionary_key_fast(&a->terms, token_word(t, *next));
        dictionary_prefetch(&a->terms, &b->keys[b->len++]);
    }
    for (size_t i = 0; i < b->len; i++) {
        b->terms[i] = dictionary_guess(&a->terms, &b->keys[i]);
    }
}

/* The number of a word of the batch; sets the links to its folded form and stem. */
static inline uint32_t find_term(struct analyser *a, const struct batch *b, size_t i)
{
    uint32_t term = b->terms[i];

    if (term == DICTIONARY_NONE || !dictionary_is(&a->terms, term, &b->keys[i]))
        term = analyser_add(a, &b->keys[i]);
    if (analyser_record(a, term)->stem == LINK_UNKNOWN)
        analyser_link(a, term);
    return term;
}

/* The word's entry for this article. Whether a word is new is unpredictable, so avoid the branch:
 * always write an entry, keep it only if the word is new. */
static inline struct article_word *word_entry(struct analyser *a, uint32_t term, uint32_t position)
{
    struct term_record *r = analyser_record(a, term);
    uint32_t next = (uint32_t)a->n_words;
    uint32_t again = -(uint32_t)(r->article == a->article); /* all bits if the word is not new */
    struct article_word *w;

    a->words[next] = (struct article_word){.term = term, .last = NO_OCCURRENCE};
    r->article = a->article;
    r->place = (r->place & again) | (next & ~again);
    a->n_words = next + 1 + again;
    w = &a->words[r->place];
    a->occurrences[a->n_occurrences] = (struct occurrence){position, w->last};
    w->last = (uint32_t)a->n_occurrences++;
    w->n++;
    return w;
}

/* Makes room for a batch whose words may all fold, and be cut by line ends. */
static void make_batch_room(struct analyser *a)
{
    enum { ROOM = 4 * BATCH };

    if (a->words_cap - a->n_words <= ROOM) {
        a->words_cap = 2 * a->words_cap + ROOM + 1;
        a->words = must_realloc(a->words, a->words_cap * sizeof *a->words);
    }
    if (a->occurrences_cap - a->n_occurrences < ROOM) {
        a->occurrences_cap = 2 * a->occurrences_cap + ROOM;
        a->occurrences = must_realloc(a->occurrences, a->occurrences_cap * sizeof *a->occurrences);
    }
}

/* Counts the word that token I and the next one are together, if a line end cuts it: at the
 * position of its first part. */
static void count_cut_word(struct analyser *a, const struct tokens *t, struct span text, size_t i,
                           uint32_t position)
{
    struct span word = cut_word(text, t, i, &a->built);
    uint32_t whole, folded, part;

    if (!word.len)
        return;
    whole = analyser_intern(a, word);
    part = analyser_intern(a, token_word(t, i));
    if (analyser_record(a, whole)->stem == LINK_UNKNOWN)
        analyser_link(a, whole);
    folded = analyser_record(a, whole)->folded;
    /* The part's own entries are at this position already. */
    if (whole == analyser_record(a, part)->folded)
        return;
    word_entry(a, whole, position);
    if (folded != LINK_NONE && folded != part && folded != analyser_record(a, part)->folded)
        word_entry(a, folded, position)->folded++;
}

/* Counts the words of TEXT from POSITION on; returns the last position. */
static uint32_t count_text_words(struct analyser *a, const struct tokens *t, struct span text,
                                 uint32_t position)
{
    bool cuts = text_cuts_words(text);
    struct batch b;

    for (size_t next = 0; next < t->len;) {
        fill_batch(a, t, &next, &b);
        make_batch_room(a);
        for (size_t i = 0; i < b.len; i++) {
            uint32_t term = find_term(a, &b, i), folded = analyser_record(a, term)->folded;

            word_entry(a, term, ++position);
            if (folded != LINK_NONE)
                word_entry(a, folded, position)->folded++;
            if (cuts)
                count_cut_word(a, t, text, b.token[i], position);
        }
    }
    return position;
}

/* All words counted so far are in the title. */
static void end_title(struct analyser *a)
{
    for (size_t i = 0; i < a->n_words; i++) {
        a->words[i].title = a->words[i].n;
        a->words[i].title_folded = a->words[i].folded;
    }
}

/* Appends the positions of a word to a->positions; returns where they begin. */
static const uint32_t *list_positions(struct analyser *a, const struct article_word *w)
{
    uint32_t *list = a->positions + a->n_positions;

    for (uint32_t at = w->last, i = w->n; i--; at = a->occurrences[at].before)
        list[i] = a->occurrences[at].position;
    a->n_positions += w->n;
    return list;
}

static void add_found_term(struct analyser *a, uint32_t term, uint32_t wdf,
                           const uint32_t *positions, uint32_t n)
{
    a->found[a->n_found++] = (struct analysed_term){term, wdf, positions, n};
}

/* Adds WDF to a stem, which words may share. */
static void add_to_stem(struct analyser *a, uint32_t stem, uint32_t wdf)
{
    struct term_record *r;

    if (stem == LINK_NONE)
        return;
    r = analyser_record(a, stem);
    if (r->article == a->article) {
        a->found[r->place].wdf += wdf;
        return;
    }
    r->article = a->article;
    r->place = (uint32_t)a->n_found;
    add_found_term(a, stem, wdf, NULL, 0);
}

static void need_title_links(struct analyser *a, uint32_t word)
{
    if (analyser_record(a, word)->title == LINK_UNKNOWN)
        analyser_link_title(a, word);
}

/* Adds the title terms of a word. */
static void add_title_terms(struct analyser *a, const struct article_word *w,
                            const uint32_t *positions)
{
    uint32_t folded = analyser_record(a, w->term)->folded, own = w->title - w->title_folded, stem;

    need_title_links(a, w->term);
    add_found_term(a, analyser_record(a, w->term)->title, w->title, positions, w->title);
    if (!own)
        return;
    stem = analyser_record(a, w->term)->title_stem;
    add_to_stem(a, stem, own);
    if (folded == LINK_NONE)
        return;
    need_title_links(a, folded);
    if (analyser_record(a, folded)->title_stem != stem)
        add_to_stem(a, analyser_record(a, folded)->title_stem, own);
}

static void add_word_terms(struct analyser *a, const struct article_word *w)
{
    enum { MORE = SCHEMA_TITLE_WDF - 1 }; /* the additional wdf of a word in the title */
    const struct term_record *r = analyser_record(a, w->term);
    uint32_t stem = r->stem, folded = r->folded;
    uint32_t own = w->n - w->folded + MORE * (w->title - w->title_folded);
    const uint32_t *positions = list_positions(a, w);

    add_found_term(a, w->term, w->n + MORE * w->title, positions, w->n);
    if (own) {
        add_to_stem(a, stem, own);
        if (folded != LINK_NONE && analyser_record(a, folded)->stem != stem)
            add_to_stem(a, analyser_record(a, folded)->stem, own);
    }
    if (w->title)
        add_title_terms(a, w, positions);
}

static void prefetch_stem(const struct analyser *a, size_t i)
{
    if (i + WRITE_AHEAD < a->n_words) {
        uint32_t stem = analyser_record(a, a->words[i + WRITE_AHEAD].term)->stem;

        if (stem != LINK_NONE)
            __builtin_prefetch(analyser_record(a, stem));
    }
}

static uint32_t length(const struct analyser *a)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < a->n_found; i++)
        sum += a->found[i].wdf;
    return sum;
}

/* A position from which on no phrase reaches back to LAST; 0: nothing comes before. */
static uint32_t after_gap(uint32_t last)
{
    return last ? last + SCHEMA_TITLE_GAP : 0;
}

/* Counts the words of BODY from POSITION on, but for what MARKS names as boilerplate. */
static void count_body_words(struct analyser *a, struct span body, struct span marks,
                             uint32_t position)
{
    struct marked_text m = {.text = body, .marks = marks};
    struct span piece;
    enum mark kind;
    bool gap = false;

    while (marked_next(&m, &piece, &kind)) {
        if (kind == MARK_BOILERPLATE) {
            gap = true;
            continue;
        }
        tokenize(piece, &a->body);
        position = count_text_words(a, &a->body, piece, gap ? after_gap(position) : position);
        gap = false;
    }
}

void analyser_article(struct analyser *a, struct span title, struct span body, struct span marks,
                      struct analysed *out)
{
    uint32_t last;

    assert(title.len + body.len < (size_t)1 << 30);
    a->article++;
    a->n_words = a->n_occurrences = a->n_positions = a->n_found = 0;
    tokenize(title, &a->title);
    last = count_text_words(a, &a->title, title, 0);
    end_title(a);
    count_body_words(a, body, marks, after_gap(last));
    FIT(a->positions, a->n_occurrences, a->positions_cap);
    FIT(a->found, a->n_words * TERMS_A_WORD, a->found_cap);
    for (size_t i = 0; i < a->n_words; i++) {
        prefetch_stem(a, i);
        add_word_terms(a, &a->words[i]);
    }
    *out = (struct analysed){a->found, a->n_found, 2 * a->n_positions, length(a)};
}

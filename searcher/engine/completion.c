/* Finds the most frequent words that begin as a typed one does. */
#include "searcher/engine/completion.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "core/utf8.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/text.h"

/* Keeps WORD among the most frequent; ties in alphabetical order, in which they come. */
static void keep_word(struct completion *c, struct span word, uint32_t documents)
{
    size_t at = c->len;

    while (at && c->words[at - 1].documents < documents)
        at--;
    if (at == COMPLETION_WORDS)
        return;
    if (c->len < COMPLETION_WORDS)
        c->len++;
    memmove(&c->words[at + 1], &c->words[at], (c->len - 1 - at) * sizeof *c->words);
    memcpy(c->words[at].text, word.data, word.len);
    c->words[at].len = word.len;
    c->words[at].documents = documents;
}

/* Keeps the word T if it is among the most frequent so far. Words with accents are left out: they
 * are in the index folded, too. */
static void keep_term(struct completion *c, const struct snapshot_term *t, struct buf *scratch)
{
    if (t->term.len <= SCHEMA_WORD_MAX &&
        (c->len < COMPLETION_WORDS || t->documents > c->words[c->len - 1].documents) &&
        !fold_word(t->term, scratch))
        keep_word(c, t->term, t->documents);
}

/* Sets *READ to the number of terms with PREFIX that were read: of another program's database,
 * which may be on another machine, COMPLETION_LONG at most. */
static dateline_status complete_prefix(struct snapshot *s, struct span prefix,
                                       struct completion *out, size_t *read, dateline_error *err)
{
    struct buf scratch = {0};
    struct snapshot_terms *terms;
    struct snapshot_term t;
    size_t most = snapshot_is_foreign(s) ? COMPLETION_LONG : SIZE_MAX;
    bool more = true;
    dateline_status status = snapshot_terms_open(s, prefix, &terms, err);

    for (*read = 0; status == DATELINE_OK && more && *read < most; ++*read) {
        status = snapshot_terms_next(terms, &t, &more, err);
        if (status != DATELINE_OK || !more)
            break;
        keep_term(out, &t, &scratch);
    }
    snapshot_terms_close(terms);
    buf_free(&scratch);
    return status;
}

/* Sets *START to the last word of TEXT, where TEXT ends with it, and PREFIX to its folded form. */
static bool last_word(struct span text, struct span *start, struct buf *prefix)
{
    struct tokens tokens = {0};
    const struct token *last;
    bool found = false;

    tokenize(text, &tokens);
    last = tokens.len ? &tokens.list[tokens.len - 1] : NULL;
    if (last && last->end == text.len && last->len <= SCHEMA_WORD_MAX) {
        struct span word = token_word(&tokens, tokens.len - 1);

        if (!fold_word(word, prefix))
            buf_span_add(prefix, word);
        *start = (struct span){text.data + last->start, last->end - last->start};
        found = true;
    }
    tokens_free(&tokens);
    return found;
}

/* ---- Memory -------------------------------------------------------------------- */

void completion_memory_init(struct completion_memory *m)
{
    *m = (struct completion_memory){.len = 0};
    pthread_mutex_init(&m->lock, NULL);
}

void completion_memory_free(struct completion_memory *m)
{
    for (size_t i = 0; i < m->len; i++)
        free(m->kept[i].words);
    pthread_mutex_destroy(&m->lock);
}

static const struct completion *find_remembered(const struct completion_memory *m,
                                                struct span prefix)
{
    for (size_t i = 0; i < m->len; i++)
        if (span_eq(prefix, (struct span){m->kept[i].prefix, m->kept[i].len}))
            return m->kept[i].words;
    return NULL;
}

static bool recall_completion(struct completion_memory *m, struct span prefix,
                              struct completion *out)
{
    const struct completion *found;

    if (!m)
        return false;
    pthread_mutex_lock(&m->lock);
    m->asked = true;
    found = find_remembered(m, prefix);
    if (found)
        *out = *found;
    pthread_mutex_unlock(&m->lock);
    return found != NULL;
}

static void remember_completion(struct completion_memory *m, struct span prefix,
                                const struct completion *c)
{
    if (!m || prefix.len > COMPLETION_PREFIX)
        return;
    pthread_mutex_lock(&m->lock);
    if (m->len < COMPLETION_REMEMBERED && !find_remembered(m, prefix)) {
        struct completion *words = must_alloc(sizeof *words);

        *words = *c;
        memcpy(m->kept[m->len].prefix, prefix.data, prefix.len);
        m->kept[m->len].len = prefix.len;
        m->kept[m->len++].words = words;
    }
    pthread_mutex_unlock(&m->lock);
}

static void fill_prefix(struct completion_memory *m, struct engine *e, struct span prefix)
{
    struct completion c;

    engine_complete(e, prefix, 0, m, &c, NULL);
}

/* The words of one letter, as a walk over the terms comes to them. */
struct letter_words {
    char letter[4];
    size_t len, read; /* bytes of the letter; terms that begin with it */
    struct completion words;
    struct buf scratch;
};

static void end_letter(struct letter_words *l, struct completion_memory *m)
{
    if (l->read > COMPLETION_LONG)
        remember_completion(m, (struct span){l->letter, l->len}, &l->words);
    l->read = l->words.len = 0;
}

/* The length of the letter that WORD, which is not empty, begins with. */
static size_t first_letter(struct span word)
{
    size_t len = word.len > 1
                     ? (size_t)utf8_len((unsigned char)word.data[0], (unsigned char)word.data[1])
                     : 1;

    return len < word.len ? len : word.len;
}

static void take_letter_term(struct letter_words *l, struct completion_memory *m,
                             const struct snapshot_term *t)
{
    if (!l->len || !span_begins(t->term, (struct span){l->letter, l->len})) {
        end_letter(l, m);
        l->len = first_letter(t->term);
        memcpy(l->letter, t->term.data, l->len);
    }
    l->read++;
    keep_term(&l->words, t, &l->scratch);
}

/* Remembers what the letters beyond ASCII are completed by, where that takes long: one walk over
 * their words, whatever the scripts. */
static void fill_other_letters(struct completion_memory *m, struct engine *e)
{
    struct letter_words l = {.len = 0};
    struct snapshot_terms *terms;
    struct snapshot_term t;
    bool more = true;

    if (snapshot_terms_open(engine_snapshot(e), (struct span){NULL, 0}, &terms, NULL) !=
        DATELINE_OK)
        return;
    if (snapshot_terms_skip(terms, span_of("\x80"), NULL) == DATELINE_OK)
        while (snapshot_terms_next(terms, &t, &more, NULL) == DATELINE_OK && more)
            take_letter_term(&l, m, &t);
    end_letter(&l, m);
    snapshot_terms_close(terms);
    buf_free(&l.scratch);
}

static void fill_letters(struct completion_memory *m, struct engine *e)
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

    for (size_t i = 0; letters[i]; i++)
        fill_prefix(m, e, (struct span){&letters[i], 1});
    fill_other_letters(m, e);
}

static bool was_asked(struct completion_memory *m)
{
    bool asked;

    pthread_mutex_lock(&m->lock);
    asked = m->asked;
    pthread_mutex_unlock(&m->lock);
    return asked;
}

/* Sets OUT to prefix I, false if there is none. None is ever forgotten, so that they may be read
 * one at a time. */
static bool remembered_prefix(struct completion_memory *m, size_t i, char *out, size_t *len)
{
    bool there;

    pthread_mutex_lock(&m->lock);
    there = i < m->len;
    if (there) {
        *len = m->kept[i].len;
        memcpy(out, m->kept[i].prefix, *len);
    }
    pthread_mutex_unlock(&m->lock);
    return there;
}

void completion_memory_fill(struct completion_memory *m, struct engine *e,
                            struct completion_memory *before)
{
    bool asked = before && was_asked(before);
    char prefix[COMPLETION_PREFIX];
    size_t len;

    if (!before)
        fill_letters(m, e);
    for (size_t i = 0; asked && remembered_prefix(before, i, prefix, &len); i++)
        fill_prefix(m, e, (struct span){prefix, len});
    m->asked = asked;
}

dateline_status engine_complete(struct engine *e, struct span text, size_t most,
                                struct completion_memory *m, struct completion *out,
                                dateline_error *err)
{
    struct completion c = {.len = 0};
    struct span start = {NULL, 0};
    struct buf prefix = {0};
    size_t read = 0;
    dateline_status status = DATELINE_OK;

    if (last_word(text, &start, &prefix) && !recall_completion(m, buf_span(&prefix), &c)) {
        status = complete_prefix(engine_snapshot(e), buf_span(&prefix), &c, &read, err);
        if (status == DATELINE_OK && read > COMPLETION_LONG)
            remember_completion(m, buf_span(&prefix), &c);
    }
    buf_free(&prefix);
    if (status != DATELINE_OK)
        return status;
    c.start = start;
    c.len = c.len < most ? c.len : most;
    *out = c;
    return DATELINE_OK;
}

/* Finds the hits of a flat text. */
#include "core/alloc.h"
#include "searcher/snippet/snippet_parts.h"
#include "text/fold.h"

enum {
    WORDS_KEPT = 1 << 16,   /* cached words; the cache is emptied when full */
    PHRASE_STEPS = 1 << 20, /* phrase comparisons a text; the rest match word by word */
    LOOK_WORDS = 256,       /* between two looks at the clock */
};

static uint32_t find_sought_stem(struct snippet_terms *t, struct span word)
{
    const char *p = word.data;
    struct span stem = {0};

    if (text_stems(text_char(&p, word.data + word.len)))
        stem = stemmer_stem(t->stemmer, word);
    return stem.len ? snippet_sought(t, SOUGHT_STEM, stem) : SOUGHT_NONE;
}

/* The index has the folded word, and the stems of the folded and the original one. */
static struct sought_match look_up_sought(struct snippet_terms *t, struct span word)
{
    bool folds = fold_word(word, &t->folded) && t->folded.len <= SCHEMA_WORD_MAX;
    struct span folded = folds ? buf_span(&t->folded) : word;
    uint32_t stem = find_sought_stem(t, folded);

    if (folds && stem == SOUGHT_NONE)
        stem = find_sought_stem(t, word);
    return (struct sought_match){{
        [SOUGHT_STEM] = stem,
        [SOUGHT_WORD] = snippet_sought(t, SOUGHT_WORD, folded),
        [SOUGHT_PREFIX] = snippet_sought(t, SOUGHT_PREFIX, folded),
        [SOUGHT_PATTERN] = snippet_sought(t, SOUGHT_PATTERN, folded),
    }};
}

static struct sought_match match_word(struct snippet_terms *t, struct span word)
{
    struct dictionary_key key;
    uint32_t id;

    if (t->words.len == WORDS_KEPT) {
        dictionary_free(&t->words);
        dictionary_init(&t->words);
        t->n_matches = 0;
    }
    key = dictionary_key(&t->words, word);
    id = dictionary_intern(&t->words, &key);
    if (id == t->n_matches) {
        GROW(t->matches, t->n_matches, t->cap_matches);
        t->matches[t->n_matches++] = look_up_sought(t, word);
    }
    return t->matches[id];
}

static bool matches_nothing(const struct sought_match *m)
{
    for (int k = 0; k < SOUGHT_KINDS; k++)
        if (m->sought[k] != SOUGHT_NONE)
            return false;
    return true;
}

/* Collects the words that match; a word too long for a snippet is no hit. */
static void find_word_hits(struct snippet_terms *t)
{
    uint32_t place = 0;

    t->hits.len = 0;
    tokenize(buf_span(&t->flat), &t->tokens);
    for (size_t i = 0; i < t->tokens.len; i++) {
        const struct token *token = &t->tokens.list[i];
        struct snippet_hit hit = {.start = token->start, .end = token->end};

        if (!(i % LOOK_WORDS) && snippet_terms_look(t))
            return;
        if (token->len > SCHEMA_WORD_MAX)
            continue;
        hit.place = place++;
        if (token->ascii && !t->starts[(unsigned char)*token_word(&t->tokens, i).data])
            continue;
        hit.match = match_word(t, token_word(&t->tokens, i));
        if (matches_nothing(&hit.match) || token->end - token->start > SNIPPET_CHARACTERS)
            continue;
        GROW(t->hits.list, t->hits.len, t->hits.cap);
        t->hits.list[t->hits.len++] = hit;
    }
}

/* Whether PHRASE begins at hit I; each comparison takes one of *STEPS. */
static bool phrase_at(const struct snippet_terms *t, const struct sought_phrase *phrase, size_t i,
                      uint32_t *steps)
{
    const struct snippet_hit *h = &t->hits.list[i];

    if (phrase->len > t->hits.len - i)
        return false;
    for (size_t k = 0; k < phrase->len; k++) {
        if (!*steps)
            return false;
        --*steps;
        if (h[k].place != h->place + k || h[k].match.sought[SOUGHT_WORD] != phrase->words[k])
            return false;
    }
    return true;
}

static void find_phrase_hits(struct snippet_terms *t)
{
    uint32_t steps = PHRASE_STEPS;

    for (size_t i = 0; i < t->hits.len && steps; i++) {
        uint32_t word = t->hits.list[i].match.sought[SOUGHT_WORD];
        uint32_t p = word == SOUGHT_NONE ? SOUGHT_NONE : t->list[word].phrases;

        for (; p < t->n_phrases && *t->phrases[p].words == word && steps; p++) {
            if (!phrase_at(t, &t->phrases[p], i, &steps))
                continue;
            for (size_t k = 0; k < t->phrases[p].len; k++) {
                t->list[t->phrases[p].words[k]].placed = true;
                t->hits.list[i + k].in_phrase = true;
            }
        }
    }
}

/* Drops words sought only in a phrase where they stand outside of it, if the text has
 * the phrase. */
static void drop_phrase_strays(struct snippet_terms *t)
{
    size_t kept = 0;

    for (size_t i = 0; i < t->hits.len; i++) {
        struct snippet_hit h = t->hits.list[i];
        uint32_t *word = &h.match.sought[SOUGHT_WORD];

        if (*word != SOUGHT_NONE && t->list[*word].placed && !t->list[*word].alone && !h.in_phrase)
            *word = SOUGHT_NONE;
        if (!matches_nothing(&h.match))
            t->hits.list[kept++] = h;
    }
    t->hits.len = kept;
    for (size_t i = 0; i < t->len; i++)
        t->list[i].placed = false;
}

static void count_hit_characters(struct snippet_terms *t)
{
    uint32_t byte = 0, character = 0;

    for (size_t i = 0; i < t->hits.len; i++) {
        struct snippet_hit *h = &t->hits.list[i];

        h->from = character + snippet_characters(t, byte, h->start);
        h->until = h->from + snippet_characters(t, h->start, h->end);
        byte = h->end;
        character = h->until;
    }
}

void snippet_find(struct snippet_terms *t)
{
    find_word_hits(t);
    if (snippet_terms_late(t))
        t->hits.len = 0;
    find_phrase_hits(t);
    drop_phrase_strays(t);
    count_hit_characters(t);
}

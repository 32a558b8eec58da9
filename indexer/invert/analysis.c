/* Analysers: terms and the links between words, folded forms, stems and title terms. */
#include "indexer/invert/analysis.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/invert/analyser.h"
#include "text/fold.h"

struct analyser *analyser_open(struct stemmer *stemmer)
{
    struct analyser *a = must_zalloc(sizeof *a);

    a->stemmer = stemmer;
    dictionary_init(&a->terms);
    return a;
}

static void release(struct analyser *a)
{
    dictionary_free(&a->terms);
    free(a->words);
    free(a->occurrences);
    free(a->positions);
    free(a->found);
    tokens_free(&a->title);
    tokens_free(&a->body);
    buf_free(&a->folded);
    buf_free(&a->built);
}

void analyser_close(struct analyser *a)
{
    if (!a)
        return;
    release(a);
    free(a);
}

void analyser_reset(struct analyser *a)
{
    struct stemmer *stemmer = a->stemmer;

    release(a);
    *a = (struct analyser){.stemmer = stemmer};
    dictionary_init(&a->terms);
}

uint32_t analyser_add(struct analyser *a, const struct dictionary_key *term)
{
    uint32_t new = analyser_terms(a), id = dictionary_intern(&a->terms, term);

    if (id == new)
        *analyser_record(a, id) = (struct term_record){
            .folded = LINK_UNKNOWN,
            .stem = LINK_UNKNOWN,
            .title = LINK_UNKNOWN,
            .title_stem = LINK_UNKNOWN,
        };
    return id;
}

uint32_t analyser_intern(struct analyser *a, struct span term)
{
    struct dictionary_key key = dictionary_key(&a->terms, term);

    return analyser_add(a, &key);
}

struct span analyser_term(const struct analyser *a, uint32_t term)
{
    return dictionary_text(&a->terms, term);
}

uint32_t analyser_terms(const struct analyser *a)
{
    return (uint32_t)a->terms.len;
}

size_t analyser_memory(const struct analyser *a)
{
    return sizeof *a + dictionary_memory(&a->terms) + a->words_cap * sizeof *a->words +
           a->occurrences_cap * sizeof *a->occurrences + a->positions_cap * sizeof *a->positions +
           a->found_cap * sizeof *a->found + a->title.cap * sizeof *a->title.list +
           a->title.bytes.cap + a->body.cap * sizeof *a->body.list + a->body.bytes.cap +
           a->folded.cap + a->built.cap;
}

static uint32_t link_fold(struct analyser *a, struct span word)
{
    struct span folded = fold_word(word, &a->folded) ? buf_span(&a->folded) : word;
    struct span bare = fold_elision(stemmer_language(a->stemmer), folded);

    if (span_eq(bare, word) || bare.len > SCHEMA_WORD_MAX)
        return LINK_NONE;
    /* WORD is a term, and may move when another one is added. */
    if (folded.data == word.data) {
        buf_clear(&a->folded);
        buf_span_add(&a->folded, bare);
        bare = buf_span(&a->folded);
    }
    return analyser_intern(a, bare);
}

static uint32_t link_stem(struct analyser *a, struct span word)
{
    const char *p = word.data;
    struct span stem = {0};

    if (text_stems(text_char(&p, word.data + word.len)))
        stem = stemmer_stem(a->stemmer, word);
    if (!stem.len)
        return LINK_NONE;
    schema_stem(&a->built, FIELD_TEXT, stem);
    return analyser_intern(a, buf_span(&a->built));
}

void analyser_link(struct analyser *a, uint32_t word)
{
    struct span text = analyser_term(a, word);
    uint32_t folded = link_fold(a, text), stem = link_stem(a, text);

    analyser_record(a, word)->folded = folded;
    analyser_record(a, word)->stem = stem;
    if (folded != LINK_NONE && analyser_record(a, folded)->stem == LINK_UNKNOWN)
        analyser_link(a, folded);
}

/* The title's term for the stem whose text term is STEM. */
static uint32_t link_title_stem(struct analyser *a, uint32_t stem)
{
    if (stem == LINK_NONE)
        return LINK_NONE;
    schema_stem(&a->built, FIELD_TITLE, span_from(analyser_term(a, stem), 1));
    return analyser_intern(a, buf_span(&a->built));
}

void analyser_link_title(struct analyser *a, uint32_t word)
{
    uint32_t stem = link_title_stem(a, analyser_record(a, word)->stem), title;

    schema_word(&a->built, FIELD_TITLE, analyser_term(a, word));
    title = analyser_intern(a, buf_span(&a->built));
    analyser_record(a, word)->title = title;
    analyser_record(a, word)->title_stem = stem;
}

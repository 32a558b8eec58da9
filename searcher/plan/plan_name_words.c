/* Finds the index's own words that sound like a word of a name.
 *
 * Terms are walked in byte order. A beginning from which no word sounds alike is passed over, so
 * that of a large dictionary only a few thousand terms are read. Spellings of a Chinese or Korean
 * name in other systems are looked up one by one. */
#include "core/utf8.h"
#include "searcher/plan/plan_names.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/name_respelt.h"
#include "text/name_sounds.h"
#include "text/stop_words.h"

enum {
    LETTERS_FIRST = 'a',  /* of all scripts with sounds, in bytes */
    LETTERS_AFTER = 0xE2, /* the first byte of signs, after Georgian */
};

struct name_walk {
    struct planning *planning;
    struct snapshot_terms *terms;
    const char *prefix; /* of the field */
    struct span sought; /* the word */
    struct name_sought sounds;
    size_t far; /* the bytes of the last word's beginning that no spelling has; 0: none */
    bool ended;
    struct name_words *out;
};

/* Keeps WORD if it sounds alike; the word that is sought is nearest of all. Sets w->far. */
static void consider_name_word(struct name_walk *w, struct span word, uint32_t documents)
{
    struct plan_spelt found;
    unsigned distance = 0;

    w->far = 0;
    if (!span_eq(word, w->sought))
        distance = name_sought_distance(&w->sounds, word, &w->far) + 1;
    if (distance > NAME_FAR || fold_word(word, &w->planning->scratch) ||
        (distance && name_spelt_apart(w->sought, word)))
        return;
    found = plan_spelt_of(word, distance, documents);
    plan_spelt_keep(w->out->list, &w->out->len, PLAN_NAME_SPELLINGS_MAX, &found);
}

/* ---- The walk ---------------------------------------------------------------------- */

/* Goes on with the first term that is not below the field's prefix and LETTERS. */
static dateline_status skip_to_letters(struct name_walk *w, struct span letters,
                                       dateline_error *err)
{
    struct buf *next = &w->planning->term;

    buf_clear(next);
    buf_str(next, w->prefix);
    buf_span_add(next, letters);
    return snapshot_terms_skip(w->terms, buf_span(next), err);
}

/* Goes on after all words that begin as the last one does, in w->far bytes. */
static dateline_status pass_far(struct name_walk *w, dateline_error *err)
{
    char after[SCHEMA_WORD_MAX];

    w->ended = !name_sought_next(&w->sounds, w->far, after);
    return w->ended ? DATELINE_OK : skip_to_letters(w, (struct span){after, w->far}, err);
}

static dateline_status walk_name_word(struct name_walk *w, struct span word, uint32_t documents,
                                      dateline_error *err)
{
    unsigned char first = word.len ? (unsigned char)*word.data : 0;

    if (first < LETTERS_FIRST)
        return skip_to_letters(w, (struct span){"a", 1}, err);
    w->ended = first >= LETTERS_AFTER;
    if (w->ended || word.len > SCHEMA_WORD_MAX)
        return DATELINE_OK;
    consider_name_word(w, word, documents);
    return w->far && w->far < word.len ? pass_far(w, err) : DATELINE_OK;
}

static dateline_status walk_name_words(struct name_walk *w, dateline_error *err)
{
    struct snapshot_term t;
    bool more = true;
    dateline_status status =
        snapshot_terms_open(w->planning->planner->snapshot, span_of(w->prefix), &w->terms, err);

    if (status != DATELINE_OK)
        return status;
    while (!w->ended && (status = snapshot_terms_next(w->terms, &t, &more, err)) == DATELINE_OK &&
           more) {
        status = plan_count_term(w->planning, err);
        if (status == DATELINE_OK)
            status = walk_name_word(w, span_from(t.term, strlen(w->prefix)), t.documents, err);
        if (status != DATELINE_OK)
            break;
    }
    snapshot_terms_close(w->terms);
    return status;
}

/* ---- Other systems ----------------------------------------------------------------- */

bool plan_name_has(const struct name_words *words, struct span word)
{
    for (size_t i = 0; i < words->len; i++)
        if (span_eq(plan_spelt_span(&words->list[i]), word))
            return true;
    return false;
}

dateline_status plan_name_add(struct planning *g, enum schema_field field, struct span word,
                              unsigned distance, struct name_words *out, dateline_error *err)
{
    struct snapshot_term_stats stats;
    struct plan_spelt found;
    dateline_status status = plan_count_term(g, err);

    if (status != DATELINE_OK || plan_name_has(out, word) || word.len > SCHEMA_WORD_MAX)
        return status;
    schema_word(&g->term, field, word);
    status = snapshot_term_stats(g->planner->snapshot, buf_span(&g->term), &stats, err);
    if (status != DATELINE_OK || !stats.documents)
        return status;
    found = plan_spelt_of(word, distance, stats.documents);
    plan_spelt_keep(out->list, &out->len, PLAN_NAME_SPELLINGS_MAX, &found);
    return DATELINE_OK;
}

dateline_status plan_name_listed(struct planning *g, enum schema_field field, struct span word,
                                 struct name_words *out, dateline_error *err)
{
    char marked[NAME_RESPELT_ROOM + 1];
    unsigned len = word.len <= NAME_RESPELT_ROOM ? name_with_apostrophe(word, marked) : 0;
    dateline_status status = plan_name_add(g, field, word, NAME_RESPELT + 1, out, err);

    if (!len || status != DATELINE_OK)
        return status;
    return plan_name_add(g, field, (struct span){marked, len}, NAME_RESPELT + 1, out, err);
}

dateline_status plan_name_respellings(struct planning *g, enum schema_field field, struct span word,
                                      struct name_words *out, dateline_error *err)
{
    struct name_respellings all;
    dateline_status status = DATELINE_OK;

    name_respellings(word, &all);
    for (unsigned i = 0; i < all.len && status == DATELINE_OK; i++) {
        struct span spelling = {all.list[i].letters, all.list[i].len};

        if (!stop_word(stemmer_language(g->planner->stemmer), spelling))
            status = plan_name_listed(g, field, spelling, out, err);
    }
    return status;
}

dateline_status plan_name_words(struct planning *g, enum schema_field field, struct span word,
                                struct name_words *out, dateline_error *err)
{
    struct name_walk w = {
        .planning = g, .prefix = schema_prefix(field), .sought = word, .out = out};
    struct name_sounds sounds;
    dateline_status status;

    out->len = 0;
    if (utf8_count(word) > 1 && name_sounds_read(word, &sounds)) {
        name_sought_begin(&w.sounds, &sounds);
        status = walk_name_words(&w, err);
        return status == DATELINE_OK ? plan_name_respellings(g, field, word, out, err) : status;
    }
    return plan_name_add(g, field, word, 0, out, err);
}

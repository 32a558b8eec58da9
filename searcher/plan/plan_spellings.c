/* Leaves for the index's own words within so many edits of one: word~2.
 *
 * Terms come in byte order, so that each is compared from the letter on in which it differs from
 * the one before; a beginning from which no word is near enough is passed over. */
#include "core/utf8.h"
#include "searcher/plan/plan_spelt.h"
#include "snapshot/terms.h"
#include "text/edit_distance.h"
#include "text/fold.h"
#include "text/text.h"

enum { FAR_TERMS = 16 /* read in a row that begin as one too far before a seek is cheaper */ };

struct spelling_walk {
    struct planning *planning;
    const struct query_node *node;
    struct edit_word sought;
    struct edit_rows rows;
    size_t ends[SCHEMA_WORD_MAX + 1]; /* of the letters in rows.word, in bytes */
    struct buf word;                  /* the last one */
    size_t far; /* the bytes of its beginning that no near word has; 0: none */
    unsigned n_far;
    struct plan_spelt list[PLAN_SPELLINGS_MAX]; /* nearest first */
    size_t len;
    uint32_t left_out;
};

/* Keeps WORD, whose letters are in rows, if it is near enough. As many edits as either word has
 * letters would make any word of any other. A word that folds has its folded form in the index
 * too. */
static void consider_spelt(struct spelling_walk *w, struct span word, uint32_t documents)
{
    struct plan_spelt s;
    unsigned distance = edit_rows_distance(&w->rows);
    unsigned letters = w->rows.word.len < w->sought.len ? w->rows.word.len : w->sought.len;

    if (distance > w->rows.limit || (distance && distance >= letters) ||
        fold_word(word, &w->planning->scratch) || plan_bare(w->planning, word).len != word.len)
        return;
    s = plan_spelt_of(word, distance, documents);
    w->left_out += w->len == PLAN_SPELLINGS_MAX;
    plan_spelt_keep(w->list, &w->len, PLAN_SPELLINGS_MAX, &s);
}

/* ---- The walk ---------------------------------------------------------------------- */

/* How many bytes WORD shares with the last one, in whole letters. */
static size_t shared_with_last(const struct spelling_walk *w, struct span word)
{
    struct span last = buf_span(&w->word);
    size_t most = word.len < last.len ? word.len : last.len, n = 0;

    while (n < most && word.data[n] == last.data[n])
        n++;
    while (n && ((n < word.len && (word.data[n] & 0xC0) == 0x80) ||
                 (n < last.len && (last.data[n] & 0xC0) == 0x80)))
        n--;
    return n;
}

/* Compares WORD from where it differs from the last one; false if it is too far. */
static bool compare_spelt(struct spelling_walk *w, struct span word)
{
    size_t shared = shared_with_last(w, word);
    const char *end = word.data + word.len, *at;

    buf_clear(&w->word);
    buf_span_add(&w->word, word);
    if (w->far && shared >= w->far)
        return false;
    w->far = 0;
    while (w->ends[w->rows.word.len] > shared)
        w->rows.word.len--;
    at = word.data + w->ends[w->rows.word.len];
    while (at < end) {
        bool near = edit_rows_push(&w->rows, text_char(&at, end));

        w->ends[w->rows.word.len] = (size_t)(at - word.data);
        if (!near) {
            w->far = (size_t)(at - word.data);
            return false;
        }
    }
    return true;
}

/* Goes on after all terms that have PREFIX and begin with the first LEN bytes of the last word. */
static dateline_status pass_beginning(struct spelling_walk *w, struct snapshot_terms *terms,
                                      const char *prefix, size_t len, dateline_error *err)
{
    struct buf *next = &w->planning->term;

    buf_clear(next);
    buf_str(next, prefix);
    buf_add(next, w->word.data, len);
    while (next->len && (unsigned char)next->data[next->len - 1] == 0xFF)
        next->len--;
    if (!next->len)
        return DATELINE_OK;
    next->data[next->len - 1]++;
    w->n_far = 0;
    return snapshot_terms_skip(terms, buf_span(next), err);
}

/* Looks at the term WORD, without PREFIX. Capitals begin the terms of other fields. */
static dateline_status walk_spelling(struct spelling_walk *w, struct snapshot_terms *terms,
                                     const char *prefix, struct span word, uint32_t documents,
                                     dateline_error *err)
{
    bool other = word.len && *word.data >= 'A' && *word.data <= 'Z';

    if (other) {
        buf_clear(&w->planning->term);
        buf_printf(&w->planning->term, "%s%c", prefix, 'Z' + 1);
        return snapshot_terms_skip(terms, buf_span(&w->planning->term), err);
    }
    if (!word.len || word.len > SCHEMA_WORD_MAX)
        return DATELINE_OK;
    if (compare_spelt(w, word)) {
        w->n_far = 0;
        consider_spelt(w, word, documents);
    } else if (++w->n_far >= FAR_TERMS) {
        return pass_beginning(w, terms, prefix, w->far, err);
    }
    return DATELINE_OK;
}

static dateline_status find_spellings(struct spelling_walk *w, dateline_error *err)
{
    const char *prefix = schema_prefix(w->node->field);
    struct snapshot_terms *terms;
    struct snapshot_term t;
    bool more = true;
    dateline_status status =
        snapshot_terms_open(w->planning->planner->snapshot, span_of(prefix), &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        status = plan_count_term(w->planning, err);
        if (status == DATELINE_OK)
            status = walk_spelling(w, terms, prefix, span_from(t.term, strlen(prefix)), t.documents,
                                   err);
        if (status != DATELINE_OK)
            break;
    }
    snapshot_terms_close(terms);
    return status;
}

dateline_status plan_spellings(struct planning *g, const struct query_node *n,
                               struct plan_node **out, dateline_error *err)
{
    struct spelling_walk w = {.planning = g, .node = n};
    dateline_status status;

    w.sought = edit_word_of(plan_bare(g, n->words[0]));
    edit_rows_begin(&w.rows, &w.sought, n->distance);
    status = find_spellings(&w, err);
    buf_free(&w.word);
    if (status != DATELINE_OK)
        return status;
    *out = plan_spelt_synonym(g, n->field, w.list, w.len);
    (*out)->left_out = w.left_out;
    return DATELINE_OK;
}

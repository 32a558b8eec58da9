/* Leaves of a query as terms of the index: words, phrases, wildcards, values of fields. */
#include <stdlib.h>

#include "searcher/plan/plan_parts.h"
#include "searcher/query/query_pattern.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/text.h"

/* The term in g->term, by which WORD is looked up. */
static dateline_status plan_scored(struct planning *g, struct span word, struct plan_node **out,
                                   dateline_error *err)
{
    *out = plan_term(g, buf_span(&g->term));
    return plan_weigh(g, word, *out, err);
}

static dateline_status plan_exact(struct planning *g, struct span word, enum schema_field field,
                                  struct plan_node **out, dateline_error *err)
{
    schema_word(&g->term, field, word);
    return plan_scored(g, word, out, err);
}

struct span plan_bare(struct planning *g, struct span word)
{
    return fold_elision(stemmer_language(g->planner->stemmer), word);
}

dateline_status plan_word(struct planning *g, const struct query_node *n, struct plan_node **out,
                          dateline_error *err)
{
    struct span word = plan_bare(g, n->words[0]), stem = stemmer_stem(g->planner->stemmer, word);

    if (!stem.len)
        return plan_exact(g, word, n->field, out, err);
    schema_stem(&g->term, n->field, stem);
    return plan_scored(g, word, out, err);
}

dateline_status plan_phrase(struct planning *g, const struct query_node *n, struct plan_node **out,
                            dateline_error *err)
{
    struct plan_nodes words = {0};
    struct plan_node *joined;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n->n_words && status == DATELINE_OK; i++) {
        struct plan_node *word;

        status = plan_exact(g, plan_bare(g, n->words[i]), n->field, &word, err);
        if (status == DATELINE_OK)
            plan_nodes_add(&words, word);
    }
    if (status != DATELINE_OK) {
        free(words.list);
        return status;
    }
    joined = plan_join(g, n->kind == QUERY_NEAR ? PLAN_NEAR : PLAN_PHRASE, &words);
    joined->window = (uint32_t)n->n_words;
    /* A distance of 1 is words side by side: a window of as many. */
    if (n->kind != QUERY_PHRASE)
        joined->window += n->distance - 1;
    *out = joined;
    return DATELINE_OK;
}

/* ---- Walks of the index's terms ------------------------------------------- */

/* Whether a query for leaf N takes the term, of which AFTER follows the walk's prefix. */
typedef bool term_test(struct planning *g, const struct query_node *n, struct span term,
                       struct span after);

/* Adds the terms that begin with PREFIX and that TAKES does; MOST + 1 of them at most. */
static dateline_status add_terms(struct planning *g, const struct query_node *n, struct span prefix,
                                 term_test *takes, size_t most, struct plan_nodes *out,
                                 dateline_error *err)
{
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status = snapshot_terms_open(g->planner->snapshot, prefix, &terms, err);

    if (status != DATELINE_OK)
        return status;
    while (out->len <= most &&
           (status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more &&
           (status = plan_count_term(g, err)) == DATELINE_OK)
        if (takes(g, n, t.term, span_from(t.term, prefix.len)))
            plan_nodes_add(out, plan_term(g, t.term));
    snapshot_terms_close(terms);
    if (status != DATELINE_OK)
        free(out->list);
    return status;
}

/* Whether the term is one of the pattern's words. A word that folds has its folded form in the
 * index too, and queries look for that one. */
static bool is_of_pattern(struct planning *g, const struct query_node *n, struct span term,
                          struct span after)
{
    struct span word = span_from(term, strlen(schema_prefix(n->field)));

    (void)after;
    return query_pattern_matches(plan_bare(g, n->words[0]), word) &&
           !fold_word(word, &g->scratch) && plan_bare(g, word).len == word.len;
}

dateline_status plan_wildcard(struct planning *g, const struct query_node *n,
                              struct plan_node **out, dateline_error *err)
{
    struct plan_nodes words = {0};
    struct span begins = plan_bare(g, n->words[0]);
    dateline_status status;

    begins.len = query_pattern_prefix(begins);
    schema_word(&g->term, n->field, begins);
    status = add_terms(g, n, buf_span(&g->term), is_of_pattern, PLAN_WILDCARD_MAX, &words, err);
    if (status != DATELINE_OK)
        return status;
    if (words.len > PLAN_WILDCARD_MAX) {
        free(words.list);
        return fail(err, DATELINE_BAD_QUERY, "query at %u: '%.*s' stands for more than %d words",
                    n->start + 1, (int)n->words[0].len, n->words[0].data, PLAN_WILDCARD_MAX);
    }
    *out = plan_join(g, PLAN_SYNONYM, &words);
    return DATELINE_OK;
}

/* VALUE lower-cased as words are, so that source:reuters finds Reuters where no source is called
 * reuters. */
static void lower(struct span value, struct buf *out)
{
    struct tokens words = {0};

    buf_clear(out);
    tokenize(value, &words);
    for (size_t i = 0; i < words.len; i++) {
        buf_char(out, ' ');
        buf_span_add(out, token_word(&words, i));
    }
    tokens_free(&words);
}

/* Whether the value is what was typed, in g->term, byte for byte. */
static bool is_value_itself(struct planning *g, const struct query_node *n, struct span term,
                            struct span value)
{
    (void)n, (void)value;
    return span_eq(buf_span(&g->term), term);
}

/* Whether the value differs from what was typed, which g->term has lower-cased, in
 * capitals and punctuation only. */
static bool is_value_typed(struct planning *g, const struct query_node *n, struct span term,
                           struct span value)
{
    (void)n, (void)term;
    lower(value, &g->scratch);
    return span_eq(buf_span(&g->term), buf_span(&g->scratch));
}

dateline_status plan_value(struct planning *g, const struct query_node *n, struct plan_node **out,
                           dateline_error *err)
{
    struct plan_nodes values = {0};
    dateline_status status;

    if (n->field == FIELD_ID) {
        schema_value(&g->term, FIELD_ID, n->words[0]);
        *out = plan_term(g, buf_span(&g->term));
        return DATELINE_OK;
    }
    schema_value(&g->term, n->field, n->words[0]);
    status = add_terms(g, n, span_of(schema_prefix(n->field)), is_value_itself, SIZE_MAX - 1,
                       &values, err);
    if (status == DATELINE_OK && !values.len) {
        lower(n->words[0], &g->term);
        status = add_terms(g, n, span_of(schema_prefix(n->field)), is_value_typed, SIZE_MAX - 1,
                           &values, err);
    }
    if (status == DATELINE_OK)
        *out = plan_join(g, PLAN_OR, &values);
    return status;
}

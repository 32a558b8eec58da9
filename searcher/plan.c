#include "searcher/plan.h"

#include <stdlib.h>

#include "core/fold.h"
#include "core/text.h"
#include "searcher/plan_parts.h"
#include "snapshot/database.h"
#include "snapshot/terms.h"

/* Takes *Q and puts in its place the same matches without scores. */
static dateline_status unscored(xap_query **q, dateline_error *err)
{
    xap_query *scaled = xap_query_scale(*q, 0, err);

    xap_query_free(*q);
    if (!scaled)
        return DATELINE_IO;
    *q = scaled;
    return DATELINE_OK;
}

/* ---- Words -------------------------------------------------------------- */

static xap_query *exact(struct span word, enum schema_field field)
{
    struct buf term = {0};
    xap_query *q;

    schema_word(&term, field, word);
    q = xap_query_term(buf_span(&term), 1, 0);
    buf_free(&term);
    return q;
}

static xap_query *stemmed(struct planner *p, const struct query_node *n)
{
    struct span stem = stemmer_stem(p->stemmer, n->words[0]);
    struct buf term = {0};
    xap_query *q;

    if (!stem.len)
        return exact(n->words[0], n->field);
    schema_stem(&term, n->field, stem);
    q = xap_query_term(buf_span(&term), 1, 0);
    buf_free(&term);
    return q;
}

static dateline_status plan_words(const struct query_node *n, xap_query **out, dateline_error *err)
{
    struct plan_parts parts = {0};
    uint32_t words = (uint32_t)n->n_words;
    bool phrase = n->kind == QUERY_PHRASE;

    for (size_t i = 0; i < n->n_words; i++)
        plan_parts_add(&parts, exact(n->words[i], n->field));
    if (words == 1)
        return plan_parts_join(&parts, XAP_AND, 0, out, err);
    /* A distance of 1 is words side by side, for Xapian a window of as many. */
    return plan_parts_join(&parts, n->kind == QUERY_NEAR ? XAP_NEAR : XAP_PHRASE,
                           phrase ? words : words + n->distance - 1, out, err);
}

/* Whether a term of the index is a word as queries look for it: one that folds
 * has its folded form in the index too, and that one counts. */
static bool folded(struct span term, enum schema_field field, struct buf *scratch)
{
    size_t prefix = strlen(schema_prefix(field));

    return !fold_word((struct span){term.data + prefix, term.len - prefix}, scratch);
}

static dateline_status expand(struct planner *p, const struct query_node *n, struct span prefix,
                              struct plan_parts *words, dateline_error *err)
{
    struct buf scratch = {0};
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status = snapshot_terms_open(p->snapshot, prefix, &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        if (!folded(t.term, n->field, &scratch))
            continue;
        if (words->len == PLAN_WILDCARD_MAX) {
            status =
                fail(err, DATELINE_BAD_QUERY, "query at %u: '%.*s*' stands for more than %d words",
                     n->start + 1, (int)n->words[0].len, n->words[0].data, PLAN_WILDCARD_MAX);
            break;
        }
        plan_parts_add(words, xap_query_term(t.term, 1, 0));
    }
    snapshot_terms_close(terms);
    buf_free(&scratch);
    return status;
}

static dateline_status plan_wildcard(struct planner *p, const struct query_node *n, xap_query **out,
                                     dateline_error *err)
{
    struct plan_parts words = {0};
    struct buf prefix = {0};
    dateline_status status;

    schema_word(&prefix, n->field, n->words[0]);
    status = expand(p, n, buf_span(&prefix), &words, err);
    buf_free(&prefix);
    if (status != DATELINE_OK) {
        plan_parts_drop(&words);
        return status;
    }
    return plan_parts_join(&words, XAP_SYNONYM, 0, out, err);
}

/* ---- Filters ------------------------------------------------------------ */

/* VALUE lower-cased as words are, so that source:reuters finds Reuters. */
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

/* All the index's values of a field that differ from what was typed in capitals
 * and punctuation only. */
static dateline_status plan_value(struct planner *p, const struct query_node *n, xap_query **out,
                                  dateline_error *err)
{
    struct plan_parts parts = {0};
    struct buf typed = {0}, has = {0};
    size_t prefix = strlen(schema_prefix(n->field));
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status =
        snapshot_terms_open(p->snapshot, span_of(schema_prefix(n->field)), &terms, err);

    if (status != DATELINE_OK)
        return status;
    lower(n->words[0], &typed);
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        lower((struct span){t.term.data + prefix, t.term.len - prefix}, &has);
        if (span_eq(buf_span(&typed), buf_span(&has)))
            plan_parts_add(&parts, xap_query_term(t.term, 1, 0));
    }
    snapshot_terms_close(terms);
    buf_free(&typed);
    buf_free(&has);
    if (status == DATELINE_OK)
        return plan_parts_join(&parts, XAP_OR, 0, out, err);
    plan_parts_drop(&parts);
    return status;
}

static dateline_status plan_filter(struct planner *p, const struct query_node *n, xap_query **out,
                                   dateline_error *err)
{
    struct buf term = {0};
    dateline_status status = DATELINE_OK;

    if (n->kind == QUERY_DATE) {
        status = plan_days(p, &n->days, out, err);
    } else if (n->field == FIELD_ID) {
        schema_value(&term, FIELD_ID, n->words[0]);
        *out = xap_query_term(buf_span(&term), 1, 0);
        buf_free(&term);
    } else {
        status = plan_value(p, n, out, err);
    }
    return status == DATELINE_OK ? unscored(out, err) : status;
}

/* ---- Trees -------------------------------------------------------------- */

/* `first` scored with the others: AND_MAYBE takes two sides. */
static dateline_status plan_maybe(struct plan_parts *parts, xap_query **out, dateline_error *err)
{
    struct plan_parts rest = {0};
    dateline_status status;
    xap_query *maybe;

    for (size_t i = 1; i < parts->len; i++)
        plan_parts_add(&rest, parts->list[i]);
    parts->len = 1;
    status = plan_parts_join(&rest, XAP_OR, 0, &maybe, err);
    if (status == DATELINE_OK)
        plan_parts_add(parts, maybe);
    return status == DATELINE_OK ? plan_parts_join(parts, XAP_AND_MAYBE, 0, out, err) : status;
}

static dateline_status plan_joined(struct planner *p, const struct query_node *n, xap_query **out,
                                   dateline_error *err)
{
    struct plan_parts parts = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++) {
        xap_query *q;

        status = plan_node(p, n->children[i], &q, err);
        if (status == DATELINE_OK)
            plan_parts_add(&parts, q);
    }
    if (status != DATELINE_OK) {
        plan_parts_drop(&parts);
        return status;
    }
    if (n->kind == QUERY_MAYBE)
        return plan_maybe(&parts, out, err);
    return plan_parts_join(&parts,
                           n->kind == QUERY_AND   ? XAP_AND
                           : n->kind == QUERY_OR  ? XAP_OR
                           : n->kind == QUERY_XOR ? XAP_XOR
                                                  : XAP_AND_NOT,
                           0, out, err);
}

dateline_status plan_node(struct planner *p, const struct query_node *n, xap_query **out,
                          dateline_error *err)
{
    switch (n->kind) {
    case QUERY_NOTHING:
        *out = xap_query_nothing();
        return DATELINE_OK;
    case QUERY_ALL:
        *out = xap_query_term((struct span){0}, 1, 0);
        return DATELINE_OK;
    case QUERY_WORD:
        *out = stemmed(p, n);
        return DATELINE_OK;
    case QUERY_PHRASE:
    case QUERY_NEAR:
    case QUERY_ADJ:
        return plan_words(n, out, err);
    case QUERY_WILDCARD:
        return plan_wildcard(p, n, out, err);
    case QUERY_DATE:
    case QUERY_FILTER:
        return plan_filter(p, n, out, err);
    case QUERY_AND:
    case QUERY_OR:
    case QUERY_XOR:
    case QUERY_MAYBE:
    case QUERY_NOT:
        break;
    }
    return plan_joined(p, n, out, err);
}

/* Takes *Q and keeps of it what lies within DAYS. */
static dateline_status within(struct planner *p, const struct query_days *days, xap_query **q,
                              dateline_error *err)
{
    struct plan_parts parts = {0};
    xap_query *range;
    dateline_status status = plan_days(p, days, &range, err);

    if (status == DATELINE_OK) {
        plan_parts_add(&parts, *q);
        plan_parts_add(&parts, range);
        status = plan_parts_join(&parts, XAP_FILTER, 0, q, err);
    } else {
        xap_query_free(*q);
    }
    return status;
}

dateline_status plan_query(struct planner *p, const struct query_node *root,
                           const struct query_days *days, xap_query **out, dateline_error *err)
{
    bool all = root->kind == QUERY_ALL && days; /* within which they are just those */
    xap_query *q, *live;
    dateline_status status = all ? plan_days(p, days, &q, err) : plan_node(p, root, &q, err);

    if (status == DATELINE_OK && all)
        status = unscored(&q, err);
    else if (status == DATELINE_OK && days)
        status = within(p, days, &q, err);
    if (status != DATELINE_OK)
        return status;
    status = snapshot_live_query(p->snapshot, q, &live, err);
    xap_query_free(q);
    if (status == DATELINE_OK)
        *out = live;
    return status;
}

dateline_status planner_open(struct snapshot *s, struct planner *out, dateline_error *err)
{
    struct planner p = {.snapshot = s};
    dateline_status status = stemmer_open(snapshot_language(s), &p.stemmer, err);

    if (status == DATELINE_OK)
        *out = p;
    return status;
}

void planner_close(struct planner *p)
{
    stemmer_close(p->stemmer);
    *p = (struct planner){0};
}

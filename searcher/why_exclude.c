/* Which clauses keep an article out. */
#include "core/alloc.h"
#include "searcher/clause.h"
#include "searcher/why.h"

/* Takes TEXT. */
static void add_reason(struct why *w, const struct query_node *n, bool excluded, struct buf *text)
{
    buf_str(text, "");
    GROW(w->reasons, w->n_reasons, w->cap_reasons);
    w->reasons[w->n_reasons++] = (struct why_reason){n, excluded, text->data};
}

static dateline_status count_matching(struct why *w, const struct query_node *n, size_t *out,
                                      dateline_error *err)
{
    size_t matching = 0;

    for (size_t i = 0; i < n->n_children; i++) {
        struct probe_answer answer;
        dateline_status status = probe_node(&w->probe, n->children[i], &answer, err);

        if (status != DATELINE_OK)
            return status;
        matching += answer.matches;
    }
    *out = matching;
    return DATELINE_OK;
}

/* N is an OR or XOR that the article does not match. */
static dateline_status exclude_choice(struct why *w, const struct query_node *n,
                                      dateline_error *err)
{
    struct buf text = {0};
    size_t matching;
    dateline_status status = count_matching(w, n, &matching, err);

    if (status != DATELINE_OK)
        return status;
    if (!matching)
        buf_printf(&text, "matches none of the %zu", n->n_children);
    else
        buf_printf(&text, "matches %zu of the %zu, and XOR takes an odd number", matching,
                   n->n_children);
    add_reason(w, n, false, &text);
    return DATELINE_OK;
}

/* N, which the query excludes, matches. */
static dateline_status exclude_matching(struct why *w, const struct query_node *n,
                                        dateline_error *err)
{
    struct buf text = {0};
    struct probe_answer answer;
    dateline_status status = probe_node(&w->probe, n, &answer, err);

    if (status != DATELINE_OK || !answer.matches)
        return status;
    buf_str(&text, "matches what the query excludes");
    add_reason(w, n, true, &text);
    return DATELINE_OK;
}

static dateline_status exclude_leaf(struct why *w, const struct query_node *n, dateline_error *err)
{
    struct buf text = {0};
    dateline_status status = why_lacks(w, n, &text, err);

    if (status == DATELINE_OK)
        add_reason(w, n, false, &text);
    else
        buf_free(&text);
    return status;
}

dateline_status why_exclude(struct why *w, const struct query_node *n, dateline_error *err)
{
    size_t required = n->kind == QUERY_AND ? n->n_children : 1;
    struct probe_answer answer;
    dateline_status status = probe_node(&w->probe, n, &answer, err);

    if (status != DATELINE_OK || answer.matches)
        return status;
    if (!clause_joins(n))
        return exclude_leaf(w, n, err);
    if (n->kind == QUERY_OR || n->kind == QUERY_XOR)
        return exclude_choice(w, n, err);
    for (size_t i = 0; i < required && status == DATELINE_OK; i++)
        status = why_exclude(w, n->children[i], err);
    for (size_t i = 1; n->kind == QUERY_NOT && i < n->n_children && status == DATELINE_OK; i++)
        status = exclude_matching(w, n->children[i], err);
    return status;
}

/* Which clauses keep an article out. */
#include "core/alloc.h"
#include "searcher/explain/clause.h"
#include "searcher/explain/why.h"

/* Frees TEXT. */
static void add_reason(struct why *w, const struct query_node *n, bool excluded, struct buf *text)
{
    struct span copy = {arena_copy(&w->memory, text->data, text->len), text->len};

    GROW(w->reasons, w->n_reasons, w->cap_reasons);
    w->reasons[w->n_reasons++] = (struct why_reason){clause_label(n, &w->memory), excluded, copy};
    buf_free(text);
}

static dateline_status count_matching(struct why *w, const struct plan_node *n, size_t *out,
                                      dateline_error *err)
{
    size_t matching = 0;

    for (size_t i = 0; i < n->n_children; i++) {
        struct match_article answer;
        dateline_status status = why_match(w, n->children[i], &answer, err);

        if (status != DATELINE_OK)
            return status;
        matching += answer.matches;
    }
    *out = matching;
    return DATELINE_OK;
}

/* N is an OR, LEAST or XOR that the article does not match. */
static dateline_status exclude_choice(struct why *w, const struct plan_node *n, dateline_error *err)
{
    struct buf text = {0};
    size_t matching;
    dateline_status status = count_matching(w, n, &matching, err);

    if (status != DATELINE_OK)
        return status;
    if (!matching)
        buf_printf(&text, "matches none of the %zu", n->n_children);
    else if (n->kind == PLAN_LEAST)
        buf_printf(&text, "matches %zu of the %zu, and %u are asked for", matching, n->n_children,
                   n->least);
    else
        buf_printf(&text, "matches %zu of the %zu, and XOR takes an odd number", matching,
                   n->n_children);
    add_reason(w, n->from, false, &text);
    return DATELINE_OK;
}

/* N, which the query excludes, matches. */
static dateline_status exclude_matching(struct why *w, const struct plan_node *n,
                                        dateline_error *err)
{
    struct buf text = {0};
    struct match_article answer;
    dateline_status status = why_match(w, n, &answer, err);

    if (status != DATELINE_OK || !answer.matches)
        return status;
    buf_str(&text, "matches what the query excludes");
    add_reason(w, n->from, true, &text);
    return DATELINE_OK;
}

static dateline_status exclude_clause(struct why *w, const struct plan_node *n, dateline_error *err)
{
    struct buf text = {0};
    dateline_status status = why_lacks(w, n, &text, err);

    if (status == DATELINE_OK)
        add_reason(w, n->from, false, &text);
    else
        buf_free(&text);
    return status;
}

dateline_status why_exclude(struct why *w, const struct plan_node *n, dateline_error *err)
{
    bool all = n->kind == PLAN_AND || n->kind == PLAN_FILTER;
    size_t required = all ? n->n_children : 1;
    struct match_article article;
    dateline_status status = why_match(w, n, &article, err);

    if (status != DATELINE_OK || article.matches)
        return status;
    if (clause_is(n))
        return exclude_clause(w, n, err);
    if (n->kind == PLAN_OR || n->kind == PLAN_LEAST || n->kind == PLAN_XOR)
        return exclude_choice(w, n, err);
    for (size_t i = 0; i < required && status == DATELINE_OK; i++)
        status = why_exclude(w, n->children[i], err);
    for (size_t i = 1; n->kind == PLAN_NOT && i < n->n_children && status == DATELINE_OK; i++)
        status = exclude_matching(w, n->children[i], err);
    return status;
}

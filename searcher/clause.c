#include "searcher/clause.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/terms.h"

struct span clause_term(const struct clause *c, size_t i)
{
    return (struct span){c->text.data + c->terms[i].start, c->terms[i].len};
}

void clause_free(struct clause *c)
{
    free(c->terms);
    buf_free(&c->text);
    plan_ranges_free(&c->ranges);
    *c = (struct clause){0};
}

static void add_term(void *ctx, struct span term)
{
    struct clause *c = ctx;

    if (!term.len) /* every document */
        return;
    GROW(c->terms, c->len, c->cap);
    c->terms[c->len++] = (struct clause_term){.start = c->text.len, .len = term.len};
    buf_span_add(&c->text, term);
}

/* Words that are looked for as they are: in their order, as often as they are there. */
static void add_words(const struct query_node *n, struct clause *c)
{
    struct buf term = {0};

    for (size_t i = 0; i < n->n_words; i++) {
        schema_word(&term, n->field, n->words[i]);
        add_term(c, buf_span(&term));
    }
    buf_free(&term);
}

/* What all dated articles are is planned as those that are not undated. */
static void see_dated(const struct query_node *n, struct clause *c)
{
    struct buf undated = {0};

    schema_undated(&undated);
    c->dated = n->kind == QUERY_DATE && n->days.first && c->len == 1 &&
               span_eq(clause_term(c, 0), buf_span(&undated));
    if (c->dated)
        c->len = 0;
    buf_free(&undated);
}

static dateline_status add_planned(struct planner *p, const struct query_node *n, struct clause *c,
                                   dateline_error *err)
{
    xap_query *q;
    dateline_status status = plan_node(p, n, &q, err);

    if (status != DATELINE_OK)
        return status;
    xap_query_terms(q, add_term, c);
    xap_query_free(q);
    see_dated(n, c);
    return n->kind == QUERY_DATE ? plan_ranges(p, &n->days, &c->ranges, err) : DATELINE_OK;
}

dateline_status clause_open(struct planner *p, const struct query_node *n, struct clause *out,
                            dateline_error *err)
{
    struct clause c = {0};
    dateline_status status = DATELINE_OK;

    if (n->kind == QUERY_PHRASE || n->kind == QUERY_NEAR || n->kind == QUERY_ADJ)
        add_words(n, &c);
    else
        status = add_planned(p, n, &c, err);
    for (size_t i = 0; i < c.len && status == DATELINE_OK; i++)
        status =
            snapshot_term_documents(p->snapshot, clause_term(&c, i), &c.terms[i].documents, err);
    if (status == DATELINE_OK)
        *out = c;
    else
        clause_free(&c);
    return status;
}

struct query_node clause_of_days(const struct query_days *days)
{
    return (struct query_node){
        .kind = QUERY_DATE,
        .field = FIELD_DAY,
        .days = {days->first ? days->first : DAY_FIRST, days->last ? days->last : DAY_LAST},
    };
}

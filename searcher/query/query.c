/* query_parse(): runs the steps from text to tree, and limits the tree's depth. */
#include "searcher/query/query.h"

#include <stdlib.h>

#include "core/fail.h"
#include "searcher/query/query_balance.h"
#include "searcher/query/query_lex.h"
#include "searcher/query/query_reader.h"
#include "searcher/query/query_tree.h"
#include "searcher/query/query_words.h"
#include "text/tidy.h"

/* The first node below N at a depth over LEFT, N itself being at depth 1; NULL for none. */
static const struct query_node *find_too_deep(const struct query_node *n, int left)
{
    if (!left)
        return n;
    for (size_t i = 0; i < n->n_children; i++) {
        const struct query_node *deep = find_too_deep(n->children[i], left - 1);

        if (deep)
            return deep;
    }
    return NULL;
}

static dateline_status read_query_tree(struct query_reader *r, struct query_node **out)
{
    struct query_lexemes lexemes = {0};
    const struct query_node *deep;
    dateline_status status;

    if (r->question->literal) {
        status = query_literal(r, out);
    } else {
        status = query_lex(r, &lexemes);
        if (status == DATELINE_OK)
            status = query_balance(r, &lexemes);
        *out = status != DATELINE_OK ? NULL : query_tree(r, &lexemes);
        free(lexemes.list);
    }
    if (status != DATELINE_OK || !*out)
        return status;
    deep = find_too_deep(*out, QUERY_MAX_TREE);
    if (deep)
        status = query_refuse(r, deep->start, deep->end,
                              "is nested in more than %d operators and brackets", QUERY_MAX_TREE);
    return status;
}

static dateline_status read_query(struct query_reader *r, struct query_node **out)
{
    uint32_t end = (uint32_t)r->text.len;
    dateline_status status = read_query_tree(r, out);

    if (status != DATELINE_OK || *out)
        return status;
    query_warn(r, 0, end, "has no words and matches nothing");
    *out = query_node_new(r, QUERY_NOTHING, 0, end);
    return DATELINE_OK;
}

dateline_status query_parse(const struct question *q, struct query *out, dateline_error *err)
{
    struct span text = q->text, tidied;
    struct buf tidy = {0};
    struct query_reader r = {.question = q, .text = text, .err = err};
    struct query_node *root = NULL;
    dateline_status status;

    if (text.len > QUERY_MAX_BYTES)
        return fail(err, DATELINE_BAD_QUERY, "query at %d: longer than the limit of %d bytes (%zu)",
                    QUERY_MAX_BYTES + 1, QUERY_MAX_BYTES, text.len);
    if (!text.len)
        r.text.data = ""; /* NULL + 0 is undefined */
    tidied = text_tidy(r.text, &tidy);
    if (tidied.data != r.text.data)
        r.text = query_copy(&r, tidied);
    buf_free(&tidy);
    status = read_query(&r, &root);
    query_count_other_warnings(&r);
    query_reader_free(&r);
    if (status != DATELINE_OK) {
        free(r.warnings);
        arena_free(&r.memory);
        return status;
    }
    *out = (struct query){root, r.warnings, r.n_warnings, r.memory, r.widens && !q->any};
    return DATELINE_OK;
}

void query_free(struct query *q)
{
    free(q->warnings);
    arena_free(&q->memory);
    *q = (struct query){0};
}

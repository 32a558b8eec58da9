/* A query from an article's most telling words. */
#include "searcher/plan/like.h"

#include <stdlib.h>

#include "searcher/plan/bm25.h"
#include "searcher/plan/like_terms.h"
#include "searcher/query/query_reader.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"

/* A term of the article and what it is worth. */
struct topic {
    const struct like_term *term;
    double worth;
};

/* The best so far, in no order. */
struct topics {
    struct topic list[LIKE_WORDS];
    size_t len;
};

/* ---- Choosing terms ---------------------------------------------------------- */

static size_t weakest(const struct topics *t)
{
    size_t at = 0;

    for (size_t i = 1; i < t->len; i++)
        if (t->list[i].worth < t->list[at].worth)
            at = i;
    return at;
}

/* TERM is in so many of the index's DOCUMENTS. */
static void consider(struct topics *t, const struct like_term *term, uint32_t in,
                     uint32_t documents)
{
    double worth = term->wdf * bm25_weight(ranking_settings(RANK_DATELINE), in, documents);
    size_t at = t->len;

    if (in < 2) /* the article's own: nothing to find by it */
        return;
    if (at < LIKE_WORDS)
        t->len++;
    else if (worth <= t->list[at = weakest(t)].worth)
        return;
    t->list[at] = (struct topic){term, worth};
}

static dateline_status choose_topics(struct planner *p, const struct like_terms *terms,
                                     struct topics *t, dateline_error *err)
{
    struct snapshot_stats all;
    dateline_status status = snapshot_stats(p->snapshot, &all, err);

    for (size_t i = 0; i < terms->len && status == DATELINE_OK; i++) {
        struct snapshot_term_stats its = {0};

        status = snapshot_term_stats(p->snapshot, terms->list[i].term, &its, err);
        if (status == DATELINE_OK)
            consider(t, &terms->list[i], its.documents, all.documents);
    }
    return status;
}

/* ---- The tree ------------------------------------------------------------------ */

static struct span keep(struct query *tree, struct span word)
{
    return (struct span){arena_copy(&tree->memory, word.data, word.len), word.len};
}

static struct query_node *node(struct query *tree, enum query_kind kind, size_t children)
{
    struct query_node *n = arena_zalloc(&tree->memory, sizeof *n);

    *n = (struct query_node){.kind = kind};
    n->children = arena_zalloc(&tree->memory, children * sizeof *n->children);
    return n;
}

static struct query_node *leaf(struct query *tree, enum query_kind kind, enum schema_field field,
                               struct span word)
{
    struct query_node *n = node(tree, kind, 0);

    n->field = field;
    n->words = arena_zalloc(&tree->memory, sizeof *n->words);
    n->words[n->n_words++] = word;
    return n;
}

static void adopt(struct query_node *n, struct query_node *child)
{
    n->children[n->n_children++] = child;
}

static int best_first(const void *a, const void *b)
{
    const struct topic *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth < y->worth ? 1 : -1;
    return span_cmp(x->term->term, y->term->term);
}

/* Any of the topics; NULL where there are none. */
static struct query_node *any_of(struct topics *t, struct query *tree)
{
    struct query_node *any = node(tree, QUERY_OR, LIKE_WORDS);

    if (t->len)
        qsort(t->list, t->len, sizeof *t->list, best_first);
    for (size_t i = 0; i < t->len; i++)
        adopt(any, leaf(tree, QUERY_WORD, FIELD_TEXT, keep(tree, t->list[i].term->word)));
    if (any->n_children > 1)
        return any;
    return any->n_children ? any->children[0] : NULL;
}

static void replace_root(struct topics *t, struct span id, struct query *tree)
{
    struct query_node *any = any_of(t, tree), *both, *root;

    if (!any) {
        tree->root = node(tree, QUERY_NOTHING, 0);
        return;
    }
    if (tree->root->kind != QUERY_ALL) {
        both = node(tree, QUERY_AND, 2);
        adopt(both, any);
        adopt(both, tree->root);
        any = both;
    }
    root = node(tree, QUERY_NOT, 2);
    adopt(root, any);
    adopt(root, leaf(tree, QUERY_FILTER, FIELD_ID, keep(tree, id)));
    tree->root = root;
}

/* ---- All together ---------------------------------------------------------------- */

dateline_status like(struct planner *p, struct span id, struct query *tree, dateline_error *err)
{
    struct topics t = {0};
    struct like_terms terms = {0};
    struct buf record = {0};
    struct article a;
    snapshot_doc doc;
    dateline_status status = snapshot_require(p->snapshot, id, &doc, err);

    if (status == DATELINE_OK)
        status = snapshot_article(p->snapshot, doc, &record, &a, err);
    if (status == DATELINE_OK) {
        like_terms_read(p->stemmer, &a, &terms);
        status = choose_topics(p, &terms, &t, err);
    }
    if (status == DATELINE_OK)
        replace_root(&t, id, tree);
    like_terms_free(&terms);
    buf_free(&record);
    return status;
}

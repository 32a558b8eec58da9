/* A query from an article's most telling words. */
#include "searcher/plan/like.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/plan/bm25.h"
#include "searcher/query/query_reader.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"
#include "text/fold.h"

/* A term of the article, and the first word of its text that gives it. */
struct topic {
    char *term;
    size_t len;
    double worth;
    struct span word; /* the query's memory */
};

/* The best so far, in no order. */
struct topics {
    struct topic list[LIKE_WORDS];
    size_t len;
    snapshot_doc doc;
    uint32_t documents; /* in the index */
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

static void consider(struct topics *t, const struct snapshot_term *term)
{
    double worth =
        term->wdf * bm25_weight(ranking_settings(RANK_DATELINE), term->documents, t->documents);
    size_t at = t->len;

    if (term->documents < 2) /* the article's own: nothing to find by it */
        return;
    if (at < LIKE_WORDS)
        t->len++;
    else if (worth <= t->list[at = weakest(t)].worth)
        return;
    else
        free(t->list[at].term);
    t->list[at] =
        (struct topic){must_dup(term->term.data, term->term.len), term->term.len, worth, {NULL, 0}};
}

/* The terms of the text at large that begin with PREFIX, which queries look for
 * words by: their stems, or where the language has none themselves. */
static bool of_text(struct span term, struct span prefix)
{
    if (term.len <= prefix.len || (prefix.len && memcmp(term.data, prefix.data, prefix.len) != 0))
        return false;
    return term.data[prefix.len] < 'A' || term.data[prefix.len] > 'Z';
}

static dateline_status choose(struct planner *p, struct topics *t, dateline_error *err)
{
    bool stems = strcmp(stemmer_language(p->stemmer), "none") != 0;
    struct span prefix = span_of(stems ? "Z" : "");
    struct buf folded = {0};
    struct snapshot_term term;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status = snapshot_document_terms(p->snapshot, t->doc, &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &term, &more, err)) == DATELINE_OK && more)
        /* What folds is there in its folded form too, which queries look for. */
        if (of_text(term.term, prefix) && !fold_word(span_from(term.term, prefix.len), &folded))
            consider(t, &term);
    snapshot_terms_close(terms);
    buf_free(&folded);
    return status;
}

/* ---- Finding the words behind them ------------------------------------------- */

static struct span keep(struct query *tree, struct span word)
{
    char *bytes = query_alloc(tree->memory, word.len);

    memcpy(bytes, word.data, word.len);
    return (struct span){bytes, word.len};
}

/* Gives WORD, folded, to the topic that it is a form of and that has none yet. */
static void name_topic(struct planner *p, struct topics *t, struct span word, struct buf *term,
                       struct query *tree)
{
    struct span stem = stemmer_stem(p->stemmer, word);

    if (stem.len)
        schema_stem(term, FIELD_TEXT, stem);
    else
        schema_word(term, FIELD_TEXT, word);
    for (size_t i = 0; i < t->len; i++) {
        struct topic *topic = &t->list[i];

        if (topic->word.len || !span_eq(buf_span(term), (struct span){topic->term, topic->len}))
            continue;
        topic->word = keep(tree, word);
        return;
    }
}

static void name_topics(struct planner *p, struct topics *t, struct span text, struct query *tree)
{
    struct tokens words = {0};
    struct buf folded = {0}, term = {0};

    tokenize(text, &words);
    for (size_t i = 0; i < words.len; i++) {
        struct span word = token_word(&words, i);

        if (fold_word(word, &folded))
            word = buf_span(&folded);
        if (word.len && word.len <= SCHEMA_WORD_MAX)
            name_topic(p, t, word, &term, tree);
    }
    tokens_free(&words);
    buf_free(&folded);
    buf_free(&term);
}

/* ---- The tree ------------------------------------------------------------------ */

static struct query_node *node(struct query *tree, enum query_kind kind, size_t children)
{
    struct query_node *n = query_alloc(tree->memory, sizeof *n);

    *n = (struct query_node){.kind = kind};
    n->children = query_alloc(tree->memory, children * sizeof *n->children);
    return n;
}

static struct query_node *leaf(struct query *tree, enum query_kind kind, enum schema_field field,
                               struct span word)
{
    struct query_node *n = node(tree, kind, 0);

    n->field = field;
    n->words = query_alloc(tree->memory, sizeof *n->words);
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
    return span_cmp((struct span){x->term, x->len}, (struct span){y->term, y->len});
}

/* Any of the topics that have a word; NULL where none has. */
static struct query_node *any_of(struct topics *t, struct query *tree)
{
    struct query_node *any = node(tree, QUERY_OR, LIKE_WORDS);

    if (t->len)
        qsort(t->list, t->len, sizeof *t->list, best_first);
    for (size_t i = 0; i < t->len; i++)
        if (t->list[i].word.len)
            adopt(any, leaf(tree, QUERY_WORD, FIELD_TEXT, t->list[i].word));
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

static dateline_status read_topics(struct planner *p, struct topics *t, struct query *tree,
                                   dateline_error *err)
{
    struct buf record = {0};
    struct article a;
    struct snapshot_stats stats;
    dateline_status status = snapshot_stats(p->snapshot, &stats, err);

    if (status == DATELINE_OK) {
        t->documents = stats.documents;
        status = choose(p, t, err);
    }
    if (status == DATELINE_OK)
        status = snapshot_article(p->snapshot, t->doc, &record, &a, err);
    if (status == DATELINE_OK) {
        name_topics(p, t, a.title, tree);
        name_topics(p, t, a.body, tree);
    }
    buf_free(&record);
    return status;
}

dateline_status like(struct planner *p, struct span id, struct query *tree, dateline_error *err)
{
    struct topics t = {0};
    dateline_status status = snapshot_require(p->snapshot, id, &t.doc, err);

    if (status == DATELINE_OK)
        status = read_topics(p, &t, tree, err);
    if (status == DATELINE_OK)
        replace_root(&t, id, tree);
    for (size_t i = 0; i < t.len; i++)
        free(t.list[i].term);
    return status;
}

/* Chooses the node of a page that holds the article. */
#include "indexer/feed/html/choose.h"

#include "indexer/feed/html/words.h"

/* How surely a node is the article, from what the page says of it. */
enum body_rank {
    BODY_UNSAID,
    BODY_MAIN,
    BODY_CONTENT,
    BODY_ARTICLE,
    BODY_TEXT,
    BODY_SAID,
    BODY_RANKS
};

static enum body_rank body_rank(const struct html_tree *t, size_t node)
{
    unsigned senses = words_of(t, node);
    enum html_tag tag = t->nodes[node].tag;

    if (html_holds(tree_value(t, node, ATTR_ITEMPROP), "articleBody"))
        return BODY_SAID;
    if (tag == TAG_BODY || tag == TAG_HTML || !(t->nodes[node].traits & TAG_IS_BLOCK))
        return BODY_UNSAID;
    if (senses & WORD_ARTICLE && senses & WORD_TEXT)
        return BODY_TEXT;
    if (tag == TAG_ARTICLE)
        return BODY_ARTICLE;
    if (tag == TAG_MAIN)
        return BODY_MAIN;
    if (senses & (WORD_ARTICLE | WORD_TEXT))
        return BODY_CONTENT;
    return senses & WORD_MAIN ? BODY_MAIN : BODY_UNSAID;
}

/* The smallest node in NODE with nine tenths of its sentences. */
static size_t narrowed(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    for (size_t i = node + 1; o->nodes[node].prose && i < t->nodes[node].end; i++) {
        if (!o->nodes[i].left_out && t->nodes[i].traits & TAG_IS_BLOCK &&
            t->nodes[i].tag != TAG_P &&
            (uint64_t)o->nodes[i].prose * 10 >= (uint64_t)o->nodes[node].prose * 9)
            node = i;
        else
            i = t->nodes[i].end - 1;
    }
    return node;
}

/* Whether node A is of the same element and class as B. */
static bool is_alike(const struct html_tree *t, size_t a, size_t b)
{
    struct span class = tree_value(t, b, ATTR_CLASS);

    return t->nodes[a].tag == t->nodes[b].tag && class.len &&
           span_eq(tree_value(t, a, ATTR_CLASS), class);
}

/* The smallest node that holds NODE and those like it with sentences; NODE, if that is the page. */
static size_t with_alike(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    size_t around = node;

    for (size_t i = 1; i < t->len; i++) {
        if (o->nodes[i].left_out) {
            i = t->nodes[i].end - 1;
            continue;
        }
        if (o->nodes[i].prose && is_alike(t, i, node))
            while (i < around || i >= t->nodes[around].end)
                around = t->nodes[around].parent;
    }
    return around && t->nodes[around].tag != TAG_BODY && t->nodes[around].tag != TAG_HTML ? around
                                                                                          : node;
}

/* The node of each rank with the most sentences; 0: none. */
static void best_nodes(const struct html_outline *o, const struct html_tree *t,
                       size_t best[BODY_RANKS])
{
    for (size_t i = 1; i < t->len; i++) {
        enum body_rank rank = BODY_UNSAID;

        if (o->nodes[i].prose && !o->nodes[i].left_out)
            rank = body_rank(t, i);
        if (rank && (!best[rank] || o->nodes[i].prose > o->nodes[best[rank]].prose))
            best[rank] = i;
        if (o->nodes[i].left_out)
            i = t->nodes[i].end - 1;
    }
}

size_t choose_body(const struct html_outline *o, const struct html_tree *t)
{
    size_t best[BODY_RANKS] = {0};

    best_nodes(o, t, best);
    for (int rank = BODY_RANKS - 1; rank > BODY_UNSAID; rank--)
        if (best[rank] && o->nodes[best[rank]].prose * 2 >= o->nodes[0].prose)
            return with_alike(o, t, best[rank]);
    return narrowed(o, t, 0);
}

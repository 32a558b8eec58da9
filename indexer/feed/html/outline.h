/* How much text each node of a page holds, and which nodes are no part of an article.
 *
 * Text is counted in characters without blanks. A node that is left out counts nothing for those
 * around it; neither do hidden ones. */
#ifndef DATELINE_INDEXER_FEED_HTML_OUTLINE_H
#define DATELINE_INDEXER_FEED_HTML_OUTLINE_H

#include "indexer/feed/html/tree.h"

struct outline_node {
    uint32_t chars;  /* that are shown */
    uint32_t linked; /* of them, inside links */
    uint32_t own;    /* of them, in no block inside the node */
    uint32_t own_linked;
    uint32_t prose; /* of them, in blocks that read like sentences */
    bool left_out;
};

enum { PROSE_MIN = 80 }; /* characters of a block that reads like sentences */

struct html_outline {
    struct outline_node *nodes;
    size_t cap;
};

/* Replaces O with the outline of T, in which hidden nodes are left out; with ALL only scripts
 * are. */
void outline_make(struct html_outline *o, const struct html_tree *t, bool all);
/* Counts again after nodes were left out. */
void outline_count(struct html_outline *o, const struct html_tree *t);
void outline_free(struct html_outline *o);

/* Whether more than PERCENT of NODE's characters are in links. */
static inline bool outline_is_linked(const struct html_outline *o, size_t node, unsigned percent)
{
    return (uint64_t)o->nodes[node].linked * 100 > (uint64_t)o->nodes[node].chars * percent;
}

#endif

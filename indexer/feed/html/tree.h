/* A web page as a tree without pointers: its nodes in the order of the page.
 *
 * Invariants: node 0 is the root, an element of no name. The descendants of node I are the nodes
 * from I + 1 to end - 1, so a subtree is a range, a walk is a loop, and depth costs no stack. Text
 * is UTF-8 as in the page, references resolved.
 *
 * Bounds: TREE_DEPTH_MAX open elements, TREE_NODES_MAX nodes, TREE_ATTRIBUTES_MAX attributes in a
 * tag. A page that exceeds one is parsed up to there; the rest is text by the simpler rules of
 * sgml.h, in one node at the end, so no text is lost. */
#ifndef DATELINE_INDEXER_FEED_HTML_TREE_H
#define DATELINE_INDEXER_FEED_HTML_TREE_H

#include <stdint.h>

#include "indexer/feed/html/tag.h"

enum {
    TREE_DEPTH_MAX = 512,
    TREE_NODES_MAX = 2 << 20,
    TREE_ATTRIBUTES_MAX = 1024,
    TREE_LINE_MAX = 2000,
};

/* The attributes that are kept. */
enum html_attribute {
    ATTR_ID,
    ATTR_CLASS,
    ATTR_CONTENT,
    ATTR_DATETIME,
    ATTR_HIDDEN, /* also aria-hidden, and style where it hides */
    ATTR_HREF,
    ATTR_ITEMPROP,
    ATTR_LANG,
    ATTR_NAME,
    ATTR_PROPERTY,
    ATTR_REL,
    ATTR_ROLE,
    ATTR_TITLE,
    ATTR_TYPE,
};

struct html_node {
    uint8_t tag;    /* enum html_tag */
    uint8_t traits; /* TAG_IS_ flags */
    uint16_t attributes;
    uint32_t parent, end;
    uint32_t first; /* of its attributes; for text the offset in texts */
    uint32_t len;   /* of text */
};

struct html_value {
    uint32_t at, len; /* in values */
    uint8_t name;     /* enum html_attribute */
};

struct html_tree {
    struct html_node *nodes;
    struct html_value *attributes;
    size_t len, cap, attributes_len, attributes_cap;
    size_t rest; /* the node of text past a bound; 0: none */
    struct buf texts, values;
};

/* Replaces TREE, which may be all zeros, with PAGE, which is UTF-8. */
void html_tree_read(struct html_tree *tree, struct span page);
void html_tree_free(struct html_tree *tree);

static inline struct span tree_text(const struct html_tree *t, size_t node)
{
    return (struct span){t->texts.data + t->nodes[node].first, t->nodes[node].len};
}

/* The value of NODE's attribute; empty, with data NULL, if there is none. */
struct span tree_value(const struct html_tree *t, size_t node, enum html_attribute name);

static inline bool html_holds(struct span s, const char *word)
{
    return s.len && memmem(s.data, s.len, word, strlen(word));
}

/* The first node in [FROM, TO) with TAG; TO if there is none. */
size_t tree_find(const struct html_tree *t, size_t from, size_t to, enum html_tag tag);

/* Appends the text in NODE that is not hidden, as one line with single blanks; only the start of
 * more than TREE_LINE_MAX bytes. */
void tree_line(const struct html_tree *t, size_t node, struct buf *out);

#endif

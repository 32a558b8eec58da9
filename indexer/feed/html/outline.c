/* Counts the text of a page's nodes. */
#include "indexer/feed/html/outline.h"

#include <stdlib.h>

#include "core/alloc.h"

static uint32_t shown_chars(struct span text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += (unsigned char)text.data[i] > ' ' && ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return n;
}

static bool is_left_out(const struct html_node *n, bool all)
{
    return all ? n->tag == TAG_SCRIPT : n->traits & TAG_IS_HIDDEN;
}

void outline_make(struct html_outline *o, const struct html_tree *t, bool all)
{
    if (o->cap < t->len) {
        free(o->nodes);
        o->nodes = must_alloc(sizeof *o->nodes * t->len);
        o->cap = t->len;
    }
    for (size_t i = 0; i < t->len; i++) {
        const struct html_node *n = &t->nodes[i];

        o->nodes[i] = (struct outline_node){.left_out = is_left_out(n, all)};
        if (n->tag == TAG_TEXT)
            o->nodes[i].chars = shown_chars(tree_text(t, i));
    }
    outline_count(o, t);
}

/* Adds NODE to the counts of the node around it. */
static void count_in_parent(struct html_outline *o, const struct html_tree *t, size_t node)
{
    struct outline_node *n = &o->nodes[node], *up = &o->nodes[t->nodes[node].parent];
    bool block = t->nodes[node].traits & TAG_IS_BLOCK;

    if (t->nodes[node].tag == TAG_A) {
        n->linked = n->chars;
        n->own_linked = n->own;
    }
    if (block && n->own >= PROSE_MIN && n->own_linked * 5 <= n->own * 2)
        n->prose += n->own - n->own_linked;
    up->chars += n->chars;
    up->linked += n->linked;
    up->prose += n->prose;
    up->own += block ? 0 : n->own;
    up->own_linked += block ? 0 : n->own_linked;
}

void outline_count(struct html_outline *o, const struct html_tree *t)
{
    for (size_t i = 0; i < t->len; i++) {
        struct outline_node *n = &o->nodes[i];

        *n = (struct outline_node){.left_out = n->left_out,
                                   .chars = t->nodes[i].tag == TAG_TEXT ? n->chars : 0};
        n->own = n->chars;
    }
    for (size_t i = t->len - 1; i; i--)
        if (!o->nodes[i].left_out)
            count_in_parent(o, t, i);
}

void outline_free(struct html_outline *o)
{
    free(o->nodes);
}

/* Writes the text of a part of a page as blocks. */
#include "indexer/feed/html/prose.h"

#include <stdlib.h>

#include "core/alloc.h"

/* The state between two pieces of text. */
struct prose_pen {
    struct prose *prose;
    const struct html_tree *tree;
    struct prose_block next; /* the block that the next text begins, if it begins one */
    bool begins;             /* it does */
    bool cell;               /* another cell of a row begins */
    bool blank;              /* a blank stands before the next text */
    size_t pre, link;        /* ends of the preformatted element and the link; 0: none */
};

void prose_clear(struct prose *p)
{
    buf_clear(&p->text);
    p->len = 0;
}

void prose_free(struct prose *p)
{
    buf_free(&p->text);
    free(p->blocks);
}

/* Ends the block; APART: an empty line follows. */
static void end_block(struct prose_pen *pen, bool apart)
{
    pen->next.apart = (pen->begins && pen->next.apart) || apart;
    pen->begins = true;
    pen->blank = pen->cell = false;
}

/* Writes the separator before the next text, which is LEN bytes of a link if LINKED. */
static void begin_text(struct prose_pen *pen, size_t len, bool linked)
{
    struct prose *p = pen->prose;

    if (pen->begins) {
        /* Items stand together, whatever is inside them. */
        if (pen->next.kind == BLOCK_ITEM && p->len && p->blocks[p->len - 1].kind == BLOCK_ITEM)
            pen->next.apart = false;
        GROW(p->blocks, p->len, p->cap);
        pen->next.at = p->text.len;
        p->blocks[p->len++] = pen->next;
        pen->next = (struct prose_block){0};
    } else if (pen->cell) {
        buf_char(&p->text, '\t');
    } else if (pen->blank) {
        buf_char(&p->text, ' ');
    }
    pen->begins = pen->cell = pen->blank = false;
    p->blocks[p->len - 1].linked += linked ? (uint32_t)len : 0;
}

static void add_text(struct prose_pen *pen, struct span text, bool linked)
{
    struct prose *p = pen->prose;

    begin_text(pen, text.len, linked);
    buf_span_add(&p->text, text);
    p->blocks[p->len - 1].len = p->text.len - p->blocks[p->len - 1].at;
}

static void add_words(struct prose_pen *pen, struct span text, bool linked)
{
    for (size_t at = 0, from; at < text.len;) {
        for (from = at; at < text.len && is_blank(text.data[at]);)
            at++;
        pen->blank |= at > from;
        for (from = at; at < text.len && !is_blank(text.data[at]);)
            at++;
        if (at > from)
            add_text(pen, (struct span){text.data + from, at - from}, linked);
    }
}

static void begin_node(struct prose_pen *pen, size_t node)
{
    const struct html_node *n = &pen->tree->nodes[node];

    if (n->traits & TAG_IS_BLOCK)
        end_block(pen, n->traits & TAG_IS_PARAGRAPH);
    if (n->tag == TAG_BR)
        end_block(pen, pen->begins);
    if (n->tag == TAG_LI || n->tag == TAG_TR || n->tag == TAG_DT || n->tag == TAG_DD)
        pen->next.kind = BLOCK_ITEM;
    if (n->tag == TAG_TD)
        pen->cell = true;
    if (tag_is_heading(n->tag)) {
        pen->next.kind = BLOCK_HEADING;
        pen->next.level = (uint8_t)(n->tag - TAG_H1 + 1);
    }
    if (n->tag == TAG_PRE && node >= pen->pre) {
        pen->pre = n->end;
        pen->next.kind = BLOCK_CODE;
    }
    if (n->tag == TAG_A && node >= pen->link)
        pen->link = n->end;
}

static void end_node(struct prose_pen *pen, size_t node)
{
    const struct html_node *n = &pen->tree->nodes[node];

    if (!(n->traits & TAG_IS_BLOCK))
        return;
    end_block(pen, n->traits & TAG_IS_PARAGRAPH);
    pen->next.kind = BLOCK_PARAGRAPH;
}

void prose_add(struct prose *p, const struct html_outline *o, const struct html_tree *t,
               size_t node)
{
    struct prose_pen pen = {.prose = p, .tree = t, .begins = true, .next = {.apart = true}};
    size_t open[TREE_DEPTH_MAX + 2], depth = 0;

    for (size_t i = node; i < t->nodes[node].end; i++) {
        while (depth && t->nodes[open[depth - 1]].end <= i)
            end_node(&pen, open[--depth]);
        if (o->nodes[i].left_out) {
            i = t->nodes[i].end - 1;
        } else if (t->nodes[i].tag != TAG_TEXT) {
            begin_node(&pen, i);
            open[depth++] = i;
        } else if (i >= pen.pre) {
            add_words(&pen, tree_text(t, i), i < pen.link);
        } else if (span_trim(tree_text(t, i)).len) {
            add_text(&pen, tree_text(t, i), i < pen.link);
        }
    }
}

void prose_write(const struct prose *p, struct buf *out)
{
    bool apart = false;

    for (size_t i = 0; i < p->len; i++) {
        const struct prose_block *b = &p->blocks[i];

        apart |= b->apart;
        if (b->left_out || !b->len)
            continue;
        if (out->len)
            buf_str(out, apart ? "\n\n" : "\n");
        if (b->kind == BLOCK_ITEM)
            buf_str(out, "- ");
        buf_span_add(out, prose_text(p, i));
        apart = false;
    }
}

/* A filter over a segment's documents. */
#include "searcher/match/list_filter.h"

void list_filter_begin(struct list_filter *f, const struct list_pass *p, struct list_node *tree)
{
    f->tree = tree;
    f->window = POSTING_END;
    f->whole = !tree && !(p->deleted && p->deleted->count);
}

static void load_filter_window(struct list_pass *p, struct list_filter *f, uint32_t first)
{
    f->window = first;
    if (f->tree) {
        list_window(p, f->tree, first, f->bits, NULL);
        return;
    }
    memset(f->bits, 0xFF, sizeof f->bits);
    list_drop_deleted(p, first, f->bits);
}

bool list_filter_passes(struct list_pass *p, struct list_filter *f, uint32_t document)
{
    uint32_t first = list_window_of(document);

    if (f->whole)
        return true;
    if (f->window != first)
        load_filter_window(p, f, first);
    return bits_have(f->bits, document - first);
}

uint32_t list_filter_next(struct list_filter *f, uint32_t from)
{
    /* The tree's cursors must not leave the window whose bits are kept. */
    if (!f->tree || (f->window != POSTING_END && from < f->window + PASS_WINDOW))
        return from;
    return list_node_next(f->tree, from);
}

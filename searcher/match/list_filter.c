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

/* The first document of the window that passes, from FROM on; POSTING_END if none does. */
static uint32_t next_in_window(const struct list_filter *f, uint32_t from)
{
    uint32_t at = from - f->window, word = at / 64;
    uint64_t left = f->bits[word] & UINT64_MAX << at % 64;

    while (!left && ++word < PASS_WORDS)
        left = f->bits[word];
    return left ? f->window + word * 64 + (uint32_t)__builtin_ctzll(left) : POSTING_END;
}

uint32_t list_filter_next(struct list_filter *f, uint32_t from)
{
    if (!f->tree)
        return from;
    if (f->window != POSTING_END && from - f->window < PASS_WINDOW) {
        uint32_t next = next_in_window(f, from);

        /* The tree's cursors must not leave a window while it has documents. */
        if (next != POSTING_END || f->window > UINT32_MAX - PASS_WINDOW)
            return next;
        from = f->window + PASS_WINDOW;
    }
    return list_node_next(f->tree, from);
}

uint32_t list_filter_until(const struct list_filter *f, uint32_t from, uint32_t end)
{
    return f->tree ? list_node_until(f->tree, from, end) : end;
}

/* All matches of a tree in a segment, window by window. */
#include "searcher/match/list_matches.h"

#include "core/alloc.h"

/* Visits a window's matches; false: enough. */
typedef bool window_visit(void *ctx, uint32_t first, const uint64_t *bits);

static void each_window(struct list_pass *p, struct list_node *root, window_visit *visit, void *ctx)
{
    struct pass_scratch *s = list_pass_enter(p);
    uint32_t doc = list_node_next(root, 1);

    while (doc <= p->lists->documents && !list_pass_over(p, PASS_WORDS)) {
        uint32_t first = list_window_of(doc);

        list_window(p, root, first, s->bits, NULL);
        if (!visit(ctx, first, s->bits) || first > UINT32_MAX - PASS_WINDOW)
            break;
        doc = list_node_next(root, first + PASS_WINDOW);
    }
    list_pass_leave(p, s);
}

/* ---- Counts ------------------------------------------------------------------------- */

static bool count_window(void *ctx, uint32_t first, const uint64_t *bits)
{
    uint64_t *count = ctx;

    (void)first;
    *count += bits_count(bits);
    return true;
}

uint64_t list_count(struct list_pass *p, struct list_node *root)
{
    bool leaf = root->kind == PLAN_TERM || root->kind == PLAN_ALL || root->kind == PLAN_RANGES;
    uint64_t count = 0;

    if (leaf && !p->deleted)
        return root->documents;
    each_window(p, root, count_window, &count);
    return count;
}

static bool any_in_window(void *ctx, uint32_t first, const uint64_t *bits)
{
    bool *any = ctx;

    (void)first;
    *any = bits_any(bits);
    return !*any;
}

bool list_any(struct list_pass *p, struct list_node *root)
{
    bool any = false;

    each_window(p, root, any_in_window, &any);
    return any;
}

/* ---- Numbers ------------------------------------------------------------------------ */

struct numbers {
    struct match_listed *out;
    size_t cap, most; /* 0: no limit */
};

static bool list_window_numbers(void *ctx, uint32_t first, const uint64_t *bits)
{
    struct numbers *n = ctx;
    size_t need = n->out->len + bits_count(bits);

    if (need > n->cap) {
        n->cap = 2 * need;
        n->out->numbers = must_realloc(n->out->numbers, n->cap * sizeof *n->out->numbers);
    }
    BITS_EACH(bits, at)
    n->out->numbers[n->out->len++] = first + at;
    if (n->most && n->out->len > n->most)
        n->out->len = n->most;
    return !n->most || n->out->len < n->most;
}

void list_numbers(struct list_pass *p, struct list_node *root, uint32_t most,
                  struct match_listed *out)
{
    struct numbers n = {.out = out, .most = most};

    each_window(p, root, list_window_numbers, &n);
}

/* ---- Intervals ---------------------------------------------------------------------- */

struct tally {
    const struct match_intervals *by;
    size_t at; /* the interval in which the next document is */
    uint64_t *counts;
};

/* Counts the bits FROM to TO, both in the window. */
static uint32_t count_between(const uint64_t *bits, uint32_t from, uint32_t to)
{
    uint32_t count = 0;

    for (uint32_t word = from / 64; word <= to / 64; word++)
        count += bits_count_word(bits[word] & bits_mask(word, from, to));
    return count;
}

static bool tally_window(void *ctx, uint32_t first, const uint64_t *bits)
{
    struct tally *t = ctx;
    uint32_t from = first, end = first + (PASS_WINDOW - 1);

    while (t->at < t->by->len && t->by->list[t->at].last < from)
        t->at++;
    while (t->at < t->by->len && from <= end) {
        const struct match_interval *i = &t->by->list[t->at];
        uint32_t last = i->last < end ? i->last : end;

        t->counts[i->slot] += count_between(bits, from - first, last - first);
        if (i->last > end)
            break;
        t->at++;
        from = last + 1;
    }
    return true;
}

void list_tally(struct list_pass *p, struct list_node *root, const struct match_intervals *by,
                uint64_t *counts)
{
    struct tally t = {.by = by, .counts = counts};

    each_window(p, root, tally_window, &t);
}

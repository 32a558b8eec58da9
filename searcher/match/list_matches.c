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

/* Documents without a term. */
struct count_without {
    struct list_pass *pass;
    struct list_node *term;
    uint64_t count;
};

static bool count_window_without(void *ctx, uint32_t first, const uint64_t *bits)
{
    struct count_without *c = ctx;
    struct pass_scratch *s = list_pass_enter(c->pass);

    memcpy(s->bits, bits, sizeof s->bits);
    list_probe_term(c->pass, c->term, false, first, s->bits, NULL);
    c->count += bits_count(s->bits);
    list_pass_leave(c->pass, s);
    return true;
}

enum {
    DOMINANT = 16 /* times as many documents as the other terms have together; measured: 8 and 32
                     cost 1 us more, 4 costs 3, and 2 more than reading every list */
};

/* The index of the dominant term of N, an OR of terms; N->n_children if there is none. */
static size_t dominant_term(const struct list_node *n)
{
    size_t most = 0;
    uint64_t sum = 0;

    for (size_t i = 0; i < n->n_children; i++) {
        if (n->kind != PLAN_OR || n->children[i]->kind != PLAN_TERM)
            return n->n_children;
        sum += n->children[i]->documents;
        most = n->children[i]->documents > n->children[most]->documents ? i : most;
    }
    sum -= n->n_children ? n->children[most]->documents : 0;
    return n->n_children && sum * DOMINANT < n->children[most]->documents ? most : n->n_children;
}

/* Documents with the term, and those with any other term of ROOT that lack it: the most
 * frequent word of a query is not read, only looked into. Measured, exact count of an OR:
 * 43 -> 35 us. */
static uint64_t count_around(struct list_pass *p, struct list_node *root, size_t term)
{
    struct list_node rest = *root;
    struct count_without c = {.pass = p, .term = root->children[term]};

    rest.children = arena_zalloc(&p->memory->arena, rest.n_children * sizeof(struct list_node *));
    rest.n_children = 0;
    for (size_t i = 0; i < root->n_children; i++)
        if (i != term)
            rest.children[rest.n_children++] = root->children[i];
    if (rest.n_children)
        each_window(p, &rest, count_window_without, &c);
    return c.term->documents + c.count;
}

uint64_t list_count(struct list_pass *p, struct list_node *root)
{
    bool leaf = root->kind == PLAN_TERM || root->kind == PLAN_ALL || root->kind == PLAN_RANGES;
    size_t dominant = p->deleted ? root->n_children : dominant_term(root);
    uint64_t count = 0;

    if (leaf && !p->deleted)
        return root->documents;
    if (dominant < root->n_children)
        return count_around(p, root, dominant);
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

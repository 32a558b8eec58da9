/* Windows of a tree: joins of its nodes. */
#include "searcher/match/list_fill.h"

enum {
    PROBE_BELOW = 16, /* a term is looked up for few bits rather than read, if it has so many
                         times as many postings in the window */
    COUNTER_BITS = 16 /* LEAST counts children up to 65,535 */
};

void list_drop_deleted(const struct list_pass *p, uint32_t first, uint64_t *bits)
{
    const struct deletions *d = p->deleted;

    if (!d || !d->count)
        return;
    for (uint32_t word = 0; word < PASS_WORDS && first / 64 + word <= d->last / 64; word++)
        bits[word] &= ~d->bits[first / 64 + word];
}

void list_window(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                 double *row)
{
    bits_clear(bits);
    list_fill(p, n, first, bits, row, false);
    list_drop_deleted(p, first, bits);
}

/* ---- Joins ------------------------------------------------------------------------ */

enum combine { COMBINE_AND, COMBINE_OR, COMBINE_XOR, COMBINE_NOT };

static void combine_bits(uint64_t *bits, const uint64_t *other, enum combine how)
{
    for (int i = 0; i < PASS_WORDS; i++)
        switch (how) {
        case COMBINE_AND:
            bits[i] &= other[i];
            break;
        case COMBINE_OR:
            bits[i] |= other[i];
            break;
        case COMBINE_XOR:
            bits[i] ^= other[i];
            break;
        case COMBINE_NOT:
            bits[i] &= ~other[i];
            break;
        }
}

/* Whether the node sets bits whatever is set before. */
static bool only_sets_bits(const struct list_node *n)
{
    return n->kind == PLAN_TERM || n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR ||
           n->kind == PLAN_RANGES || n->kind == PLAN_ALL || n->kind == PLAN_SYNONYM;
}

/* Whether to look the term N up for each of so many bits of a window. */
static bool probing_pays(const struct list_pass *p, const struct list_node *n, uint32_t bits)
{
    uint64_t here = (uint64_t)n->documents * PASS_WINDOW / (p->lists->documents + 1);

    return n->kind == PLAN_TERM && (uint64_t)bits * PROBE_BELOW < here;
}

/* Takes from BITS what the child does not match (COMBINE_AND) or matches (COMBINE_NOT). */
static void narrow_by(struct list_pass *p, struct list_node *child, uint32_t first, uint64_t *bits,
                      double *row, enum combine how, struct pass_scratch *s)
{
    if (probing_pays(p, child, bits_count(bits))) {
        list_probe_term(p, child, how == COMBINE_AND, first, bits, row);
        return;
    }
    bits_clear(s->bits);
    list_fill(p, child, first, s->bits, row, false);
    combine_bits(bits, s->bits, how);
}

static void fill_narrowed(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                          double *row)
{
    enum combine how = n->kind == PLAN_NOT ? COMBINE_NOT : COMBINE_AND;
    struct pass_scratch *s = list_pass_enter(p);

    list_fill(p, n->children[0], first, bits, row, false);
    for (size_t i = 1; i < n->n_children && bits_any(bits); i++)
        narrow_by(p, n->children[i], first, bits, n->kind == PLAN_AND ? row : NULL, how, s);
    list_pass_leave(p, s);
}

static void fill_widened(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                         double *row)
{
    struct pass_scratch *s = list_pass_enter(p);

    list_fill(p, n->children[0], first, bits, row, true);
    for (size_t i = 1; i < n->n_children; i++) {
        if (n->kind == PLAN_OR && only_sets_bits(n->children[i])) {
            list_fill(p, n->children[i], first, bits, row, true);
            continue;
        }
        bits_clear(s->bits);
        list_fill(p, n->children[i], first, s->bits, row, true);
        combine_bits(bits, s->bits, n->kind == PLAN_OR ? COMBINE_OR : COMBINE_XOR);
    }
    list_pass_leave(p, s);
}

/* The first child, scored with the others where they match too. */
static void fill_maybe(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                       double *row)
{
    struct pass_scratch *s;

    list_fill(p, n->children[0], first, bits, row, false);
    if (!row || !bits_any(bits))
        return;
    s = list_pass_enter(p);
    for (size_t i = 1; i < n->n_children; i++) {
        bits_clear(s->bits);
        list_fill(p, n->children[i], first, s->bits, row, true);
    }
    list_pass_leave(p, s);
}

/* ---- At least so many --------------------------------------------------------------- */

/* Adds a bit to counters of 64 documents, whose binary digits are in PLANES, the lowest
 * first, PASS_WORDS apart. */
static void count_word(uint64_t *planes, uint64_t carry)
{
    for (; carry; planes += PASS_WORDS) {
        uint64_t digit = *planes;

        *planes = digit ^ carry;
        carry &= digit;
    }
}

/* A bit for each of 64 counters that is not below LEAST: compared from the lowest digit up. */
static uint64_t counted_enough(const uint64_t *planes, uint32_t least)
{
    uint64_t enough = UINT64_MAX;

    for (int digit = 0; digit < COUNTER_BITS; digit++, planes += PASS_WORDS)
        enough = least >> digit & 1 ? *planes & enough : *planes | enough;
    return enough;
}

static void fill_least(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                       double *row)
{
    struct pass_scratch *s = list_pass_enter(p), *counters = list_pass_enter(p);
    uint64_t *planes = (uint64_t *)counters->row;

    memset(planes, 0, COUNTER_BITS * PASS_WORDS * sizeof *planes);
    for (size_t i = 0; i < n->n_children; i++) {
        bits_clear(s->bits);
        list_fill(p, n->children[i], first, s->bits, row, true);
        for (int word = 0; word < PASS_WORDS; word++)
            count_word(planes + word, s->bits[word]);
    }
    for (int word = 0; word < PASS_WORDS; word++)
        bits[word] = counted_enough(planes + word, n->least);
    list_pass_leave(p, counters);
    list_pass_leave(p, s);
}

/* ---- All kinds ------------------------------------------------------------------------ */

static void fill_join(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                      double *row)
{
    switch (n->kind) {
    case PLAN_OR:
    case PLAN_XOR:
        fill_widened(p, n, first, bits, row);
        break;
    case PLAN_LEAST:
        fill_least(p, n, first, bits, row);
        break;
    case PLAN_MAYBE:
        fill_maybe(p, n, first, bits, row);
        break;
    default:
        fill_narrowed(p, n, first, bits, row);
    }
}

/* Scores of N apart, so that those of documents that do not match are dropped. */
static void fill_clean(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                       double *row)
{
    struct pass_scratch *s = list_pass_enter(p);

    memset(s->row, 0, sizeof s->row);
    fill_join(p, n, first, bits, s->row);
    BITS_EACH(bits, at)
    row[at] += s->row[at];
    list_pass_leave(p, s);
}

void list_fill(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
               double *row, bool clean)
{
    if (p->stopped != DATELINE_OK)
        return;
    switch (n->kind) {
    case PLAN_NOTHING:
        break;
    case PLAN_ALL:
        list_fill_all(p, first, bits);
        break;
    case PLAN_RANGES:
        list_fill_ranges(n, first, bits);
        break;
    case PLAN_TERM:
        list_fill_term(p, n, first, bits, row);
        break;
    case PLAN_PHRASE:
    case PLAN_NEAR:
        list_fill_near(p, n, first, bits, row);
        break;
    case PLAN_SYNONYM:
        list_fill_synonym(p, n, first, bits, row);
        break;
    case PLAN_OR:
        fill_join(p, n, first, bits, row);
        break;
    default:
        (row && clean ? fill_clean : fill_join)(p, n, first, bits, row);
    }
}

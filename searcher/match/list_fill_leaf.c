/* Windows of the leaves of a tree: all documents, ranges, terms. */
#include "searcher/match/list_fill.h"

/* Sets the bits FROM to TO, both in the window. */
static void set_bits_between(uint64_t *bits, uint32_t from, uint32_t to)
{
    for (uint32_t word = from / 64; word <= to / 64; word++)
        bits[word] |= bits_mask(word, from, to);
}

void list_fill_all(const struct list_pass *p, uint32_t first, uint64_t *bits)
{
    uint32_t from = first ? 0 : 1, last = p->lists->documents;

    if (last >= first + from)
        set_bits_between(bits, from, last - first < PASS_WINDOW ? last - first : PASS_WINDOW - 1);
}

void list_fill_ranges(struct list_node *n, uint32_t first, uint64_t *bits)
{
    uint32_t end = first + (PASS_WINDOW - 1);

    while (n->at_range < n->n_ranges && n->ranges[n->at_range].last < first)
        n->at_range++;
    for (size_t i = n->at_range; i < n->n_ranges && n->ranges[i].first <= end; i++) {
        uint32_t from = n->ranges[i].first, to = n->ranges[i].last;

        set_bits_between(bits, from > first ? from - first : 0, (to < end ? to : end) - first);
    }
}

/* ---- Bits of a block ---------------------------------------------------------------- */

enum { DENSE_WORDS = 8, TURNS = 4, TURN = PACKING_BLOCK / TURNS };

/* The lowest bits of eight bytes, each 0 or 1. */
static inline uint64_t bits_of_bytes(const uint8_t *bytes)
{
    return little_get64(bytes) * UINT64_C(0x0102040810204080) >> 56;
}

/* Sets the bits of a full block that lies in N words from WORD on, a byte each first: bits
 * of one word would have to wait for each other. */
static void set_dense_bits(const uint32_t *docs, uint32_t first, uint64_t *word, uint32_t n)
{
    uint8_t bytes[DENSE_WORDS * 64];

    memset(bytes, 0, (size_t)n * 64);
    for (uint32_t i = 0; i < PACKING_BLOCK; i++)
        bytes[docs[i] - first] = 1;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t part = 0; part < 8; part++)
            word[i] |= bits_of_bytes(&bytes[i * 64 + part * 8]) << part * 8;
}

/* Sets the bits of a full block. Its places are set in turns, as those that follow each other
 * often have their bits in one word. Measured with the dense form, exact count of an OR:
 * 49 -> 43 us. */
static void set_all_bits(const uint32_t *docs, uint32_t first, uint64_t *bits)
{
    uint32_t from = (docs[0] - first) / 64,
             words = (docs[PACKING_BLOCK - 1] - first) / 64 - from + 1;

    if (words <= DENSE_WORDS) {
        set_dense_bits(docs, first + from * 64, bits + from, words);
        return;
    }
    for (uint32_t i = 0; i < TURN; i++)
        for (uint32_t turn = 0; turn < TURNS; turn++)
            bits_set(bits, docs[turn * TURN + i] - first);
}

/* Sets the bits of the block's postings from AT on that are before END; returns where the
 * later ones begin. */
static uint32_t set_block_bits(const struct posting_cursor *c, uint32_t at, uint32_t first,
                               uint32_t end, uint64_t *bits)
{
    uint32_t stop = c->docs[c->len - 1] < end ? c->len : posting_place(c, end);

    if (at == 0 && stop == PACKING_BLOCK) {
        set_all_bits(c->docs, first, bits);
        return stop;
    }
    for (; at < stop; at++)
        bits_set(bits, c->docs[at] - first);
    return at;
}

/* Sets the bits of the opened block that are before END; false if it is damaged. */
static bool join_block(struct posting_cursor *c, uint32_t first, uint32_t end, uint64_t *bits)
{
    uint32_t at;

    if (c->is_set) {
        bits_join_set(bits, first, &c->set);
        return true;
    }
    if (!posting_decode(c))
        return false;
    for (at = c->at; c->docs[at] < first; at++)
        continue;
    c->at = set_block_bits(c, at, first, end, bits);
    return true;
}

/* ---- Terms ---------------------------------------------------------------------- */

/* Adds to ROW the parts of the same postings. */
static void score_block(struct list_pass *p, const struct list_node *n, uint32_t at, uint32_t first,
                        uint32_t end, const uint8_t *lengths, double *row)
{
    const struct posting_cursor *c = n->cursor;

    for (; c->docs[at] < end; at++)
        row[c->docs[at] - first] +=
            list_pass_part(p, n->weight, list_length_at(lengths, c->docs[at]), c->wdfs[at]);
}

/* Adds to ROW their wdfs. */
static void add_block_wdfs(const struct posting_cursor *c, uint32_t at, uint32_t first,
                           uint32_t end, double *row)
{
    for (; c->docs[at] < end; at++)
        row[c->docs[at] - first] += c->wdfs[at];
}

/* Adds to ROW what the opened block's postings before END give; false if it is damaged. */
static bool add_block(struct list_pass *p, struct list_node *n, uint32_t first, uint32_t end,
                      const uint8_t *lengths, double *row)
{
    uint32_t at;

    if (!posting_decode(n->cursor) || !posting_wdfs_ready(n->cursor))
        return false;
    for (at = n->cursor->at; n->cursor->docs[at] < first; at++)
        continue;
    if (n->adds_wdf)
        add_block_wdfs(n->cursor, at, first, end, row);
    else
        score_block(p, n, at, first, end, lengths, row);
    return true;
}

void list_fill_term(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                    double *row)
{
    struct posting_cursor *c = n->cursor;
    uint32_t end = first + PASS_WINDOW;
    bool adding = row && (n->adds_wdf || n->weight > 0);
    const uint8_t *lengths = NULL;

    if (!c || (adding && !(lengths = list_pass_lengths(p, first, end - 1))))
        return;
    while (posting_shallow(c, first) && posting_open(c) && !list_pass_over(p, PACKING_BLOCK)) {
        if ((adding && !add_block(p, n, first, end, lengths, row)) ||
            !join_block(c, first, end, bits) || posting_block_last(c->list, c->block) >= end - 1)
            return;
        c->block++;
    }
}

void list_probe_term(struct list_pass *p, struct list_node *n, bool in, uint32_t first,
                     uint64_t *bits, double *row)
{
    struct posting_cursor *c = n->cursor;
    bool adding = row && n->weight > 0;
    const uint8_t *lengths = adding ? list_pass_lengths(p, first, first + PASS_WINDOW - 1) : NULL;

    if (adding && !lengths)
        return;
    BITS_EACH(bits, at)
    {
        bool here = c && posting_has(c, first + at);

        /* Without a branch, which would be mispredicted. */
        bits[at / 64] &= ~((uint64_t)(here != in) << at % 64);
        if (adding && here && in)
            row[at] +=
                list_pass_part(p, n->weight, list_length_at(lengths, first + at), posting_wdf(c));
    }
    list_pass_over(p, PACKING_BLOCK);
}

/* Reads a term's postings: opens the directory, unpacks blocks, moves cursors. */
#include "lists/posting_list.h"

#include <string.h>

#include "store/little.h"

enum {
    HEAD = 16,
    BLOCK_HEAD = 2, /* bits of gaps, base of wdfs */
    PER_BLOCK = sizeof(uint32_t) + sizeof(uint32_t) + sizeof(uint16_t),
};

/* ---- Opening -------------------------------------------------------------- */

/* Sets the fields that lie in the directory, at RECORD. */
static void lay_directory(struct posting_list *l, const uint8_t *record)
{
    const uint8_t *p = record + HEAD;

    l->x_max = little_get_float(record);
    l->x_tenth = little_get_float(record + 4);
    l->x_hundredth = little_get_float(record + 8);
    l->wdf_max = little_get32(record + 12);
    l->last = p;
    l->ends = p += (size_t)l->blocks * sizeof(uint32_t);
    l->bounds = p += (size_t)l->blocks * sizeof(uint32_t);
    p += (size_t)l->blocks * sizeof(uint16_t);
    if (l->term.positional) {
        l->position_ends = p;
        p += (size_t)l->blocks * sizeof(uint64_t);
    }
    l->data = p;
}

static uint64_t directory_size(const struct posting_list *l)
{
    uint64_t per_block = PER_BLOCK + (l->term.positional ? sizeof(uint64_t) : 0);

    return l->term.documents < PACKING_BLOCK ? 0 : HEAD + l->blocks * per_block;
}

/* Written so that a NaN is refused. */
static bool shares_valid(const struct posting_list *l)
{
    return l->x_hundredth >= 0 && l->x_tenth >= l->x_hundredth && l->x_max >= l->x_tenth &&
           l->x_max <= 1;
}

/* Whether the bytes of the term's postings lie in the file and its directory can be true. */
static bool open_postings(struct posting_list *l, struct pages *p)
{
    const struct list_term *t = &l->term;
    uint64_t directory = directory_size(l);

    if (!t->documents || t->documents > l->lists->documents || t->postings > p->size ||
        t->postings_len > p->size - t->postings || directory > t->postings_len ||
        t->postings_len - directory > UINT32_MAX || !pages_ready(p, t->postings, directory))
        return false;
    l->data = p->data + t->postings;
    if (directory)
        lay_directory(l, l->data);
    l->data_at = t->postings + directory;
    l->data_len = (uint32_t)(t->postings_len - directory);
    return shares_valid(l);
}

dateline_status posting_list_open(const struct lists *lists, const struct list_term *term,
                                  struct posting_list *out, dateline_error *err)
{
    struct pages *p = lists->files[LISTS_POSTINGS];
    struct posting_list l = {.lists = lists, .term = *term, .usual = term->occurrences > 0};

    if (!p)
        return fail(err, DATELINE_CORRUPT, "%s is missing", lists_file_name(LISTS_POSTINGS));
    l.blocks = term->documents / PACKING_BLOCK + (term->documents % PACKING_BLOCK > 0);
    if (!open_postings(&l, p))
        return pages_damaged(p, term->postings, err);
    *out = l;
    return DATELINE_OK;
}

uint32_t posting_block_last(const struct posting_list *l, uint32_t block)
{
    uint32_t most = l->lists->documents, last;

    if (!l->last)
        return most;
    last = little_get32(l->last + (size_t)block * sizeof(uint32_t));
    return last < most ? last : most;
}

double posting_block_bound(const struct posting_list *l, uint32_t block)
{
    double bound;

    if (!l->bounds)
        return 1;
    /* impact_bound(), without <math.h> in every reader. */
    bound = (little_get16(l->bounds + (size_t)block * sizeof(uint16_t)) + 1) / 65536.0;
    return bound < (double)l->x_max ? bound : (double)l->x_max;
}

/* Blocks whose bounds are compared at once. */
enum { BOUNDS = 16 };

/* Whether any of BOUNDS bounds at P is not below CODE: without branches, for vector units. */
static bool any_bound_above(const uint8_t *p, uint16_t code)
{
    unsigned any = 0;

    for (int i = 0; i < BOUNDS; i++)
        any |= little_get16(p + (size_t)i * sizeof(uint16_t)) >= code;
    return any;
}

uint32_t posting_block_above(const struct posting_list *l, uint32_t from, double least)
{
    /* The greatest code whose bound (code + 1) / 65536 may be below LEAST has none below it. */
    double scaled = least * 65536 - 1;
    uint16_t code = (uint16_t)(scaled < 65535 ? scaled > 0 ? scaled : 0 : 65535);

    if (!l->bounds || !(scaled > 0))
        return from;
    while (from + BOUNDS <= l->blocks && !any_bound_above(l->bounds + (size_t)from * 2, code))
        from += BOUNDS;
    while (from < l->blocks && little_get16(l->bounds + (size_t)from * 2) < code)
        from++;
    return from;
}

/* ---- Blocks --------------------------------------------------------------- */

/* Finds the bytes of BLOCK and verifies their pages; false if they are damaged. */
static bool block_bytes(const struct posting_list *l, uint32_t block, const uint8_t **from,
                        const uint8_t **end)
{
    uint32_t start = 0, stop = l->data_len;

    if (l->ends) {
        stop = little_get32(l->ends + (size_t)block * sizeof(uint32_t));
        start = block ? little_get32(l->ends + (size_t)(block - 1) * sizeof(uint32_t)) : 0;
    }
    if (start >= stop || stop > l->data_len ||
        !pages_ready(l->lists->files[LISTS_POSTINGS], l->data_at + start, stop - start))
        return false;
    *from = l->data + start;
    *end = l->data + stop;
    return true;
}

/* Unpacks documents and wdfs of a block that is not full, after DOCUMENT. */
static bool decode_tail(struct posting_cursor *c, const uint8_t *p, const uint8_t *end,
                        uint32_t document)
{
    uint32_t usual = c->list->usual;

    for (uint32_t i = 0; i < c->len; i++) {
        uint64_t both, next;

        p = packing_get_vbyte64(p, end, &both);
        if (!p)
            return false;
        next = (uint64_t)document + (both >> 1) + 1;
        if (next > c->list->lists->documents)
            return false;
        c->docs[i] = document = (uint32_t)next;
        c->wdfs[i] = usual;
        if (!(both & 1) && !(p = packing_get_vbyte(p, end, &c->wdfs[i])))
            return false;
    }
    if (p != end || (c->list->last && document != posting_block_last(c->list, c->block)))
        return false;
    memset(c->docs + c->len, 0xFF, (PACKING_BLOCK + POSTING_PAD - c->len) * sizeof *c->docs);
    c->decoded = c->with_wdf = c->block;
    return true;
}

/* The last document of the block before BLOCK. */
static uint32_t block_before(const struct posting_list *l, uint32_t block)
{
    return block ? posting_block_last(l, block - 1) : 0;
}

static bool docs_ascend(const uint32_t *docs, uint32_t before)
{
    for (int i = 0; i < PACKING_BLOCK; i++) {
        if (docs[i] <= before)
            return false;
        before = docs[i];
    }
    return true;
}

/* The sums of a block's gaps wrap around at most once if these have at most SAFE_BITS bits:
 * 128 * 2^24 is 2^31. Then the block's last document is below the one before the block, so
 * comparing the two suffices to refuse it. */
enum { SAFE_BITS = 24 };

/* Finds the documents and wdfs of a full block after BEFORE, and reads it if it is a set. */
static bool open_full(struct posting_cursor *c, const uint8_t *p, const uint8_t *end,
                      uint32_t before)
{
    uint32_t last = posting_block_last(c->list, c->block), size;

    if (end - p < BLOCK_HEAD || last <= before)
        return false;
    c->before = before;
    c->last = last;
    c->bits = p[0];
    c->wdf_base = p[1];
    c->is_set = c->bits == PACKING_SET;
    if (c->is_set ? last - before > DOC_SET_SPAN : c->bits > PACKING_BITS_MAX)
        return false;
    size = c->is_set ? doc_set_size(before, last) : 16 * c->bits;
    if (end - p - BLOCK_HEAD < size)
        return false;
    c->doc_bytes = p + BLOCK_HEAD;
    c->wdf_bytes = c->doc_bytes + size;
    c->wdf_end = end;
    return !c->is_set || doc_set_read(&c->set, c->doc_bytes, before, last);
}

/* Unpacks the documents of the full block that is opened. */
static bool decode_full(struct posting_cursor *c)
{
    if (c->is_set) {
        if (!posting_ranked(c))
            return false;
        doc_set_docs(&c->set, c->docs);
        return true;
    }
    packing_get_ascending(c->doc_bytes, c->bits, c->before, c->docs);
    return c->docs[PACKING_BLOCK - 1] == c->last &&
           (c->bits <= SAFE_BITS || docs_ascend(c->docs, c->before));
}

/* Ends the list where it is damaged. */
static bool end_damaged(struct posting_cursor *c)
{
    c->damaged = true;
    c->block = c->list->blocks;
    return false;
}

bool posting_open(struct posting_cursor *c)
{
    const struct posting_list *l = c->list;
    const uint8_t *p, *end;
    bool full;

    if (c->block >= l->blocks)
        return false;
    if (c->opened == c->block)
        return true;
    c->len = posting_block_len(l, c->block);
    full = c->len == PACKING_BLOCK;
    c->at = 0;
    c->opened = c->decoded = POSTING_END;
    c->is_set = c->ranked = false;
    if (!block_bytes(l, c->block, &p, &end) ||
        !(full ? open_full : decode_tail)(c, p, end, block_before(l, c->block)))
        return end_damaged(c);
    c->opened = c->block;
    return true;
}

bool posting_rank(struct posting_cursor *c)
{
    c->ranked = doc_set_rank(&c->set);
    return c->ranked || end_damaged(c);
}

bool posting_decode(struct posting_cursor *c)
{
    if (!posting_open(c))
        return false;
    if (c->decoded == c->block)
        return true;
    if (!decode_full(c))
        return end_damaged(c);
    memset(c->docs + PACKING_BLOCK, 0xFF, POSTING_PAD * sizeof *c->docs);
    c->decoded = c->block;
    return true;
}

bool posting_wdfs(struct posting_cursor *c)
{
    const uint8_t *p = packing_get_patched(c->wdf_bytes, c->wdf_end, c->wdfs);

    if (!p || p != c->wdf_end) {
        c->with_wdf = POSTING_END;
        return end_damaged(c);
    }
    for (int i = 0; i < PACKING_BLOCK && c->wdf_base; i++)
        c->wdfs[i] += c->wdf_base;
    c->with_wdf = c->opened;
    return true;
}

/* ---- Moving --------------------------------------------------------------- */

void posting_cursor_begin(struct posting_cursor *c, const struct posting_list *list)
{
    c->list = list;
    c->block = 0;
    c->opened = c->decoded = c->with_wdf = POSTING_END;
    c->at = c->len = 0;
    c->doc_bytes = c->wdf_bytes = c->wdf_end = NULL;
    c->is_set = c->ranked = c->damaged = false;
}

/* The first block from FROM on whose last document is not below TO: steps double until one
 * is found, then the last step is bisected. */
static uint32_t find_block(const struct posting_list *l, uint32_t from, uint32_t to)
{
    uint32_t step = 1, low = from, high;

    if (from >= l->blocks || posting_block_last(l, from) >= to)
        return from;
    while (l->blocks - low > step && posting_block_last(l, low + step) < to) {
        low += step;
        step *= 2;
    }
    high = l->blocks - low > step ? low + step : l->blocks;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (posting_block_last(l, middle) < to)
            low = middle;
        else
            high = middle;
    }
    return high;
}

bool posting_shallow(struct posting_cursor *c, uint32_t to)
{
    c->block = find_block(c->list, c->block, to);
    return c->block < c->list->blocks;
}

/* The index of the first decoded document, from the current one on, that is not below TO;
 * len if there is none. The POSTING_PAD entries after the last document stop both loops. */
static uint32_t find_document(const struct posting_cursor *c, uint32_t to)
{
    uint32_t at = c->at;

    while (c->docs[at + 7] < to)
        at += 8;
    while (c->docs[at] < to)
        at++;
    return at;
}

uint32_t posting_seek(struct posting_cursor *c, uint32_t to)
{
    while (posting_shallow(c, to) && posting_decode(c)) {
        c->at = find_document(c, to);
        if (c->at < c->len)
            return c->docs[c->at];
        c->block++;
    }
    return POSTING_END;
}

uint32_t posting_next(struct posting_cursor *c)
{
    if (c->block >= c->list->blocks)
        return POSTING_END;
    if (c->opened == c->block && ++c->at >= c->len)
        c->block++;
    return posting_decode(c) ? c->docs[c->at] : POSTING_END;
}

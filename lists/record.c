/* Packs a term's postings and positions. */
#include "lists/record.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/doc_set.h"
#include "lists/impact.h"
#include "store/little.h"

void record_begin(struct record *r)
{
    r->documents = r->len = r->wdf_max = r->block_before = 0;
    r->occurrences = r->positions_len = 0;
    r->n_lines = r->n_steps = 0;
    r->positional = false;
    buf_clear(&r->data);
    buf_clear(&r->positions);
    best_shares_clear(&r->best);
}

void record_free(struct record *r)
{
    free(r->steps);
    free(r->lines);
    buf_free(&r->data);
    buf_free(&r->positions);
}

/* Makes room for SIZE bytes at the end of B; bytes_end then ends B after the last used. */
static uint8_t *bytes_room(struct buf *b, size_t size)
{
    buf_reserve(b, size);
    return (uint8_t *)b->data + b->len;
}

static void bytes_end(struct buf *b, const uint8_t *end)
{
    b->len = (size_t)(end - (uint8_t *)b->data);
    b->data[b->len] = '\0';
}

/* ---- Blocks ---------------------------------------------------------------- */

static uint32_t least_wdf(const uint32_t *wdfs)
{
    uint32_t least = UINT8_MAX;

    for (int i = 0; i < PACKING_BLOCK; i++)
        if (wdfs[i] < least)
            least = wdfs[i];
    return least;
}

/* Whether the block is written as a set: where it takes no more bytes than gaps of BITS
 * bits. A third more bytes would save another 5 % of a count, and cost 7 % of a frequent word. */
static bool set_pays(const struct record *r, unsigned bits)
{
    uint32_t last = r->docs[PACKING_BLOCK - 1], size = doc_set_size(r->block_before, last);

    return last - r->block_before <= DOC_SET_SPAN && size <= 16 * bits;
}

static uint8_t *put_documents(const struct record *r, const uint32_t *gaps, uint8_t *p)
{
    unsigned bits = packing_bits(gaps);

    if (set_pays(r, bits)) {
        *p = PACKING_SET;
        doc_set_put(r->docs, r->block_before, p + 2);
        return p + 2 + doc_set_size(r->block_before, r->docs[PACKING_BLOCK - 1]);
    }
    *p = (uint8_t)bits;
    packing_put(gaps, bits, p + 2);
    return p + 2 + 16 * bits;
}

static void put_postings(struct record *r)
{
    uint8_t *p = bytes_room(&r->data, 2 + PACKING_PLAIN_MAX + PACKING_PATCHED_MAX);
    uint32_t gaps[PACKING_BLOCK], before = r->block_before, base = least_wdf(r->wdfs);

    for (int i = 0; i < PACKING_BLOCK; i++) {
        gaps[i] = r->docs[i] - before - 1;
        before = r->docs[i];
        r->wdfs[i] -= base;
    }
    p[1] = (uint8_t)base;
    bytes_end(&r->data, packing_put_patched(r->wdfs, put_documents(r, gaps, p)));
}

static bool counts_are_wdfs(const struct record *r)
{
    return !memcmp(r->counts, r->wdfs, r->len * sizeof *r->counts);
}

static uint8_t *put_counts(const struct record *r, uint8_t *p)
{
    if (!r->n_steps) { /* stems: both forms of zeros are zeros */
        size_t size = r->len == PACKING_BLOCK ? 2 : r->len;

        memset(p, 0, size);
        return p + size;
    }
    if (r->len == PACKING_BLOCK)
        return packing_put_patched(r->counts, p);
    for (uint32_t i = 0; i < r->len; i++)
        p = packing_put_vbyte(p, r->counts[i]);
    return p;
}

/* Packs the block's positions. Call it before put_postings, which changes the wdfs. */
static void put_positions(struct record *r)
{
    bool same = counts_are_wdfs(r);
    size_t before = r->positions.len, done = 0;
    uint8_t *p = bytes_room(&r->positions, 1 + PACKING_PATCHED_MAX);

    *p++ = !same;
    bytes_end(&r->positions, same ? p : put_counts(r, p));
    for (; r->n_steps - done >= PACKING_BLOCK; done += PACKING_BLOCK) {
        p = bytes_room(&r->positions, PACKING_PATCHED_MAX);
        bytes_end(&r->positions, packing_put_patched(r->steps + done, p));
    }
    p = bytes_room(&r->positions, PACKING_BLOCK * PACKING_VBYTE_MAX);
    for (; done < r->n_steps; done++)
        p = packing_put_vbyte(p, r->steps[done]);
    bytes_end(&r->positions, p);
    r->positions_len += r->positions.len - before;
}

/* The numbers of the block at hand go to the term's. Its wdfs are still whole. */
static void count_block(struct record *r)
{
    uint64_t occurrences = 0;
    uint32_t wdf_max = r->wdf_max;

    for (uint32_t i = 0; i < r->len; i++) {
        occurrences += r->wdfs[i];
        wdf_max = r->wdfs[i] > wdf_max ? r->wdfs[i] : wdf_max;
    }
    r->documents += r->len;
    r->occurrences += occurrences;
    r->wdf_max = wdf_max;
}

/* The line of the block at hand, which needs all but its end. */
static struct record_line *add_line(struct record *r)
{
    double greatest = best_shares_add(&r->best, r->norms, r->docs, r->wdfs, r->len);

    GROW(r->lines, r->n_lines, r->cap_lines);
    r->lines[r->n_lines] = (struct record_line){.last = r->docs[r->len - 1],
                                                .bound = impact_code(greatest),
                                                .position_end = r->positions_len};
    return &r->lines[r->n_lines++];
}

static void end_block(struct record *r)
{
    struct record_line *line;

    count_block(r);
    put_positions(r);
    line = add_line(r);
    put_postings(r);
    line->end = (uint32_t)r->data.len;
    r->block_before = line->last;
    r->len = 0;
    r->n_steps = 0;
}

/* Room for N more steps. */
static uint32_t *steps_room(struct record *r, size_t n)
{
    if (r->cap_steps - r->n_steps < n) {
        while (r->cap_steps - r->n_steps < n)
            r->cap_steps = r->cap_steps ? 2 * r->cap_steps : 256;
        r->steps = must_realloc(r->steps, r->cap_steps * sizeof *r->steps);
    }
    return r->steps + r->n_steps;
}

/* Unpacks BYTES, each of which holds one step at the most; returns how many there are. */
static uint32_t add_steps(struct record *r, struct span bytes)
{
    const uint8_t *p = (const uint8_t *)bytes.data, *end = p + bytes.len;
    uint32_t *from = steps_room(r, bytes.len), *to = from;

    while (p && p < end)
        p = packing_get_vbyte(p, end, to++);
    assert(p);
    r->n_steps += (size_t)(to - from);
    return (uint32_t)(to - from);
}

void record_add(struct record *r, uint32_t document, uint32_t wdf, struct span steps)
{
    uint32_t at = r->len == PACKING_BLOCK ? (end_block(r), 0) : r->len;

    r->docs[at] = document;
    r->wdfs[at] = wdf;
    r->counts[at] = steps.len ? add_steps(r, steps) : 0;
    r->positional |= steps.len > 0;
    r->len = at + 1;
}

/* ---- The term -------------------------------------------------------------- */

static uint8_t *put_head(struct record *r, uint8_t *p)
{
    double best = 0;

    for (size_t i = 0; i < r->n_lines; i++)
        if (impact_bound(r->lines[i].bound) > best)
            best = impact_bound(r->lines[i].bound);
    p = little_put_float(p, impact_up(best));
    p = little_put_float(p, best_shares_at(&r->best, RECORD_TENTH));
    p = little_put_float(p, best_shares_at(&r->best, BEST_SHARES));
    return little_put32(p, r->wdf_max);
}

static void put_directory(struct record *r, struct buf *out)
{
    size_t per_block = 2 * sizeof(uint32_t) + sizeof(uint16_t) + sizeof(uint64_t);
    uint8_t *p = bytes_room(out, 16 + r->n_lines * per_block);

    p = put_head(r, p);
    for (size_t i = 0; i < r->n_lines; i++)
        p = little_put32(p, r->lines[i].last);
    for (size_t i = 0; i < r->n_lines; i++)
        p = little_put32(p, r->lines[i].end);
    for (size_t i = 0; i < r->n_lines; i++)
        p = little_put16(p, r->lines[i].bound);
    for (size_t i = 0; i < r->n_lines && r->positional; i++)
        p = little_put64(p, r->lines[i].position_end);
    bytes_end(out, p);
}

/* Packs a last block of fewer than 128 postings. */
static void put_tail(struct record *r, struct buf *out)
{
    uint8_t *p = bytes_room(out, (size_t)r->len * 2 * PACKING_VBYTE64_MAX);
    uint32_t usual = r->occurrences > 0, before = r->block_before;

    for (uint32_t i = 0; i < r->len; i++) {
        uint64_t gap = r->docs[i] - before - 1;
        bool short_form = r->wdfs[i] == usual;

        p = packing_put_vbyte(p, gap << 1 | short_form);
        if (!short_form)
            p = packing_put_vbyte(p, r->wdfs[i]);
        before = r->docs[i];
    }
    bytes_end(out, p);
}

void record_end(struct record *r, struct buf *out)
{
    bool listed = r->n_lines || r->len == PACKING_BLOCK;

    if (r->len == PACKING_BLOCK) {
        end_block(r);
    } else {
        count_block(r);
        put_positions(r);
        if (listed)
            add_line(r);
        put_tail(r, &r->data);
        if (listed)
            r->lines[r->n_lines - 1].end = (uint32_t)r->data.len;
    }
    if (listed)
        put_directory(r, out);
    buf_span_add(out, buf_span(&r->data));
}

/* Packs a term's postings and positions. */
#include "lists/record.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "store/little.h"

void record_begin(struct record *r)
{
    r->documents = r->len = r->wdf_max = r->last = r->block_before = r->n_best = 0;
    r->occurrences = r->positions_len = 0;
    r->n_lines = r->n_steps = 0;
    r->block_best = 0;
    r->positional = false;
    buf_clear(&r->data);
    buf_clear(&r->positions);
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

/* ---- The greatest shares --------------------------------------------------- */

static void sift_down(float *heap, uint32_t n)
{
    float moved = heap[0];
    uint32_t at = 0, child;

    while ((child = 2 * at + 1) < n) {
        if (child + 1 < n && heap[child + 1] < heap[child])
            child++;
        if (heap[child] >= moved)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static void sift_up(float *heap, uint32_t at)
{
    float moved = heap[at];

    for (; at && heap[(at - 1) / 2] > moved; at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = moved;
}

static void keep_share(struct record *r, double share)
{
    float x = impact_down(share);

    if (share > r->block_best)
        r->block_best = share;
    if (r->n_best < RECORD_BEST) {
        r->best[r->n_best] = x;
        sift_up(r->best, r->n_best++);
    } else if (x > r->best[0]) {
        r->best[0] = x;
        sift_down(r->best, r->n_best);
    }
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

static void put_postings(struct record *r)
{
    uint8_t *p = bytes_room(&r->data, 2 + PACKING_PLAIN_MAX + PACKING_PATCHED_MAX);
    uint32_t gaps[PACKING_BLOCK], before = r->block_before, base = least_wdf(r->wdfs);
    unsigned bits;

    for (int i = 0; i < PACKING_BLOCK; i++) {
        gaps[i] = r->docs[i] - before - 1;
        before = r->docs[i];
        r->wdfs[i] -= base;
    }
    bits = packing_bits(gaps);
    p[0] = (uint8_t)bits;
    p[1] = (uint8_t)base;
    packing_put(gaps, bits, p + 2);
    bytes_end(&r->data, packing_put_patched(r->wdfs, p + 2 + 16 * bits));
}

static bool counts_are_wdfs(const struct record *r)
{
    return !memcmp(r->counts, r->wdfs, r->len * sizeof *r->counts);
}

static uint8_t *put_counts(const struct record *r, uint8_t *p)
{
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

static void end_block(struct record *r)
{
    GROW(r->lines, r->n_lines, r->cap_lines);
    put_positions(r);
    put_postings(r);
    r->lines[r->n_lines++] = (struct record_line){.last = r->last,
                                                  .end = (uint32_t)r->data.len,
                                                  .bound = impact_code(r->block_best),
                                                  .position_end = r->positions_len};
    r->block_before = r->last;
    r->block_best = 0;
    r->len = 0;
    r->n_steps = 0;
}

static void add_steps(struct record *r, const uint32_t *positions, size_t n)
{
    uint32_t before = UINT32_MAX; /* the first step is the position itself */

    while (r->cap_steps - r->n_steps < n) {
        r->cap_steps = r->cap_steps ? 2 * r->cap_steps : 256;
        r->steps = must_realloc(r->steps, r->cap_steps * sizeof *r->steps);
    }
    for (size_t i = 0; i < n; i++) {
        r->steps[r->n_steps++] = positions[i] - before - 1;
        before = positions[i];
    }
}

void record_add(struct record *r, uint32_t document, uint32_t wdf, const uint32_t *positions,
                size_t n)
{
    if (r->len == PACKING_BLOCK)
        end_block(r);
    r->docs[r->len] = document;
    r->wdfs[r->len] = wdf;
    r->counts[r->len++] = (uint32_t)n;
    r->documents++;
    r->occurrences += wdf;
    r->last = document;
    r->positional |= n > 0;
    if (wdf > r->wdf_max)
        r->wdf_max = wdf;
    keep_share(r, impact_share(r->norms[document], wdf));
    add_steps(r, positions, n);
}

/* ---- The term -------------------------------------------------------------- */

static int greatest_first(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x < y) - (x > y);
}

static uint8_t *put_head(struct record *r, uint8_t *p)
{
    double best = r->block_best;

    for (size_t i = 0; i < r->n_lines; i++)
        if (impact_bound(r->lines[i].bound) > best)
            best = impact_bound(r->lines[i].bound);
    qsort(r->best, r->n_best, sizeof *r->best, greatest_first);
    p = little_put_float(p, impact_up(best));
    p = little_put_float(p, r->n_best >= 10 ? r->best[9] : 0);
    p = little_put_float(p, r->n_best >= RECORD_BEST ? r->best[RECORD_BEST - 1] : 0);
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
    bool listed = r->documents >= PACKING_BLOCK;

    if (r->len == PACKING_BLOCK) {
        end_block(r);
    } else {
        put_positions(r);
        put_tail(r, &r->data);
        if (listed) {
            GROW(r->lines, r->n_lines, r->cap_lines);
            r->lines[r->n_lines++] = (struct record_line){.last = r->last,
                                                          .end = (uint32_t)r->data.len,
                                                          .bound = impact_code(r->block_best),
                                                          .position_end = r->positions_len};
        }
    }
    if (listed)
        put_directory(r, out);
    buf_span_add(out, buf_span(&r->data));
}

/* Unpacks a term's positions, one block of postings at a time. */
#include "lists/position_list.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "store/little.h"

/* Finds the bytes of a block's positions and verifies their pages; false if damaged. */
static bool position_bytes(const struct posting_list *l, uint32_t block, const uint8_t **from,
                           const uint8_t **end)
{
    struct pages *p = l->lists->files[LISTS_POSITIONS];
    uint64_t start = 0, stop = l->term.positions_len;

    if (!p || !l->term.positional || l->term.positions > p->size ||
        stop > p->size - l->term.positions)
        return false;
    if (l->position_ends) {
        stop = little_get64(l->position_ends + (size_t)block * sizeof(uint64_t));
        start = block ? little_get64(l->position_ends + (size_t)(block - 1) * sizeof(uint64_t)) : 0;
    }
    if (start >= stop || stop > l->term.positions_len ||
        !pages_ready(p, l->term.positions + start, stop - start))
        return false;
    *from = p->data + l->term.positions + start;
    *end = p->data + l->term.positions + stop;
    return true;
}

/* Sets ENDS to the number of positions of each of the N documents. */
static const uint8_t *read_counts(const uint8_t *p, const uint8_t *end, const uint32_t *wdfs,
                                  uint32_t n, uint32_t *ends)
{
    uint8_t stored = *p++;

    if (stored > 1)
        return NULL;
    if (!stored)
        memcpy(ends, wdfs, n * sizeof *ends);
    else if (n == PACKING_BLOCK)
        p = packing_get_patched(p, end, ends);
    else
        for (uint32_t i = 0; i < n && p; i++)
            p = packing_get_vbyte(p, end, &ends[i]);
    return p;
}

enum { SUM_BITS = 24 /* 128 numbers of 24 bits add up to less than 2^32 */ };

/* Turns the counts in ENDS into sums. Returns the last, or UINT64_MAX if LEN bytes cannot
 * hold so many positions: 128 of them take two bytes at least. */
static uint64_t sum_counts(uint32_t *ends, uint32_t n, size_t len)
{
    uint64_t sum = 0, most = (uint64_t)len * (PACKING_BLOCK / 2);

    if (n == PACKING_BLOCK && packing_bits(ends) <= SUM_BITS) {
        packing_sum(ends);
        sum = ends[n - 1];
    } else {
        for (uint32_t i = 0; i < n; i++)
            ends[i] = (uint32_t)(sum += ends[i]);
    }
    return sum > most || sum > UINT32_MAX ? UINT64_MAX : sum;
}

enum { TOGETHER = 8 };

/* Reads N steps, each a vbyte, into LIST, which has room for TOGETHER more. Bytes up to the next
 * one that continues are copied together: measured, phrases: 118 -> 108 us. */
static const uint8_t *read_vbytes(const uint8_t *p, const uint8_t *end, uint32_t *list, size_t n)
{
    size_t done = 0;

    while (done < n && end - p >= TOGETHER) {
        uint64_t more = little_get64(p) & UINT64_C(0x8080808080808080);
        size_t whole = more ? (size_t)__builtin_ctzll(more) / 8 : TOGETHER;

        for (int i = 0; i < TOGETHER; i++)
            list[done + (size_t)i] = p[i];
        p += whole < n - done ? whole : n - done;
        done += whole;
        if (more && done < n && !(p = packing_get_vbyte(p, end, &list[done++])))
            return NULL;
    }
    for (; done < n && p; done++)
        p = packing_get_vbyte(p, end, &list[done]);
    return p;
}

#define EACH_BYTE UINT64_C(0x0101010101010101)

/* By byte of the TOGETHER bytes at P: how many vbytes have ended with it. */
static uint64_t vbyte_ends(const uint8_t *p)
{
    return (~little_get64(p) >> 7 & EACH_BYTE) * EACH_BYTE;
}

/* Whether the bytes from P to END are N vbytes of any length. */
static bool are_vbytes(const uint8_t *p, const uint8_t *end, uint32_t n)
{
    uint32_t found = 0;

    if (p == end)
        return n == 0;
    for (; end - p >= TOGETHER; p += TOGETHER)
        found += (uint32_t)(vbyte_ends(p) >> 56);
    for (; p < end; p++)
        found += *p < 0x80;
    return found == n && end[-1] < 0x80;
}

/* The end of the first N vbytes of those from P to END, which has as many. */
static const uint8_t *skip_vbytes(const uint8_t *p, const uint8_t *end, uint32_t n)
{
    for (; n && end - p >= TOGETHER; p += TOGETHER) {
        uint64_t ends = vbyte_ends(p);

        if (ends >> 56 >= n) /* the first byte with as many ends */
            return p +
                   __builtin_ctzll(((ends | EACH_BYTE << 7) - n * EACH_BYTE) & EACH_BYTE << 7) / 8 +
                   1;
        n -= (uint32_t)(ends >> 56);
    }
    while (n)
        n -= *p++ < 0x80;
    return p;
}

/* Adds the N steps in LIST to *NEXT, one after the other. */
static void sum_packed(uint32_t *list, uint32_t n, uint64_t *next)
{
    for (uint32_t i = 0; i < n; i++) {
        *next += list[i];
        list[i] = (uint32_t)(*next)++;
    }
}

/* The same for the steps from FIRST up to, but not including, END of B, which are vbytes; false if
 * they are damaged. Most documents of a block are not asked for, so the vbytes between are counted,
 * eight bytes at a time: measured, phrases on 100,000 and a million articles -1 and -3 %. */
static bool sum_vbytes(struct position_block *b, uint32_t first, uint32_t end, uint64_t *next)
{
    const uint8_t *p;

    if (first == end)
        return true;
    if (b->next > first) {
        b->next = b->packed;
        b->next_vbyte = b->vbytes;
    }
    p = skip_vbytes(b->next_vbyte, b->vbytes_end, first - b->next);
    for (uint32_t i = first; i < end; i++) {
        uint32_t step;

        if (!(p = packing_get_vbyte(p, b->vbytes_end, &step)))
            return false;
        *next += step;
        b->list[i] = (uint32_t)(*next)++;
    }
    b->next = end;
    b->next_vbyte = p;
    return true;
}

const uint32_t *position_block_of(struct position_block *b, uint32_t at, uint32_t *n)
{
    uint32_t start = at ? b->ends[at - 1] : 0, end = b->ends[at];
    uint32_t packed = end < b->packed ? end : start < b->packed ? b->packed : start;
    uint32_t *list = b->list + start;
    uint64_t next = 0;

    *n = end - start;
    if (b->summed[at / 64] >> at % 64 & 1)
        return list;
    sum_packed(list, packed - start, &next);
    if (!sum_vbytes(b, packed, end, &next) || next > (uint64_t)UINT32_MAX + 1) {
        if (*n)
            list[0] = UINT32_MAX; /* a later call must refuse them too */
        *n = 0;
        return list;
    }
    b->summed[at / 64] |= UINT64_C(1) << at % 64;
    return list;
}

/* Finds the steps of a block in the bytes from P to END, and unpacks what is packed. */
static bool read_steps(struct position_block *b, const uint8_t *p, const uint8_t *end)
{
    uint32_t done = 0;

    for (; b->steps - done >= PACKING_BLOCK && p; done += PACKING_BLOCK)
        p = packing_get_patched(p, end, b->list + done);
    if (!p || !are_vbytes(p, end, b->steps - done))
        return false;
    b->packed = b->next = done;
    b->vbytes = b->next_vbyte = p;
    b->vbytes_end = end;
    return true;
}

bool position_block_unpack(struct position_block *b)
{
    return read_vbytes(b->vbytes, b->vbytes_end, b->list + b->packed, b->steps - b->packed) ==
           b->vbytes_end;
}

void position_block_expect(const struct position_block *b, const struct posting_cursor *c)
{
    const struct posting_list *l = c->list;
    const struct pages *p = l->lists->files[LISTS_POSITIONS];
    uint64_t at = l->term.positions;

    if (b->block == c->block || !p)
        return;
    if (l->position_ends && c->block)
        at += little_get64(l->position_ends + (size_t)(c->block - 1) * sizeof(uint64_t));
    if (at < p->size)
        __builtin_prefetch(p->data + at);
}

static bool read_positions(struct position_block *b, const struct posting_cursor *c)
{
    const uint8_t *p, *end;
    uint64_t sum;

    if (!position_bytes(c->list, c->block, &p, &end))
        return false;
    p = read_counts(p, end, c->wdfs, c->len, b->ends);
    sum = p ? sum_counts(b->ends, c->len, (size_t)(end - p)) : UINT64_MAX;
    if (sum == UINT64_MAX)
        return false;
    if (sum + TOGETHER > b->cap) { /* allocated for no positions too */
        b->cap = (size_t)sum + TOGETHER;
        b->list = must_realloc(b->list, b->cap * sizeof *b->list);
    }
    b->steps = (uint32_t)sum;
    if (!read_steps(b, p, end))
        return false;
    memset(b->summed, 0, sizeof b->summed);
    return true;
}

bool position_block_read(struct position_block *b, struct posting_cursor *c)
{
    if (b->block == c->block && c->opened == c->block)
        return true;
    if (!posting_open(c) || !posting_wdfs_ready(c))
        return false;
    b->block = POSTING_END;
    if (!read_positions(b, c)) {
        c->damaged = true;
        return false;
    }
    b->block = c->block;
    return true;
}

void position_block_free(struct position_block *b)
{
    free(b->list);
    *b = (struct position_block){.block = POSTING_END};
}

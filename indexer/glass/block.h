/* The layout of a B-tree block, for the writer and the reader of tables.
 *
 *     0 revision (4)   4 level (1)    5 bytes in the gap (2)   7 bytes unused (2)
 *     9 end of the directory (2)     11 directory: offsets of items, 2 each
 *     the gap, then items from the block's end downwards
 *
 * A leaf item: 2 bytes of flags and size - 3, key length, key, component number
 * (2, not in a first component), tag. A branch item: child (4), key length,
 * key, component number (2). Numbers are big-endian. */
#ifndef DATELINE_INDEXER_GLASS_BLOCK_H
#define DATELINE_INDEXER_GLASS_BLOCK_H

#include <string.h>

#include "indexer/glass/glass.h"

enum {
    BLOCK_REVISION = 0,
    BLOCK_LEVEL = 4,
    BLOCK_GAP = 5,
    BLOCK_UNUSED = 7,
    BLOCK_DIR_END = 9,
    BLOCK_DIR = 11,
    BLOCK_SLOT = 2, /* bytes an item takes in the directory */

    ITEM_COMPRESSED = 0x8000,
    ITEM_LAST = 0x4000,
    ITEM_FIRST = 0x2000,
    ITEM_SIZE = 0x1FFF, /* of the item's size - ITEM_HEAD */
    ITEM_HEAD = 3,      /* flags and size, key length */
    ITEM_COMPONENT = 2,
    ITEM_COMPONENTS_MAX = 65535,
    ITEM_MAX = 8194,

    BRANCH_CHILD = 4,
    BRANCH_HEAD = BRANCH_CHILD + 1,
};

static inline uint32_t block_get16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t block_get32(const uint8_t *p)
{
    return block_get16(p) << 16 | block_get16(p + 2);
}

static inline void block_put16(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void block_put32(uint8_t *p, uint32_t v)
{
    block_put16(p, v >> 16);
    block_put16(p + 2, v);
}

/* The greatest size of an item: a block has room for four, so any full block can be split. */
static inline uint32_t block_item_max(uint32_t block_size)
{
    uint32_t quarter = (block_size - BLOCK_DIR - 4 * BLOCK_SLOT) / 4;

    return quarter < ITEM_MAX ? quarter : ITEM_MAX;
}

/* ---- Filling a block ------------------------------------------------------- */

/* A block being filled: the directory grows upwards, items downwards. */
struct block {
    uint8_t *at;
    uint32_t dir_end, lowest;
};

static inline void block_begin(struct block *b, uint8_t *at, uint32_t size)
{
    *b = (struct block){at, BLOCK_DIR, size};
}

/* The greatest size that the next item may have. */
static inline uint32_t block_room(const struct block *b)
{
    uint32_t gap = b->lowest - b->dir_end;

    return gap < BLOCK_SLOT ? 0 : gap - BLOCK_SLOT;
}

/* Adds an item of SIZE bytes, which must fit, for the caller to fill. */
static inline uint8_t *block_item(struct block *b, uint32_t size)
{
    b->lowest -= size;
    block_put16(b->at + b->dir_end, b->lowest);
    b->dir_end += BLOCK_SLOT;
    return b->at + b->lowest;
}

static inline void block_end(struct block *b, uint32_t level)
{
    uint32_t gap = b->lowest - b->dir_end;

    block_put32(b->at + BLOCK_REVISION, 1);
    b->at[BLOCK_LEVEL] = (uint8_t)level;
    block_put16(b->at + BLOCK_GAP, gap);
    block_put16(b->at + BLOCK_UNUSED, gap);
    block_put16(b->at + BLOCK_DIR_END, b->dir_end);
    memset(b->at + b->dir_end, 0, gap);
}

#endif

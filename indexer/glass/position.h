/* Positions of terms in documents: the lists, and their table. */
#ifndef DATELINE_INDEXER_GLASS_POSITION_H
#define DATELINE_INDEXER_GLASS_POSITION_H

#include "core/buf.h"
#include "indexer/glass/glass.h"
#include "indexer/glass/reader.h"
#include "indexer/output/pack.h"

/* Positions a list may decode to: all that the largest record can hold. A list
 * of neighbours takes next to no bytes, so its own length is no bound. */
enum { POSITIONS_MAX = 1 << 25 };

/* The most bytes that positions_pack writes over for N positions. */
static inline size_t positions_pack_max(size_t n)
{
    return PACK_UINT32_MAX + 4 * n + 2 * sizeof(uint64_t);
}

/* For two or more. */
uint8_t *positions_pack_many(uint8_t *p, const uint32_t *positions, size_t n);

/* Writes the tag of N positions, strictly ascending, at least one, to P; returns
 * the first byte after it. */
static inline uint8_t *positions_pack(uint8_t *p, const uint32_t *positions, size_t n)
{
    return n == 1 ? pack_uint(p, positions[0]) : positions_pack_many(p, positions, n);
}

/* All zeros is empty and ready for use. */
struct positions {
    uint32_t *list;
    size_t len, cap;
};

/* Replaces what OUT holds; false where TAG is damaged or exceeds POSITIONS_MAX. */
bool positions_decode(struct span tag, struct positions *out);
void positions_free(struct positions *p);

/* ---- The table ------------------------------------------------------------ */

struct glass_position;

/* DIR is borrowed until _close. */
struct glass_position *glass_position_new(const struct open_dir *dir, uint32_t block_size);
/* Begins a term that glass_term_fits, in byte order. */
void glass_position_term(struct glass_position *w, struct span term);
/* TAG as positions_pack made it; numbers ascend within a term. */
dateline_status glass_position_add(struct glass_position *w, uint32_t id, struct span tag,
                                   dateline_error *err);
/* Without any entry there is no file, and the root is fake. */
dateline_status glass_position_finish(struct glass_position *w, struct glass_root *root,
                                      struct output_file *file, dateline_error *err);
/* As with tables. */
dateline_status glass_position_sync(struct glass_position *w, dateline_error *err);
void glass_position_close(struct glass_position *w);

/* Reads the key of an entry of this table, the term replacing what TERM holds. */
bool glass_position_key(struct span key, struct buf *term, uint32_t *id);

#endif

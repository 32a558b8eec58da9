/* Positions of terms in documents: the lists, and their table. */
#ifndef DATELINE_INDEXER_GLASS_POSITION_H
#define DATELINE_INDEXER_GLASS_POSITION_H

#include "core/buf.h"
#include "indexer/glass/glass.h"
#include "indexer/glass/reader.h"
#include "indexer/output/pack.h"

/* The greatest number of positions in a list, enough for the largest record. A list of adjacent
 * positions takes almost no bytes, so its length is no limit. */
enum { POSITIONS_MAX = 1 << 25 };

/* The greatest number of bytes that positions_pack may write for N positions. */
static inline size_t positions_pack_max(size_t n)
{
    return PACK_UINT32_MAX + 4 * n + 2 * sizeof(uint64_t);
}

/* positions_pack for two or more positions. */
uint8_t *positions_pack_many(uint8_t *p, const uint32_t *positions, size_t n);

/* Writes the tag of N >= 1 positions, strictly ascending, to P; returns the first byte after it. */
static inline uint8_t *positions_pack(uint8_t *p, const uint32_t *positions, size_t n)
{
    return n == 1 ? pack_uint(p, positions[0]) : positions_pack_many(p, positions, n);
}

/* All zeros is empty and ready for use. */
struct positions {
    uint32_t *list;
    size_t len, cap;
};

/* Replaces OUT; false if TAG is damaged or has more than POSITIONS_MAX positions. */
bool positions_decode(struct span tag, struct positions *out);
void positions_free(struct positions *p);

/* ---- The table ------------------------------------------------------------ */

struct glass_position;

/* DIR is borrowed until _close. */
struct glass_position *glass_position_new(const struct open_dir *dir, uint32_t block_size);
/* Begins a term that glass_term_fits; terms come in byte order. */
void glass_position_term(struct glass_position *w, struct span term);
/* Adds a TAG of positions_pack; document numbers ascend within a term. */
dateline_status glass_position_add(struct glass_position *w, uint32_t id, struct span tag,
                                   dateline_error *err);
/* A table without entries has no file and a fake root. */
dateline_status glass_position_finish(struct glass_position *w, struct glass_root *root,
                                      struct output_file *file, dateline_error *err);
/* As glass_table_sync. */
dateline_status glass_position_sync(struct glass_position *w, dateline_error *err);
void glass_position_close(struct glass_position *w);

/* Reads the key of an entry of this table; TERM is replaced. */
bool glass_position_key(struct span key, struct buf *term, uint32_t *id);

#endif

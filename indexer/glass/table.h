/* Writes a B-tree front to back, from its entries in key order.
 *
 * Leaves are filled completely and follow each other in the file. A branch block is written when it
 * is full, so children precede their parents and the root is the last block. The writer never
 * seeks. */
#ifndef DATELINE_INDEXER_GLASS_TABLE_H
#define DATELINE_INDEXER_GLASS_TABLE_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

struct glass_table;

/* DIR is borrowed until _close. The file is created when the first block is full or by _finish, and
 * must not exist before. */
struct glass_table *glass_table_new(const struct open_dir *dir, enum glass_kind kind,
                                    uint32_t block_size);

/* Adds an entry; KEY (1 to 255 bytes) is greater than the one before. TAG is stored unchanged;
 * COMPRESSED marks it as raw deflate. DATELINE_LIMIT if a tag needs more than 65,535 items (over
 * 100 MB with the default block size). */
dateline_status glass_table_add(struct glass_table *t, struct span key, struct span tag,
                                bool compressed, dateline_error *err);

/* Writes the rest. A table without entries that may be absent gets no file and a fake root. */
dateline_status glass_table_finish(struct glass_table *t, struct glass_root *root,
                                   struct output_file *file, dateline_error *err);
/* Waits until a finished table is on the disk. */
dateline_status glass_table_sync(struct glass_table *t, dateline_error *err);
/* Accepts NULL. */
void glass_table_close(struct glass_table *t);

#endif

/* One file of a database: written front to back in large pieces, checksummed
 * on the way, on the disk when synced.
 *
 * The file comes into being with the first bytes that leave the buffer, and
 * must not have existed; an output closed before it is synced takes it away again. */
#ifndef DATELINE_INDEXER_GLASS_OUTPUT_H
#define DATELINE_INDEXER_GLASS_OUTPUT_H

#include "indexer/glass/glass.h"

enum { GLASS_OUTPUT_BUFFER = 1 << 18 };

struct glass_output;

/* DIR's descriptor and path, and NAME, are borrowed until _close. */
struct glass_output *glass_output_new(const struct glass_dir *dir, const char *name);
/* What has long been written need not stay in memory: it serves others better. */
void glass_output_seldom_read(struct glass_output *o);
/* Gives room for SIZE bytes, at most GLASS_OUTPUT_BUFFER, behind those committed;
 * good until the next call but _commit. */
dateline_status glass_output_room(struct glass_output *o, size_t size, uint8_t **at,
                                  dateline_error *err);
/* The first SIZE bytes of the room are part of the file. */
void glass_output_commit(struct glass_output *o, size_t size);
/* Writes all, and has the disk begin with it. */
dateline_status glass_output_finish(struct glass_output *o, struct glass_file *out,
                                    dateline_error *err);
/* Waits until what was finished is on the disk; nothing where there is no file. */
dateline_status glass_output_sync(struct glass_output *o, dateline_error *err);
/* "PATH/NAME", for messages. */
const char *glass_output_path(const struct glass_output *o);
void glass_output_close(struct glass_output *o);

#endif

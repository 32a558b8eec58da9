/* Files that are on the disk when a call returns. */
#ifndef DATELINE_INDEXER_OUTPUT_DISK_H
#define DATELINE_INDEXER_OUTPUT_DISK_H

#include <stdint.h>

#include "core/manifest.h"

/* Writes SIZE bytes as the new file PATH and syncs it; on failure it is gone. */
dateline_status disk_write(const char *path, const void *data, size_t size, dateline_error *err);
dateline_status disk_rename(const char *from, const char *to, dateline_error *err);
/* Makes what was created, renamed or removed in a directory last. */
dateline_status disk_sync_dir(const char *path, dateline_error *err);
/* The same for the directory that PATH is in, as far as it may be read. */
void disk_sync_parent(const char *path);
/* A file's size and the hash_number() of its bytes. */
dateline_status disk_checksum(const char *path, uint64_t *size, uint64_t *checksum,
                              dateline_error *err);
/* DATELINE_CORRUPT where the file PATH has not the size and the checksum that F says. */
dateline_status disk_verify(const char *path, const struct component *f, dateline_error *err);
/* Removes a file, or a directory with all that is in it, as far as possible:
 * what remains is swept up by a later writer. */
void disk_remove(const char *path);

#endif

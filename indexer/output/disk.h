/* Writes, syncs, verifies and removes files; the result is on the disk when a call returns. */
#ifndef DATELINE_INDEXER_OUTPUT_DISK_H
#define DATELINE_INDEXER_OUTPUT_DISK_H

#include <stdint.h>

#include "core/manifest.h"

/* Writes SIZE bytes to the new file PATH and syncs it; removes the file on failure. */
dateline_status disk_write(const char *path, const void *data, size_t size, dateline_error *err);
dateline_status disk_rename(const char *from, const char *to, dateline_error *err);
/* Makes the files created, renamed or removed in a directory durable. */
dateline_status disk_sync_dir(const char *path, dateline_error *err);
/* The same for the directory that PATH is in. */
dateline_status disk_sync_parent(const char *path, dateline_error *err);
/* A file's size and the hash_number() of its bytes; DATELINE_NO_INDEX if there is no such file. */
dateline_status disk_checksum(const char *path, uint64_t *size, uint64_t *checksum,
                              dateline_error *err);
/* DATELINE_CORRUPT if the size or the checksum of the file PATH differs from F's, DATELINE_NO_INDEX
 * if there is no such file. */
dateline_status disk_verify(const char *path, const struct component *f, dateline_error *err);
/* Removes a file, or a directory and its content, as far as possible; a later writer removes the
 * rest. */
void disk_remove(const char *path);

#endif

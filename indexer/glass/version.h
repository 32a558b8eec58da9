/* iamglass: what makes a directory of tables a database. Written last. */
#ifndef DATELINE_INDEXER_GLASS_VERSION_H
#define DATELINE_INDEXER_GLASS_VERSION_H

#include "core/uuid.h"
#include "indexer/glass/glass.h"

#define GLASS_VERSION_FILE "iamglass"

enum { GLASS_VERSION_MAX = 256 };

struct glass_version {
    uint8_t uuid[UUID_BYTES]; /* new for every database */
    uint64_t revision;        /* at least 1; our blocks all bear 1 */
    struct glass_root roots[GLASS_KINDS];
    struct glass_stats stats;
};

/* Replaces what OUT holds by the file's content. */
void glass_version_encode(const struct glass_version *v, struct buf *out);
/* The inverse; false for what is not iamglass, or damaged. */
bool glass_version_parse(struct span bytes, struct glass_version *out);

/* Writes the file under another name, syncs and renames it: from then on the
 * directory is a database. The caller syncs the directory. */
dateline_status glass_version_write(const struct open_dir *dir, const struct glass_version *v,
                                    struct output_file *file, dateline_error *err);
/* DATELINE_NO_INDEX without a file, DATELINE_CORRUPT where it is not understood. */
dateline_status glass_version_read(const struct open_dir *dir, struct glass_version *out,
                                   dateline_error *err);

#endif

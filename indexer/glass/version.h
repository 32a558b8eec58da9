/* iamglass, the version file, which makes a directory of tables a database. */
#ifndef DATELINE_INDEXER_GLASS_VERSION_H
#define DATELINE_INDEXER_GLASS_VERSION_H

#include "core/uuid.h"
#include "indexer/glass/glass.h"

#define GLASS_VERSION_FILE "iamglass"

enum { GLASS_VERSION_MAX = 256 };

struct glass_version {
    uint8_t uuid[UUID_BYTES]; /* different for every database */
    uint64_t revision;        /* from 1; every block that dateline writes has 1 */
    struct glass_root roots[GLASS_KINDS];
    struct glass_stats stats;
};

/* Replaces OUT with the file's content. */
void glass_version_encode(const struct glass_version *v, struct buf *out);
/* Parses the file's content; false if it is not iamglass or is damaged. */
bool glass_version_parse(struct span bytes, struct glass_version *out);

/* Writes the file under a temporary name, syncs and renames it, which makes the directory a
 * database. The caller syncs the directory. */
dateline_status glass_version_write(const struct open_dir *dir, const struct glass_version *v,
                                    struct output_file *file, dateline_error *err);
/* DATELINE_NO_INDEX if there is no file, DATELINE_CORRUPT if it cannot be parsed. */
dateline_status glass_version_read(const struct open_dir *dir, struct glass_version *out,
                                   dateline_error *err);

#endif

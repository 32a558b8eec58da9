/* What an index consists of: the Xapian stub file XAPIANDB.
 *
 * To Xapian it is a list of databases, `glass NAME` a line. The lines that
 * begin with '#', comments to Xapian, are ours:
 *
 *     # dateline index: do not edit
 *     # format 1
 *     # schema 1
 *     # language english
 *     # segment NAME ARTICLES FIRST LAST REVISION
 *     # file postlist.glass SIZE XXH3
 *     ...
 *     # deleted NAME DELETED-FILE COUNT SIZE XXH3
 *     glass NAME
 *     # end XXH3-of-all-above
 *
 * Format 2, which is read but not written yet, lists the components of a segment as
 *
 *     # component NAME VERSION SIZE XXH3
 *     # component NAME VERSION SIZE XXH3 optional
 *
 * The files of format 1 are components of version 1. A component, or a version of one,
 * that is not known here is passed over where it is optional; else the index can
 * not be read.
 *
 * Segments stand in the order in which they were made. The whole file is
 * replaced by one rename, which is what commits. */
#ifndef DATELINE_CORE_MANIFEST_H
#define DATELINE_CORE_MANIFEST_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"
#include "core/fail.h"

#define MANIFEST_FILE "XAPIANDB"
#define MANIFEST_LOCK "lock"

enum { MANIFEST_FORMAT = 1 /* written */, MANIFEST_FORMAT_READ = 2, MANIFEST_NAME = 64 };

/* A file of a segment, or beside it, with what it must contain. */
struct component {
    char name[MANIFEST_NAME]; /* of the file */
    uint32_t version;         /* of its format, from 1 */
    uint64_t size, checksum;  /* XXH3, 64 bits */
};

struct segment {
    char name[MANIFEST_NAME]; /* its directory */
    uint32_t articles;        /* deleted ones too */
    dateline_day first, last; /* of the dated ones, to any precision; 0: none is dated */
    uint32_t revision;        /* of its version file: tells whether another program wrote */
    struct component *components;
    size_t n_components;
    uint32_t deleted; /* how many of its articles are; 0: no deletions file */
    struct component deletions;
};

struct manifest {
    uint32_t format, schema;
    char language[MANIFEST_NAME];
    struct segment *segments;
    size_t n_segments;
};

/* Reads DIR/XAPIANDB. DATELINE_NO_INDEX where there is none or it is a stub
 * file of somebody else's; DATELINE_CORRUPT for a damaged one or a format or
 * schema that is not ours. */
dateline_status manifest_read(const char *dir, struct manifest *out, dateline_error *err);
/* Its text, replacing what OUT holds. */
void manifest_format(const struct manifest *m, struct buf *out);
void manifest_free(struct manifest *m);

/* Appends a segment, all zeros, and returns it; valid until the next call. */
struct segment *manifest_add(struct manifest *m);
void manifest_remove(struct manifest *m, size_t segment);
/* Appends version 1 of the component NAME; valid until the next call. */
struct component *segment_add_component(struct segment *s, const char *name);
/* NULL where S has none of that name. */
const struct component *segment_component(const struct segment *s, const char *name);
/* Whether NAME is a segment or a deletions file of M. */
bool manifest_names(const struct manifest *m, const char *name);

/* Articles that are not deleted, and those that are. */
uint64_t manifest_live(const struct manifest *m);
uint64_t manifest_deleted(const struct manifest *m);

#endif

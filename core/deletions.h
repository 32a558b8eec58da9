/* The deleted documents of a segment: a set of document numbers, and its file.
 *
 * The file is the eight bytes "DLDELET1", the count, and the numbers in ascending order, all
 * little-endian 32 bits; the manifest holds its checksum. In memory the set is a bitmap. */
#ifndef DATELINE_CORE_DELETIONS_H
#define DATELINE_CORE_DELETIONS_H

#include "core/manifest.h"

/* All zeros is the empty set of a segment without documents. */
struct deletions {
    uint64_t *bits;
    uint32_t last;  /* the segment's greatest document number */
    uint32_t count; /* of deleted documents */
};

/* Reads the set of S, of the index in DIR; empty if S has no deletions file. DATELINE_CORRUPT if
 * size or checksum differ from the manifest's, DATELINE_NO_INDEX if the file is gone because the
 * manifest was replaced. */
dateline_status deletions_read(const char *dir, const struct segment *s, struct deletions *out,
                               dateline_error *err);
/* Replaces OUT with the file's bytes. */
void deletions_format(const struct deletions *d, struct buf *out);
void deletions_free(struct deletions *d);

bool deletions_have(const struct deletions *d, uint32_t id);
/* Returns false if ID is already in the set or is not a document of the segment. */
bool deletions_add(struct deletions *d, uint32_t id);
/* Returns false if ID is not in the set. */
bool deletions_remove(struct deletions *d, uint32_t id);
/* The empty set of a segment with documents 1 to LAST; free with deletions_free. */
struct deletions deletions_none(uint32_t last);
/* A copy of FROM; free with deletions_free. */
struct deletions deletions_copy(const struct deletions *from);
/* The first deleted document >= FROM; 0 if there is none. */
uint32_t deletions_seek(const struct deletions *d, uint32_t from);

#endif

/* The deleted documents of a segment: a set of document numbers, and its file.
 *
 * The file is the eight bytes "DLDELET1", the count, and the numbers
 * ascending, all little-endian 32 bits; the manifest keeps its checksum.
 * In memory it is a bit for each document. */
#ifndef DATELINE_CORE_DELETIONS_H
#define DATELINE_CORE_DELETIONS_H

#include "core/manifest.h"

/* All zeros is the empty set of a segment without documents. */
struct deletions {
    uint64_t *bits;
    uint32_t last;  /* the segment's greatest document number */
    uint32_t count; /* of deleted documents */
};

/* The set of S, read from the index in DIR; empty if it has no file.
 * DATELINE_CORRUPT where size or checksum are not the manifest's, and
 * DATELINE_NO_INDEX where the file is gone: the manifest was replaced. */
dateline_status deletions_read(const char *dir, const struct segment *s, struct deletions *out,
                               dateline_error *err);
/* The file's bytes, replacing what OUT holds. */
void deletions_format(const struct deletions *d, struct buf *out);
void deletions_free(struct deletions *d);

bool deletions_have(const struct deletions *d, uint32_t id);
/* False if it was there, or is no document of the segment. */
bool deletions_add(struct deletions *d, uint32_t id);
/* False if it was not there. */
bool deletions_remove(struct deletions *d, uint32_t id);
/* The empty set of a segment with documents 1 to LAST; free with deletions_free. */
struct deletions deletions_none(uint32_t last);
/* A copy of FROM; free with deletions_free. */
struct deletions deletions_copy(const struct deletions *from);
/* The first deleted document not below FROM; 0 where none is left. */
uint32_t deletions_seek(const struct deletions *d, uint32_t from);

#endif

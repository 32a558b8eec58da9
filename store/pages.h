/* Files of pages with a checksum each, mapped and verified on first use.
 *
 * A paged file is its data, then a checksum (XXH3, 64 bits) of each page of the data, then
 * a trailer of PAGES_TRAILER bytes. The last page of data may be short.
 *
 *      0  "DLPAGES1"
 *      8  bytes of data (64 bits)
 *     16  bytes in a page, a power of two (32 bits)
 *     20  zero (32 bits)
 *     24  XXH3 of the page checksums and of the trailer before this field
 *
 * Numbers are little-endian. The checksum at 24 stands for the whole file; the manifest
 * holds a copy of it.
 *
 * Opening a file verifies its trailer and page checksums. A page of data is verified when
 * a byte of it is first asked for, and a bitmap records the result. Bytes of a page that
 * fails are never used.
 *
 * Threads: any number may read one struct pages. The PAGES_AFTER bytes after any span of
 * data are mapped, so a reader may load them, but their values are undefined. */
#ifndef DATELINE_STORE_PAGES_H
#define DATELINE_STORE_PAGES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/fail.h"

#define PAGES_MAGIC "DLPAGES1"

enum { PAGES_TRAILER = 32, PAGES_AFTER = 32, PAGES_SIZE = 1 << 14 };
enum { PAGES_SIZE_MIN = 64, PAGES_SIZE_MAX = 1 << 20 };

struct pages {
    const uint8_t *data; /* SIZE bytes, mapped */
    uint64_t size;
    unsigned shift;            /* a page has 1 << shift bytes */
    _Atomic uint64_t *checked; /* one bit per page: verified */
    const uint8_t *sums;       /* the page checksums */
    size_t mapped;             /* bytes of the whole file */
    char *path;                /* for messages */
};

/* Maps PATH, a file of FILE_SIZE bytes with the checksum SUM in its trailer. Fails with
 * DATELINE_NO_INDEX if there is no such file, with DATELINE_CORRUPT if it has another size
 * or checksum or is not a regular file. */
dateline_status pages_open(const char *path, uint64_t file_size, uint64_t sum, struct pages **out,
                           dateline_error *err);
/* The same for what is left of a damaged file that had FILE_SIZE bytes: its layout follows from
 * that size alone, and bytes that it lacks are zeros. Each page is as ever verified when it is
 * asked for, by its checksum as the file has it, but no checksum is verified by the trailer.
 * DATELINE_CORRUPT if FILE_SIZE is that of no paged file. */
dateline_status pages_open_rest(const char *path, uint64_t file_size, struct pages **out,
                                dateline_error *err);
/* Accepts NULL. */
void pages_close(struct pages *p);

/* The slow path of pages_ready. */
bool pages_verify(struct pages *p, uint64_t at, uint64_t len);

/* Returns whether the LEN bytes at AT lie within the data and their pages are verified;
 * verifies pages at their first use. */
static inline bool pages_ready(struct pages *p, uint64_t at, uint64_t len)
{
    uint64_t page = at >> p->shift;

    if (__builtin_expect(len && len <= p->size && at <= p->size - len &&
                             (at + len - 1) >> p->shift == page,
                         1) &&
        (atomic_load_explicit(&p->checked[page / 64], memory_order_acquire) >> page % 64 & 1))
        return true;
    return pages_verify(p, at, len);
}

/* Fails with DATELINE_CORRUPT: names the file and the offset AT, which pages_ready refused. */
dateline_status pages_damaged(const struct pages *p, uint64_t at, dateline_error *err);

/* Verifies every page, also those that were verified before. */
dateline_status pages_check(struct pages *p, dateline_error *err);

#endif

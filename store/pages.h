/* Files of pages with a checksum each: mapped, and verified as they are read.
 *
 * A component file of an index is its data, then a checksum (XXH3, 64 bits) for each page
 * of data, the last page as long as it is, then a trailer of PAGES_TRAILER bytes:
 *
 *     0 "DLPAGES1"    8 bytes of data    16 bytes a page, a power of two (32 bits)
 *     20 zero (32 bits)    24 XXH3 of all checksums and the trailer up to here
 *
 * Numbers are little-endian. The checksum at 24 is the file's own: a manifest names it,
 * and with it every byte of the file.
 *
 * Opening verifies checksums and trailer; a page of data is verified when something in it
 * is first asked for, and a bitmap remembers. A page that fails is never handed out.
 *
 * Threads: any number may read from one struct pages. A reader may look at up to
 * PAGES_AFTER bytes after any span, which are mapped but mean nothing. */
#ifndef DATELINE_STORE_PAGES_H
#define DATELINE_STORE_PAGES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/fail.h"

#define PAGES_MAGIC "DLPAGES1"

enum { PAGES_TRAILER = 32, PAGES_AFTER = 32, PAGES_SIZE = 1 << 14, PAGES_SIZE_MAX = 1 << 20 };

struct pages {
    const uint8_t *data; /* SIZE bytes, mapped */
    uint64_t size;
    unsigned shift;            /* a page has 1 << shift bytes */
    _Atomic uint64_t *checked; /* a bit a page */
    const uint8_t *sums;
    size_t mapped;
    char *path; /* for messages */
};

/* Maps PATH, which must have FILE_SIZE bytes and the checksum SUM of its own.
 * DATELINE_CORRUPT where it has not, DATELINE_NO_INDEX where there is no such file. */
dateline_status pages_open(const char *path, uint64_t file_size, uint64_t sum, struct pages **out,
                           dateline_error *err);
/* Accepts NULL. */
void pages_close(struct pages *p);

/* Part of pages_ready. */
bool pages_verify(struct pages *p, uint64_t at, uint64_t len);

/* Whether the LEN bytes from AT are within the data and as they were written. */
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

/* The message for bytes that pages_ready refused: DATELINE_CORRUPT, with file and place. */
dateline_status pages_damaged(const struct pages *p, uint64_t at, dateline_error *err);

/* Verifies all of it. */
dateline_status pages_check(struct pages *p, dateline_error *err);

#endif

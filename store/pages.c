/* Component files, mapped and verified page by page. */
#include "store/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"

enum { AT_SIZE = 8, AT_PAGE = 16, AT_SUM = 24, SUM = sizeof(uint64_t) };

static uint64_t little64(const uint8_t *p)
{
    uint64_t v = 0;

    for (int i = 7; i >= 0; i--)
        v = v << 8 | p[i];
    return v;
}

static uint64_t pages_count(const struct pages *p)
{
    return (p->size + ((uint64_t)1 << p->shift) - 1) >> p->shift;
}

/* ---- Opening -------------------------------------------------------------- */

static dateline_status damaged_file(const char *path, const char *what, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is not as it was written: %s", path, what);
}

/* Reads the trailer of the FILE_SIZE bytes mapped at p->data. */
static dateline_status read_trailer(struct pages *p, uint64_t sum, dateline_error *err)
{
    const uint8_t *trailer = p->data + p->mapped - PAGES_TRAILER;
    uint32_t page = (uint32_t)(little64(trailer + AT_PAGE) & UINT32_MAX);
    uint64_t size = little64(trailer + AT_SIZE);

    if (memcmp(trailer, PAGES_MAGIC, sizeof PAGES_MAGIC - 1) != 0 || page < 64 ||
        page > PAGES_SIZE_MAX || (page & (page - 1)))
        return damaged_file(p->path, "its trailer is damaged", err);
    p->shift = (unsigned)__builtin_ctz(page);
    p->size = size;
    if (size > p->mapped - PAGES_TRAILER ||
        pages_count(p) != (p->mapped - PAGES_TRAILER - size) / SUM ||
        (p->mapped - PAGES_TRAILER - size) % SUM)
        return damaged_file(p->path, "size and trailer do not agree", err);
    p->sums = p->data + size;
    if (little64(trailer + AT_SUM) != sum ||
        XXH3_64bits(p->sums, (size_t)(trailer + AT_SUM - p->sums)) != sum)
        return damaged_file(p->path, "its checksums are damaged", err);
    p->checked = must_zalloc((size_t)(pages_count(p) / 64 + 1) * sizeof *p->checked);
    return DATELINE_OK;
}

static dateline_status map_file(struct pages *p, int fd, uint64_t file_size, dateline_error *err)
{
    struct stat st;
    void *bytes;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", p->path);
    if (!S_ISREG(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a regular file", p->path);
    if ((uint64_t)st.st_size != file_size || file_size < PAGES_TRAILER || file_size > SIZE_MAX)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: its size has changed since it was written", p->path);
    bytes = mmap(NULL, (size_t)file_size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        return fail_errno(err, "cannot read %s", p->path);
    p->data = bytes;
    p->mapped = (size_t)file_size;
    return DATELINE_OK;
}

/* Allocates nothing while the file is open: without memory a jump would leave it so. */
static dateline_status map_whole(struct pages *p, uint64_t file_size, dateline_error *err)
{
    int fd = open(p->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    dateline_status status;

    if (fd < 0 && errno == ENOENT)
        return fail(err, DATELINE_NO_INDEX, "%s is missing", p->path);
    if (fd < 0)
        return fail_errno(err, "cannot open %s", p->path);
    status = map_file(p, fd, file_size, err);
    close(fd);
    return status;
}

dateline_status pages_open(const char *path, uint64_t file_size, uint64_t sum, struct pages **out,
                           dateline_error *err)
{
    struct pages *p = must_zalloc(sizeof *p);
    dateline_status status;

    p->path = must_dup(path, strlen(path));
    status = map_whole(p, file_size, err);
    if (status == DATELINE_OK)
        status = read_trailer(p, sum, err);
    if (status == DATELINE_OK)
        *out = p;
    else
        pages_close(p);
    return status;
}

void pages_close(struct pages *p)
{
    if (!p)
        return;
    if (p->mapped)
        munmap((void *)p->data, p->mapped);
    free((void *)p->checked);
    free(p->path);
    free(p);
}

/* ---- Verifying ------------------------------------------------------------ */

static bool page_is_whole(struct pages *p, uint64_t page)
{
    uint64_t from = page << p->shift, left = p->size - from;
    size_t len = (size_t)(left >> p->shift ? (uint64_t)1 << p->shift : left);

    if (XXH3_64bits(p->data + from, len) != little64(p->sums + page * SUM))
        return false;
    atomic_fetch_or_explicit(&p->checked[page / 64], (uint64_t)1 << page % 64,
                             memory_order_release);
    return true;
}

bool pages_verify(struct pages *p, uint64_t at, uint64_t len)
{
    if (len > p->size || at > p->size - len)
        return false;
    if (!len)
        return true;
    for (uint64_t page = at >> p->shift; page <= (at + len - 1) >> p->shift; page++) {
        uint64_t bits = atomic_load_explicit(&p->checked[page / 64], memory_order_acquire);

        if (!(bits >> page % 64 & 1) && !page_is_whole(p, page))
            return false;
    }
    return true;
}

dateline_status pages_damaged(const struct pages *p, uint64_t at, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is not as it was written, at byte %" PRIu64, p->path,
                at);
}

dateline_status pages_check(struct pages *p, dateline_error *err)
{
    for (uint64_t page = 0; page < pages_count(p); page++)
        if (!page_is_whole(p, page))
            return pages_damaged(p, page << p->shift, err);
    return DATELINE_OK;
}

/* Reads paged files: maps them and verifies their pages. */
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
#include "core/file.h"

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

static dateline_status pages_refused(const char *path, const char *what, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is not as it was written: %s", path, what);
}

/* Sets size, shift and sums from the trailer; false if they contradict the file's size. */
static bool read_sizes(struct pages *p)
{
    const uint8_t *trailer = p->data + p->mapped - PAGES_TRAILER;
    uint64_t page = little64(trailer + AT_PAGE); /* with the zero after it */
    uint64_t before = p->mapped - PAGES_TRAILER;

    p->size = little64(trailer + AT_SIZE);
    if (page < PAGES_SIZE_MIN || page > PAGES_SIZE_MAX || (page & (page - 1)) || p->size > before)
        return false;
    p->shift = (unsigned)__builtin_ctzll(page);
    p->sums = p->data + p->size;
    return (before - p->size) % SUM == 0 && (before - p->size) / SUM == pages_count(p);
}

static dateline_status read_trailer(struct pages *p, uint64_t sum, dateline_error *err)
{
    const uint8_t *trailer = p->data + p->mapped - PAGES_TRAILER;

    if (memcmp(trailer, PAGES_MAGIC, sizeof PAGES_MAGIC - 1) != 0 || !read_sizes(p))
        return pages_refused(p->path, "its trailer is damaged", err);
    if (little64(trailer + AT_SUM) != sum ||
        XXH3_64bits(p->sums, (size_t)(trailer + AT_SUM - p->sums)) != sum)
        return pages_refused(p->path, "its checksums are damaged", err);
    return DATELINE_OK;
}

static dateline_status map_file(struct pages *p, int fd, uint64_t file_size, dateline_error *err)
{
    void *bytes = mmap(NULL, (size_t)file_size, PROT_READ, MAP_SHARED, fd, 0);

    if (bytes == MAP_FAILED)
        return fail_errno(err, "cannot read %s", p->path);
    p->data = bytes;
    p->mapped = (size_t)file_size;
    return DATELINE_OK;
}

/* Maps FILE_SIZE bytes, of which FD has HELD; zeros follow these. */
static dateline_status map_rest(struct pages *p, int fd, uint64_t file_size, uint64_t held,
                                dateline_error *err)
{
    void *zeros = mmap(NULL, (size_t)file_size, PROT_READ,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (zeros == MAP_FAILED)
        return fail_errno(err, "cannot read %s", p->path);
    p->data = zeros;
    p->mapped = (size_t)file_size;
    held = held < file_size ? held : file_size;
    if (held && mmap(zeros, (size_t)held, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
        return fail_errno(err, "cannot read %s", p->path);
    return DATELINE_OK;
}

/* Maps the open file FD, which if REST may have lost or gained bytes. */
static dateline_status map_regular(struct pages *p, int fd, uint64_t file_size, bool rest,
                                   dateline_error *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", p->path);
    if (!S_ISREG(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a regular file", p->path);
    if ((!rest && (uint64_t)st.st_size != file_size) || file_size < PAGES_TRAILER ||
        file_size > SIZE_MAX)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: its size has changed since it was written", p->path);
    return rest ? map_rest(p, fd, file_size, (uint64_t)st.st_size, err)
                : map_file(p, fd, file_size, err);
}

/* Allocates nothing while the file is open: out of memory, a guard's jump would leak it. */
static dateline_status map_whole(struct pages *p, uint64_t file_size, bool rest,
                                 dateline_error *err)
{
    int fd = file_open(p->path, O_NONBLOCK); /* a FIFO would block */
    dateline_status status;

    if (fd < 0 && errno == ENOENT)
        return fail(err, DATELINE_NO_INDEX, "%s is missing", p->path);
    if (fd < 0)
        return fail_errno(err, "cannot open %s", p->path);
    status = map_regular(p, fd, file_size, rest, err);
    close(fd);
    return status;
}

/* Sets size, shift and sums as the writer lays out a file of this size. */
static dateline_status lay_out_rest(struct pages *p, dateline_error *err)
{
    uint64_t before = p->mapped - PAGES_TRAILER;
    uint64_t count = (before + PAGES_SIZE + SUM - 1) / (PAGES_SIZE + SUM);

    if (count * SUM > before)
        return pages_refused(p->path, "no file has this size", err);
    p->size = before - count * SUM;
    p->shift = (unsigned)__builtin_ctzll(PAGES_SIZE);
    p->sums = p->data + p->size;
    if (pages_count(p) != count)
        return pages_refused(p->path, "no file has this size", err);
    return DATELINE_OK;
}

/* Opens the file, or if REST what is left of it; its layout is that of its trailer, with the
 * checksum SUM, or else of its size. */
static dateline_status open_pages(const char *path, uint64_t file_size, bool rest, uint64_t sum,
                                  struct pages **out, dateline_error *err)
{
    struct pages *p = must_zalloc(sizeof *p);
    dateline_status status;

    p->path = must_dup(path, strlen(path));
    status = map_whole(p, file_size, rest, err);
    if (status == DATELINE_OK)
        status = rest ? lay_out_rest(p, err) : read_trailer(p, sum, err);
    if (status != DATELINE_OK) {
        pages_close(p);
        return status;
    }
    p->checked = must_zalloc((size_t)(pages_count(p) / 64 + 1) * sizeof *p->checked);
    *out = p;
    return DATELINE_OK;
}

dateline_status pages_open(const char *path, uint64_t file_size, uint64_t sum, struct pages **out,
                           dateline_error *err)
{
    return open_pages(path, file_size, false, sum, out, err);
}

dateline_status pages_open_rest(const char *path, uint64_t file_size, struct pages **out,
                                dateline_error *err)
{
    return open_pages(path, file_size, true, 0, out, err);
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

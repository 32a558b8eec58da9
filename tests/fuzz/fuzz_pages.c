/* A file of any bytes as a paged file, as it is or with checksums made to fit: opened or
 * refused, and no span outside its data is ready. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include "fuzz.h"
#include "store/pages.h"

#include "core/buf.h"

enum { PAGE = 64, SUM = 8 };

const char *const fuzz_seeds[] = {
    "\1",
    "\1The harbour of Port Ellery",
    "\2ABCDEFGHIJKLMNOPQRSTUVWXYZ DLPAGES1",
    "\3\x10The harbour of Port Ellery reopened after the storm, and its ships sail again.",
    NULL,
};

static void put_little(struct buf *b, uint64_t v)
{
    for (int i = 0; i < 8; i++)
        buf_char(b, (char)(v >> 8 * i));
}

/* DATA as a paged file with small pages, whose trailer says SIZE bytes of data. */
static uint64_t make_file(struct buf *b, const uint8_t *data, size_t n, uint64_t size)
{
    size_t sums = n;
    uint64_t sum;

    buf_add(b, (const char *)data, n);
    for (size_t at = 0; at < n; at += PAGE)
        put_little(b, XXH3_64bits(data + at, n - at < PAGE ? n - at : PAGE));
    buf_str(b, PAGES_MAGIC);
    put_little(b, size);
    put_little(b, PAGE);
    sum = XXH3_64bits(b->data + (size < sums ? (size_t)size : sums),
                      b->len - (size < sums ? (size_t)size : sums));
    put_little(b, sum);
    return sum;
}

static void read_spans(struct pages *p, const uint8_t *data, size_t size)
{
    uint64_t sum = 0;

    for (size_t i = 0; i + 2 < size; i += 3) {
        uint64_t at = data[i] | (uint64_t)data[i + 1] << 8;
        uint64_t len = data[i + 2] > 250 ? UINT64_MAX - at + data[i + 2] % 3 : data[i + 2];

        if (!pages_ready(p, at, len))
            continue;
        FUZZ_CHECK(at <= p->size && len <= p->size - at);
        for (uint64_t k = 0; k < len + PAGES_AFTER; k++)
            sum += p->data[at + k]; /* PAGES_AFTER more are mapped */
    }
    FUZZ_CHECK(sum != 1 || p->size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    static char path[64];
    struct buf file = {0};
    struct pages *p = NULL;
    uint64_t sum = 0;
    dateline_status status;

    if (fd < 0) {
        fd = memfd_create("pages", MFD_CLOEXEC);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        FUZZ_CHECK(fd >= 0);
    }
    if (size < 2)
        return 0;
    if (data[0] % 2)
        sum = make_file(&file, data + 2, size - 2,
                        data[0] % 4 == 1 ? size - 2 : (uint64_t)(int64_t)(int8_t)data[1]);
    else
        buf_add(&file, (const char *)data + 1, size - 1);
    FUZZ_CHECK(!ftruncate(fd, 0) && pwrite(fd, file.data, file.len, 0) == (ssize_t)file.len);
    status = pages_open(path, file.len, sum, &p, NULL);
    FUZZ_CHECK(data[0] % 4 != 1 || status == DATELINE_OK);
    if (status == DATELINE_OK) {
        read_spans(p, data, size);
        FUZZ_CHECK(pages_check(p, NULL) == DATELINE_OK || data[0] % 4 != 1);
    }
    pages_close(p);
    buf_free(&file);
    return 0;
}

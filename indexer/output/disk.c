/* Writing, syncing, verifying and removing files. */
#include "indexer/output/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "core/file.h"
#include "store/pages.h"

enum { BLOCK = 1 << 18, OPEN_DIRECTORIES = 16 };

dateline_status disk_write(const char *path, const void *data, size_t size, dateline_error *err)
{
    int fd = file_create(path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_NONBLOCK);
    dateline_status status = DATELINE_OK;

    if (fd < 0)
        return fail_errno(err, "cannot create %s", path);
    if (!file_write(fd, data, size) || !file_sync(fd))
        status = fail_errno(err, "cannot write %s", path);
    if (!file_close(fd) && status == DATELINE_OK)
        status = fail_errno(err, "cannot write %s", path);
    if (status != DATELINE_OK)
        unlink(path);
    return status;
}

dateline_status disk_rename(const char *from, const char *to, dateline_error *err)
{
    return rename(from, to) == 0 ? DATELINE_OK
                                 : fail_errno(err, "cannot rename %s to %s", from, to);
}

dateline_status disk_sync_dir(const char *path, dateline_error *err)
{
    int fd = file_open(path, O_DIRECTORY);
    dateline_status status = DATELINE_OK;

    if (fd < 0 || !file_sync(fd))
        status = fail_errno(err, "cannot sync %s", path);
    if (fd >= 0)
        close(fd);
    return status;
}

dateline_status disk_sync_parent(const char *path, dateline_error *err)
{
    char *copy = must_dup(path, strlen(path));
    dateline_status status = disk_sync_dir(dirname(copy), err);

    free(copy);
    return status;
}

dateline_status disk_checksum(const char *path, uint64_t *size, uint64_t *checksum,
                              dateline_error *err)
{
    char *block = must_alloc(BLOCK);
    XXH3_state_t *state = XXH3_createState();
    uint64_t total = 0;
    dateline_status status = DATELINE_OK;
    ssize_t n = -1;
    int fd;

    if (!state)
        out_of_memory(0);
    fd = file_open(path, O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        status = fail(err, DATELINE_NO_INDEX, "%s is missing", path);
    XXH3_64bits_reset(state);
    if (fd >= 0)
        while ((n = file_read(fd, block, BLOCK)) > 0) {
            XXH3_64bits_update(state, block, (size_t)n);
            total += (uint64_t)n;
        }
    if (n == 0) {
        *size = total;
        *checksum = XXH3_64bits_digest(state);
    } else if (status == DATELINE_OK) {
        status = fail_errno(err, "cannot read %s", path);
    }
    if (fd >= 0)
        close(fd);
    XXH3_freeState(state);
    free(block);
    return status;
}

static dateline_status verify_pages(const char *path, const struct component *f,
                                    dateline_error *err)
{
    struct pages *pages;
    dateline_status status = pages_open(path, f->size, f->checksum, &pages, err);

    if (status != DATELINE_OK)
        return status;
    status = pages_check(pages, err);
    pages_close(pages);
    return status;
}

static dateline_status verify_bytes(const char *path, const struct component *f,
                                    dateline_error *err)
{
    uint64_t size = 0, checksum = 0;
    dateline_status status = disk_checksum(path, &size, &checksum, err);

    if (status == DATELINE_OK && size != f->size)
        return fail(err, DATELINE_CORRUPT,
                    "%s has %" PRIu64 " bytes, not the %" PRIu64 " it was written with", path, size,
                    f->size);
    if (status == DATELINE_OK && checksum != f->checksum)
        return fail(err, DATELINE_CORRUPT, "%s is not as it was written: its checksum differs",
                    path);
    return status;
}

dateline_status disk_verify(const char *path, const struct component *f, dateline_error *err)
{
    struct stat st;

    if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a regular file", path);
    return (component_paged(f) ? verify_pages : verify_bytes)(path, f, err);
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    remove(path);
    return 0;
}

void disk_remove(const char *path)
{
    nftw(path, remove_entry, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS);
}

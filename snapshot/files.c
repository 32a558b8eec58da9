/* Opens the files that a manifest names, and compares their sizes with it. */
#include "snapshot/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static dateline_status compare_file(int fd, const char *path, uint64_t size, bool sized,
                                    dateline_error *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", path);
    if (!S_ISREG(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a regular file", path);
    if (sized && (uint64_t)st.st_size != size)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: it has another size than it was written with", path);
    return DATELINE_OK;
}

dateline_status segment_file_open(const char *dir, const struct segment *s,
                                  const struct manifest_file *f, bool sized, int *fd,
                                  dateline_error *err)
{
    struct buf path = {0};
    dateline_status status;
    int opened;

    buf_printf(&path, "%s/%s/%s", dir, s->name, f->name);
    opened = open(path.data, O_RDONLY | O_CLOEXEC);
    if (opened >= 0)
        status = compare_file(opened, path.data, f->size, sized, err);
    else if (errno == ENOENT || errno == ENOTDIR)
        status = fail(err, DATELINE_NO_INDEX, "%s is missing", path.data);
    else
        status = fail_errno(err, "cannot open %s", path.data);
    if (status == DATELINE_OK)
        *fd = opened;
    else if (opened >= 0)
        close(opened);
    buf_free(&path);
    return status;
}

dateline_status segment_files_check(const char *dir, const struct segment *s, bool sized,
                                    dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < s->n_files && status == DATELINE_OK; i++) {
        int fd;

        status = segment_file_open(dir, s, &s->files[i], sized, &fd, err);
        if (status == DATELINE_OK)
            close(fd);
    }
    return status;
}

/* Opens the files of components, compares their sizes with the manifest's, maps them. */
#include "snapshot/component.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

static dateline_status check_component_file(int fd, const char *path, uint64_t size, bool sized,
                                            dateline_error *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", path);
    if (!S_ISREG(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a regular file", path);
    if (sized && (uint64_t)st.st_size != size)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: its size has changed since it was written", path);
    return DATELINE_OK;
}

/* Opens the file of C, of segment S or if S is NULL of the index. The caller closes *FD.
 * DATELINE_NO_INDEX if the file is missing. */
static dateline_status open_component_file(const char *dir, const struct segment *s,
                                           const struct component *c, bool sized, int *fd,
                                           dateline_error *err)
{
    struct buf path = {0};
    dateline_status status;
    int opened;

    buf_printf(&path, "%s/%s%s%s", dir, s ? s->name : "", s ? "/" : "", c->name);
    opened = file_open(path.data, O_NONBLOCK);
    if (opened >= 0)
        status = check_component_file(opened, path.data, c->size, sized, err);
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

dateline_status component_open(const char *dir, const struct segment *s, const char *name,
                               struct span *out, dateline_error *err)
{
    const struct component *c = segment_component(s, name);
    dateline_status status;
    void *bytes;
    int fd;

    *out = (struct span){0};
    if (!c || !c->size)
        return DATELINE_OK;
    status = open_component_file(dir, s, c, true, &fd, err);
    if (status != DATELINE_OK) /* a commit that replaces the segment removes its files */
        return status == DATELINE_NO_INDEX ? DATELINE_OK : status;
    errno = EOVERFLOW;
    bytes =
        c->size > SIZE_MAX ? MAP_FAILED : mmap(NULL, (size_t)c->size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        status = fail_errno(err, "cannot read %s/%s/%s", dir, s->name, c->name);
    else
        *out = (struct span){bytes, (size_t)c->size};
    close(fd);
    return status;
}

dateline_status component_pages(const char *dir, const struct segment *s, const char *name,
                                struct pages **out, dateline_error *err)
{
    const struct component *c = segment_component(s, name);
    struct buf path = {0};
    dateline_status status;

    *out = NULL;
    if (!c || !c->size)
        return DATELINE_OK;
    buf_printf(&path, "%s/%s/%s", dir, s->name, name);
    status = pages_open(path.data, c->size, c->checksum, out, err);
    buf_free(&path);
    return status;
}

void component_close(struct span *c)
{
    if (c->data)
        munmap((void *)c->data, c->len);
    *c = (struct span){0};
}

dateline_status components_check(const char *dir, const struct segment *s, bool sized,
                                 dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < s->n_components && status == DATELINE_OK; i++) {
        int fd;

        if (!s->components[i].size || component_paged(&s->components[i]))
            continue;
        status = open_component_file(dir, s, &s->components[i], sized, &fd, err);
        if (status == DATELINE_OK)
            close(fd);
    }
    return status;
}

dateline_status folders_check(const char *dir, const struct component *c, dateline_error *err)
{
    dateline_status status;
    int fd;

    if (!*c->name)
        return DATELINE_OK;
    status = open_component_file(dir, NULL, c, true, &fd, err);
    if (status == DATELINE_OK)
        close(fd);
    return status;
}

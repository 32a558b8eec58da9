/* Maps the file of a component. */
#include "snapshot/component.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static dateline_status map_component(int fd, const char *path, uint64_t size, struct span *out,
                                     dateline_error *err)
{
    struct stat st;
    void *bytes;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", path);
    if ((uint64_t)st.st_size != size || size > SIZE_MAX)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: it has another size than it was written with", path);
    bytes = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        return fail_errno(err, "cannot read %s", path);
    *out = (struct span){bytes, (size_t)size};
    return DATELINE_OK;
}

dateline_status component_open(const char *dir, const struct segment *s, const char *name,
                               struct span *out, dateline_error *err)
{
    const struct component *c = segment_component(s, name);
    struct buf path = {0};
    dateline_status status = DATELINE_OK;
    int fd;

    *out = (struct span){0};
    if (!c || !c->size)
        return DATELINE_OK;
    buf_printf(&path, "%s/%s/%s", dir, s->name, name);
    fd = open(path.data, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        status = map_component(fd, path.data, c->size, out, err);
        close(fd);
    } else if (errno != ENOENT) {
        status = fail_errno(err, "cannot open %s", path.data);
    }
    buf_free(&path);
    return status;
}

void component_close(struct span *c)
{
    if (c->data)
        munmap((void *)c->data, c->len);
    *c = (struct span){0};
}

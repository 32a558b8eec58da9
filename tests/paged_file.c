/* Writes paged files for tests, and opens bytes as one. */
#include "tests/paged_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "store/page_writer.h"

/* assert() that a release build keeps, and that fuzz targets can use. */
static void need(bool ok, const char *what)
{
    if (ok)
        return;
    perror(what);
    abort();
}

void paged_folder_make(char path[64], struct open_dir *dir)
{
    snprintf(path, 64, "/tmp/dateline_paged.XXXXXX");
    need(mkdtemp(path), path);
    *dir = (struct open_dir){file_open(path, O_DIRECTORY), path};
    need(dir->fd >= 0, path);
}

void paged_folder_remove(struct open_dir *dir)
{
    DIR *d = opendir(dir->path);
    struct dirent *e;

    need(d, dir->path);
    while ((e = readdir(d)))
        if (e->d_name[0] != '.')
            unlinkat(dir->fd, e->d_name, 0);
    closedir(d);
    close(dir->fd);
    need(!rmdir(dir->path), dir->path);
}

struct output_file paged_file_write(const struct open_dir *dir, const char *name, struct span data)
{
    struct page_writer *w = page_writer_new(dir, name);
    struct output_file out = {0};
    dateline_error err = {0};

    unlinkat(dir->fd, name, 0);
    need(page_writer_add(w, data.data, data.len, &err) == DATELINE_OK &&
             page_writer_finish(w, &out, &err) == DATELINE_OK &&
             page_writer_sync(w, &err) == DATELINE_OK,
         name);
    page_writer_close(w);
    return out;
}

void raw_file_write(const struct open_dir *dir, const char *name, struct span bytes)
{
    int fd = openat(dir->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    need(fd >= 0 && file_write(fd, bytes.data, bytes.len) && !close(fd), name);
}

void raw_file_read(const struct open_dir *dir, const char *name, struct buf *out)
{
    struct buf path = {0};

    buf_printf(&path, "%s/%s", dir->path, name);
    need(file_read_whole(path.data, SIZE_MAX, out, NULL) == DATELINE_OK, name);
    buf_free(&path);
}

struct pages *pages_unverified(struct span data)
{
    struct pages *p = must_zalloc(sizeof *p);
    size_t words;

    p->data = (const uint8_t *)data.data;
    p->size = data.len;
    p->shift = (unsigned)__builtin_ctz(PAGES_SIZE);
    p->path = must_dup("memory", strlen("memory"));
    words = (data.len >> p->shift) / 64 + 1;
    p->checked = must_zalloc(words * sizeof *p->checked);
    for (size_t i = 0; i < words; i++)
        atomic_store(&p->checked[i], UINT64_MAX);
    return p;
}

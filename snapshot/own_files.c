/* Looks at the files of a database before anything opens them. */
#include "snapshot/own_files.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

/* Missing files are told by whoever needs them. */
static dateline_status check_own_file(const char *path, mode_t type, dateline_error *err)
{
    struct stat st;

    if (lstat(path, &st) != 0 || (st.st_mode & S_IFMT) == type)
        return DATELINE_OK;
    if (S_ISLNK(st.st_mode))
        return fail(err, DATELINE_CORRUPT, "cannot open %s: it is a link, which may lead anywhere",
                    path);
    return fail(err, DATELINE_CORRUPT, "%s is damaged: it is not a %s", path,
                type == S_IFDIR ? "directory" : "regular file");
}

dateline_status own_segment_check(const char *dir, const struct segment *s, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status;
    size_t len;

    buf_printf(&path, "%s/%s", dir, s->name);
    status = check_own_file(path.data, S_IFDIR, err);
    len = path.len;
    for (size_t i = 0; i < s->n_components && status == DATELINE_OK; i++) {
        path.len = len;
        buf_printf(&path, "/%s", s->components[i].name);
        status = check_own_file(path.data, S_IFREG, err);
    }
    if (s->deleted && status == DATELINE_OK) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, s->deletions.name);
        status = check_own_file(path.data, S_IFREG, err);
    }
    buf_free(&path);
    return status;
}

dateline_status own_files_check(const char *dir, const struct manifest *m, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    struct buf path = {0};

    if (*m->folders.name) {
        buf_printf(&path, "%s/%s", dir, m->folders.name);
        status = check_own_file(path.data, S_IFREG, err);
    }
    for (size_t i = 0; i < m->n_segments && status == DATELINE_OK; i++)
        status = own_segment_check(dir, &m->segments[i], err);
    buf_free(&path);
    return status;
}

dateline_status foreign_files_check(const char *dir, dateline_error *err)
{
    DIR *d = opendir(dir);
    dateline_status status = DATELINE_OK;
    struct stat st;

    if (!d)
        return errno == ENOENT || errno == ENOTDIR
                   ? fail(err, DATELINE_NO_INDEX, "no database at %s", dir)
                   : fail_errno(err, "cannot open %s", dir);
    for (struct dirent *e; status == DATELINE_OK && (e = readdir(d));)
        if (fstatat(dirfd(d), e->d_name, &st, 0) == 0 && !S_ISREG(st.st_mode) &&
            !S_ISDIR(st.st_mode))
            status = fail(err, DATELINE_CORRUPT, "%s/%s is damaged: it is not a regular file", dir,
                          e->d_name);
    closedir(d);
    return status;
}

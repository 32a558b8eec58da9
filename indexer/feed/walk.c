/* Walks a source: a file, standard input, or a directory. */
#include "indexer/feed/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "indexer/feed/ident.h"

struct walking {
    struct feed *feed;
    struct buf path;    /* the current path */
    char *root;         /* the SOURCE without links; NULL: unknown */
    size_t below;       /* length of the SOURCE and its slash at the start of path */
    struct stat except; /* the directory to ignore; all zeros: none */
};

/* A directory being walked, and the one it is in. */
struct directory {
    const struct directory *parent;
    int fd, depth;
    dev_t dev;
    ino_t ino;
};

struct name_list {
    char **list;
    size_t len, cap;
};

static dateline_day mtime_day(const struct stat *st)
{
    struct tm tm;

    return gmtime_r(&st->st_mtime, &tm) ? day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday)
                                        : 0;
}

static dateline_status read_walked_file(struct feed *f, int fd, const char *path, const char *name,
                                        dateline_day mtime, dateline_error *err)
{
    struct stream bytes;
    struct input in = {.feed = f, .stream = &bytes, .path = path, .name = name, .mtime = mtime};
    dateline_status status;

    struct stat st;
    off_t read;

    stream_on_fd(&bytes, fd);
    f->expansion = (struct expansion){.packed = &bytes, .most = f->options->max_expand};
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        f->expansion.size = (uint64_t)st.st_size;
    f->counts->reading = fd;
    f->counts->busy = true;
    status = input_read(&in, err);
    f->counts->busy = false;
    stream_close(&bytes);
    read = lseek(fd, 0, SEEK_CUR);
    f->counts->done += read > 0 ? (uint64_t)read : 0;
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in DIR that are not hidden, in order; false with errno set if it breaks off. */
static bool list_names(DIR *dir, struct name_list *names)
{
    struct dirent *entry;

    for (errno = 0; (entry = readdir(dir)); errno = 0) {
        if (*entry->d_name == '.')
            continue;
        GROW(names->list, names->len, names->cap);
        names->list[names->len++] = must_dup(entry->d_name, strlen(entry->d_name));
    }
    if (names->len)
        qsort(names->list, names->len, sizeof *names->list, compare_names);
    return !errno;
}

static bool is_index(int fd)
{
    return !faccessat(fd, "XAPIANDB", F_OK, 0) || !faccessat(fd, "iamglass", F_OK, 0);
}

static bool is_excepted(const struct walking *w, const struct stat *st)
{
    return w->except.st_nlink && st->st_dev == w->except.st_dev && st->st_ino == w->except.st_ino;
}

static bool leads_back(const struct directory *d)
{
    for (const struct directory *up = d->parent; up; up = up->parent)
        if (up->dev == d->dev && up->ino == d->ino)
            return true;
    return false;
}

/* Reports the current path as skipped. */
static dateline_status skip_path(struct walking *w, const char *why)
{
    feed_tell_path(w->feed, FEED_SKIPPED, w->path.data, "skipped: %s", why);
    return DATELINE_OK;
}

/* The current path could not be opened: it is skipped, unless the program can open no more. */
static dateline_status skip_unopened(struct walking *w, dateline_error *err)
{
    if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
        return fail_errno(err, "cannot open %s", w->path.data);
    w->feed->counts->unread++;
    return skip_path(w, strerror(errno));
}

static dateline_status walk_directory(struct walking *w, struct directory *d, dateline_error *err);

static dateline_status enter_directory(struct walking *w, const struct directory *parent, int fd,
                                       const struct stat *st, dateline_error *err)
{
    struct directory d = {parent, fd, parent->depth + 1, st->st_dev, st->st_ino};

    if (is_index(fd) || is_excepted(w, st))
        return DATELINE_OK;
    if (leads_back(&d))
        return skip_path(w, "it leads back to a directory it is in");
    if (d.depth > WALK_DEPTH)
        return skip_path(w, "directories lie more than 256 deep");
    return walk_directory(w, &d, err);
}

/* Whether the current path, a link, leads out of the SOURCE. */
static bool leads_out(const struct walking *w)
{
    char *real = realpath(w->path.data, NULL);
    size_t root = w->root ? strlen(w->root) : 0;
    bool inside = real && w->root && !strncmp(real, w->root, root) &&
                  (real[root] == '/' || !real[root] || root == 1);

    free(real);
    return !inside;
}

static bool is_link(const struct directory *parent, const char *name)
{
    struct stat st;

    return fstatat(parent->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
}

/* Opens NAME in PARENT, whose file type is known, and reads it. */
static dateline_status read_entry(struct walking *w, const struct directory *parent,
                                  const char *name, dateline_error *err)
{
    struct stat st;
    dateline_status status;
    int fd;

    if (fstatat(parent->fd, name, &st, 0))
        return skip_unopened(w, err);
    if (!w->feed->options->follow_links && is_link(parent, name) && leads_out(w))
        return skip_path(w, "it is a link out of the SOURCE (see --follow-links)");
    if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return skip_path(w, "it is neither a file nor a directory");
    fd = file_open_at(parent->fd, name, O_RDONLY | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return skip_unopened(w, err);
    if (S_ISDIR(st.st_mode))
        status = enter_directory(w, parent, fd, &st, err);
    else
        status = read_walked_file(w->feed, fd, w->path.data, w->path.data + w->below,
                                  mtime_day(&st), err);
    close(fd);
    return status;
}

static bool has_name(const struct name_list *names, const char *name)
{
    return names->len &&
           bsearch(&name, names->list, names->len, sizeof *names->list, compare_names) != NULL;
}

/* Whether NAMES are those of a maildir, in whose tmp/ messages are written that are not there
 * yet. */
static bool is_maildir(const struct name_list *names)
{
    return has_name(names, "cur") && has_name(names, "new") && has_name(names, "tmp");
}

static dateline_status walk_names(struct walking *w, const struct directory *d,
                                  const struct name_list *names, dateline_error *err)
{
    size_t len = w->path.len;
    bool maildir = is_maildir(names);
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < names->len && status == DATELINE_OK; i++) {
        if (maildir && !strcmp(names->list[i], "tmp"))
            continue;
        if (w->path.data[len - 1] != '/')
            buf_char(&w->path, '/');
        buf_str(&w->path, names->list[i]);
        status = read_entry(w, d, names->list[i], err);
        w->path.len = len;
        w->path.data[len] = '\0';
    }
    return status;
}

/* The caller closes D's fd. */
static dateline_status walk_directory(struct walking *w, struct directory *d, dateline_error *err)
{
    struct name_list names = {0};
    int copy = file_open_at(d->fd, ".", O_RDONLY | O_DIRECTORY);
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    dateline_status status = DATELINE_OK;

    if (!dir || !list_names(dir, &names))
        status = skip_unopened(w, err);
    if (dir)
        closedir(dir);
    else if (copy >= 0)
        close(copy);
    if (status == DATELINE_OK)
        status = walk_names(w, d, &names, err);
    for (size_t i = 0; i < names.len; i++)
        free(names.list[i]);
    free(names.list);
    return status;
}

static dateline_status walk_source(struct feed *f, int fd, const struct stat *st,
                                   const char *source, dateline_error *err)
{
    struct walking w = {.feed = f};
    struct directory top = {NULL, fd, 1, st->st_dev, st->st_ino};
    dateline_status status = DATELINE_OK;

    if (f->options->except && stat(f->options->except, &w.except) != 0)
        w.except = (struct stat){0};
    buf_str(&w.path, source);
    w.root = realpath(source, NULL);
    w.below = w.path.len + (w.path.data[w.path.len - 1] != '/');
    if (is_index(fd) || is_excepted(&w, st))
        skip_path(&w, "it is an index, not a source of articles");
    else
        status = walk_directory(&w, &top, err);
    buf_free(&w.path);
    free(w.root);
    return status;
}

static dateline_status no_source(const char *source, dateline_error *err)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return fail(err, DATELINE_NOT_FOUND, "%s: %s", source, strerror(errno));
    return fail_errno(err, "cannot read %s", source);
}

dateline_status walk(struct feed *f, const char *source, dateline_error *err)
{
    struct stat st;
    dateline_status status;
    int fd;

    if (!strcmp(source, "-"))
        return read_walked_file(f, STDIN_FILENO, "-", "-", 0, err);
    fd = file_open(source, O_NOCTTY);
    if (fd < 0)
        return no_source(source, err);
    if (fstat(fd, &st))
        status = no_source(source, err);
    else if (S_ISDIR(st.st_mode))
        status = walk_source(f, fd, &st, source, err);
    else
        status = read_walked_file(f, fd, source, ident_name(source), mtime_day(&st), err);
    close(fd);
    return status;
}

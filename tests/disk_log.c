/* Logs calls that change the disk, and replays them with unsynced parts missing. */
#include "tests/disk_log.h"

#include "core/alloc.h"
#include "tests/archive_sample.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH = 512, FDS = 1024 };
#define NO_NODE SIZE_MAX

enum change_kind { CHANGE_BYTES, CHANGE_EMPTY, CHANGE_NAME, CHANGE_RENAME, CHANGE_UNNAME, SYNC };

/* One call. A node is a file or directory as such, whatever its names; the root is node 0. */
struct change {
    enum change_kind kind;
    size_t node;         /* of the bytes, the name or the sync */
    size_t in;           /* of a name: the directory */
    char *name, *before; /* before: of a rename */
    off_t at;
    char *bytes;
    size_t len;
};

/* A name as the log has it, or as a replay has it. */
struct entry {
    size_t in, node;
    char name[PATH];
};

struct name_table {
    struct entry *list;
    size_t len, cap;
};

static struct {
    bool on;
    char root[PATH];
    struct change *list;
    size_t len, cap;
    struct name_table names; /* now */
    size_t nodes;
    bool *is_dir;
    size_t is_dir_cap;
    size_t node_of[FDS]; /* of open files; 0, the root's, or NO_NODE: not ours */
} logged;

/* ---- Names ------------------------------------------------------------------ */

static struct entry *entry_of(const struct name_table *n, size_t in, const char *name)
{
    for (size_t i = 0; i < n->len; i++)
        if (n->list[i].in == in && !strcmp(n->list[i].name, name))
            return &n->list[i];
    return NULL;
}

static void names_put(struct name_table *n, size_t in, const char *name, size_t node)
{
    struct entry *e = entry_of(n, in, name);

    if (!e) {
        GROW(n->list, n->len, n->cap);
        e = &n->list[n->len++];
    }
    e->in = in;
    e->node = node;
    snprintf(e->name, sizeof e->name, "%s", name);
}

static void names_take(struct name_table *n, size_t in, const char *name)
{
    struct entry *e = entry_of(n, in, name);

    if (e)
        *e = n->list[--n->len];
}

/* Finds the directory that PATH is in, and its last name; false where it is not below the root. */
static bool find_parent(const char *path, size_t *in, char *name)
{
    size_t root = strlen(logged.root);
    char rest[PATH], *part, *next, *save;

    if (strncmp(path, logged.root, root) != 0 || path[root] != '/')
        return false;
    snprintf(rest, sizeof rest, "%s", path + root + 1);
    *in = 0;
    part = strtok_r(rest, "/", &save);
    while (part && (next = strtok_r(NULL, "/", &save))) {
        const struct entry *e = entry_of(&logged.names, *in, part);

        if (!e)
            return false;
        *in = e->node;
        part = next;
    }
    snprintf(name, PATH, "%s", part ? part : "");
    return part != NULL;
}

static size_t node_at(const char *path)
{
    char name[PATH];
    size_t in;
    const struct entry *e = find_parent(path, &in, name) ? entry_of(&logged.names, in, name) : NULL;

    if (!strcmp(path, logged.root))
        return 0;
    return e ? e->node : NO_NODE;
}

static bool is_logged_file(int fd)
{
    return logged.on && fd >= 0 && fd < FDS && logged.node_of[fd] && logged.node_of[fd] != NO_NODE;
}

/* ---- The log ---------------------------------------------------------------- */

static struct change *log_change(enum change_kind kind, size_t node)
{
    struct change *c;

    GROW(logged.list, logged.len, logged.cap);
    c = &logged.list[logged.len++];
    *c = (struct change){.kind = kind, .node = node};
    return c;
}

static size_t new_node(bool is_dir)
{
    if (logged.nodes >= logged.is_dir_cap) {
        logged.is_dir_cap = 2 * logged.nodes + 16;
        logged.is_dir = must_realloc(logged.is_dir, logged.is_dir_cap * sizeof *logged.is_dir);
    }
    logged.is_dir[logged.nodes] = is_dir;
    return logged.nodes++;
}

static void log_new(const char *path, bool is_dir)
{
    char name[PATH];
    size_t in;
    struct change *c;

    if (!logged.on || !find_parent(path, &in, name))
        return;
    c = log_change(CHANGE_NAME, new_node(is_dir));
    c->in = in;
    c->name = must_dup(name, strlen(name));
    names_put(&logged.names, in, name, c->node);
}

static void log_gone(const char *path)
{
    char name[PATH];
    size_t in;
    struct change *c;

    if (!logged.on || !find_parent(path, &in, name))
        return;
    c = log_change(CHANGE_UNNAME, 0);
    c->in = in;
    c->name = must_dup(name, strlen(name));
    names_take(&logged.names, in, name);
}

static void log_rename(const char *from, const char *to)
{
    char old[PATH], name[PATH];
    size_t in, other;
    struct change *c;

    if (!logged.on || !find_parent(from, &in, old) || !find_parent(to, &other, name))
        return;
    assert_int_equal(in, other); /* all of ours are within a directory */
    c = log_change(CHANGE_RENAME, node_at(from));
    c->in = in;
    c->before = must_dup(old, strlen(old));
    c->name = must_dup(name, strlen(name));
    names_take(&logged.names, in, old);
    names_put(&logged.names, in, name, c->node);
}

static void log_opened(int fd, const char *path, int flags, bool was_there)
{
    if (fd < 0 || fd >= FDS)
        return;
    if (logged.on && flags & O_CREAT && !was_there)
        log_new(path, false);
    logged.node_of[fd] = node_at(path);
    if (is_logged_file(fd) && flags & O_TRUNC && was_there)
        log_change(CHANGE_EMPTY, logged.node_of[fd]);
}

static bool is_there(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}

static const char *path_of(int fd, char path[PATH])
{
    char link[64];
    ssize_t n;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, PATH - 1);
    path[n > 0 ? n : 0] = '\0';
    return path;
}

static const char *path_at(int dir, const char *name, char path[PATH])
{
    size_t len;

    if (dir == AT_FDCWD || *name == '/')
        return name;
    len = strlen(path_of(dir, path));
    snprintf(path + len, PATH - len, "/%s", name);
    return path;
}

void disk_log_start(const char *dir)
{
    logged.on = true;
    snprintf(logged.root, sizeof logged.root, "%s", dir);
    assert_int_equal(new_node(true), 0);
}

void disk_log_stop(void)
{
    logged.on = false;
}

void disk_log_resume(void)
{
    logged.on = true;
}

void disk_log_free(void)
{
    for (size_t i = 0; i < logged.len; i++) {
        free(logged.list[i].name);
        free(logged.list[i].before);
        free(logged.list[i].bytes);
    }
    free(logged.list);
    free(logged.names.list);
    free(logged.is_dir);
}

size_t disk_log_length(void)
{
    return logged.len;
}

/* ---- The calls -------------------------------------------------------------- */

#define WRAP(type, name, ...)        \
    type __real_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__)

WRAP(int, openat, int dir, const char *name, int flags, mode_t mode)
{
    char space[PATH];
    const char *path = path_at(dir, name, space);
    bool was_there = is_there(path);
    int fd = __real_openat(dir, name, flags, mode);

    log_opened(fd, path, flags, was_there);
    return fd;
}

WRAP(int, open, const char *path, int flags, mode_t mode)
{
    bool was_there = is_there(path);
    int fd = __real_open(path, flags, mode);

    log_opened(fd, path, flags, was_there);
    return fd;
}

WRAP(ssize_t, write, int fd, const void *data, size_t size)
{
    if (is_logged_file(fd)) {
        struct change *c = log_change(CHANGE_BYTES, logged.node_of[fd]);

        c->at = lseek(fd, 0, SEEK_CUR);
        c->bytes = must_dup(data, size);
        c->len = size;
    }
    return __real_write(fd, data, size);
}

WRAP(int, ftruncate, int fd, off_t size)
{
    if (is_logged_file(fd) && !size)
        log_change(CHANGE_EMPTY, logged.node_of[fd]);
    return __real_ftruncate(fd, size);
}

WRAP(int, fsync, int fd)
{
    char path[PATH];

    if (logged.on)
        log_change(SYNC, node_at(path_of(fd, path)));
    return __real_fsync(fd);
}

WRAP(int, rename, const char *from, const char *to)
{
    int got = __real_rename(from, to);

    if (got == 0)
        log_rename(from, to);
    return got;
}

WRAP(int, renameat, int from_dir, const char *from, int to_dir, const char *to)
{
    char first[PATH], second[PATH];
    int got = __real_renameat(from_dir, from, to_dir, to);

    if (got == 0)
        log_rename(path_at(from_dir, from, first), path_at(to_dir, to, second));
    return got;
}

WRAP(int, unlink, const char *path)
{
    int got = __real_unlink(path);

    if (got == 0)
        log_gone(path);
    return got;
}

WRAP(int, unlinkat, int dir, const char *name, int flags)
{
    char path[PATH];
    int got = __real_unlinkat(dir, name, flags);

    if (got == 0)
        log_gone(path_at(dir, name, path));
    return got;
}

WRAP(int, remove, const char *path)
{
    int got = __real_remove(path);

    if (got == 0)
        log_gone(path);
    return got;
}

WRAP(int, rmdir, const char *path)
{
    int got = __real_rmdir(path);

    if (got == 0)
        log_gone(path);
    return got;
}

WRAP(int, mkdir, const char *path, mode_t mode)
{
    int got = __real_mkdir(path, mode);

    if (got == 0)
        log_new(path, true);
    return got;
}

/* ---- Power loss ------------------------------------------------------------- */

static bool names_something(const struct change *c)
{
    return c->kind == CHANGE_NAME || c->kind == CHANGE_RENAME || c->kind == CHANGE_UNNAME;
}

/* Whether change I was synced within the first N. */
static bool is_synced(size_t i, size_t n)
{
    const struct change *c = &logged.list[i];
    size_t of = names_something(c) ? c->in : c->node;

    for (size_t k = i + 1; k < n; k++)
        if (logged.list[k].kind == SYNC && logged.list[k].node == of)
            return true;
    return false;
}

static bool has_survived(size_t i, size_t n, enum disk_rest rest, uint64_t *seed)
{
    bool drawn = draw(seed) & 1; /* each time, so that cases differ */

    if (is_synced(i, n))
        return true;
    switch (rest) {
    case DISK_NAMES:
        return names_something(&logged.list[i]);
    case DISK_BYTES:
        return !names_something(&logged.list[i]);
    case DISK_DRAWN:
        return drawn;
    default:
        return false;
    }
}

static void replay_name(struct name_table *n, const struct change *c)
{
    if (c->kind == CHANGE_UNNAME) {
        names_take(n, c->in, c->name);
        return;
    }
    if (c->kind == CHANGE_RENAME)
        names_take(n, c->in, c->before);
    names_put(n, c->in, c->name, c->node);
}

static void write_file(const char *path, size_t node, size_t n, const bool *survived)
{
    int fd = __real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    assert_true(fd >= 0);
    for (size_t i = 0; i < n; i++) {
        const struct change *c = &logged.list[i];

        if (!survived[i] || c->node != node)
            continue;
        if (c->kind == CHANGE_BYTES)
            assert_int_equal(pwrite(fd, c->bytes, c->len, c->at), c->len);
        else if (c->kind == CHANGE_EMPTY)
            assert_int_equal(__real_ftruncate(fd, 0), 0);
    }
    close(fd);
}

static void write_tree(const struct name_table *names, size_t in, const char *dir, size_t n,
                       const bool *survived)
{
    for (size_t i = 0; i < names->len; i++) {
        const struct entry *e = &names->list[i];
        char path[2 * PATH];

        if (e->in != in)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, e->name);
        if (logged.is_dir[e->node]) {
            assert_int_equal(__real_mkdir(path, 0777), 0);
            write_tree(names, e->node, path, n, survived);
        } else {
            write_file(path, e->node, n, survived);
        }
    }
}

void disk_log_replay(size_t n, enum disk_rest rest, uint64_t seed, const char *to)
{
    bool *survived = must_zalloc(n + 1);
    struct name_table names = {0};

    assert_false(logged.on);
    for (size_t i = 0; i < n; i++) {
        survived[i] = has_survived(i, n, rest, &seed);
        if (survived[i] && names_something(&logged.list[i]))
            replay_name(&names, &logged.list[i]);
    }
    write_tree(&names, 0, to, n, survived);
    free(names.list);
    free(survived);
}

/* The ids that folders gave to an index, and their file. */
#include "indexer/index/folders.h"

#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/file.h"
#include "core/hash.h"
#include "indexer/output/disk.h"

static const char magic[8] = "DLFOLDR1";

/* A prefix of writers' files: commit_sweep() removes those that no manifest names. */
#define FOLDERS_PREFIX "seg-folders."

/* ---- Sets of ids ---------------------------------------------------------- */

struct folder *folders_find(const struct folders *f, uint64_t name)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->list[i].name == name)
            return &f->list[i];
    return NULL;
}

struct folder *folders_of(struct folders *f, uint64_t name)
{
    struct folder *found = folders_find(f, name);

    if (found)
        return found;
    GROW(f->list, f->n, f->cap);
    f->list[f->n] = (struct folder){.name = name};
    return &f->list[f->n++];
}

static void add_hash(struct folder *f, uint64_t hash)
{
    GROW(f->ids, f->len, f->cap);
    f->ids[f->len++] = hash;
}

void folder_add(struct folder *f, struct span id)
{
    add_hash(f, hash_number(id));
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

void folder_sort(struct folder *f)
{
    size_t kept = 0;

    if (f->len)
        qsort(f->ids, f->len, sizeof *f->ids, compare_hashes);
    for (size_t i = 0; i < f->len; i++)
        if (!kept || f->ids[kept - 1] != f->ids[i])
            f->ids[kept++] = f->ids[i];
    f->len = kept;
}

static bool has_hash(const struct folder *f, uint64_t hash)
{
    return f->len && bsearch(&hash, f->ids, f->len, sizeof *f->ids, compare_hashes);
}

bool folder_has(const struct folder *f, struct span id)
{
    return has_hash(f, hash_number(id));
}

/* ---- Folders -------------------------------------------------------------- */

/* Removes from F the ids that OTHER has. */
static void folder_subtract(struct folder *f, const struct folder *other)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->len; i++)
        if (!has_hash(other, f->ids[i]))
            f->ids[kept++] = f->ids[i];
    f->len = kept;
}

/* Adds the ids of FROM, sorted, to the folder of its name in F. */
static void folder_take(struct folders *f, const struct folder *from)
{
    struct folder *to = folders_of(f, from->name);

    if (from->synced)
        to->len = 0;
    to->synced |= from->synced;
    for (size_t i = 0; i < from->len; i++)
        add_hash(to, from->ids[i]);
    folder_sort(to);
}

void folders_take(struct folders *f, struct folders *given)
{
    for (size_t g = 0; g < given->n; g++) {
        struct folder *from = &given->list[g];

        folder_sort(from);
        for (size_t i = 0; i < f->n; i++)
            if (f->list[i].name != from->name)
                folder_subtract(&f->list[i], from);
        if (from->name)
            folder_take(f, from);
    }
    folders_free(given);
}

void folders_forget(struct folders *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->n; i++)
        if (f->list[i].synced)
            f->list[kept++] = f->list[i];
        else
            free(f->list[i].ids);
    f->n = kept;
}

void folders_free(struct folders *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->list[i].ids);
    free(f->list);
    *f = (struct folders){0};
}

/* ---- The file ------------------------------------------------------------- */

/* Takes the number at *AT of BYTES; false at the end. */
static bool take_number(const struct buf *bytes, size_t *at, uint64_t *out)
{
    if (bytes->len - *at < sizeof *out)
        return false;
    memcpy(out, bytes->data + *at, sizeof *out);
    *out = le64toh(*out);
    *at += sizeof *out;
    return true;
}

/* Takes N hashes in ascending order. */
static bool parse_hashes(const struct buf *bytes, size_t *at, uint64_t n, struct folder *to)
{
    uint64_t hash;

    for (; n && take_number(bytes, at, &hash); n--) {
        if (to->len && hash <= to->ids[to->len - 1])
            return false;
        add_hash(to, hash);
    }
    return !n;
}

static bool parse_folder(const struct buf *bytes, size_t *at, struct folders *f)
{
    uint64_t name, synced, n, last = f->n ? f->list[f->n - 1].name : 0;
    struct folder *to;

    if (!take_number(bytes, at, &name) || !take_number(bytes, at, &synced) ||
        !take_number(bytes, at, &n) || name <= last || synced > 1)
        return false;
    GROW(f->list, f->n, f->cap);
    to = &f->list[f->n++];
    *to = (struct folder){.name = name, .synced = synced};
    return parse_hashes(bytes, at, n, to);
}

static bool parse_folders(const struct buf *bytes, const struct component *c, struct folders *f)
{
    size_t at = sizeof magic;
    uint64_t n;

    if (bytes->len != c->size || hash_number(buf_span(bytes)) != c->checksum ||
        bytes->len < sizeof magic || memcmp(bytes->data, magic, sizeof magic) != 0 ||
        !take_number(bytes, &at, &n))
        return false;
    for (; n; n--)
        if (!parse_folder(bytes, &at, f))
            return false;
    return at == bytes->len;
}

dateline_status folders_read(const char *dir, const struct component *f, struct folders *out,
                             dateline_error *err)
{
    struct buf path = {0}, bytes = {0};
    struct folders read = {0};
    dateline_status status;

    if (!*f->name)
        return DATELINE_OK;
    buf_printf(&path, "%s/%s", dir, f->name);
    status = file_read_whole(path.data, (size_t)f->size + 1, &bytes, err);
    if (status == DATELINE_NOT_FOUND)
        status = fail(err, DATELINE_NO_INDEX, "%s is missing", path.data);
    else if (status == DATELINE_OK && !parse_folders(&bytes, f, &read))
        status =
            fail(err, DATELINE_CORRUPT, "%s is damaged: it is not as it was written", path.data);
    if (status == DATELINE_OK)
        *out = read;
    else
        folders_free(&read);
    buf_free(&path);
    buf_free(&bytes);
    return status;
}

static void put_number(struct buf *out, uint64_t n)
{
    n = htole64(n);
    buf_add(out, &n, sizeof n);
}

static int compare_folders(const void *a, const void *b)
{
    return compare_hashes(&((const struct folder *)a)->name, &((const struct folder *)b)->name);
}

static void format_folders(struct folders *f, struct buf *out)
{
    qsort(f->list, f->n, sizeof *f->list, compare_folders);
    buf_add(out, magic, sizeof magic);
    put_number(out, f->n);
    for (size_t i = 0; i < f->n; i++) {
        const struct folder *from = &f->list[i];

        put_number(out, from->name);
        put_number(out, from->synced);
        put_number(out, from->len);
        for (size_t id = 0; id < from->len; id++)
            put_number(out, from->ids[id]);
    }
}

dateline_status folders_write(const char *dir, struct folders *f, struct component *out,
                              dateline_error *err)
{
    struct component made = {.version = 1};
    struct buf bytes = {0}, path = {0};
    dateline_status status = DATELINE_OK;

    if (f->n) {
        format_folders(f, &bytes);
        made.size = bytes.len;
        made.checksum = hash_number(buf_span(&bytes));
        snprintf(made.name, sizeof made.name, FOLDERS_PREFIX "%016" PRIx64, made.checksum);
        buf_printf(&path, "%s/%s", dir, made.name);
        if (strcmp(made.name, out->name) != 0)
            status = disk_write(path.data, bytes.data, bytes.len, err);
    }
    if (status == DATELINE_OK)
        *out = made;
    buf_free(&bytes);
    buf_free(&path);
    return status;
}

/* Replaces the manifest and names the files of a commit. */
#include "indexer/index/commit.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/hash.h"
#include "indexer/output/disk.h"

#define MANIFEST_NEXT  "tmp-" MANIFEST_FILE
#define SEGMENT_PREFIX "seg-"
/* "r" is no digit of a UUID. */
#define REPLACEMENT_PREFIX SEGMENT_PREFIX "r"

enum { UUID_DIGITS = 16 };

/* Whether only dateline's writers create files called NAME. */
static bool is_writers_name(const char *name)
{
    return !strncmp(name, "tmp-", 4) || !strncmp(name, SEGMENT_PREFIX, strlen(SEGMENT_PREFIX));
}

void commit_sweep(const char *dir, const struct manifest *now, const struct manifest *next)
{
    DIR *d = opendir(dir);
    struct buf path = {0};

    for (struct dirent *e; d && (e = readdir(d));)
        if (is_writers_name(e->d_name) && !manifest_names(now, e->d_name) &&
            !manifest_names(next, e->d_name)) {
            buf_clear(&path);
            buf_printf(&path, "%s/%s", dir, e->d_name);
            disk_remove(path.data);
        }
    if (d)
        closedir(d);
    buf_free(&path);
}

/* Makes the rename of the manifest durable. */
static dateline_status sync_rename(const char *dir, dateline_error *err)
{
    dateline_error why;

    if (disk_sync_dir(dir, &why) == DATELINE_OK)
        return DATELINE_OK;
    return fail(err, DATELINE_UNSYNCED, "committed, but not known to survive power loss: %s",
                why.text);
}

dateline_status commit_manifest(const char *dir, const struct manifest *now,
                                const struct manifest *next, dateline_error *err)
{
    struct buf text = {0}, from = {0}, to = {0};
    dateline_status status;

    manifest_format(next, &text);
    buf_printf(&from, "%s/%s", dir, MANIFEST_NEXT);
    buf_printf(&to, "%s/%s", dir, MANIFEST_FILE);
    status = disk_write(from.data, text.data, text.len, err);
    if (status == DATELINE_OK)
        status = disk_sync_dir(dir, err);
    if (status == DATELINE_OK)
        status = disk_rename(from.data, to.data, err);
    if (status == DATELINE_OK)
        status = sync_rename(dir, err);
    if (status == DATELINE_OK)
        commit_sweep(dir, now, next);
    buf_free(&text);
    buf_free(&from);
    buf_free(&to);
    return status;
}

dateline_status commit_deletions(const char *dir, struct segment *s, const struct deletions *d,
                                 dateline_error *err)
{
    struct buf bytes = {0}, path = {0};
    dateline_status status;

    deletions_format(d, &bytes);
    s->deleted = d->count;
    s->deletions.size = bytes.len;
    s->deletions.checksum = hash_number(buf_span(&bytes));
    /* The checksum in the name keeps files of older commits from being overwritten. */
    snprintf(s->deletions.name, sizeof s->deletions.name, "%.24s.%016" PRIx64, s->name,
             s->deletions.checksum);
    buf_printf(&path, "%s/%s", dir, s->deletions.name);
    status = disk_write(path.data, bytes.data, bytes.len, err);
    buf_free(&bytes);
    buf_free(&path);
    return status;
}

/* The name of the segment with this UUID. */
static void segment_name(const char *uuid, char name[MANIFEST_NAME])
{
    char digits[UUID_DIGITS + 1];
    size_t n = 0;

    for (; n < UUID_DIGITS && *uuid; uuid++)
        if (*uuid != '-')
            digits[n++] = *uuid;
    digits[n] = '\0';
    snprintf(name, MANIFEST_NAME, SEGMENT_PREFIX "%s", digits);
}

/* Renames a segment whose files are synced; syncs its directory first. */
static dateline_status name_segment(const char *from, const char *to, dateline_error *err)
{
    dateline_status status = disk_sync_dir(from, err);

    if (status != DATELINE_OK)
        return status;
    /* Left by a failed commit, or by an old state of the index. */
    disk_remove(to);
    return disk_rename(from, to, err);
}

bool commit_is_replacement(const struct segment *s)
{
    return !strncmp(s->name, REPLACEMENT_PREFIX, strlen(REPLACEMENT_PREFIX));
}

dateline_status commit_replacement(const char *dir, const char *tmp, const char *uuid,
                                   const struct manifest *now, struct segment *s,
                                   dateline_error *err)
{
    struct buf from = {0}, to = {0};
    dateline_status status;

    segment_name(uuid, s->name);
    if (manifest_names(now, s->name))
        memcpy(s->name, REPLACEMENT_PREFIX, strlen(REPLACEMENT_PREFIX));
    buf_printf(&from, "%s/%s", dir, tmp);
    buf_printf(&to, "%s/%s", dir, s->name);
    status = name_segment(from.data, to.data, err);
    buf_free(&from);
    buf_free(&to);
    return status;
}

dateline_status commit_segment(const char *dir, const char *tmp, const char *uuid,
                               const struct manifest *now, struct segment *s, dateline_error *err)
{
    struct buf from = {0}, to = {0};
    dateline_status status = DATELINE_OK;

    segment_name(uuid, s->name);
    buf_printf(&from, "%s/%s", dir, tmp);
    buf_printf(&to, "%s/%s", dir, s->name);
    if (now && manifest_names(now, s->name))
        disk_remove(from.data);
    else
        status = name_segment(from.data, to.data, err);
    buf_free(&from);
    buf_free(&to);
    return status;
}

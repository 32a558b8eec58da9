/* Writes and reads iamglass. */
#include "indexer/glass/version.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/file.h"
#include "indexer/output/pack.h"

enum {
    ROOT_FAKE = 1,
    ROOT_SEQUENTIAL = 2,
    ROOT_LEVEL_SHIFT = 2,
    SIZE_UNIT_SHIFT = 11, /* block sizes are counted in 2048 bytes */
    /* Every block has revision 1; the list of free blocks has four cursors. */
    BLOCKS_REVISION = 1,
    FREE_CURSORS = 4,
};

/* The name, then the format's date, 2016-03-14: year - 2014 in 7 bits, month in 4, day in 5. */
static const uint8_t magic[] = {0x0F, 0x0D, 'X', 'a', 'p', 'i', 'a',  'n',
                                ' ',  'G',  'l', 'a', 's', 's', 0x04, 0x6E};

/* ---- Encoding ------------------------------------------------------------- */

/* No block is free: the next one to use is past the end. */
static uint8_t *pack_free_list(uint8_t *p, uint32_t blocks)
{
    uint8_t list[PACK_UINT32_MAX + 1 + FREE_CURSORS];
    uint8_t *end = pack_uint(pack_uint(list, BLOCKS_REVISION), blocks);

    memset(end, 0, FREE_CURSORS);
    end += FREE_CURSORS;
    return pack_string(p, (struct span){(const char *)list, (size_t)(end - list)});
}

static uint8_t *pack_root(uint8_t *p, const struct glass_root *r)
{
    uint32_t flags = (r->fake ? ROOT_FAKE : 0) | (r->sequential ? ROOT_SEQUENTIAL : 0);

    p = pack_uint(p, r->block);
    p = pack_uint(p, r->level << ROOT_LEVEL_SHIFT | flags);
    p = pack_uint(p, r->entries);
    p = pack_uint(p, r->block_size >> SIZE_UNIT_SHIFT);
    p = pack_uint(p, r->compress_min);
    return r->fake ? pack_string(p, (struct span){0}) : pack_free_list(p, r->blocks);
}

static uint8_t *pack_stats(uint8_t *p, const struct glass_stats *s)
{
    assert(s->last_id >= s->documents && s->length_max >= s->wdf_max);
    p = pack_uint(p, s->documents);
    p = pack_uint(p, s->last_id - s->documents);
    p = pack_uint(p, s->length_min);
    p = pack_uint(p, s->wdf_max);
    p = pack_uint(p, s->length_max - s->wdf_max);
    p = pack_uint(p, 0); /* oldest changeset: none */
    p = pack_uint(p, s->total_length);
    return pack_uint(p, 0); /* no spelling dictionary */
}

void glass_version_encode(const struct glass_version *v, struct buf *out)
{
    uint8_t *p;

    buf_clear(out);
    buf_add(out, magic, sizeof magic);
    buf_add(out, v->uuid, sizeof v->uuid);
    p = pack_begin(out, GLASS_VERSION_MAX);
    p = pack_uint(p, v->revision);
    for (int kind = 0; kind < GLASS_KINDS; kind++)
        p = pack_root(p, &v->roots[kind]);
    pack_end(out, pack_stats(p, &v->stats));
}

/* ---- Parsing -------------------------------------------------------------- */

static bool unpack_root(struct pack_input *in, struct glass_root *r)
{
    uint32_t flags, unit;
    uint64_t revision;
    struct span free_list;
    struct pack_input list;

    if (!unpack_uint32(in, &r->block) || !unpack_uint32(in, &flags) ||
        !unpack_uint64(in, &r->entries) || !unpack_uint32(in, &unit) ||
        !unpack_uint32(in, &r->compress_min) || !unpack_string(in, &free_list))
        return false;
    r->fake = flags & ROOT_FAKE;
    r->sequential = flags & ROOT_SEQUENTIAL;
    r->level = flags >> ROOT_LEVEL_SHIFT;
    if (unit > GLASS_BLOCK_MAX >> SIZE_UNIT_SHIFT || !unit || unit & (unit - 1))
        return false;
    r->block_size = unit << SIZE_UNIT_SHIFT;
    r->blocks = 0;
    list = pack_input(free_list);
    return r->fake || (unpack_uint64(&list, &revision) && unpack_uint32(&list, &r->blocks));
}

static bool unpack_stats(struct pack_input *in, struct glass_stats *s)
{
    uint32_t unused_ids, above_wdf, spelling;
    uint64_t changeset;

    if (!unpack_uint32(in, &s->documents) || !unpack_uint32(in, &unused_ids) ||
        !unpack_uint32(in, &s->length_min) || !unpack_uint32(in, &s->wdf_max) ||
        !unpack_uint32(in, &above_wdf) || !unpack_uint64(in, &changeset) ||
        !unpack_uint64(in, &s->total_length) || !unpack_uint32(in, &spelling))
        return false;
    s->last_id = s->documents + unused_ids;
    s->length_max = s->wdf_max + above_wdf;
    return s->last_id >= s->documents && s->length_max >= s->wdf_max;
}

bool glass_version_parse(struct span bytes, struct glass_version *out)
{
    struct glass_version v = {0};
    struct pack_input in = pack_input(bytes);

    if (bytes.len < sizeof magic + sizeof v.uuid || memcmp(in.at, magic, sizeof magic) != 0)
        return false;
    in.at += sizeof magic;
    memcpy(v.uuid, in.at, sizeof v.uuid);
    in.at += sizeof v.uuid;
    if (!unpack_uint64(&in, &v.revision))
        return false;
    for (int kind = 0; kind < GLASS_KINDS; kind++)
        if (!unpack_root(&in, &v.roots[kind]))
            return false;
    if (!unpack_stats(&in, &v.stats) || pack_left(&in))
        return false;
    *out = v;
    return true;
}

/* ---- The file ------------------------------------------------------------- */

static dateline_status write_version_file(const struct open_dir *dir, const char *name,
                                          struct span bytes, struct output_file *file,
                                          dateline_error *err)
{
    struct file_writer *w = file_writer_new(dir, name);
    dateline_status status = file_writer_add(w, bytes, err);

    if (status == DATELINE_OK)
        status = file_writer_finish(w, file, err);
    if (status == DATELINE_OK)
        status = file_writer_sync(w, err);
    file_writer_close(w);
    return status;
}

dateline_status glass_version_write(const struct open_dir *dir, const struct glass_version *v,
                                    struct output_file *file, dateline_error *err)
{
    static const char temporary[] = GLASS_VERSION_FILE ".new";
    struct output_file written;
    struct buf bytes = {0};
    dateline_status status;

    glass_version_encode(v, &bytes);
    status = write_version_file(dir, temporary, buf_span(&bytes), &written, err);
    buf_free(&bytes);
    if (status != DATELINE_OK)
        return status;
    if (renameat(dir->fd, temporary, dir->fd, GLASS_VERSION_FILE))
        return fail_errno(err, "cannot rename %s/%s", dir->path, temporary);
    *file = written;
    return DATELINE_OK;
}

dateline_status glass_version_read(const struct open_dir *dir, struct glass_version *out,
                                   dateline_error *err)
{
    char bytes[GLASS_VERSION_MAX + 1];
    int fd = file_open_at(dir->fd, GLASS_VERSION_FILE, O_RDONLY | O_NONBLOCK);
    ssize_t n;

    if (fd < 0 && errno == ENOENT)
        return fail(err, DATELINE_NO_INDEX, "cannot open %s/%s: no database there", dir->path,
                    GLASS_VERSION_FILE);
    if (fd < 0)
        return fail_errno(err, "cannot open %s/%s", dir->path, GLASS_VERSION_FILE);
    n = file_read_at(fd, bytes, sizeof bytes, 0);
    close(fd);
    if (n < 0)
        return fail_errno(err, "cannot read %s/%s", dir->path, GLASS_VERSION_FILE);
    if (n > GLASS_VERSION_MAX || !glass_version_parse((struct span){bytes, (size_t)n}, out))
        return fail(err, DATELINE_CORRUPT, "cannot read %s/%s: damaged, or of another version",
                    dir->path, GLASS_VERSION_FILE);
    return DATELINE_OK;
}

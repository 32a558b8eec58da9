/* The set of a segment's deleted documents, and its file. */
#include "core/deletions.h"

#include <endian.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/file.h"
#include "core/hash.h"

static const char magic[8] = "DLDELET1";

enum { HEADER = sizeof magic + sizeof(uint32_t) };

bool deletions_have(const struct deletions *d, uint32_t id)
{
    return id && id <= d->last && d->bits[id / 64] >> id % 64 & 1;
}

bool deletions_add(struct deletions *d, uint32_t id)
{
    if (!id || id > d->last || deletions_have(d, id))
        return false;
    d->bits[id / 64] |= UINT64_C(1) << id % 64;
    d->count++;
    return true;
}

bool deletions_remove(struct deletions *d, uint32_t id)
{
    if (!deletions_have(d, id))
        return false;
    d->bits[id / 64] &= ~(UINT64_C(1) << id % 64);
    d->count--;
    return true;
}

struct deletions deletions_none(uint32_t last)
{
    return (struct deletions){must_zalloc((last / 64 + 1) * sizeof(uint64_t)), last, 0};
}

struct deletions deletions_copy(const struct deletions *from)
{
    struct deletions copy = *from;
    size_t size = (from->last / 64 + 1) * sizeof *from->bits;

    copy.bits = must_alloc(size);
    memcpy(copy.bits, from->bits, size);
    return copy;
}

uint32_t deletions_seek(const struct deletions *d, uint32_t from)
{
    uint64_t word;

    if (!d->count || from > d->last)
        return 0;
    word = d->bits[from / 64] & ~UINT64_C(0) << from % 64;
    for (uint32_t at = from / 64;; word = d->bits[at]) {
        if (word)
            return at * 64 + (uint32_t)__builtin_ctzll(word);
        if (++at > d->last / 64)
            return 0;
    }
}

void deletions_free(struct deletions *d)
{
    free(d->bits);
    *d = (struct deletions){0};
}

void deletions_format(const struct deletions *d, struct buf *out)
{
    uint32_t word = htole32(d->count);

    buf_clear(out);
    buf_add(out, magic, sizeof magic);
    buf_add(out, &word, sizeof word);
    for (uint32_t id = deletions_seek(d, 1); id;
         id = id == d->last ? 0 : deletions_seek(d, id + 1)) {
        word = htole32(id);
        buf_add(out, &word, sizeof word);
    }
}

/* Reads the set from the file's bytes; false if they are damaged. */
static bool parse_deletions(const struct buf *bytes, const struct component *f, uint32_t count,
                            struct deletions *d)
{
    uint32_t id;

    if (!bytes->data || bytes->len != f->size || hash_number(buf_span(bytes)) != f->checksum ||
        memcmp(bytes->data, magic, sizeof magic) != 0)
        return false;
    for (size_t at = HEADER; at < bytes->len; at += sizeof id) {
        memcpy(&id, bytes->data + at, sizeof id);
        if (!deletions_add(d, le32toh(id)))
            return false;
    }
    return d->count == count;
}

static dateline_status read_set(const char *path, const struct segment *s, struct deletions *d,
                                dateline_error *err)
{
    struct buf bytes = {0};
    dateline_status status = DATELINE_OK;
    bool whole = s->deletions.size == HEADER + (uint64_t)s->deleted * sizeof(uint32_t);

    if (whole) /* one more, to notice trailing bytes */
        status = file_read_whole(path, (size_t)s->deletions.size + 1, &bytes, err);
    if (status == DATELINE_NOT_FOUND)
        status = DATELINE_NO_INDEX;
    if (status == DATELINE_OK && (!whole || !parse_deletions(&bytes, &s->deletions, s->deleted, d)))
        status = fail(err, DATELINE_CORRUPT, "%s is damaged", path);
    buf_free(&bytes);
    return status;
}

dateline_status deletions_read(const char *dir, const struct segment *s, struct deletions *out,
                               dateline_error *err)
{
    struct deletions d = deletions_none(s->articles);
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    if (s->deleted) {
        buf_printf(&path, "%s/%s", dir, s->deletions.name);
        status = read_set(path.data, s, &d, err);
        buf_free(&path);
    }
    if (status == DATELINE_OK)
        *out = d;
    else
        deletions_free(&d);
    return status;
}

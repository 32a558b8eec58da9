/* Compresses replies. */
#include "serve/coding.h"

#include <stdint.h>
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>

enum { GZIP_LEVEL = 3, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 8, ZSTD_LEVEL = 3 };

static const char *const names[] = {[CODING_GZIP] = "gzip", [CODING_ZSTD] = "zstd"};

const char *coding_name(enum coding c)
{
    return names[c];
}

/* Whether the client takes NAME: it is listed, and not with q=0. */
static bool coding_accepted(const char *accept, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = accept; *at; at += *at == ',') {
        size_t n;

        at += strspn(at, " \t");
        n = strcspn(at, ",");
        if (!strncasecmp(at, name, len) && strchr(" \t;,", at[len])) {
            const char *q = memchr(at, '=', n);

            return !q || strtod(q + 1, NULL) > 0;
        }
        at += n;
    }
    return false;
}

enum coding coding_choose(const char *accept)
{
    if (!accept)
        return CODING_NONE;
    if (coding_accepted(accept, names[CODING_ZSTD]))
        return CODING_ZSTD;
    return coding_accepted(accept, names[CODING_GZIP]) ? CODING_GZIP : CODING_NONE;
}

static bool gzip(const struct buf *body, struct buf *out)
{
    z_stream z = {0};
    int result;

    if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return false;
    buf_reserve(out, deflateBound(&z, body->len) + 1);
    z.next_in = (unsigned char *)body->data;
    z.avail_in = (uInt)body->len;
    z.next_out = (unsigned char *)out->data;
    z.avail_out = (uInt)(out->cap - 1);
    result = deflate(&z, Z_FINISH);
    out->len = z.total_out;
    deflateEnd(&z);
    return result == Z_STREAM_END;
}

static bool zstd(const struct buf *body, struct buf *out)
{
    size_t n;

    buf_reserve(out, ZSTD_compressBound(body->len) + 1);
    n = ZSTD_compress(out->data, out->cap - 1, body->data, body->len, ZSTD_LEVEL);
    if (ZSTD_isError(n))
        return false;
    out->len = n;
    return true;
}

bool coding_apply(enum coding c, struct buf *body)
{
    struct buf out = {0};
    bool made = body->len < UINT32_MAX && (c == CODING_ZSTD ? zstd : gzip)(body, &out);

    if (made) {
        buf_free(body);
        *body = out;
    } else {
        buf_free(&out);
    }
    return made;
}

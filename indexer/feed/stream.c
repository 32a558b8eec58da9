/* Reads the bytes of a file or archive member. */
#include "indexer/feed/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"

enum { CHUNK = 64 << 10, CHUNK_MAX = 1 << 20 };

static ssize_t pull_fd(struct stream *s, void *to, size_t room)
{
    ssize_t n = file_read(s->fd, to, room);

    return n < 0 ? stream_fail(s, strerror(errno)) : n;
}

void stream_on_fd(struct stream *s, int fd)
{
    *s = (struct stream){.pull = pull_fd, .fd = fd, .seekable = lseek(fd, 0, SEEK_CUR) == 0};
}

void stream_on(struct stream *s, stream_pull *pull, void *source)
{
    *s = (struct stream){.pull = pull, .source = source, .fd = -1};
}

static ssize_t pull_span(struct stream *s, void *to, size_t room)
{
    struct span *rest = s->source;
    size_t n = rest->len < room ? rest->len : room;

    if (n)
        memcpy(to, rest->data, n);
    *rest = span_from(*rest, n);
    return (ssize_t)n;
}

void stream_on_span(struct stream *s, struct span *rest)
{
    stream_on(s, pull_span, rest);
}

void stream_close(struct stream *s)
{
    free(s->data);
    s->data = NULL;
}

ssize_t stream_fail(struct stream *s, const char *why)
{
    snprintf(s->trouble, sizeof s->trouble, "%s", why && *why ? why : "unknown error");
    return -1;
}

static size_t held_bytes(const struct stream *s)
{
    return s->end - s->start;
}

/* Makes room for a chunk after the held bytes; chunks grow with the stream. */
static void make_chunk_room(struct stream *s)
{
    size_t chunk = held_bytes(s) < CHUNK       ? CHUNK
                   : held_bytes(s) < CHUNK_MAX ? held_bytes(s)
                                               : CHUNK_MAX;

    if (s->cap - s->end >= chunk)
        return;
    if (s->start) {
        memmove(s->data, s->data + s->start, held_bytes(s));
        s->end = held_bytes(s);
        s->start = 0;
    }
    if (s->cap - s->end < chunk) {
        s->cap = 2 * s->cap > s->end + chunk ? 2 * s->cap : s->end + chunk;
        s->data = must_realloc(s->data, s->cap);
    }
}

/* Reads more; false at the end. */
static bool pull_more(struct stream *s)
{
    ssize_t n;

    if (s->over)
        return false;
    make_chunk_room(s);
    n = s->pull(s, s->data + s->end, s->cap - s->end);
    if (n <= 0)
        s->over = true;
    else
        s->end += (size_t)n;
    return n > 0;
}

static struct span take_bytes(struct stream *s, size_t len)
{
    struct span out = {len ? s->data + s->start : NULL, len};

    s->start += len;
    s->taken += len;
    return out;
}

struct span stream_peek(struct stream *s, size_t want)
{
    size_t len;

    while (held_bytes(s) < want && pull_more(s))
        ;
    len = held_bytes(s) < want ? held_bytes(s) : want;
    return (struct span){len ? s->data + s->start : NULL, len};
}

void stream_skip(struct stream *s, size_t len)
{
    take_bytes(s, len);
}

size_t stream_copy(struct stream *s, void *to, uint64_t most)
{
    struct span some = stream_peek(s, most < STREAM_COPY ? (size_t)most : STREAM_COPY);

    if (some.len)
        memcpy(to, some.data, some.len);
    stream_skip(s, some.len);
    return some.len;
}

struct span stream_next(struct stream *s)
{
    if (!held_bytes(s))
        pull_more(s);
    return take_bytes(s, held_bytes(s));
}

static char *find_newline(const struct stream *s, size_t from)
{
    return held_bytes(s) > from ? memchr(s->data + s->start + from, '\n', held_bytes(s) - from)
                                : NULL;
}

/* Takes the rest of the line, including its newline. */
static void pass_line(struct stream *s)
{
    char *newline;

    while (!(newline = find_newline(s, 0))) {
        take_bytes(s, held_bytes(s));
        if (!pull_more(s))
            return;
    }
    take_bytes(s, (size_t)(newline + 1 - (s->data + s->start)));
}

enum stream_line stream_line(struct stream *s, size_t max, struct span *line)
{
    size_t searched = 0;
    char *newline;

    while (!(newline = find_newline(s, searched)) && held_bytes(s) <= max) {
        searched = held_bytes(s);
        if (!pull_more(s))
            break;
    }
    if (newline && newline - (s->data + s->start) <= (ptrdiff_t)max) {
        *line = take_bytes(s, (size_t)(newline + 1 - (s->data + s->start)));
        line->len--;
        return STREAM_LINE;
    }
    if (held_bytes(s) > max) {
        pass_line(s);
        return STREAM_TOO_LONG;
    }
    if (!held_bytes(s))
        return STREAM_END;
    *line = take_bytes(s, held_bytes(s));
    return STREAM_LINE;
}

bool stream_whole(struct stream *s, size_t max, struct span *all)
{
    while (held_bytes(s) <= max && pull_more(s))
        ;
    if (held_bytes(s) > max)
        return false;
    *all = take_bytes(s, held_bytes(s));
    return true;
}

int64_t stream_seek(struct stream *s, int64_t offset, int whence)
{
    off_t at;

    /* The held bytes are already read from the file, so its offset is past the stream's. */
    if (whence == SEEK_CUR)
        offset -= (int64_t)held_bytes(s);
    at = s->seekable ? lseek(s->fd, offset, whence) : -1;
    if (at < 0)
        return -1;
    s->start = s->end = 0;
    s->over = false;
    return at;
}

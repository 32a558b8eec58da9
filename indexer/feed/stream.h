/* Reads the bytes of one file or archive member in pieces.
 *
 * A stream that fails ends there, as if the file were shorter, and `trouble` says why. Spans
 * returned are borrowed until the next call. Memory: the longest line, whole or peek requested, and
 * a chunk. */
#ifndef DATELINE_INDEXER_FEED_STREAM_H
#define DATELINE_INDEXER_FEED_STREAM_H

#include <stdint.h>
#include <sys/types.h>

#include "core/buf.h"

struct stream;
/* Reads up to ROOM bytes to TO; returns their number, 0 at the end, -1 after stream_fail(). */
typedef ssize_t stream_pull(struct stream *s, void *to, size_t room);

struct stream {
    stream_pull *pull;
    void *source;  /* for the pull function */
    int fd;        /* of stream_on_fd(); else -1 */
    bool seekable; /* fd is a regular file that was at its start */
    char *data;    /* cap bytes, of which [start, end) are not yet returned */
    size_t start, end, cap;
    bool over;         /* pull has reached the end */
    uint64_t taken;    /* bytes returned and skipped */
    char trouble[160]; /* why the stream ended early; "" if it did not */
};

enum { STREAM_COPY = 32 << 10 };

enum stream_line { STREAM_END, STREAM_LINE, STREAM_TOO_LONG };

/* Does not close FD. */
void stream_on_fd(struct stream *s, int fd);
void stream_on(struct stream *s, stream_pull *pull, void *source);
/* S reads REST, from which it removes the bytes it has read. */
void stream_on_span(struct stream *s, struct span *rest);
void stream_close(struct stream *s);

/* Records WHY the stream ends here; returns -1, for a pull function to return. */
ssize_t stream_fail(struct stream *s, const char *why);

/* The next WANT bytes, or fewer at the end, without taking them. */
struct span stream_peek(struct stream *s, size_t want);
/* Takes LEN bytes, at most as many as the last peek returned. */
void stream_skip(struct stream *s, size_t len);
/* Takes up to MOST bytes, and at most STREAM_COPY, and copies them to TO; returns their number, 0
 * at the end. */
size_t stream_copy(struct stream *s, void *to, uint64_t most);
/* Takes the held bytes, or else those of the next pull; empty only at the end. */
struct span stream_next(struct stream *s);
/* Takes the next line, without its newline. Skips a line longer than MAX. */
enum stream_line stream_line(struct stream *s, size_t max, struct span *line);
/* Takes the rest; false, with nothing taken, if it is longer than MAX. */
bool stream_whole(struct stream *s, size_t max, struct span *all);

/* As lseek(), for a stream on a regular file from its start; -1 for others. */
int64_t stream_seek(struct stream *s, int64_t offset, int whence);

#endif

/* The bytes of one file or archive member, read in pieces.
 *
 * A stream that fails ends there: what was read before is handed out as from a
 * shorter file, and `trouble` says why. Spans handed out are lent until the
 * next call. Memory: the longest line, whole or peek asked for, and a chunk. */
#ifndef DATELINE_INDEXER_FEED_STREAM_H
#define DATELINE_INDEXER_FEED_STREAM_H

#include <stdint.h>
#include <sys/types.h>

#include "core/buf.h"

struct stream;
/* Puts up to ROOM bytes at TO: their number, 0 at the end, -1 after stream_fail(). */
typedef ssize_t stream_pull(struct stream *s, void *to, size_t room);

struct stream {
    stream_pull *pull;
    void *source;  /* the pull function's own */
    int fd;        /* of stream_on_fd(); else -1 */
    bool seekable; /* fd is, and stood at its start */
    char *data;    /* cap bytes, of which [start, end) are still to be handed out */
    size_t start, end, cap;
    bool over;         /* pull has nothing more */
    uint64_t taken;    /* bytes handed out and passed over */
    char trouble[160]; /* why the stream ended early; "" if it did not */
};

enum stream_line { STREAM_END, STREAM_LINE, STREAM_TOO_LONG };

/* FD stays the caller's to close. */
void stream_on_fd(struct stream *s, int fd);
void stream_on(struct stream *s, stream_pull *pull, void *source);
void stream_close(struct stream *s);

/* Notes why S ends here; -1, for a pull function to return. */
ssize_t stream_fail(struct stream *s, const char *why);

/* The next bytes, WANT of them unless the stream ends before, left in place. */
struct span stream_peek(struct stream *s, size_t want);
/* Takes LEN bytes, no more than a peek has shown. */
void stream_skip(struct stream *s, size_t len);
/* What the next pull gives, at least a byte unless at the end; taken. */
struct span stream_next(struct stream *s);
/* The next line without its newline. One longer than MAX is passed over to its end. */
enum stream_line stream_line(struct stream *s, size_t max, struct span *line);
/* All that is left; false, and nothing taken, if that is more than MAX. */
bool stream_whole(struct stream *s, size_t max, struct span *all);

/* As lseek(), for a stream on a regular file from its start; -1 for others. */
int64_t stream_seek(struct stream *s, int64_t offset, int whence);

#endif

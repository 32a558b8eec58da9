/* Streams with the line ends of old Macintoshes: a carriage return alone. */
#include "indexer/feed/line_ends.h"

bool line_ends_are_cr(struct span start)
{
    size_t alone = 0, newlines = 0;

    for (size_t i = 0; i < start.len; i++) {
        newlines += start.data[i] == '\n';
        alone += start.data[i] == '\r' && i + 1 < start.len && start.data[i + 1] != '\n' &&
                 start.data[i + 1] != '\r';
    }
    alone += start.len && start.data[start.len - 1] == '\r' && !newlines;
    return alone > newlines;
}

static ssize_t pull_with_newlines(struct stream *s, void *to, size_t room)
{
    struct stream *from = s->source;
    struct span next;
    char *out = to;
    size_t held;

    stream_peek(from, 1); /* fills an empty buffer */
    held = from->end - from->start;
    next = stream_peek(from, room < held ? room : held);
    if (!next.len)
        return *from->trouble ? stream_fail(s, from->trouble) : 0;
    for (size_t i = 0; i < next.len; i++)
        out[i] = next.data[i] == '\r' ? '\n' : next.data[i];
    stream_skip(from, next.len);
    return (ssize_t)next.len;
}

void line_ends_stream(struct stream *from, struct stream *out)
{
    stream_on(out, pull_with_newlines, from);
}

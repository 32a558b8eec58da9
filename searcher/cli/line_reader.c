/* Reads lines as they arrive, and stops reading when it is woken. */
#include "searcher/cli/line_reader.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "core/file.h"

enum { PIECE = 1 << 16 };

/* Waits until there is input, or there is to be no more. */
static bool wait_for_input(const struct line_reader *r)
{
    struct pollfd fds[] = {{r->fd, POLLIN, 0}, {r->wake, POLLIN, 0}};

    if (r->idle)
        r->idle(r->ctx);
    if (r->wake < 0)
        return true;
    while (poll(fds, 2, -1) < 0 && errno == EINTR)
        continue;
    return !fds[1].revents;
}

/* Reads more after the bytes that are there. */
static dateline_status fill(struct line_reader *r, dateline_error *err)
{
    ssize_t n;

    if (!wait_for_input(r)) {
        r->ended = true;
        return DATELINE_OK;
    }
    buf_reserve(&r->bytes, PIECE);
    n = file_read(r->fd, r->bytes.data + r->bytes.len, PIECE);
    if (n < 0)
        return fail_errno(err, "cannot read %s", r->name);
    r->ended = n == 0;
    r->bytes.len += (size_t)n;
    r->bytes.data[r->bytes.len] = '\0';
    return DATELINE_OK;
}

/* Forgets what lies before the next line. */
static void shift(struct line_reader *r)
{
    if (!r->at)
        return;
    r->bytes.len -= r->at;
    memmove(r->bytes.data, r->bytes.data + r->at, r->bytes.len);
    r->at = 0;
}

/* Where the line's newline is, read up to there; NULL for a last line without one.
 * A line that is too long is cut. */
static dateline_status find_end(struct line_reader *r, char **newline, dateline_error *err)
{
    size_t looked = 0;
    dateline_status status = DATELINE_OK;

    *newline = NULL;
    for (;;) {
        size_t from = r->at + looked;

        if (from < r->bytes.len)
            *newline = memchr(r->bytes.data + from, '\n', r->bytes.len - from);
        if (*newline || r->ended || status != DATELINE_OK)
            return status;
        shift(r);
        if (r->bytes.len > LINE_READER_MAX)
            r->bytes.len = LINE_READER_MAX;
        looked = r->bytes.len;
        status = fill(r, err);
    }
}

dateline_status line_reader_next(struct line_reader *r, struct span *line, bool *more,
                                 dateline_error *err)
{
    char *newline;
    dateline_status status = find_end(r, &newline, err);
    size_t end = newline ? (size_t)(newline - r->bytes.data) : r->bytes.len;

    if (status != DATELINE_OK)
        return status;
    *more = r->at < r->bytes.len;
    *line = (struct span){r->bytes.data + r->at, end - r->at};
    if (line->len && line->data[line->len - 1] == '\r')
        line->len--;
    r->at = newline ? end + 1 : end;
    return DATELINE_OK;
}

void line_reader_free(struct line_reader *r)
{
    buf_free(&r->bytes);
}

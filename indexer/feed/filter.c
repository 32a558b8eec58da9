/* Files that a command of the user's turns into text. */
#include "indexer/feed/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/file.h"
#include "indexer/feed/child.h"
#include "indexer/feed/format.h"
#include "indexer/feed/words.h"

const char *filter_command(const struct feed_options *o, struct span ext)
{
    for (int i = 0; i < FEED_FILTERS && o->filter[i]; i++) {
        struct span own = {o->filter[i], strcspn(o->filter[i], "=")};

        if (span_eq_any_case(own, ext))
            return own.data + own.len + 1;
    }
    return NULL;
}

const char *filter_of(const struct input *in)
{
    return filter_command(in->feed->options, format_extension(in->path, in->unpacked));
}

static void skip_filtered(struct input *in, const char *program, const char *why)
{
    in->feed->counts->unread++;
    input_tell(in, FEED_SKIPPED, 0, "skipped: its filter %s %s", program, why);
}

/* ---- The file --------------------------------------------------------------- */

/* Copies the bytes of S to TO; false with errno, or with trouble in S. */
static bool copy_stream(struct stream *s, int to)
{
    struct span next;

    while ((next = stream_next(s)).len)
        if (!file_write(to, next.data, next.len))
            return false;
    return !*s->trouble && lseek(to, 0, SEEK_SET) == 0;
}

/* A file without a name that holds the rest of IN; -1, after telling why. */
static int copy_input(struct input *in)
{
    const char *tmp = getenv("TMPDIR");
    struct buf path = {0};
    int fd;

    buf_printf(&path, "%s/dateline-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    fd = mkostemp(path.data, O_CLOEXEC);
    if (fd >= 0)
        unlink(path.data);
    if (fd < 0 || !copy_stream(in->stream, fd)) {
        in->feed->counts->unread += !*in->stream->trouble;
        input_tell(in, FEED_SKIPPED, 0, "skipped: cannot copy it for its filter: %s",
                   *in->stream->trouble ? in->stream->trouble : strerror(errno));
        if (fd >= 0)
            close(fd);
        fd = -1;
    }
    buf_free(&path);
    return fd;
}

/* Appends the path of IN; one that looks like an option begins with "./" instead. */
static void input_file_path(const struct input *in, struct buf *path)
{
    buf_str(path, *in->path == '-' ? "./" : "");
    buf_str(path, in->path);
}

/* ---- The text --------------------------------------------------------------- */

/* Runs COMMAND, in which FILE is "{}"; false after telling why. */
static bool run_filter(struct input *in, const char *command, const char *file, int fd,
                       struct buf *text)
{
    static const struct child_limits limits = {
        .seconds = FILTER_SECONDS,
        .memory = (uint64_t)FILTER_MEMORY_GIB << 30,
        .output = FILTER_OUTPUT,
    };
    struct words w;
    struct buf program = {0}, why = {0};
    const char *wrong = words_split(command, file, &w);
    bool well = false;

    if (wrong)
        skip_filtered(in, "cannot be run:", wrong);
    else if (!words_find_program(&w, &program))
        skip_filtered(in, *w.list, strerror(errno));
    else if (!child_run(program.data, w.list, fd, &limits, text, &why))
        skip_filtered(in, *w.list, why.data);
    else
        well = true;
    words_free(&w);
    buf_free(&program);
    buf_free(&why);
    return well;
}

/* Reads TEXT, which a filter wrote, as the text of IN. */
static dateline_status read_filtered(struct input *in, struct span text, dateline_error *err)
{
    struct input filtered = *in;
    struct stream bytes;
    dateline_status status;

    stream_on_span(&bytes, &text);
    filtered.stream = &bytes;
    filtered.part.type = "text/plain";
    status = input_read_part(&filtered, err);
    stream_close(&bytes);
    return status;
}

dateline_status filter_read(struct input *in, const char *command, dateline_error *err)
{
    bool direct = !in->nesting && stream_seek(in->stream, 0, SEEK_SET) == 0;
    int fd = direct ? in->stream->fd : copy_input(in);
    struct buf path = {0}, text = {0};
    dateline_status status = DATELINE_OK;

    if (fd < 0)
        return DATELINE_OK;
    if (direct)
        input_file_path(in, &path);
    if (run_filter(in, command, direct ? path.data : "/dev/stdin", fd, &text))
        status = read_filtered(in, buf_span(&text), err);
    if (!direct)
        close(fd);
    buf_free(&path);
    buf_free(&text);
    return status;
}

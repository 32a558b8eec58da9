/* The standard streams, and streams that retry interrupted calls. */
#include "program/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "program/program.h"

enum { OUTPUT_BUFFER = 1 << 16 };

/* A stream that the parent closed fails as a closed one does: its descriptor is open the other
 * way round. */
static void open_closed_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
            file_open_at(AT_FDCWD, "/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(EXIT_TROUBLE);
}

/* Ends the program as SIGPIPE does where nobody reads its output; not its messages, which are lost
 * then. */
static void end_unread(void)
{
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
}

static ssize_t write_output(void *cookie, const char *data, size_t size)
{
    (void)cookie;
    if (file_write(STDOUT_FILENO, data, size))
        return (ssize_t)size;
    if (errno == EPIPE)
        end_unread();
    return 0;
}

void streams_start(void)
{
    static char buffer[OUTPUT_BUFFER];
    int mode = isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF;

    open_closed_streams();
    signal(SIGPIPE, SIG_IGN);
    stdout = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_output});
    if (!stdout || setvbuf(stdout, buffer, mode, sizeof buffer) != 0)
        out_of_memory(sizeof buffer);
}

static ssize_t read_descriptor(void *cookie, char *to, size_t room)
{
    return file_read(*(int *)cookie, to, room);
}

FILE *stream_reading(int *fd)
{
    return fopencookie(fd, "r", (cookie_io_functions_t){.read = read_descriptor});
}

int stream_descriptor(FILE *f)
{
    return f == stdout ? STDOUT_FILENO : fileno(f);
}

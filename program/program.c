/* Messages and exit statuses of the programs, and their terminals. */
#include "program/program.h"

#include <argp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/character.h"
#include "core/fail.h"
#include "program/bus_error.h"
#include "program/option_value.h"
#include "program/streams.h"

static const char *name = "dateline";
static bool output_told; /* that standard output could not be written */

static void print_version(FILE *f, struct argp_state *state)
{
    (void)state;
    fprintf(f, "%s " DATELINE_VERSION "\n", name);
}

/* argp ends the program itself after --help and --version. */
static void check_output(void)
{
    int status = program_finish(EXIT_DONE);

    if (status != EXIT_DONE)
        _exit(status);
}

void program_start(const char *program, char **argv)
{
    name = program;
    streams_start();
    if (atexit(check_output) != 0)
        out_of_memory(0);
    if (argv[0])
        argv[0] = (char *)program;
    argp_program_version_hook = print_version;
    argp_err_exit_status = EXIT_USAGE;
    bus_error_handle(program);
}

int program_exit(dateline_status status)
{
    switch (status) {
    case DATELINE_OK:
        return EXIT_DONE;
    case DATELINE_NOT_FOUND:
        return EXIT_NOTHING;
    case DATELINE_BAD_QUERY:
    case DATELINE_BAD_OPTION:
    case DATELINE_TIMEOUT:
        return EXIT_USAGE;
    case DATELINE_LOCKED:
        return EXIT_BUSY;
    case DATELINE_IO:
    case DATELINE_NO_INDEX:
    case DATELINE_CORRUPT:
    case DATELINE_BAD_ARTICLE:
    case DATELINE_NO_MEMORY:
    case DATELINE_LIMIT:
    case DATELINE_INTERRUPTED:
    case DATELINE_UNSYNCED:
    case DATELINE_OUTDATED:
        break;
    }
    return EXIT_TROUBLE;
}

/* The one filter of all messages: ids, file names and query text may hold anything. */
static void add_safe_line(struct buf *out, const char *fmt, va_list ap)
{
    buf_str(out, "");
    buf_vprintf(out, fmt, ap);
    out->data[character_make_safe(out->data, out->len)] = '\0';
}

int program_fail(dateline_status status, const dateline_error *err)
{
    fflush(stdout);
    program_warn("%s", err->text);
    return program_exit(status);
}

void program_warn(const char *fmt, ...)
{
    struct buf line = {0};
    va_list ap;

    va_start(ap, fmt);
    add_safe_line(&line, fmt, ap);
    va_end(ap);
    fprintf(stderr, "%s: %s\n", name, line.data);
    buf_free(&line);
}

void program_refuse(const struct argp_state *state, const char *fmt, ...)
{
    struct buf line = {0};
    va_list ap;

    va_start(ap, fmt);
    add_safe_line(&line, fmt, ap);
    va_end(ap);
    argp_error(state, "%s", line.data);
    buf_free(&line);
}

int program_finish(int status)
{
    dateline_error err;

    if (output_told || (fflush(stdout) == 0 && !ferror(stdout)))
        return status;
    output_told = true;
    return program_fail(fail_errno(&err, "cannot write to standard output"), &err);
}

static const char *const when_names[] = {"auto", "always", "never"};

const struct names program_when_names = NAMES(NULL, when_names);

bool program_shows(enum program_when when, FILE *f)
{
    return when == WHEN_AUTO ? isatty(stream_descriptor(f)) : when == WHEN_ALWAYS;
}

bool program_colour(enum program_when when, FILE *f)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    if (when == WHEN_AUTO && ((no && *no) || (term && !strcmp(term, "dumb"))))
        return false;
    return program_shows(when, f);
}

unsigned program_columns(FILE *f)
{
    enum { DEFAULT = 80, LEAST = 20, MOST = 1000 };
    const char *set = getenv("COLUMNS");
    struct winsize size = {0};
    uint64_t columns = 0;

    if (!isatty(stream_descriptor(f)))
        return DEFAULT;
    if ((!set || !value_number(set, &columns)) &&
        ioctl(stream_descriptor(f), TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    return columns < LEAST || columns > MOST ? DEFAULT : (unsigned)columns;
}

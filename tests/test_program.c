/* What the programs share: an exit status for every status of the library, and for a mapped
 * file that becomes shorter. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program/program.h"

#include <cmocka.h>

static void every_status_has_its_exit_status(void **state)
{
    static const struct {
        dateline_status status;
        int value, exit;
    } known[] = {
        {DATELINE_OK, 0, EXIT_DONE},
        {DATELINE_IO, 1, EXIT_TROUBLE},
        {DATELINE_NO_INDEX, 2, EXIT_TROUBLE},
        {DATELINE_LOCKED, 3, EXIT_BUSY},
        {DATELINE_CORRUPT, 4, EXIT_TROUBLE},
        {DATELINE_BAD_QUERY, 5, EXIT_USAGE},
        {DATELINE_BAD_ARTICLE, 6, EXIT_TROUBLE},
        {DATELINE_BAD_OPTION, 7, EXIT_USAGE},
        {DATELINE_NOT_FOUND, 8, EXIT_NOTHING},
        {DATELINE_TIMEOUT, 9, EXIT_USAGE},
        {DATELINE_NO_MEMORY, 10, EXIT_TROUBLE},
        {DATELINE_LIMIT, 11, EXIT_TROUBLE},
        {DATELINE_UNSYNCED, 13, EXIT_TROUBLE},
        {DATELINE_OUTDATED, 14, EXIT_TROUBLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_int_equal(known[i].status, known[i].value);
        assert_int_equal(program_exit(known[i].status), known[i].exit);
    }
}

/* ---- Mapped files ----------------------------------------------------------- */

/* Reads a page of PATH after its end has moved before it; does not return. */
static void read_shrunk(const char *path, int errors)
{
    char *argv[] = {NULL};
    int fd = open(path, O_RDWR | O_CLOEXEC);
    volatile const char *page = mmap(NULL, 1 << 16, PROT_READ, MAP_SHARED, fd, 0);

    dup2(errors, STDERR_FILENO);
    program_start("dateline-test", argv);
    if (page[1 << 15] == 'x' && !ftruncate(fd, 10))
        _exit(page[1 << 15] == 'x' ? 98 : 97);
    _exit(99);
}

/* Raises SIGBUS where no file is mapped; does not return. */
static void raise_bus_error(int errors)
{
    char *argv[] = {NULL};

    dup2(errors, STDERR_FILENO);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    program_start("dateline-test", argv);
    raise(SIGBUS);
    _exit(99);
}

/* The wait status of the child PID and what it wrote to the pipe. */
static int child_end(pid_t pid, int pipe[2], char *text, size_t room)
{
    int status;
    ssize_t n;

    close(pipe[1]);
    n = read(pipe[0], text, room - 1);
    text[n > 0 ? n : 0] = '\0';
    close(pipe[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void a_mapped_file_that_becomes_shorter_ends_a_program_with_a_message(void **state)
{
    char path[] = "/tmp/test_\033program.XXXXXX", text[512], wanted[512];
    static char bytes[1 << 16];
    int fd = mkstemp(path), out[2], status;
    pid_t pid;

    (void)state;
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(write(fd, bytes, sizeof bytes), sizeof bytes);
    assert_int_equal(pipe(out), 0);
    pid = fork();
    if (!pid)
        read_shrunk(path, out[1]);
    status = child_end(pid, out, text, sizeof text);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_TROUBLE);
    assert_null(strchr(text, '\033'));
    snprintf(wanted, sizeof wanted, "%s: it became shorter", strchr(path, '.'));
    assert_non_null(strstr(text, "dateline-test: cannot read /tmp/test_"));
    assert_non_null(strstr(text, wanted));
    close(fd);
    unlink(path);
}

static void another_bus_error_ends_a_program_as_ever(void **state)
{
    char text[512];
    int out[2], status;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(out), 0);
    pid = fork();
    if (!pid)
        raise_bus_error(out[1]);
    status = child_end(pid, out, text, sizeof text);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGBUS);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_exit_status),
        cmocka_unit_test(a_mapped_file_that_becomes_shorter_ends_a_program_with_a_message),
        cmocka_unit_test(another_bus_error_ends_a_program_as_ever),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

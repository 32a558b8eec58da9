/* Whole reads and writes, with a system that interrupts and cuts them short. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/io.h"

#include <cmocka.h>

ssize_t __real_write(int fd, const void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size);
ssize_t __real_pread(int fd, void *to, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *to, size_t size, off_t at);

static bool trouble;
static unsigned calls;

/* Every second call is interrupted, the others transfer three bytes at most. */
static bool interrupted(size_t *size)
{
    if (!trouble)
        return false;
    *size = *size < 3 ? *size : 3;
    errno = EINTR;
    return calls++ % 2 == 0;
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    return interrupted(&size) ? -1 : __real_write(fd, data, size);
}

ssize_t __wrap_pread(int fd, void *to, size_t size, off_t at)
{
    return interrupted(&size) ? -1 : __real_pread(fd, to, size, at);
}

static void interrupted_and_short_transfers_are_continued(void **unused)
{
    char path[] = "/tmp/test_io.XXXXXX", back[32];
    int fd = mkstemp(path);

    (void)unused;
    assert_true(fd >= 0);
    unlink(path);
    trouble = true;
    assert_true(io_write(fd, "twenty bytes of text", 20));
    assert_int_equal(io_read_at(fd, back, 20, 0), 20);
    assert_memory_equal(back, "twenty bytes of text", 20);
    assert_int_equal(io_read_at(fd, back, sizeof back, 7), 13);
    assert_memory_equal(back, "bytes of text", 13);
    assert_int_equal(io_read_at(fd, back, sizeof back, 20), 0);
    trouble = false;
    close(fd);
}

static void a_failure_keeps_its_errno(void **unused)
{
    char byte;

    (void)unused;
    errno = 0;
    assert_false(io_write(-1, "x", 1));
    assert_int_equal(errno, EBADF);
    errno = 0;
    assert_int_equal(io_read_at(-1, &byte, 1, 0), -1);
    assert_int_equal(errno, EBADF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interrupted_and_short_transfers_are_continued),
        cmocka_unit_test(a_failure_keeps_its_errno),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

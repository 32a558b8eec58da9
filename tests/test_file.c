/* Files read and written whole, while signals interrupt every call. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/file.h"

#include <cmocka.h>

static unsigned calls;

/* Every second call is interrupted. */
static bool interrupted(void)
{
    errno = EINTR;
    return calls++ % 2 == 0;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    return interrupted() ? -1 : __real_open(path, flags, 0600);
}

ssize_t __real_read(int fd, void *to, size_t room);
ssize_t __wrap_read(int fd, void *to, size_t room);
ssize_t __wrap_read(int fd, void *to, size_t room)
{
    return interrupted() ? -1 : __real_read(fd, to, room < 7 ? room : 7);
}

ssize_t __real_write(int fd, const void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    return interrupted() ? -1 : __real_write(fd, data, size < 5 ? size : 5);
}

ssize_t __real_pread(int fd, void *to, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *to, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *to, size_t size, off_t at)
{
    return interrupted() ? -1 : __real_pread(fd, to, size < 3 ? size : 3, at);
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    return interrupted() ? -1 : __real_fsync(fd);
}

static const char text[] = "The harbour of Port Ellery reopened after the storm.";

static void expect_read(const char *path, size_t most, const char *wanted)
{
    struct buf out = {0};
    dateline_error err;

    buf_str(&out, "> ");
    assert_int_equal(file_read_whole(path, most, &out, &err), DATELINE_OK);
    assert_string_equal(out.data + 2, wanted);
    assert_int_equal(out.len, strlen(wanted) + 2);
    buf_free(&out);
}

static void interrupted_calls_are_made_again(void **state)
{
    char path[] = "/tmp/test_file.XXXXXX", back[32];
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    assert_true(file_write(fd, text, strlen(text)));
    assert_true(file_sync(fd));
    assert_int_equal(file_read_at(fd, back, 11, 0), 11);
    assert_memory_equal(back, "The harbour", 11);
    assert_int_equal(file_read_at(fd, back, sizeof back, (off_t)strlen(text) - 6), 6);
    assert_memory_equal(back, "storm.", 6);
    assert_int_equal(file_read_at(fd, back, sizeof back, (off_t)strlen(text)), 0);
    close(fd);
    expect_read(path, 1000, text);
    expect_read(path, 11, "The harbour");
    expect_read(path, 0, "");
    unlink(path);
}

static void what_is_not_there_is_not_found(void **state)
{
    struct buf out = {0};
    dateline_error err;

    (void)state;
    assert_int_equal(file_read_whole("/tmp/no such file", 9, &out, &err), DATELINE_NOT_FOUND);
    assert_string_equal(err.text, "/tmp/no such file is missing");
    assert_int_equal(file_read_whole("/dev/null/below", 9, &out, &err), DATELINE_NOT_FOUND);
    assert_int_equal(file_read_whole("/tmp", 9, &out, &err), DATELINE_IO);
    assert_string_equal(err.text, "/tmp is not a regular file");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interrupted_calls_are_made_again),
        cmocka_unit_test(what_is_not_there_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

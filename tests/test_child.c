/* Programs that are run with limits: their output, their failures, and that nothing is left. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "indexer/feed/child.h"

#include <cmocka.h>

static const struct child_limits wide = {60, (uint64_t)1 << 40, 1 << 20};
static struct buf out, why;

/* Runs the shell with SCRIPT, which is how a test has a program that does something odd. */
static bool run_script(const char *script, const struct child_limits *limits)
{
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)script, NULL};
    int in = file_open("/dev/null", O_RDONLY);
    bool well;

    buf_clear(&out);
    well = child_run("/bin/sh", argv, in, limits, &out, &why);
    close(in);
    /* No zombie. */
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    return well;
}

static int lowest_free_descriptor(void)
{
    int fd = file_open("/dev/null", O_RDONLY);

    close(fd);
    return fd;
}

static void takes_output(void **state)
{
    (void)state;
    assert_true(run_script("echo some text; echo a complaint >&2", &wide));
    assert_string_equal(out.data, "some text\n");
    assert_int_equal(why.len, 0);
    assert_true(run_script("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2", &wide));
    assert_int_equal(out.len, 1000000);
}

static void tells_failures(void **state)
{
    (void)state;
    assert_false(run_script("echo some; echo 'no such page' >&2; echo more >&2; exit 3", &wide));
    assert_string_equal(why.data, "failed with status 3: no such page");
    assert_false(run_script("kill -USR1 $$", &wide));
    assert_non_null(strstr(why.data, "was ended by signal 10"));
}

static void ends_what_takes_too_long(void **state)
{
    static const struct child_limits short_time = {1, (uint64_t)1 << 40, 1 << 20};
    static const char *const scripts[] = {"sleep 600", "sleep 600 & sleep 600",
                                          "exec >&- 2>&-; sleep 600"};

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        double start = clock_seconds();

        assert_false(run_script(scripts[i], &short_time));
        assert_string_equal(why.data, "took more than 1 seconds");
        assert_true(clock_seconds() - start < 60);
    }
}

static void ends_what_writes_too_much(void **state)
{
    (void)state;
    assert_false(run_script("yes", &wide));
    assert_string_equal(why.data, "wrote more than 1 MiB");
    assert_true(out.len <= wide.output + 1);
}

static void limits_memory(void **state)
{
    static const struct child_limits little = {60, 64 << 20, 1 << 20};

    (void)state;
    assert_true(run_script("head -c 1000 /dev/zero", &little));
    assert_false(run_script("dd if=/dev/zero of=/dev/null bs=256M count=1", &little));
}

/* The limit of seconds is one of processor time as well. */
static void limits_processor_time(void **state)
{
    static const struct child_limits short_time = {7, (uint64_t)1 << 40, 1 << 20};

    (void)state;
    assert_true(run_script("ulimit -S -t", &short_time));
    assert_string_equal(out.data, "7\n");
}

/* A caller ignores SIGPIPE and blocks signals of its own; a program that it runs does neither. */
static void gives_signals_back(void **state)
{
    void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
    sigset_t blocked, before;

    (void)state;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    assert_false(run_script("kill -PIPE $$; sleep 600", &wide));
    assert_non_null(strstr(why.data, "was ended by signal 13"));
    assert_false(run_script("kill -USR1 $$; sleep 600", &wide));
    assert_non_null(strstr(why.data, "was ended by signal 10"));
    sigprocmask(SIG_SETMASK, &before, NULL);
    signal(SIGPIPE, handler);
}

static void assert_ends_soon(pid_t pid)
{
    assert_true(pid > 1);
    for (int tries = 0; tries < 1000 && kill(pid, 0) == 0; tries++) {
        char path[64];
        struct buf stat = {0};
        bool dead;

        /* A zombie of the process that has taken it over is dead. */
        snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
        dead = file_read_whole(path, 4096, &stat, NULL) != DATELINE_OK || strstr(stat.data, ") Z");
        buf_free(&stat);
        if (dead)
            return;
        usleep(1000);
    }
    assert_int_equal(kill(pid, 0), -1);
}

/* Programs that a script leaves running end with it. */
static void ends_what_is_left(void **state)
{
    (void)state;
    assert_true(run_script("sleep 600 >/dev/null 2>&1 & echo $!", &wide));
    assert_ends_soon((pid_t)strtol(out.data, NULL, 10));
}

/* A caller that is killed takes its program along. */
static void ends_with_its_caller(void **state)
{
    char number[16] = "", script[64];
    int told[2];
    pid_t caller;

    (void)state;
    assert_int_equal(pipe(told), 0);
    snprintf(script, sizeof script, "echo $$ >/dev/fd/%d; exec sleep 600", told[1]);
    caller = fork();
    if (!caller) {
        run_script(script, &wide);
        _exit(0);
    }
    close(told[1]);
    assert_true(read(told[0], number, sizeof number - 1) > 0);
    close(told[0]);
    kill(caller, SIGKILL);
    assert_int_equal(waitpid(caller, NULL, 0), caller);
    assert_ends_soon((pid_t)strtol(number, NULL, 10));
}

static void leaks_no_descriptor(void **state)
{
    static const char list[] = "exec ls /proc/self/fd";
    struct buf before = {0};
    int lowest = lowest_free_descriptor(), kept;

    (void)state;
    assert_true(run_script(list, &wide));
    buf_str(&before, out.data);
    kept = file_open("/dev/null", O_RDONLY);
    assert_true(run_script(list, &wide));
    assert_string_equal(out.data, before.data);
    assert_false(run_script("false", &wide));
    close(kept);
    assert_int_equal(lowest_free_descriptor(), lowest);
    buf_free(&before);
}

static int free_bufs(void **state)
{
    (void)state;
    buf_free(&out);
    buf_free(&why);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_output),
        cmocka_unit_test(tells_failures),
        cmocka_unit_test(ends_what_takes_too_long),
        cmocka_unit_test(ends_what_writes_too_much),
        cmocka_unit_test(limits_memory),
        cmocka_unit_test(limits_processor_time),
        cmocka_unit_test(gives_signals_back),
        cmocka_unit_test(ends_what_is_left),
        cmocka_unit_test(ends_with_its_caller),
        cmocka_unit_test(leaks_no_descriptor),
    };

    return cmocka_run_group_tests(tests, NULL, free_bufs);
}

/* From which addresses only this machine can connect. The sockets have an address and never listen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/listen.h"

#include <cmocka.h> /* last: its fail() is a macro */

/* A socket with ADDRESS; -1 if this machine has no such address. */
static int socket_at(const char *address)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST};
    struct addrinfo *a;
    int fd;

    assert_int_equal(getaddrinfo(address, "0", &hints, &a), 0);
    fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && bind(fd, a->ai_addr, a->ai_addrlen) != 0) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(a);
    return fd;
}

static void assert_local(const char *address, bool expected)
{
    int fd = socket_at(address);

    if (fd < 0) {
        print_message("skipped: there is no %s here\n", address);
        return;
    }
    if (listen_local(fd) != expected)
        fail_msg("%s is %sof this machine alone", address, expected ? "not " : "");
    close(fd);
}

static void loopback_addresses_are_local(void **state)
{
    (void)state;
    assert_local("127.0.0.1", true);
    assert_local("127.1.2.3", true);
    assert_local("::1", true);
    assert_local("::ffff:127.0.0.1", true);
}

static void other_machines_reach_any_address(void **state)
{
    (void)state;
    assert_local("0.0.0.0", false);
    assert_local("::", false);
    assert_local("::ffff:0.0.0.0", false);
}

/* A proxy passes on what others ask, but only of this machine. */
static void a_socket_of_the_file_system_is_local(void **state)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)state;
    assert_true(fd >= 0);
    assert_true(listen_local(fd));
    close(fd);
}

static void a_descriptor_that_is_no_socket_is_not_local(void **state)
{
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_false(listen_local(ends[0]));
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loopback_addresses_are_local),
        cmocka_unit_test(other_machines_reach_any_address),
        cmocka_unit_test(a_socket_of_the_file_system_is_local),
        cmocka_unit_test(a_descriptor_that_is_no_socket_is_not_local),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

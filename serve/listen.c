/* Opens the listening socket; speaks with systemd. */
#include "serve/listen.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "program/option_value.h"

enum { FIRST_PASSED = 3 /* SD_LISTEN_FDS_START */, BACKLOG = 1024 };

/* The socket that systemd passed; -1 if there is none. */
static int passed_socket(void)
{
    const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
    uint64_t id, n;

    if (!pid || !fds || !value_number(pid, &id) || !value_number(fds, &n))
        return -1;
    if (id != (uint64_t)getpid() || n != 1)
        return -1;
    fcntl(FIRST_PASSED, F_SETFD, FD_CLOEXEC);
    return FIRST_PASSED;
}

/* Splits HOST:PORT; brackets around HOST go. False if there is no port or no host. */
static bool split_address(const char *address, struct buf *host, const char **port)
{
    const char *colon = strrchr(address, ':');
    struct span name;
    uint64_t number;

    if (!colon || !value_number(colon + 1, &number) || number > UINT16_MAX)
        return false;
    name = (struct span){address, (size_t)(colon - address)};
    if (name.len > 2 && name.data[0] == '[' && name.data[name.len - 1] == ']')
        name = (struct span){name.data + 1, name.len - 2};
    else if (memchr(name.data, ':', name.len))
        return false;
    buf_span_add(host, name);
    *port = colon + 1;
    return name.len > 0;
}

static int listen_at(const struct addrinfo *a)
{
    int on = 1, fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    close(fd);
    return -1;
}

static dateline_status open_socket(const char *address, int *out, dateline_error *err)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    struct addrinfo *found = NULL;
    struct buf host = {0};
    const char *port;
    int problem, fd;

    if (!split_address(address, &host, &port)) {
        buf_free(&host);
        return fail(err, DATELINE_BAD_OPTION, "--listen takes ADDRESS:PORT, not '%s'", address);
    }
    problem = getaddrinfo(host.data, port, &hints, &found);
    buf_free(&host);
    if (problem)
        return fail(err, DATELINE_BAD_OPTION, "cannot find the address '%s': %s", address,
                    gai_strerror(problem));
    fd = listen_at(found);
    freeaddrinfo(found);
    if (fd < 0)
        return fail_errno(err, "cannot listen at %s", address);
    *out = fd;
    return DATELINE_OK;
}

static void name_socket(int fd, struct buf *name)
{
    struct sockaddr_storage at = {0};
    socklen_t len = sizeof at;
    char host[NI_MAXHOST], port[NI_MAXSERV];

    if (getsockname(fd, (struct sockaddr *)&at, &len) != 0 ||
        getnameinfo((struct sockaddr *)&at, len, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        buf_str(name, "a socket");
    else
        buf_printf(name, at.ss_family == AF_INET6 ? "http://[%s]:%s/" : "http://%s:%s/", host,
                   port);
}

dateline_status listen_open(const char *address, int *out, struct buf *name, dateline_error *err)
{
    int fd = passed_socket();
    dateline_status status = DATELINE_OK;

    if (fd < 0)
        status = open_socket(address, &fd, err);
    if (status != DATELINE_OK)
        return status;
    name_socket(fd, name);
    *out = fd;
    return DATELINE_OK;
}

static bool loopback6(const struct in6_addr *a)
{
    enum { MAPPED = 12 /* bytes before a mapped address of IPv4 */ };

    return IN6_IS_ADDR_LOOPBACK(a) ||
           (IN6_IS_ADDR_V4MAPPED(a) && a->s6_addr[MAPPED] == IN_LOOPBACKNET);
}

bool listen_local(int socket)
{
    struct sockaddr_storage at = {0};
    socklen_t len = sizeof at;
    const struct sockaddr_in *four = (const struct sockaddr_in *)&at;

    if (getsockname(socket, (struct sockaddr *)&at, &len) != 0)
        return false;
    if (at.ss_family == AF_INET6)
        return loopback6(&((const struct sockaddr_in6 *)&at)->sin6_addr);
    return at.ss_family != AF_INET || ntohl(four->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

void listen_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t len = path ? strlen(path) : 0;
    int fd;

    if (!len || len >= sizeof to.sun_path)
        return;
    memcpy(to.sun_path, path, len);
    if (*path == '@') /* an abstract socket */
        to.sun_path[0] = '\0';
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to,
           (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
    close(fd);
}

/* A server of Xapian's that is lost between two questions to one engine: nothing that was read from
 * it is counted any more. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "searcher/engine/engine.h"

#include <cmocka.h> /* last: its fail() is a macro */

static char folder[] = "/tmp/lost.XXXXXX";
static dateline_error err;

enum { KEPT = 2, LOST = 3 /* articles of each shard */, TRIES = 100 };

static void run_in_folder(const char *command)
{
    struct buf line = {0};

    buf_printf(&line, "cd %s && %s 2>>log", folder, command);
    if (system(line.data))
        fail_msg("failed: %s", command);
    buf_free(&line);
}

static void build_shard(const char *name, int articles)
{
    struct buf line = {0};

    buf_printf(&line,
               "for i in $(seq %d); do echo '{\"id\":\"%s'$i'\",\"date\":\"2025-03-31\","
               "\"body\":\"harbour\"}'; done >in.jsonl && %s add --xapian=full %s in.jsonl",
               articles, name, INDEXER, name);
    run_in_folder(line.data);
    buf_free(&line);
}

/* ---- Servers ---------------------------------------------------------------------- */

static pid_t servers[2]; /* 0: has ended */

static struct sockaddr_in local_address(in_port_t port)
{
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/* A port on which nothing listens. */
static in_port_t free_port(void)
{
    struct sockaddr_in at = local_address(0);
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    close(fd);
    return ntohs(at.sin_port);
}

static bool is_listening(in_port_t port)
{
    struct sockaddr_in at = local_address(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool there = !connect(fd, (struct sockaddr *)&at, sizeof at);

    close(fd);
    return there;
}

/* Server I serves shard NAME, in a process group of its own, as it forks. Returns its port. */
static in_port_t serve_shard(size_t i, const char *name)
{
    const in_port_t port = free_port();
    struct buf line = {0};

    buf_printf(&line,
               "cd %s && exec xapian-tcpsrv --quiet --interface 127.0.0.1 --port %d %s >>log 2>&1",
               folder, port, name);
    servers[i] = fork();
    if (!servers[i]) {
        setpgid(0, 0);
        execl("/bin/sh", "sh", "-c", line.data, (char *)NULL);
        _exit(127);
    }
    buf_free(&line);
    assert_true(servers[i] > 0);
    for (int try = 0; try < TRIES && !is_listening(port); try++)
        usleep(100000);
    return port;
}

static void end_server(size_t i)
{
    if (!servers[i])
        return;
    kill(-servers[i], SIGKILL);
    assert_int_equal(waitpid(servers[i], NULL, 0), servers[i]);
    servers[i] = 0;
}

/* ---- Questions -------------------------------------------------------------------- */

/* A timeline of N articles, all of which match; LOST of the shards have been lost by then. */
static void expect_articles(struct engine *e, uint64_t n, size_t lost)
{
    struct question q;
    struct answer *a;

    question_init(&q, 20250401);
    q.kind = ASK_TIMELINE;
    q.text = span_of("harbour");
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    assert_int_equal(a->n_lost, lost);
    assert_int_equal(a->matches, n);
    assert_int_equal(a->articles->total, n);
    answer_free(a);
}

static void days_of_a_lost_shard_are_forgotten(void **state)
{
    struct buf stub = {0};
    struct engine *e;
    in_port_t kept, gone;

    (void)state;
    if (system("command -v xapian-tcpsrv >/dev/null"))
        skip();
    build_shard("kept", KEPT);
    build_shard("gone", LOST);
    kept = serve_shard(0, "kept");
    gone = serve_shard(1, "gone");
    buf_printf(&stub, "printf 'remote 127.0.0.1:%d\\nremote 127.0.0.1:%d\\n' >stub", kept, gone);
    run_in_folder(stub.data);
    buf_clear(&stub);
    buf_printf(&stub, "%s/stub", folder);
    assert_int_equal(
        engine_open_within(stub.data, &(struct snapshot_reach){.partial = true}, &e, &err),
        DATELINE_OK);
    expect_articles(e, KEPT + LOST, 0);
    end_server(1);
    expect_articles(e, KEPT, 1);
    engine_close(e);
    buf_free(&stub);
}

static int make_lost_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int end_lost_servers(void **state)
{
    struct buf line = {0};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        end_server(i);
    buf_printf(&line, "rm -r %s", folder);
    assert_int_equal(system(line.data), 0);
    buf_free(&line);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_a_lost_shard_are_forgotten),
    };

    return cmocka_run_group_tests(tests, make_lost_folder, end_lost_servers);
}

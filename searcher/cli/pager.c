/* Runs a pager on standard output, as git does. */
#include "searcher/cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Short texts need no pager (F), colours stay (R), and the screen too (X). */
#define LESS_DEFAULT  "FRX"
#define PAGER_DEFAULT "if command -v less >/dev/null 2>&1; then exec less -R; else exec cat; fi"

/* Runs COMMAND with IN as its standard input; 0 if it does not start. */
static pid_t spawn_pager(const char *command, int in)
{
    char shell[] = "sh", run[] = "-c", *const arguments[] = {shell, run, (char *)command, NULL};
    posix_spawn_file_actions_t actions;
    pid_t process = 0;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return 0;
    if (posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO) != 0 ||
        posix_spawn(&process, "/bin/sh", &actions, NULL, arguments, environ) != 0)
        process = 0;
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

struct pager pager_open(void)
{
    const char *command = getenv("PAGER");
    struct pager p = {0};
    int ends[2];

    if (!isatty(STDOUT_FILENO) || (command && (!*command || !strcmp(command, "cat"))) ||
        pipe2(ends, O_CLOEXEC) != 0)
        return p;
    setenv("LESS", LESS_DEFAULT, false);
    fflush(stdout);
    p.process = spawn_pager(command ? command : PAGER_DEFAULT, ends[0]);
    if (p.process && dup2(ends[1], STDOUT_FILENO) < 0)
        p.process = 0;
    close(ends[0]);
    close(ends[1]);
    return p;
}

void pager_close(struct pager *p)
{
    if (!p->process)
        return;
    fflush(stdout);
    close(STDOUT_FILENO);
    while (waitpid(p->process, NULL, 0) < 0 && errno == EINTR)
        ;
    p->process = 0;
}

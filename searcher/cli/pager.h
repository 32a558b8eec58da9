/* The pager, in which a person reads a long text. */
#ifndef DATELINE_SEARCHER_CLI_PAGER_H
#define DATELINE_SEARCHER_CLI_PAGER_H

#include <stdbool.h>
#include <sys/types.h>

struct pager {
    pid_t process; /* 0: none */
};

/* Sends standard output, if it is a terminal, through $PAGER, or less -R where it is not set and
 * less is there. None if PAGER is empty or cat, or does not start. */
struct pager pager_open(void);
/* Flushes standard output and waits until the reader leaves. */
void pager_close(struct pager *p);

#endif

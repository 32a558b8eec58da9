/* Runs a program with limits, and takes its output.
 *
 * The program gets a process group of its own. When child_run() returns, every process in it has
 * ended. If this process ends first, so does the program. */
#ifndef DATELINE_INDEXER_FEED_CHILD_H
#define DATELINE_INDEXER_FEED_CHILD_H

#include <stdint.h>

#include "core/buf.h"

struct child_limits {
    unsigned seconds; /* until its output ends; also of processor time */
    uint64_t memory;  /* bytes of address space, for each of its processes */
    size_t output;    /* bytes */
};

/* Runs PROGRAM, a path, with the words ARGV and IN as standard input, and appends its standard
 * output to OUT. False if it fails, or is ended as it exceeds LIMITS; WHY is then the reason, with
 * the first line of its standard error. */
bool child_run(const char *program, char *const argv[], int in, const struct child_limits *limits,
               struct buf *out, struct buf *why);

#endif

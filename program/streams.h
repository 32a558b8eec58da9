/* Standard streams that a parent closed, and streams that an interrupted call does not end. */
#ifndef DATELINE_PROGRAM_STREAMS_H
#define DATELINE_PROGRAM_STREAMS_H

#include <stdio.h>

/* Opens the standard streams that are closed, so that no file of ours becomes one of them, and
 * makes stdout a stream that retries interrupted writes, and ends the program by SIGPIPE where
 * nobody reads it. Messages to a standard error that nobody reads are lost, and the program goes
 * on. Ends the program with a status of trouble where the streams cannot be opened. */
void streams_start(void);
/* Reads from the descriptor at *FD, which stays the caller's, and retries interrupted reads. NULL
 * with errno. */
FILE *stream_reading(int *fd);
/* STDOUT_FILENO or STDERR_FILENO; fileno() does not know the stdout of streams_start(). */
int stream_descriptor(FILE *f);

#endif

/* A mapped file that cannot be read: cut off by another program, or on a disk that fails.
 *
 * The kernel answers a read of such a page with SIGBUS, which ends a process without a
 * word. With the handler the process ends with a message that names the file, and
 * EXIT_TROUBLE, wherever it was; what a writer leaves behind is as after a kill, and the next
 * writer removes it. */
#ifndef DATELINE_PROGRAM_BUS_ERROR_H
#define DATELINE_PROGRAM_BUS_ERROR_H

/* Installs the handler. PROGRAM, the name in the message, is borrowed for good. */
void bus_error_handle(const char *program);

#endif

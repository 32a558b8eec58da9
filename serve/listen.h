/* The socket that clients connect to, and systemd's protocols around it. */
#ifndef DATELINE_SERVE_LISTEN_H
#define DATELINE_SERVE_LISTEN_H

#include "core/buf.h"
#include "core/fail.h"

/* Listens at ADDRESS, "127.0.0.1:8080", "[::1]:8080" or "localhost:0", or takes the socket that
 * systemd passed (LISTEN_FDS). DATELINE_BAD_OPTION for what is no address, DATELINE_IO if it cannot
 * be listened at. Appends the address of the socket to NAME. */
dateline_status listen_open(const char *address, int *out, struct buf *name, dateline_error *err);
/* Whether only this machine can connect to SOCKET. */
bool listen_local(int socket);

/* Tells the service manager of STATE ("READY=1"), if there is one (sd_notify(3)). */
void listen_notify(const char *state);

#endif

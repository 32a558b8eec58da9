/* A line a request on standard error. */
#ifndef DATELINE_SERVE_LOG_H
#define DATELINE_SERVE_LOG_H

#include "serve/exchange.h"

struct log_entry {
    const struct exchange *exchange;
    const char *client, *method; /* an address; as it was sent */
    uint64_t bytes;              /* of the reply's body */
    double seconds;
};

void log_request(const struct log_entry *e);

#endif

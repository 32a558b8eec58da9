/* The index and the options, which all requests share. */
#ifndef DATELINE_SERVE_SITE_H
#define DATELINE_SERVE_SITE_H

#include "serve/archive.h"
#include "serve/metrics.h"
#include "serve/options.h"

struct site {
    const struct serve_options *options;
    struct archive *archive;
    struct metrics *metrics;
    struct span token;     /* that a request must carry; empty: none */
    bool local;            /* only this machine can connect */
    atomic_bool stopping;  /* no more connections are accepted */
    atomic_bool interrupt; /* queries are to end at once */
};

#endif

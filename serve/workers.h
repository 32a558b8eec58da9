/* Threads that do jobs in the order in which they came. */
#ifndef DATELINE_SERVE_WORKERS_H
#define DATELINE_SERVE_WORKERS_H

#include <stdbool.h>

#include "core/fail.h"

struct workers;

/* A part of what is to be done; RUN may free it, or hand it over again. */
struct job {
    struct job *next; /* private */
    void (*run)(struct job *j);
};

/* Starts up to N threads; DATELINE_IO if the system gives none. */
dateline_status workers_start(unsigned n, struct workers **out, dateline_error *err);
/* False, and J is not run, once workers_stop has begun. */
bool workers_add(struct workers *w, struct job *j);
/* Returns when all jobs are done and the threads have ended. */
void workers_stop(struct workers *w);
void workers_free(struct workers *w); /* after workers_stop; accepts NULL */

#endif

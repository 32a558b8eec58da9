/* The command line of dateline-search. */
#ifndef DATELINE_SEARCHER_CLI_OPTIONS_H
#define DATELINE_SEARCHER_CLI_OPTIONS_H

#include "searcher/render/render.h"

enum { BATCH_MAX_THREADS = 256 };

struct options {
    const char *index, *batch, *show; /* batch: a file or "-"; show: an id */
    struct buf query;                 /* the QUERY arguments joined by blanks */
    struct question question;
    struct render_options render;
    bool total_said;  /* --total or --no-total was given */
    unsigned threads; /* for a batch; 0: one for each processor */
    bool count, explain;
};

/* Ends the program with the usage status where the arguments make no sense. */
void options_parse(int argc, char **argv, struct options *out);
void options_free(struct options *o);

#endif

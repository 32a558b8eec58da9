/* A progress line on a terminal: share of the input, articles, MB/s, time left. */
#ifndef DATELINE_INDEXER_CLI_PROGRESS_H
#define DATELINE_INDEXER_CLI_PROGRESS_H

#include "indexer/feed/feed.h"

struct progress {
    bool shown, drawn;
    uint64_t total; /* bytes of all sources; 0: unknown */
    uint64_t calls;
    double started, last; /* seconds of the monotonic clock */
};

/* Unless SHOWN, the other functions do nothing. */
void progress_start(struct progress *p, bool shown, char *const *sources, int n);
/* Redraws the line, a few times a second. */
void progress_draw(struct progress *p, const struct feed_counts *counts);
/* Shows WHAT instead of the line. */
void progress_note(struct progress *p, const char *what);
/* Removes the line, before other output. */
void progress_clear(struct progress *p);

#endif

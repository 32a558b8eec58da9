/* One line on a terminal that tells how far a run is: share of the input,
 * articles, MB/s, time left. */
#ifndef DATELINE_INDEXER_CLI_PROGRESS_H
#define DATELINE_INDEXER_CLI_PROGRESS_H

#include "indexer/feed/feed.h"

struct progress {
    bool shown, drawn;
    uint64_t total; /* bytes of all sources; 0: not known */
    uint64_t calls;
    double started, last; /* seconds of the monotonic clock */
};

/* SHOWN decides whether the others do anything. */
void progress_start(struct progress *p, bool shown, char *const *sources, int n);
/* Draws the line anew, a few times a second. */
void progress_draw(struct progress *p, const struct feed_counts *counts);
/* Has WHAT in its place. */
void progress_note(struct progress *p, const char *what);
/* Takes it away, before something else is written. */
void progress_clear(struct progress *p);

#endif

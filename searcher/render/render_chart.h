/* Formats lines of a bar chart, on a terminal with headings:
 *
 *     month     matches  share
 *     2025-03        12   5.4%  ████████████▌ */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_CHART_H
#define DATELINE_SEARCHER_RENDER_RENDER_CHART_H

#include <stdint.h>

#include "core/buf.h"

struct chart {
    unsigned label_width, count_width, bar_width; /* columns */
    uint64_t most;                                /* the count of the longest bar */
    bool shares;
    const char *heading; /* over the labels; NULL: no headings */
};

/* A chart of WIDTH columns (0: 79), or more if labels and numbers leave no room for bars.
 * Labels over LABEL_WIDTH columns are truncated; MOST is the greatest count. */
struct chart chart_make(unsigned width, unsigned label_width, uint64_t most, bool shares,
                        const char *heading);
/* The line of headings, if C has any. */
void chart_headings(const struct chart *c, struct buf *out);
/* SHARE is from 0 to 1. */
void chart_line(const struct chart *c, struct span label, uint64_t count, double share,
                struct buf *out);
/* The width of LABEL in columns. */
unsigned chart_label_width(struct span label);

#endif

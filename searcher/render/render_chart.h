/* Lines of a bar chart for people:
 *
 *     2025-03        12   5.4%  ████████████▌ */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_CHART_H
#define DATELINE_SEARCHER_RENDER_RENDER_CHART_H

#include <stdint.h>

#include "core/buf.h"

struct chart {
    unsigned label_width, count_width, bar_width; /* columns */
    uint64_t most;                                /* what the longest bar stands for */
    bool shares;
};

/* A chart of WIDTH columns at most, if labels and numbers leave room; WIDTH 0 is 79.
 * Labels over LABEL_WIDTH will be cut, MOST is the greatest count. */
struct chart chart_make(unsigned width, unsigned label_width, uint64_t most, bool shares);
/* SHARE is from 0 to 1. */
void chart_line(const struct chart *c, struct span label, uint64_t count, double share,
                struct buf *out);
/* The columns that LABEL takes. */
unsigned chart_label_width(struct span label);

#endif

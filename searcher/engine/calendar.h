/* All articles of a snapshot by period: how many, and which document numbers.
 *
 * Within a segment documents run newest first, so a period is one interval of numbers, or a
 * few where dates are not precise; matches are counted by these intervals. */
#ifndef DATELINE_SEARCHER_ENGINE_CALENDAR_H
#define DATELINE_SEARCHER_ENGINE_CALENDAR_H

#include "searcher/engine/timeline.h"

/* All zeros is empty. */
struct calendar {
    struct timeline_counts articles;
    /* By segment. Slot 0 is for undated articles, slot 1 + I for articles.counts[I]. */
    struct match_intervals *segments;
    size_t n;
};

/* Reads the dates of all articles. The caller frees *OUT. */
dateline_status calendar_open(struct snapshot *s, enum period_unit unit, struct calendar *out,
                              dateline_error *err);
/* Sets *OUT to C's articles by UNIT, but in the periods in which DAYS begins or ends to those
 * between its bounds; undated articles are all counted. The caller frees *OUT. */
dateline_status calendar_cut(const struct calendar *c, struct snapshot *s, enum period_unit unit,
                             const struct query_days *days, struct timeline_counts *out,
                             dateline_error *err);
void calendar_free(struct calendar *c);

/* Counts what M matches of ROOT. The caller frees *OUT. */
dateline_status calendar_count(const struct calendar *c, struct matcher *m,
                               const struct plan_node *root, const struct match_limits *limits,
                               struct timeline_counts *out, dateline_error *err);

#endif

/* Timelines as output. */
#ifndef DATELINE_SEARCHER_TIMELINE_PRINT_H
#define DATELINE_SEARCHER_TIMELINE_PRINT_H

#include "searcher/output.h"
#include "searcher/print.h"
#include "searcher/timeline.h"

/* The timeline of one query with each period's share of ARTICLES, all there are;
 * for people a bar chart. */
dateline_status timeline_print(const struct timeline *t, const struct timeline_counts *articles,
                               const struct print_options *o, const struct print_summary *summary,
                               struct output *out, dateline_error *err);
/* The timelines of a batch as one table, a column for each query. */
dateline_status timeline_print_table(const struct timeline *t, const struct print_options *o,
                                     struct output *out, dateline_error *err);

#endif

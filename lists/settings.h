/* The settings of BM25 by which block bounds are computed: those of dateline's ranking
 * (searcher/plan/ranking). A search with other settings cannot use the bounds. */
#ifndef DATELINE_LISTS_SETTINGS_H
#define DATELINE_LISTS_SETTINGS_H

#define LISTS_K1    1.5
#define LISTS_B     0.5
#define LISTS_FLOOR 0.0

#endif

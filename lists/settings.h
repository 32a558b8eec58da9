/* The settings of BM25 that lists make their bounds with: those of dateline's ranking
 * (searcher/plan/ranking). Other settings are ranked without bounds. */
#ifndef DATELINE_LISTS_SETTINGS_H
#define DATELINE_LISTS_SETTINGS_H

#define LISTS_K1    1.5
#define LISTS_B     0.5
#define LISTS_FLOOR 0.0

#endif

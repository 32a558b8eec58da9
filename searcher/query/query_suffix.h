/* Reads what follows an operand without a blank: "a phrase"~5. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H
#define DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H

#include "searcher/query/query_reader.h"

/* Reads ~5 at AT, right after PHRASE, which it makes a NEAR of the words. Returns the byte after
 * it, or AT. Warns of how it is read, or why not. */
uint32_t query_slop(struct query_reader *r, struct query_node *phrase, uint32_t at);

#endif

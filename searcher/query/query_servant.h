/* Arabic names of Abd, "servant of", and a name of God, which are one word or two: Abdulrahman and
 * Abd al-Rahman. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_SERVANT_H
#define DATELINE_SEARCHER_QUERY_QUERY_SERVANT_H

#include "searcher/query/query_reader.h"

/* The QUERY_NAME of N, another, with its first such name written the other way; NULL: it has none.
 */
struct query_node *query_servant(struct query_reader *r, const struct query_node *n);

#endif

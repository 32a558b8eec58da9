/* A query as the tests compare it. */
#ifndef DATELINE_TESTS_QUERY_LISTING_H
#define DATELINE_TESTS_QUERY_LISTING_H

#include "searcher/query/query.h"

enum { QUERY_LISTING_TODAY = 20250331 };

/* The description of TEXT's tree, with WARNINGS a line for each of them after
 * it; or the error. To be freed. */
char *query_listing_of(struct span text, bool any, bool literal, bool warnings);
/* The same of a query as on the command line: --any or --literal may be in front. */
char *query_listing(const char *query, bool warnings);
/* Ends the test unless QUERY is listed, without its warnings, as EXPECTED. */
void assert_query_tree(const char *query, const char *expected);

#endif

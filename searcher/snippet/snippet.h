/* The piece of an article that shows why it matched. */
#ifndef DATELINE_SEARCHER_SNIPPET_SNIPPET_H
#define DATELINE_SEARCHER_SNIPPET_SNIPPET_H

#include "searcher/query/query.h"
#include "text/stem.h"

enum { SNIPPET_CHARACTERS = 240, SNIPPET_START = 0xE000, SNIPPET_END = 0xE001 };

#define SNIPPET_MARK_START "\xEE\x80\x80" /* U+E000 */
#define SNIPPET_MARK_END   "\xEE\x80\x81" /* U+E001 */

/* What a query looks for in a text; made once for a query, used for each hit. */
struct snippet_terms;

/* From the parsed tree: its words, phrases and wildcards that are not excluded. */
struct snippet_terms *snippet_terms_open(const struct query_node *root, struct stemmer *stemmer);
void snippet_terms_close(struct snippet_terms *t);

/* Replaces OUT by about SNIPPET_CHARACTERS characters of TEXT on one line,
 * where most of the query's words stand together, whole sentences where that
 * can be had, "…" where something is left out inside or at an end; the words
 * that match between the marks. The beginning of TEXT where nothing matches. */
void snippet(struct snippet_terms *t, struct span text, struct buf *out);

#endif

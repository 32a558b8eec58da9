/* The piece of an article that shows why it matched. */
#ifndef DATELINE_SEARCHER_SNIPPET_SNIPPET_H
#define DATELINE_SEARCHER_SNIPPET_SNIPPET_H

#include "searcher/query/query.h"
#include "text/stem.h"

enum { SNIPPET_CHARACTERS = 240, SNIPPET_START = 0xE000, SNIPPET_END = 0xE001 };

#define SNIPPET_MARK_START "\xEE\x80\x80" /* U+E000 */
#define SNIPPET_MARK_END   "\xEE\x80\x81" /* U+E001 */

/* The words, phrases and wildcards of a query; made once, used for each hit. */
struct snippet_terms;

/* Leaves out excluded clauses of ROOT, which may be NULL. STEMMER is borrowed until
 * snippet_terms_close(), which accepts NULL. */
struct snippet_terms *snippet_terms_open(const struct query_node *root, struct stemmer *stemmer);
void snippet_terms_close(struct snippet_terms *t);

/* From UNTIL on, by clock_seconds(), texts are not searched for matches any more; 0: no limit. */
void snippet_terms_until(struct snippet_terms *t, double until);
/* Whether that was so for the last text, which then counts as one without a match. */
bool snippet_terms_late(const struct snippet_terms *t);

/* Replaces OUT by about SNIPPET_CHARACTERS characters of TEXT on one line: the one or
 * two pieces with most of the query's words, in whole sentences if possible, "…" for
 * omitted text, matched words between the marks. Without a match: the start of TEXT, and
 * false. */
bool snippet(struct snippet_terms *t, struct span text, struct buf *out);

/* Replaces OUT by all of TEXT, with its lines, matched words between the marks. */
void snippet_mark(struct snippet_terms *t, struct span text, struct buf *out);

#endif

/* The query language: any string into a tree.
 *
 * docs/query-language.md is the language as its users read it; what they do not
 * need to know is decided here. The parser is total. It knows nothing of an
 * index: words are split and folded as the index does it; stems, wildcards and
 * filters are looked up when the tree is planned.
 *
 * What stands between two blanks, brackets or quotes is one operand, even where
 * it holds several words: `-foo,bar` is all but what has both. Signs count only
 * behind a blank, a bracket or the start, one at a time: `--help` is a word.
 *
 * A list is what stands side by side without AND. Its filters of one kind are
 * alternatives of each other; with `any` its words are too, so that
 * `a b AND c d` is (a OR b) AND (c OR d). With `min_match` so many of a list's words
 * must match, all where they are fewer; a bracket or an OR is one word. Brackets that
 * hold nothing but filters are a filter themselves. What - and NOT exclude is excluded
 * from the whole of what AND joins.
 *
 * NEAR and ADJ take words. A chain is one node as long as operator and distance
 * stay the same, else the AND of its stretches; where an operand is anything
 * else than a word, or of another field, that operator reads as AND. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_H
#define DATELINE_SEARCHER_QUERY_QUERY_H

#include "searcher/query/query_limits.h"
#include "searcher/query/query_node.h"
#include "searcher/query/question.h"

struct query {
    struct query_node *root;
    char **warnings; /* one line each, for standard error: "query at 5: ..." */
    size_t n_warnings;
    struct query_memory *memory;
};

/* Reads Q's text. DATELINE_BAD_QUERY for a limit exceeded or a `date:` that cannot be read;
 * otherwise *out holds a tree, to be freed. Messages give positions in bytes,
 * from 1. */
dateline_status query_parse(const struct question *q, struct query *out, dateline_error *err);
/* Leaves *q zeroed, and accepts it so. */
void query_free(struct query *q);

#endif

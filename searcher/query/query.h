/* The query language: parses any string into a tree.
 *
 * docs/query-language.md documents the language; this comment adds the details.
 * Every string parses, except for the limits and malformed dates. The parser
 * needs no index: it splits and folds words as indexing does; stems, wildcards
 * and filters are looked up when the tree is planned.
 *
 * Text between two blanks, brackets or quotes is one operand, even if it holds
 * several words: `-foo,bar` excludes articles with both. A sign counts only
 * after a blank, a bracket or the start, and only if single: `--help` is a word.
 *
 * A list is a run of operands without AND between them. Its filters of one kind
 * are alternatives; with `any` its words are too, so that `a b AND c d` is
 * (a OR b) AND (c OR d). With `min_match` that many of a list's words must match, or all
 * if there are fewer; brackets or an OR count as one word. Brackets that hold only
 * filters are a filter. Operands of - and NOT are excluded from the whole conjunction.
 *
 * With `widened`, which the engine sets for its second reading of a query, a list's plain words
 * are alternatives too, and the rest of the query stays as written: operators, filters, `*`,
 * operands with + or - or NOT with all that is in them, and words typed without a blank.
 *
 * Forms of other search languages are read too, each with a warning that says how: signs
 * (query_foreign.h), names of fields (query_field.h), ranges of days (query_days.h), distances
 * after a phrase (query_suffix.h).
 *
 * NEAR and ADJ take words. A chain is one node as long as operator and distance
 * stay the same, else the AND of its stretches; an operator next to anything but
 * a word, or between words of different fields, reads as AND. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_H
#define DATELINE_SEARCHER_QUERY_QUERY_H

#include "core/arena.h"
#include "searcher/query/query_limits.h"
#include "searcher/query/query_node.h"
#include "searcher/query/question.h"

struct query {
    struct query_node *root;
    char **warnings; /* one line each, for standard error: "query at 5: ..." */
    size_t n_warnings;
    struct arena memory;
    bool widens; /* with `widened` it would be read another way */
};

/* Parses Q's text into *OUT, which the caller frees. DATELINE_BAD_QUERY if a limit is
 * exceeded or a `date:` is malformed. Messages give positions in bytes, from 1. */
dateline_status query_parse(const struct question *q, struct query *out, dateline_error *err);
/* Zeroes *Q; accepts a zeroed one. */
void query_free(struct query *q);

#endif

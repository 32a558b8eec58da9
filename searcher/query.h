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
 * `a b AND c d` is (a OR b) AND (c OR d). Brackets that hold nothing but filters
 * are a filter themselves. What - and NOT exclude is excluded from the whole of
 * what AND joins.
 *
 * NEAR and ADJ take words. A chain is one node as long as operator and distance
 * stay the same, else the AND of its stretches; where an operand is anything
 * else than a word, or of another field, that operator reads as AND. */
#ifndef DATELINE_SEARCHER_QUERY_H
#define DATELINE_SEARCHER_QUERY_H

#include <stdint.h>

#include "core/schema.h"
#include "searcher/question.h"

enum {
    QUERY_MAX_BYTES = 64 << 10,
    QUERY_MAX_WORDS = 4096,               /* filters count as words */
    QUERY_MAX_DEPTH = 100,                /* brackets and NOTs within each other */
    QUERY_MAX_TREE = 3 * QUERY_MAX_DEPTH, /* nodes from the root to a leaf, both counted */
    QUERY_MAX_WARNINGS = 20,              /* one more line tells how many others there were */
    QUERY_WILDCARD_LETTERS = 2,
    QUERY_DEFAULT_DISTANCE = 10,
    QUERY_MAX_DISTANCE = 10000,
};

enum query_kind {
    QUERY_NOTHING,  /* a query without a word: matches nothing; only as the root */
    QUERY_ALL,      /* `*`, and the left side of a lone `-x` */
    QUERY_WORD,     /* compared by its stem */
    QUERY_PHRASE,   /* words side by side, in order; one or more, unstemmed */
    QUERY_NEAR,     /* words within `distance` of each other */
    QUERY_ADJ,      /* the same, in order */
    QUERY_WILDCARD, /* words that begin with words[0] */
    QUERY_DATE,     /* a filter: articles dated within `days`, or undated */
    QUERY_FILTER,   /* a filter: field `field` has the value words[0] */
    QUERY_AND,
    QUERY_OR,
    QUERY_XOR,
    QUERY_MAYBE, /* the first child, scored with the others (+must with --any) */
    QUERY_NOT,   /* children[0] without any of the others */
};

/* Children and words are arrays owned by the tree's arena. A node that joins
 * has two children at least; AND, OR and XOR have none of their own kind. */
struct query_node {
    enum query_kind kind;
    enum schema_field field; /* FIELD_TEXT, FIELD_TITLE; of a filter FIELD_ID, _SOURCE, _LANG;
                              * of QUERY_DATE FIELD_DAY */
    struct span *words;      /* folded; of QUERY_FILTER the value as typed */
    size_t n_words;
    uint32_t distance;      /* QUERY_NEAR, QUERY_ADJ */
    struct query_days days; /* an open end is DAY_FIRST or DAY_LAST; both 0: undated articles */
    struct query_node **children;
    size_t n_children;
    uint32_t start, end; /* the bytes of the query it was read from */
};

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

/* Whether N can give any article a score: filters and `*` do not. */
bool query_scores(const struct query_node *n);

/* Appends the tree as a line of text, for --explain and tests: operators in
 * front, (NOT (AND market "rare earth") title:war); * for QUERY_ALL, () for
 * QUERY_NOTHING; words in quotes are those compared unstemmed. */
void query_describe(const struct query_node *n, struct buf *out);

#endif

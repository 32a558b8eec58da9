/* A query on its way from text to tree. Each step is a file and uses those above its line:
 *
 *     query_memory, query_node, query_text   arena, nodes, characters
 *     query_reader                           state, warnings, limits
 *     query_join                             nodes joined by one operator
 *     query_words, query_filter              operands
 *     query_lex                              text to lexemes
 *     query_combine                          lists, AND, NOT, NEAR and ADJ
 *     query_balance                          lexemes that can be parsed without a failure
 *     query_tree                             lexemes to tree
 *     query                                  query_parse()
 *
 * A step that fails (a limit, a date) writes the error, and the query is refused. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_READER_H
#define DATELINE_SEARCHER_QUERY_QUERY_READER_H

#include "searcher/query/query_limits.h"
#include "searcher/query/query_memory.h"
#include "searcher/query/query_node.h"
#include "searcher/query/question.h"
#include "text/text.h"

struct lexeme;

/* The effect of a node on the others of its list. */
enum role { ROLE_PLAIN, ROLE_MUST, ROLE_EXCLUDED, ROLE_FILTER };

struct item {
    struct query_node *node;
    enum role role;
    const struct lexeme *link; /* in a chain: the NEAR or ADJ after the node */
};

/* Nodes waiting to be joined: a stack. A function that pushes nodes remembers
 * the length before, and joins what lies above it. */
struct items {
    struct item *list;
    size_t len, cap;
};

struct query_reader {
    const struct question *question;
    struct span text;
    struct query_memory *memory;
    struct items items;
    size_t n_words;       /* so far, against QUERY_MAX_WORDS */
    struct tokens tokens; /* scratch of query_words */
    struct buf folded;    /* the same */
    char **warnings;
    size_t n_warnings, cap_warnings; /* n_warnings counts those past the limit too */
    dateline_error *err;
};

struct query_node *query_node_new(struct query_reader *r, enum query_kind kind, uint32_t start,
                                  uint32_t end);
/* A copy of S in the tree's memory. */
struct span query_copy(struct query_reader *r, struct span s);
/* "query at START+1: 'the text' MESSAGE", as a warning, or as DATELINE_BAD_QUERY. */
void query_warn(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
dateline_status query_refuse(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt,
                             ...) __attribute__((format(printf, 4, 5)));
/* Last: a line that counts the warnings past QUERY_MAX_WARNINGS, if there are any. */
void query_count_other_warnings(struct query_reader *r);
/* Counts a word or filter read from these bytes against QUERY_MAX_WORDS. */
dateline_status query_count_word(struct query_reader *r, uint32_t start, uint32_t end);
/* Frees all but the warnings and the tree's memory. */
void query_reader_free(struct query_reader *r);

#endif

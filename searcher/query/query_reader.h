/* The state of a query while it is parsed. A file uses only files listed above it:
 *
 *     query_node, query_text                 nodes, characters
 *     query_describe                         nodes as text
 *     query_reader                           state, warnings, limits
 *     query_join                             pushes and joins nodes
 *     query_days                             dates of filters
 *     query_words, query_pattern             words as operands
 *     query_filter                           filters
 *     query_servant                          Abdulrahman and Abd al-Rahman
 *     query_name                             names of people
 *     query_field, query_operator            names of fields and operators
 *     query_foreign, query_suffix            signs of other search languages; "a phrase"~5
 *     query_dates                            dates of several words
 *     query_operand                          operands: words, phrases, fields
 *     query_lex                              text to lexemes
 *     query_combine                          lists, AND, NOT, NEAR and ADJ
 *     query_balance                          drops lexemes that would not parse
 *     query_tree                             lexemes to tree
 *     query                                  query_parse()
 *
 * A step that fails (limits, dates) writes the error. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_READER_H
#define DATELINE_SEARCHER_QUERY_QUERY_READER_H

#include "core/arena.h"
#include "searcher/query/query_limits.h"
#include "searcher/query/query_node.h"
#include "searcher/query/question.h"
#include "text/text.h"

struct lexeme;

/* Forms of other search languages, each told of once a query. */
enum query_form {
    FORM_NOT,
    FORM_DASH,
    FORM_LONG_DASH,
    FORM_OR,
    FORM_AND,
    FORM_JOINED,
    FORM_EXCLAMATION,
    FORM_SMALL,
    FORM_LONE_NOT,
    FORM_SLOP,
    FORM_PATTERN,
    FORM_QUOTED,
    FORM_TILDE,
    FORM_FUZZY,
    FORM_WEIGHT,
    FORM_FIELDS, /* and one more for each name of query_field */
};

enum role { ROLE_PLAIN, ROLE_MUST, ROLE_EXCLUDED, ROLE_FILTER };

struct item {
    struct query_node *node;
    enum role role;
    const struct lexeme *link; /* in a chain: the NEAR or ADJ after the node */
};

/* A stack of nodes not yet joined. A function that pushes nodes saves the length
 * first and joins the items above it. */
struct items {
    struct item *list;
    size_t len, cap;
};

struct query_reader {
    const struct question *question;
    struct span text;
    struct arena memory;
    struct items items;
    size_t n_words;       /* words and filters read so far */
    unsigned signs;       /* open operands with a sign or NOT: not widened */
    unsigned told;        /* forms warned of, a bit each */
    bool widens;          /* a list has words that need not match when widened */
    struct tokens tokens; /* scratch of query_words, as is folded */
    struct buf folded;
    char **warnings;
    size_t n_warnings, cap_warnings; /* n_warnings includes dropped ones */
    dateline_error *err;
};

struct query_node *query_node_new(struct query_reader *r, enum query_kind kind, uint32_t start,
                                  uint32_t end);
/* A copy of S in the tree's memory. */
struct span query_copy(struct query_reader *r, struct span s);
/* Formats "query at START+1: 'the text' MESSAGE": a warning, or the error of
 * DATELINE_BAD_QUERY, which query_refuse() returns. */
void query_warn(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
dateline_status query_refuse(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt,
                             ...) __attribute__((format(printf, 4, 5)));
/* Whether FORM is met for the first time, to be warned of. */
bool query_first_of(struct query_reader *r, enum query_form form);
/* Adds a line that counts the dropped warnings, if any; called last. */
void query_count_other_warnings(struct query_reader *r);
/* Counts a word or filter; DATELINE_BAD_QUERY past QUERY_MAX_WORDS. */
dateline_status query_count_word(struct query_reader *r, uint32_t start, uint32_t end);
/* Keeps the warnings and the tree's memory. */
void query_reader_free(struct query_reader *r);

#endif

/* The tree of a query, as query_parse() leaves it. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_NODE_H
#define DATELINE_SEARCHER_QUERY_QUERY_NODE_H

#include <stdint.h>

#include "core/schema.h"
#include "searcher/query/question.h"

enum query_kind {
    QUERY_NOTHING,  /* a query without words: matches nothing; only the root */
    QUERY_ALL,      /* `*`, and the left side of a lone `-x` */
    QUERY_WORD,     /* compared by its stem */
    QUERY_PHRASE,   /* one or more adjacent words, in order, unstemmed */
    QUERY_NEAR,     /* words within `distance` of each other */
    QUERY_ADJ,      /* likewise, in order */
    QUERY_WILDCARD, /* words of the pattern words[0]: ? is one letter, * any number
                       (query_pattern.h) */
    QUERY_FUZZY,    /* words of the index within `distance` edits of words[0] */
    QUERY_NAME,     /* a name of a person, in its spellings (plan_names.c) */
    QUERY_DATE,     /* a filter: articles dated within `days`, or undated */
    QUERY_FILTER,   /* a filter: field `field` has the value words[0] */
    QUERY_AND,
    QUERY_OR,
    QUERY_XOR,
    QUERY_MAYBE, /* the first child, scored with the others (+must with --any) */
    QUERY_NOT,   /* children[0] without any of the others */
};

/* The tree's arena owns children and words. An inner node has at least two
 * children; children of AND, OR and XOR are of other kinds, except an OR of which
 * several must match. */
struct query_node {
    enum query_kind kind;
    enum schema_field field; /* words: FIELD_TEXT, FIELD_TITLE; QUERY_DATE: FIELD_DAY;
                              * QUERY_FILTER: FIELD_ID, _SOURCE, _LANG */
    struct span *words;      /* folded; QUERY_FILTER: the value as typed */
    size_t n_words;
    uint32_t distance;      /* QUERY_NEAR, QUERY_ADJ, QUERY_FUZZY */
    uint32_t least;         /* QUERY_OR: how many children must match, fewer than all; 0: one */
    size_t family;          /* QUERY_NAME: the word that is no given name */
    size_t repeated;        /* QUERY_NAME: how many words more it has, which are given twice */
    bool exact;             /* QUERY_NAME: spelt as it is here */
    struct query_days days; /* open ends: DAY_FIRST, DAY_LAST; 0, 0: undated articles */
    bool bound;             /* QUERY_DATE: of after:, date:<2025 ...: other dates must match too */
    struct query_node **children;
    size_t n_children;
    double weight;       /* factor on a leaf's scores, as word^2 asks for; 0: none */
    uint32_t start, end; /* bytes of the query */
};

/* Whether N can give any article a score: filters and `*` do not. */
bool query_scores(const struct query_node *n);
/* Whether A and B, leaves, stand for the same words; weights and places aside. */
bool query_same_words(const struct query_node *a, const struct query_node *b);
/* The factor on the scores of N, a leaf. */
static inline double query_factor(const struct query_node *n)
{
    return n->weight > 0 ? n->weight : 1;
}
/* Multiplies the weights of the leaves below N by FACTOR, in thousandths, within the limits
 * QUERY_WEIGHT_MIN to QUERY_WEIGHT_MAX. */
void query_weigh(struct query_node *n, double factor);
/* Sets FIELD on the words below N that have none. */
void query_set_field(struct query_node *n, enum schema_field field);

#endif

/* Makes nodes of a query's words. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_WORDS_H
#define DATELINE_SEARCHER_QUERY_QUERY_WORDS_H

#include "searcher/query/query_reader.h"

/* One node for the bytes START to END - 1: words, wildcards, and a phrase for words
 * that punctuation joins. NULL if there are no words. */
dateline_status query_words(struct query_reader *r, uint32_t start, uint32_t end,
                            enum schema_field field, struct query_node **out);
/* One unstemmed phrase of all words there; NULL for none. */
dateline_status query_phrase(struct query_reader *r, uint32_t start, uint32_t end,
                             enum schema_field field, struct query_node **out);
/* The whole query as words, without any syntax (--literal). */
dateline_status query_literal(struct query_reader *r, struct query_node **out);

#endif

/* Words of a query as nodes. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_WORDS_H
#define DATELINE_SEARCHER_QUERY_QUERY_WORDS_H

#include "searcher/query/query_reader.h"

/* The words of these bytes as one node: words, wildcards and phrases of what
 * is joined by punctuation. NULL where there are none. */
dateline_status query_words(struct query_reader *r, uint32_t start, uint32_t end,
                            enum schema_field field, struct query_node **out);
/* All of them as one phrase, unstemmed. */
dateline_status query_phrase(struct query_reader *r, uint32_t start, uint32_t end,
                             enum schema_field field, struct query_node **out);
/* Each one by itself (--literal). */
dateline_status query_literal(struct query_reader *r, struct query_node **out);

#endif

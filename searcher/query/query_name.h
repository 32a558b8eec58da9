/* Names of people: name:"Volodymyr Zelensky", name:Zelensky. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_NAME_H
#define DATELINE_SEARCHER_QUERY_QUERY_NAME_H

#include "searcher/query/query_reader.h"

enum { QUERY_NAME_PARTS = 5 /* words of a name, without titles and particles */ };

/* A QUERY_NAME for the bytes START to END - 1, with the words that tell the name from others:
 * titles before it, particles (van, de, al-) and Jr after it are left out. Family names come last,
 * or before a comma. A QUERY_OR where a name may be one word and two (query_servant.h),
 * and of initials, J. R. R. and J.R.R., which is one word of the index. A
 * QUERY_PHRASE for more than QUERY_NAME_PARTS words, and for ideographs, which
 * have no spellings. *OUT is NULL if there are no words. */
dateline_status query_name(struct query_reader *r, uint32_t start, uint32_t end,
                           struct query_node **out);
/* Whether WORD, folded, is a title: Mr, President. */
bool query_name_is_title(struct span word);

#endif

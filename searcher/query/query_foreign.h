/* Signs of other search languages, and what the program says of them.
 *
 * A sign is read where ordinary text does not have it: before a word, after a blank
 * (!word), or alone between blanks (|, &&). Elsewhere it stays punctuation, with a warning
 * if it may have been meant. A warning says how each form is read, once a query. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_FOREIGN_H
#define DATELINE_SEARCHER_QUERY_QUERY_FOREIGN_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* Whether the character C at AT, of which NEXT is the byte after it, is a sign for `-`: one of
 * !, en dash and minus right before a word, a quote or a bracket. Warns of it, and of an em dash,
 * which is no sign. */
bool query_foreign_minus(struct query_reader *r, uint32_t c, uint32_t at, uint32_t next);
/* The byte after the signs +, -, ! and short dashes at AT if an operand follows them, warning that
 * they are left out; AT if there are none. IN_FIELD: they are after the name of a field. */
uint32_t query_lost_signs(struct query_reader *r, uint32_t at, bool in_field);
/* Whether the bytes START to END - 1, which stand apart, are | or || or &&; fills *OUT. */
bool query_foreign_operator(const struct query_reader *r, uint32_t start, uint32_t end,
                            struct lexeme *out);
/* Says how the operator L, a foreign one, is read. */
void query_foreign_operator_warn(struct query_reader *r, const struct lexeme *l);
/* Warns of signs in and around the words START to END - 1, which count as punctuation there:
 * word!, a|b, a&&b. */
void query_foreign_punctuation(struct query_reader *r, uint32_t start, uint32_t end);
/* Warns of the bytes START to END - 1, which hold no words, where they are a ! that stands alone
 * before something. */
void query_foreign_lone_not(struct query_reader *r, uint32_t start, uint32_t end);

#endif

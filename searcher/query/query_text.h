/* Reads the characters of a query. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_TEXT_H
#define DATELINE_SEARCHER_QUERY_QUERY_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"

/* The character at byte AT, which is inside TEXT; *NEXT is the byte after it. */
uint32_t query_char(struct span text, uint32_t at, uint32_t *next);
/* Whether C is a double quote: straight, curly or angular. */
bool query_quote(uint32_t c);
/* Finds the next quote: *AT is its byte, *AFTER the byte after it; false for none. */
bool query_find_quote(struct span text, uint32_t from, uint32_t *at, uint32_t *after);
/* The first byte from FROM on that is a blank, an ASCII character in STOP or, if QUOTES
 * is set, a quote; else the length of TEXT. */
uint32_t query_span_end(struct span text, uint32_t from, const char *stop, bool quotes);
/* Whether a blank, a bracket or the end is at AT. */
bool query_ends_word(struct span text, uint32_t at);
/* Parses a decimal number of digits alone, at most MOST. */
bool query_number(struct span s, uint32_t most, uint32_t *out);

#endif

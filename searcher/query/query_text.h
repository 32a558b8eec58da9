/* The characters of a query. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_TEXT_H
#define DATELINE_SEARCHER_QUERY_QUERY_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"

/* The character at AT, which is below END, and where the next begins. */
uint32_t query_char(struct span text, uint32_t at, uint32_t *next);
/* A double quote, straight, curly or angular. */
bool query_quote(uint32_t c);
/* Where the next quote is, and where what follows it begins; false for none. */
bool query_find_quote(struct span text, uint32_t from, uint32_t *at, uint32_t *after);
/* Where the run of bytes from FROM ends: before a blank, one of the ASCII characters in
 * STOP or, if QUOTES is set, a quote. */
uint32_t query_span_end(struct span text, uint32_t from, const char *stop, bool quotes);

#endif

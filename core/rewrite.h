/* Rewrites text for the character set of an output format, always as valid UTF-8. */
#ifndef DATELINE_CORE_REWRITE_H
#define DATELINE_CORE_REWRITE_H

#include <stdint.h>

#include "core/buf.h"

/* Appends the replacement of C and returns true, or returns false to keep C. Never called for
 * printable ASCII other than blank, quote, % and backslash: every format keeps it. */
typedef bool rewriter(struct buf *out, uint32_t c);

void rewrite(struct buf *out, struct span text, rewriter *how);

/* Appends C, or U+FFFD for a surrogate. */
void rewrite_utf8(struct buf *out, uint32_t c);
/* The width of C on a terminal, in columns. */
unsigned rewrite_columns(uint32_t c);
/* A rewriter for formats in which direction controls are data: replaces a control by U+FFFD. */
bool rewrite_control(struct buf *out, uint32_t c);
/* Appends TEXT as one line that is safe on a terminal: without controls, line ends and direction
 * overrides. */
void rewrite_plain(struct buf *out, struct span text);
/* As rewrite_plain, but keeps newlines and tabs. */
void rewrite_plain_lines(struct buf *out, struct span text);

#endif

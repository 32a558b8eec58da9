/* Text character by character into the alphabet of an output format, always valid UTF-8. */
#ifndef DATELINE_CORE_REWRITE_H
#define DATELINE_CORE_REWRITE_H

#include <stdint.h>

#include "core/buf.h"

/* Appends what stands for the character C and returns true, or returns false
 * where C stands for itself. It is not asked about printable ASCII but blank, quote
 * and backslash, which stands for itself in every format. */
typedef bool rewriter(struct buf *out, uint32_t c);

void rewrite(struct buf *out, struct span text, rewriter *how);

/* Appends C; U+FFFD for a surrogate. */
void rewrite_utf8(struct buf *out, uint32_t c);
/* The columns that C takes on a terminal. */
unsigned rewrite_columns(uint32_t c);
/* A rewriter for formats in which a direction override is data: a control becomes U+FFFD. */
bool rewrite_control(struct buf *out, uint32_t c);
/* One line that is safe on a terminal: no controls, line ends or direction overrides. */
void rewrite_plain(struct buf *out, struct span text);
/* The same with newlines and tabs kept. */
void rewrite_plain_lines(struct buf *out, struct span text);

#endif

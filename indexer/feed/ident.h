/* Makes ids. */
#ifndef DATELINE_INDEXER_FEED_IDENT_H
#define DATELINE_INDEXER_FEED_IDENT_H

#include "core/buf.h"

/* GIVEN as an id, in OUT, which it replaces: control characters, bytes that are not UTF-8 and % are
 * written as %XX, so that different names never become one id. */
struct span ident_make(struct span given, struct buf *out);

/* Appends what ident_make makes ID of to OUT. */
void ident_read(struct span id, struct buf *out);

/* PATH without leading "./", "../" and "/". */
const char *ident_name(const char *path);

#endif

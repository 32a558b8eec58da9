/* Makes ids. */
#ifndef DATELINE_INDEXER_FEED_IDENT_H
#define DATELINE_INDEXER_FEED_IDENT_H

#include "core/buf.h"

/* GIVEN as an id, in OUT, which it replaces: control characters and bytes that are not UTF-8 are
 * written as %XX. A % in GIVEN is kept, so an id maps to itself; ids need not be turned back into
 * names. */
struct span ident_make(struct span given, struct buf *out);

/* PATH without leading "./", "../" and "/". */
const char *ident_name(const char *path);

#endif

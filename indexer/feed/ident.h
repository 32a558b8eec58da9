/* Ids, as the index has them. */
#ifndef DATELINE_INDEXER_FEED_IDENT_H
#define DATELINE_INDEXER_FEED_IDENT_H

#include "core/buf.h"

/* GIVEN as an id, in OUT, which is emptied first: control characters and bytes
 * that are not UTF-8 are written %XX. A % of GIVEN's own stays as it is, for ids
 * are to be recognised, not turned back into names; so an id stays itself. */
struct span ident_make(struct span given, struct buf *out);

/* PATH without leading "./", "../" and "/". */
const char *ident_name(const char *path);

#endif

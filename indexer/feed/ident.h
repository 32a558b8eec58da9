/* What an id is made of. */
#ifndef DATELINE_INDEXER_FEED_IDENT_H
#define DATELINE_INDEXER_FEED_IDENT_H

#include "core/buf.h"

/* Appends TEXT with control characters and bytes that are not UTF-8 written
 * %XX. A % of the text's own stays as it is, for ids are to be recognised, not
 * turned back into names. */
void ident_add(struct buf *out, struct span text);

/* PATH without leading "./", "../" and "/". */
const char *ident_name(const char *path);

#endif

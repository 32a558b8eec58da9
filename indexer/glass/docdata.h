/* The docdata table: the data of each document that has any. */
#ifndef DATELINE_INDEXER_GLASS_DOCDATA_H
#define DATELINE_INDEXER_GLASS_DOCDATA_H

#include "core/buf.h"
#include "indexer/glass/table.h"

/* Adds a document's data to a GLASS_DOCDATA table, in ascending order of ID. TAG is not empty, and
 * is raw deflate if COMPRESSED. */
dateline_status glass_docdata_add(struct glass_table *t, uint32_t id, struct span tag,
                                  bool compressed, dateline_error *err);
/* Reads the key of an entry. */
bool glass_docdata_key(struct span key, uint32_t *id);

#endif

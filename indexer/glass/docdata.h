/* The docdata table: the data of each document that has any. */
#ifndef DATELINE_INDEXER_GLASS_DOCDATA_H
#define DATELINE_INDEXER_GLASS_DOCDATA_H

#include "core/buf.h"
#include "indexer/glass/table.h"

/* To a GLASS_DOCDATA table, numbers ascending. Empty data is none. */
dateline_status glass_docdata_add(struct glass_table *t, uint32_t id, struct span data,
                                  dateline_error *err);
/* The same for a tag as it was read from another table. */
dateline_status glass_docdata_copy(struct glass_table *t, uint32_t id, struct span tag,
                                   bool compressed, dateline_error *err);
/* Reads the key of an entry. */
bool glass_docdata_key(struct span key, uint32_t *id);

#endif

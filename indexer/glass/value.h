/* Values, in columns: the values of a slot in chunks, and its statistics. Both precede the terms in
 * the postlist table, so columns are held in memory: ten bytes a document for a date. */
#ifndef DATELINE_INDEXER_GLASS_VALUE_H
#define DATELINE_INDEXER_GLASS_VALUE_H

#include "core/buf.h"
#include "indexer/glass/table.h"

/* A chunk of this many bytes is full. */
enum { VALUE_CHUNK_FULL = 2000 };

struct value_column;

/* All zeros is empty. */
struct values {
    struct value_column *columns; /* unsorted */
    size_t len, cap;
};

/* Adds a document's value; within a slot, numbers ascend. Ignores an empty value. */
void values_add(struct values *v, uint32_t id, uint32_t slot, struct span value);
/* Writes the statistics of all columns, then all chunks. */
dateline_status values_write(struct values *v, struct glass_table *postlist, dateline_error *err);
void values_free(struct values *v);

#endif

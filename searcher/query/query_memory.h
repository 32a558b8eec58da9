/* Memory that lives as long as a query's tree. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_MEMORY_H
#define DATELINE_SEARCHER_QUERY_QUERY_MEMORY_H

#include <stddef.h>

struct query_memory;

struct query_memory *query_memory_new(void);
/* SIZE bytes, aligned for any type, uninitialised. */
void *query_alloc(struct query_memory *m, size_t size);
/* Accepts NULL. */
void query_memory_free(struct query_memory *m);

#endif

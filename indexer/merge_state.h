/* The inside of a merge: merge.c numbers and finishes, merge_terms.c and merge_contents.c
 * write two tables each. */
#ifndef DATELINE_INDEXER_MERGE_STATE_H
#define DATELINE_INDEXER_MERGE_STATE_H

#include "core/alloc.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/table.h"
#include "indexer/glass/version.h"
#include "indexer/merge.h"

struct merge {
    struct run *const *runs;
    size_t n, threads;
    uint32_t **numbers; /* by run and its document: the new number, 0 for a dropped one */
    uint16_t *from;     /* by new number, from 1: its run */
    uint32_t documents;
    dateline_day first, last; /* the documents' days */
    struct open_dir dir;
    struct glass_postlist *postlist;
    struct glass_position *position;
    struct glass_table *docdata, *termlist;
    struct columns_writer *columns;
    struct output_file rows, ids; /* of the columns */
    struct glass_version version;
    struct output_file files[GLASS_KINDS];
};

/* Each writes and finishes tables of its own and may run in its own thread; each is given
 * a struct merge. merge_terms does in one pass what _postings and _positions do in two. */
alloc_body merge_terms, merge_postings, merge_positions, merge_data, merge_termlists;

#endif

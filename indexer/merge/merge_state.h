/* The internals of a merge: merge.c numbers and finishes, merge_terms.c and merge_contents.c write
 * two tables each. */
#ifndef DATELINE_INDEXER_MERGE_MERGE_STATE_H
#define DATELINE_INDEXER_MERGE_MERGE_STATE_H

#include "core/alloc.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/table.h"
#include "indexer/glass/version.h"
#include "indexer/merge/merge.h"
#include "lists/lists_writer.h"

struct merge {
    struct run *const *runs;
    size_t n, threads;
    uint32_t **numbers; /* by run and document: the new number, 0 for a dropped document */
    uint16_t *from;     /* by new number, from 1: the document's run */
    uint32_t documents;
    dateline_day first, last; /* the documents' days */
    struct open_dir dir;
    struct glass_postlist *postlist;
    struct glass_position *position;
    struct glass_table *docdata, *termlist;
    struct lists_writer *lists;
    uint32_t *lengths; /* of documents, the first at 0 */
    struct output_file lists_files[LISTS_FILES];
    struct columns_plain_writer *columns;
    struct output_file rows, ids; /* of the columns' files */
    struct glass_version version;
    struct output_file files[GLASS_KINDS];
};

/* Each writes and finishes its own tables and may run in its own thread; the context is a struct
 * merge. merge_terms writes the tables of _postings and _positions in one pass. */
alloc_body merge_terms, merge_postings, merge_positions, merge_data, merge_termlists, merge_lists;

#endif

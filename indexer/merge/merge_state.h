/* The internals of a merge: merge.c starts and finishes, merge_number.c numbers documents,
 * merge_terms.c writes what is by term, merge_records.c what is by document, merge_full.c Xapian's
 * full tables. */
#ifndef DATELINE_INDEXER_MERGE_MERGE_STATE_H
#define DATELINE_INDEXER_MERGE_MERGE_STATE_H

#include "core/alloc.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/table.h"
#include "indexer/glass/version.h"
#include "indexer/merge/merge.h"
#include "lists/lists_writer.h"
#include "store/texts_writer.h"

struct merge {
    struct run *const *runs;
    size_t n, threads;
    enum xapian_kind xapian;
    uint32_t **numbers; /* by run and document: the new number, 0 for a dropped document */
    uint16_t *from;     /* by new number, from 1: the document's run */
    uint32_t documents;
    dateline_day first, last; /* the documents' days */
    struct open_dir dir;
    struct lists_writer *lists;
    uint32_t *lengths; /* of documents, the first at 0 */
    struct output_file lists_files[LISTS_FILES];
    struct lists *finished; /* the lists, open; NULL before merge_open_lists */
    struct texts_writer *texts;
    struct output_file texts_files[TEXTS_FILES];
    /* Xapian's tables, each NULL if the segment gets none. */
    struct glass_postlist *postlist;
    struct glass_position *position;
    struct glass_table *docdata, *termlist;
    struct columns_writer *columns;
    struct output_file rows, ids; /* of the columns' files */
    struct glass_version version;
    struct output_file files[GLASS_KINDS];
};

/* Numbers all documents; writes the columns. */
dateline_status merge_number(struct merge *m, dateline_error *err);

/* Each writes and finishes its own components and may run in its own thread; the context is a
 * struct merge. merge_terms writes those of _lists and _postings in one pass. */
alloc_body merge_terms, merge_lists, merge_postings, merge_records;

/* Opens the finished lists for the two parts below, which write Xapian's full tables. */
dateline_status merge_open_lists(struct merge *m, dateline_error *err);
alloc_body merge_positions, merge_termlists;

#endif

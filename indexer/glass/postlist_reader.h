/* Reads the postlist table list by list, with chunks joined.
 *
 *     while (!(status = glass_postlist_reader_next(r, &list, &more, err)) && more)
 *         while (!(status = glass_postlist_reader_postings(r, &postings, &n, err)) && n)
 *             ... if list.kind has postings
 *
 * Lists come in the order of their kinds below; _next skips the rest of the
 * current list. Spans and arrays are valid until the next call. */
#ifndef DATELINE_INDEXER_GLASS_POSTLIST_READER_H
#define DATELINE_INDEXER_GLASS_POSTLIST_READER_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

enum glass_list_kind {
    GLASS_LIST_METADATA,    /* has name, value */
    GLASS_LIST_VALUE_STATS, /* has slot, documents, value (the least), value_max */
    GLASS_LIST_VALUES,      /* has slot; dateline reads values from its columns */
    GLASS_LIST_LENGTHS,     /* read by _postings, with the documents' lengths as wdf */
    GLASS_LIST_POSTINGS,    /* has name (the term), documents, occurrences; read by _postings */
};

struct glass_list {
    enum glass_list_kind kind;
    struct span name;
    uint32_t slot;
    uint32_t documents;
    uint32_t occurrences;
    struct span value, value_max;
};

struct glass_postlist_reader;

dateline_status glass_postlist_reader_open(const struct open_dir *dir,
                                           const struct glass_root *root,
                                           struct glass_postlist_reader **out, dateline_error *err);
/* Sets *MORE to false after the last list. */
dateline_status glass_postlist_reader_next(struct glass_postlist_reader *r, struct glass_list *out,
                                           bool *more, dateline_error *err);
/* The postings of the next chunk, in ascending order; *N is 0 at the end of the list, after its
 * statistics have been verified. */
dateline_status glass_postlist_reader_postings(struct glass_postlist_reader *r,
                                               const struct glass_posting **out, size_t *n,
                                               dateline_error *err);
/* Accepts NULL. */
void glass_postlist_reader_close(struct glass_postlist_reader *r);

#endif

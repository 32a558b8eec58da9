/* Writes the postlist table: all parts of a database that are not by document.
 *
 * Calls must come in this order, which is the order of keys:
 *
 *     metadata       by key
 *     document, value  by document number
 *     term, then its postings, term by term in byte order
 *     finish
 *
 * Memory: documents and values until the first term (three bytes a document and
 * about ten a date), a term's postings until the next term. */
#ifndef DATELINE_INDEXER_GLASS_POSTLIST_H
#define DATELINE_INDEXER_GLASS_POSTLIST_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

/* The second byte of keys that begin with 00 and are not a term's, whose second byte would be
 * FF. */
enum {
    POSTLIST_METADATA = 0xC0,
    POSTLIST_VALUE_STATS = 0xD0,
    POSTLIST_VALUES = 0xD8,
    POSTLIST_LENGTHS = 0xE0,
};

struct glass_postlist;

/* DIR is borrowed until _close. */
struct glass_postlist *glass_postlist_new(const struct open_dir *dir, uint32_t block_size);

/* KEY has 1 to 253 bytes, VALUE at least one. */
dateline_status glass_postlist_metadata(struct glass_postlist *w, struct span key,
                                        struct span value, dateline_error *err);

/* Adds a document, also one of length 0. LENGTH is the sum of its wdfs. */
void glass_postlist_document(struct glass_postlist *w, uint32_t id, uint32_t length);
/* Ignores an empty value. */
void glass_postlist_value(struct glass_postlist *w, uint32_t id, uint32_t slot, struct span value);

/* Whether the format can hold TERM: it is not empty, has at most GLASS_TERM_MAX bytes, and its zero
 * bytes, which take two in a key, fit too. */
bool glass_term_fits(struct span term);
/* Begins TERM's list; DATELINE_LIMIT if TERM does not fit. */
dateline_status glass_postlist_term(struct glass_postlist *w, struct span term,
                                    dateline_error *err);
/* Adds N postings to the last term, which must get at least one. */
void glass_postlist_postings(struct glass_postlist *w, const struct glass_posting *list, size_t n);

/* Fills STATS; last_id is the last document's number. */
dateline_status glass_postlist_finish(struct glass_postlist *w, struct glass_root *root,
                                      struct output_file *file, struct glass_stats *stats,
                                      dateline_error *err);
/* As glass_table_sync. */
dateline_status glass_postlist_sync(struct glass_postlist *w, dateline_error *err);
/* Accepts NULL. */
void glass_postlist_close(struct glass_postlist *w);

#endif

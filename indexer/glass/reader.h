/* Reads a table's entries in key order.
 *
 * The walk descends from the root, so it also reads tables that libxapian has changed; in a freshly
 * written file it visits leaves in file order. Numbers are checked before use and keys must ascend
 * strictly, so a walk ends whatever the file contains. */
#ifndef DATELINE_INDEXER_GLASS_READER_H
#define DATELINE_INDEXER_GLASS_READER_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

struct glass_reader;

struct glass_entry {
    struct span key;
    struct span tag; /* as stored, joined from its components */
    bool compressed; /* the tag is raw deflate: see inflate_tag */
};

/* Opens a reader before the first entry. DIR is not used after this returns. A fake root
 * has no entries and needs no file. */
dateline_status glass_reader_open(const struct open_dir *dir, enum glass_kind kind,
                                  const struct glass_root *root, struct glass_reader **out,
                                  dateline_error *err);
/* Sets *MORE to whether *OUT was filled; its spans are valid until the next call. */
dateline_status glass_reader_next(struct glass_reader *r, struct glass_entry *out, bool *more,
                                  dateline_error *err);
/* Reports damage in the entry last read, for callers that decode it. */
dateline_status glass_reader_damaged(const struct glass_reader *r, const char *what,
                                     dateline_error *err);
/* Accepts NULL. */
void glass_reader_close(struct glass_reader *r);

#endif

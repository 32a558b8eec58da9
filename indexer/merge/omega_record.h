/* The data of a document in Xapian's docdata table, for Omega and other programs that show results;
 * dateline itself reads its own components. */
#ifndef DATELINE_INDEXER_MERGE_OMEGA_RECORD_H
#define DATELINE_INDEXER_MERGE_OMEGA_RECORD_H

#include "core/manifest.h"

/* Bytes of the text that a lean segment's sample has at most. */
enum { OMEGA_SAMPLE = 32 };

/* The data of the article with this RECORD (core/article.h), as XAPIAN, which is not XAPIAN_NONE,
 * asks: the record itself, or its lines that other programs know, with the beginning of the text as
 * a line sample=, cut between words. In ROOM, or borrowed from RECORD. */
struct span omega_record(enum xapian_kind xapian, struct span record, struct buf *room);

#endif

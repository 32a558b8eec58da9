/* Writes and reads Xapian 1.4's glass tables, front to back.
 *
 * A glass database is a directory of B-trees, one a file, and the version file
 * iamglass, which holds their roots and the statistics. libxapian builds it by
 * changing blocks in place; here a new database is written once, in key order,
 * into full blocks, and read back in key order for merging.
 *
 *     table       writes (key, tag) entries to a B-tree   reader    reads them
 *     deflate     compresses tags, one by one
 *     chunk       cuts posting lists into chunks
 *     value       values, a column a slot
 *     postlist    that table: documents, values, terms    postlist_reader
 *     position, termlist, docdata    read and write the other three tables
 *     version     iamglass, written last: without it there is no database
 *
 * Threads: the writers of tables share nothing, so each may run in its own
 * thread. version comes when all are finished.
 * Errors: DATELINE_IO names the file and the action, DATELINE_CORRUPT file and
 * block, DATELINE_LIMIT what exceeds the format. After a failure a writer can
 * only be closed, which removes the unfinished file.
 * Violations of the call order (ascending keys, document numbers from 1) are
 * asserted, not reported. */
#ifndef DATELINE_INDEXER_GLASS_GLASS_H
#define DATELINE_INDEXER_GLASS_GLASS_H

#include <stdint.h>

#include "core/fail.h"
#include "store/file_writer.h"

enum {
    GLASS_BLOCK_SIZE = 8192, /* the default; a power of two from 2048 to 65536 */
    GLASS_BLOCK_MIN = 2048,
    GLASS_BLOCK_MAX = 65536,
    GLASS_KEY_MAX = 255,
    GLASS_TERM_MAX = 245,
    GLASS_LEVELS = 10, /* of a B-tree, including the leaves */
};

/* In the order of their roots in iamglass. */
enum glass_kind {
    GLASS_POSTLIST,
    GLASS_DOCDATA,
    GLASS_TERMLIST,
    GLASS_POSITION,
    GLASS_SPELLING,
    GLASS_SYNONYM,
    GLASS_KINDS,
};

/* The root of a table, as in iamglass. */
struct glass_root {
    uint64_t entries;      /* a tag in several items counts once */
    uint32_t block;        /* number of the root block */
    uint32_t level;        /* 0: the root is a leaf */
    uint32_t block_size;   /* bytes */
    uint32_t compress_min; /* libxapian compresses longer tags; 0: none */
    uint32_t blocks;       /* in the file */
    bool sequential;       /* the file has its leaves in key order */
    bool fake;             /* no entries and no file */
};

/* The statistics in iamglass. Lengths and wdfs are bounds, not always reached. */
struct glass_stats {
    uint32_t documents;
    uint32_t last_id;    /* the greatest number ever used; 0 if none */
    uint32_t length_min; /* of documents that are not empty; 0 if none */
    uint32_t length_max;
    uint32_t wdf_max;
    uint64_t total_length;
};

struct glass_posting {
    uint32_t id;  /* of the document, from 1 */
    uint32_t wdf; /* of the term in the document; in the list of lengths, the document's length */
};

/* "postlist.glass" and so on. */
const char *glass_file_name(enum glass_kind kind);
/* Whether the file exists even if the table is empty. */
bool glass_always_there(enum glass_kind kind);
uint32_t glass_compress_min(enum glass_kind kind);
/* Positions are read for phrases, term lists for changes and similar articles; most searches read
 * neither. */
bool glass_seldom_read(enum glass_kind kind);
/* The root record of a table without a file. */
struct glass_root glass_fake_root(enum glass_kind kind, uint32_t block_size);

#endif

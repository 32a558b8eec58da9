/* Search lists: which documents hold a term, how often and where, in dateline's own format.
 *
 *     lists.terms       the lexicon: each term in byte order, with the place of its lists
 *     lists.postings    a term's documents, and how often each holds it (its wdf)
 *     lists.positions   the positions of a term in each document
 *     lists.lengths     the length of each document, 32 bits each, from document 1
 *
 * Four paged files (store/pages.h), written front to back in term order, read by mapping.
 * Documents are numbered from 1, newest first, so a range of days is a few intervals of
 * numbers. This header is the layout. Numbers are little-endian; a vbyte is described in
 * packing.h. A file that would be empty does not exist.
 *
 * Lexicon: groups of LEXICON_GROUP terms (the last group may have fewer), then the key of
 *   each group (64 bits each; not in version 1), then the offset of each group (64 bits each),
 *   then a footer. A key is the first 8 bytes of the group's first term, with zeros after a
 *   shorter one, as a number whose highest byte is the first. A group is two vbytes, the offsets in
 * the postings and positions files at which the lists of its first term begin, and then its terms.
 * A term is
 *     - the number of bytes shared with the term before (one byte; 0 in the first of a
 *       group), the number of bytes that follow (one byte), and these bytes;
 *     - vbytes: documents * 2 + (1 if the term has positions), collection frequency (the
 *       sum of its wdfs), bytes of its postings, and, if it has positions, bytes of these.
 *   The lists of consecutive terms are adjacent in both files.
 *   The footer, 64 bytes:
 *      0  terms (64 bits)         8  groups (64 bits)
 *     16  documents (32 bits)    20  1 if groups have keys, else 0 (16 bits)
 *     22  a length that no document is shorter than (16 bits; 0 in version 1)
 *     24  sum of document lengths (64 bits)
 *     32  k1, b, floor and average length that block bounds were computed with (doubles;
 *         impact.h)
 *
 * Postings of a term in fewer than 128 documents, for each document: the vbyte
 *   (gap << 1 | usual), where gap is the document's number less the one before (at first 0)
 *   less 1. USUAL says that the wdf is the usual one: 1, or 0 if the term's collection
 *   frequency is 0. Otherwise the wdf follows as a vbyte.
 *
 * Postings of other terms are blocks of 128 documents, and a last block of the rest:
 *      0  the greatest share of a document, and the tenth and hundredth greatest, or 0 if
 *         there are fewer documents (floats; impact.h)
 *     12  the greatest wdf (32 bits)
 *     16  the directory, four arrays over all blocks: the last document (32 bits each);
 *         the offset in the data at which the block ends (32 bits each); the bound of its
 *         shares (16 bits each); and, if the term has positions, the offset in the term's
 *         positions at which the block's end (64 bits each)
 *     then the data, block after block
 *   A full block is a byte BITS, a byte BASE, the 128 gaps in plain form with BITS bits,
 *   and the 128 wdfs less BASE in patched form. A last block of fewer documents is written
 *   like a term of fewer than 128.
 *
 * Positions of a block of postings (in a term without directory: of all its postings): a
 *   byte, 1 if some document has not as many positions as its wdf says; if so, the number
 *   of positions of each document, in patched form for a full block, else as vbytes; then
 *   the positions of all documents, each less the one before it less 1 (the first of a
 *   document as it is), 128 at a time in patched form, the rest as vbytes.
 *
 * Reading: bytes come from verified pages only, and each offset, count and length is
 * checked before use. So a damaged file, or one made to deceive, gives DATELINE_CORRUPT or
 * wrong numbers within the limits that these headers state, and never a read outside the
 * file, nor more work or memory than its size explains. */
#ifndef DATELINE_LISTS_LISTS_H
#define DATELINE_LISTS_LISTS_H

#include "core/buf.h"
#include "store/pages.h"

enum lists_file {
    LISTS_LEXICON,
    LISTS_POSTINGS,
    LISTS_POSITIONS,
    LISTS_LENGTHS,
    LISTS_FILES,
};

enum { LEXICON_GROUP = 16, LEXICON_FOOTER = 64, LISTS_TERM_MAX = 255 };

/* "lists.terms" and so on. */
const char *lists_file_name(enum lists_file f);
/* The version that the writer writes (manifest.h). A lexicon of version 1 has no keys, postings of
 * version 1 have no sets (doc_set.h); both are read alike. */
uint32_t lists_file_version(enum lists_file f);

/* A term's entry in the lexicon. Its offsets and lengths are checked by posting_list_open and
 * position_block_read, not before. */
struct list_term {
    uint32_t documents; /* from 1 to lists->documents */
    bool positional;
    uint64_t occurrences;                 /* the sum of wdfs */
    uint64_t postings, positions;         /* offsets of its lists in their files */
    uint64_t postings_len, positions_len; /* their bytes */
};

/* A segment's open lists. Threads may share them. */
struct lists {
    struct pages *files[LISTS_FILES]; /* owned; NULL if the file would be empty */
    uint64_t terms, groups;
    uint64_t groups_end; /* the end of the last group */
    uint64_t keys_at;    /* offset of the array of keys; 0: there is none */
    uint64_t groups_at;  /* offset of the array of group offsets */
    uint64_t total_length;
    uint32_t documents;           /* less than UINT32_MAX */
    uint32_t shortest;            /* no document's length is less */
    double k1, b, floor, average; /* the settings of block bounds; finite, not negative */
};

/* Takes ownership of the files, also if it fails. DATELINE_CORRUPT names the damaged file. */
dateline_status lists_open(struct pages *const files[LISTS_FILES], struct lists **out,
                           dateline_error *err);
/* Accepts NULL. */
void lists_close(struct lists *l);

/* Returns a document's length; 0 if there is no such document or its page is damaged. */
uint32_t lists_length(const struct lists *l, uint32_t document);

#endif

/* Search lists: what a segment's terms occur in, in dateline's own format.
 *
 *     lexicon     every term in byte order, with where its lists are
 *     postings    a term's documents and how often each has it (wdf)
 *     positions   where in each document
 *     lengths     every document's length, 32 bits each, from document 1
 *
 * Four files of pages (store/pages.h), written in one pass in term order and read by
 * mapping. Documents are numbered from 1, newest first, so that a range of days is a few
 * intervals of numbers. This header is the layout; numbers are little-endian.
 *
 * lexicon: groups of LEXICON_GROUP terms, the offset of each group (64 bits), a footer.
 *   A group is the offset in postings and in positions at which its first term's lists
 *   begin (vbytes), then its terms: the bytes shared with the term before (one byte; the
 *   group's first shares none), how many follow (one byte) and these; then vbytes:
 *   document frequency * 2 + (1 where the term has positions), collection frequency (sum
 *   of wdfs), bytes in postings, and, with positions, bytes there. Lists stand in their
 *   files in the order of terms, without gaps.
 *   Footer, 64 bytes: terms (64 bits), groups (64), documents (32), zero (32), total
 *   length of documents (64), k1, b, floor and average length that bounds were made with
 *   (doubles; see impact.h).
 *
 * postings of a term with fewer than 128 documents: for each the vbyte
 *   (gap << 1 | usual), where gap is the step from the document before, less 1, and usual
 *   says that its wdf is 1, or 0 in a term whose collection frequency is 0; else the wdf
 *   follows as a vbyte.
 * postings of others, in blocks of 128, the rest in a last one:
 *     0 greatest x (float; impact.h)    4, 8 tenth and hundredth greatest x, 0 for none
 *    12 greatest wdf (32 bits)
 *    16 by block: its last document (32 bits each); then where it ends in the data (32
 *       bits each); then its bound (16 bits each); with positions, where it ends in them
 *       (64 bits each); then the data
 *   A full block is the number of bits of its gaps and a byte BASE, then gaps in plain
 *   form, then wdfs less BASE in patched form. The last one is as above.
 *
 * positions of a block of postings (of all in a term with fewer than 128): a byte, 1
 *   where some document does not have as many positions as its wdf says; then these
 *   numbers, patched or, in a block that is not full, as vbytes; then all positions in
 *   order, each as the step from the one before, less 1 (the first of a document as it
 *   is), by 128 patched, the rest vbytes.
 *
 * Reading: bytes come from verified pages only, and every offset, count and length is
 * checked, so that a file made to deceive gives DATELINE_CORRUPT or wrong numbers, never
 * a read outside it. */
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

/* "lists.lexicon" and so on. */
const char *lists_file_name(enum lists_file f);

/* What a lexicon says of a term. */
struct list_term {
    uint32_t documents;
    bool positional;
    uint64_t occurrences;         /* the sum of wdfs */
    uint64_t postings, positions; /* where they begin in their files, and */
    uint64_t postings_len, positions_len;
};

/* A segment's lists, open. Threads may share them. */
struct lists {
    struct pages *files[LISTS_FILES]; /* owned; NULL where a file would be empty */
    uint64_t terms, groups, groups_at;
    uint64_t total_length;
    uint32_t documents;
    double k1, b, floor, average; /* that bounds were made with */
};

/* Takes the open files over, also where it fails. */
dateline_status lists_open(struct pages *const files[LISTS_FILES], struct lists **out,
                           dateline_error *err);
/* Accepts NULL. */
void lists_close(struct lists *l);

/* A document's length; 0 where it is not there or the page is damaged. */
uint32_t lists_length(const struct lists *l, uint32_t document);

#endif

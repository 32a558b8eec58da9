/* The articles of a segment as they are stored, compressed with zstd.
 *
 *     texts.heads     an article's lines: a record without hash and text
 *     texts.bodies    its text
 *
 * Records are those of core/article.h; their hashes follow from them and are not stored. Two files
 * of pages (store/pages.h), each:
 *
 *     a dictionary, or nothing
 *     blocks: zstd frames, made with the dictionary, of whole documents in the order of their
 *         numbers, from 1, a NUL after each; of at most TEXTS_BLOCK bytes, or of one document;
 *         with zstd's checksum, which older segments lack
 *     by block: where it ends in the file (64 bits each); then its last document (32 bits each)
 *     blocks (64 bits), documents (32), bytes of dictionary (32)
 *
 * Numbers are little-endian. The same records in the same order give the same bytes, for one
 * version of libzstd.
 *
 * Measured (one core; MB of texts.bodies, seconds to write both files, microseconds to read one of
 * 20,000 bodies at random) on Reuters (16.0 MB) and 100,000 generated articles (88.7 MB):
 *
 *     level 1, blocks of  4 KiB, no dictionary    8.0  0.10   7
 *     level 1, blocks of 16 KiB, no dictionary    7.2  0.09  19    45.9  0.57  20
 *     level 1, blocks of 32 KiB, no dictionary    7.0  0.09  33
 *     level 1, blocks of  4 KiB                   7.0  0.11   6    47.3  0.71   6
 *     level 2, blocks of  4 KiB                   6.8  0.11   7    44.7  0.73   7    as written
 *     level 3, blocks of  4 KiB                   6.5  0.14   7    44.8  1.03   7
 *     level 3, blocks of  8 KiB                   6.3  0.14  13    44.1  0.99  13
 *
 * Level -1 takes 2 MB more of Reuters and is no faster; an article a frame is read in 2 us and
 * takes 0.3 MB more. Heads are alike within a block already: a dictionary gains 5 % of 0.7 MB, so
 * they have none, and level 1. Matches of at least six bytes, not five, take 6 % less time and 1 %
 * more bytes; smaller and larger tables, and a context of less reset between blocks, take the same
 * time. */
#ifndef DATELINE_STORE_TEXTS_H
#define DATELINE_STORE_TEXTS_H

#include "core/buf.h"
#include "store/pages.h"
#include "store/text_cache.h"

enum texts_file {
    TEXTS_HEADS,
    TEXTS_BODIES,
    TEXTS_FILES,
};

enum { TEXTS_BLOCK = 1 << 12, TEXTS_FOOTER = 16 };

/* "texts.heads" and so on. */
const char *texts_file_name(enum texts_file f);

/* A segment's texts, open; threads may share them. */
struct texts;

/* Takes both files over, also if it fails. DATELINE_CORRUPT if either is NULL or does not hold
 * DOCUMENTS documents. */
dateline_status texts_open(struct pages *heads, struct pages *bodies, uint32_t documents,
                           struct texts **out, dateline_error *err);
/* Opens what is left of damaged files (pages_open_rest), of which either may be NULL: finds blocks
 * with and without their table, and reads those that are whole, as their own checksums or those of
 * their pages say. A document whose number cannot be told for certain is not found: one between two
 * damaged places, if its entries of the table are damaged too. */
struct texts *texts_open_rest(struct pages *heads, struct pages *bodies, uint32_t documents);
/* Accepts NULL. */
void texts_close(struct texts *t);

/* T's readers look for blocks in C first, and keep them there; C is borrowed. */
void texts_share_cache(struct texts *t, struct text_cache *c);

/* One thread's reader: it keeps the last block that was read of each file. */
struct texts_reader;

/* T is borrowed until _free. */
struct texts_reader *texts_reader_new(struct texts *t);
/* Accepts NULL. */
void texts_reader_free(struct texts_reader *r);

/* The head of document NUMBER, or its body, valid until the next call for the same file.
 * DATELINE_CORRUPT if a page is damaged or there is no such document. */
dateline_status texts_head(struct texts_reader *r, uint32_t number, struct span *out,
                           dateline_error *err);
dateline_status texts_body(struct texts_reader *r, uint32_t number, struct span *out,
                           dateline_error *err);
/* Appends the record of document NUMBER to OUT, as it was added. */
dateline_status texts_record(struct texts_reader *r, uint32_t number, struct buf *out,
                             dateline_error *err);

#endif

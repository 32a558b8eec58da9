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
 *         numbers, from 1, a NUL after each; of at most TEXTS_BLOCK bytes, or of one document
 *     by block: where it ends in the file (64 bits each); then its last document (32 bits each)
 *     blocks (64 bits), documents (32), bytes of dictionary (32)
 *
 * Numbers are little-endian. The same records in the same order give the same bytes, for one
 * version of libzstd.
 *
 * Measured (one core; MB of texts.bodies, seconds to compress all, microseconds to read one of
 * 20,000 at random) on Reuters (16.0 MB) and 100,000 generated articles (88.7 MB):
 *
 *     level -1, 16 KiB, no dictionary     9.4  0.07  13     65.4  0.51  16
 *     level  1,  4 KiB, no dictionary     8.0  0.09   6     49.9  0.52   8
 *     level  1, 16 KiB, no dictionary     7.2  0.08  18     45.9  0.53  19
 *     level  1, 64 KiB, no dictionary     6.8  0.08  56     45.6  0.35  54
 *     level  3, 64 KiB, no dictionary     6.4  0.10  58     43.4  0.67  66
 *     level  3, an article a frame        6.7  0.32   2     47.0  1.06   3     dictionary 64 KiB
 *     level  1,  4 KiB                    7.1  0.18   6     47.4  0.70   6
 *     level  3,  4 KiB                    6.5  0.18   6     44.6  0.91   6     as written
 *     level  3,  8 KiB                    6.4  0.20  12     44.0  0.90  13
 *
 * Heads are alike within a block already: a dictionary gains 5 % and costs 0.05 s a segment, so
 * they have none. Their 4 KiB blocks of level 1 take 0.71 and 4.8 MB, 0.01 and 0.05 s, 5 us. */
#ifndef DATELINE_STORE_TEXTS_H
#define DATELINE_STORE_TEXTS_H

#include "core/buf.h"
#include "store/pages.h"

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
/* Accepts NULL. */
void texts_close(struct texts *t);

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

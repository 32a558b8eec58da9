/* A segment's columns: the date and the id of each article, readable without its record.
 *
 * Two files:
 *
 *     columns.rows    eight bytes an article, by document number from 1: its
 *                     date as a dateline_day, 0 if undated, and the offset at
 *                     which its id ends, modulo 4 GiB; then the numbers of the
 *                     articles whose ids reach the next 4 GiB; all of them
 *                     little-endian, 32 bits each
 *     columns.ids     the ids, concatenated
 *
 * Document numbers run newest first, so a binary search finds a range of days.
 *
 * Version 2, which is written, is two files of pages (store/pages.h): a page is verified at its
 * first touch. Version 1 is plain, and its segments have no columns if they have no articles or
 * 4 GiB of ids. Damaged files yield errors, and in version 1 wrong values, never a read outside
 * the mapping. */
#ifndef DATELINE_STORE_COLUMNS_H
#define DATELINE_STORE_COLUMNS_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"
#include "store/pages.h"

#define COLUMNS_ROWS "columns.rows"
#define COLUMNS_IDS  "columns.ids"

enum { COLUMNS_ROW = 8, COLUMNS_VERSION = 2 };

/* Open columns; threads may share them. */
struct columns {
    uint32_t articles;
    struct pages *row_pages, *id_pages; /* owned; NULL in version 1 */
    const unsigned char *rows;
    struct span ids;
    uint32_t turns;   /* how often the ids reach the next 4 GiB */
    const char *path; /* of the rows, for messages */
};

/* Opens version 2; takes both files over, also if it fails. DATELINE_CORRUPT if either is NULL or
 * there is not a row for each of ARTICLES articles. */
dateline_status columns_open(struct pages *rows, struct pages *ids, uint32_t articles,
                             struct columns *out, dateline_error *err);
/* The columns of version 1 in the files' bytes, which are borrowed, as PATH is. */
struct columns columns_plain(const unsigned char *rows, struct span ids, uint32_t articles,
                             const char *path);
void columns_close(struct columns *c);

/* Each function below fails with DATELINE_CORRUPT on damage. NUMBER is from 1 to c->articles. */

/* The date of an article; 0 if undated or not a date. */
dateline_status columns_day(const struct columns *c, uint32_t number, dateline_day *out,
                            dateline_error *err);
/* The dates of the first N articles, in their order. */
dateline_status columns_days(const struct columns *c, uint32_t n, dateline_day *out,
                             dateline_error *err);
/* The id of an article, borrowed; never empty. */
dateline_status columns_id(const struct columns *c, uint32_t number, struct span *out,
                           dateline_error *err);
/* The number of articles dated after DAY; they are the first ones. */
/* Has the processor fetch what columns_id() will read of article NUMBER: its row, and, once that
 * is there, its ID. */
void columns_expect(const struct columns *c, uint32_t number, bool id);
dateline_status columns_above(const struct columns *c, dateline_day day, uint32_t *out,
                              dateline_error *err);

#endif

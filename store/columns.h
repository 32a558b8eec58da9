/* A segment's columns: the date and the id of each article, readable without
 * finding and inflating its record.
 *
 * Two files beside Xapian's tables, which Xapian ignores:
 *
 *     columns.rows    eight bytes an article, by document number from 1: its
 *                     date as a dateline_day, 0 if undated, and the offset at
 *                     which its id ends; little-endian, 32 bits each
 *     columns.ids     the ids, concatenated
 *
 * Document numbers run newest first, so a binary search finds a range of days.
 * A segment without articles, or with 4 GiB of ids, has no columns; readers
 * then use its records. Damaged files yield wrong or refused values, never a
 * read outside the mapping. */
#ifndef DATELINE_STORE_COLUMNS_H
#define DATELINE_STORE_COLUMNS_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

#define COLUMNS_ROWS "columns.rows"
#define COLUMNS_IDS  "columns.ids"

enum { COLUMNS_ROW = 8 };

/* The files' bytes, borrowed. */
struct columns {
    const unsigned char *rows;
    uint32_t articles;
    struct span ids;
};

void columns_row_write(unsigned char out[COLUMNS_ROW], dateline_day day, uint32_t id_end);

/* The date of article NUMBER, from 1 to c->articles; 0 if undated or invalid. */
dateline_day columns_day(const struct columns *c, uint32_t number);
/* The id of article NUMBER; false if it is empty or outside the ids. */
bool columns_id(const struct columns *c, uint32_t number, struct span *out);
/* The number of articles dated after DAY; they are the first ones. */
uint32_t columns_above(const struct columns *c, dateline_day day);

#endif

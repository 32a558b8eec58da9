/* A segment's columns: the date and the id of each article, apart from its
 * record, which would have to be found and inflated for them.
 *
 * Two files beside Xapian's tables, which it passes over:
 *
 *     columns.rows    eight bytes an article, by document number from 1: its
 *                     date as a dateline_day, 0 for none, and where its id
 *                     ends; little-endian, 32 bits each
 *     columns.ids     the ids, one behind the other
 *
 * Rows run as documents do, newest first, so that those of a range of days are
 * found by halving. A segment without articles, or with 4 GiB of ids, has no
 * columns; its records tell the same. What is read here may be damaged, and is
 * then wrong, or refused, but never runs out of the files. */
#ifndef DATELINE_CORE_COLUMNS_H
#define DATELINE_CORE_COLUMNS_H

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

/* The date of an article, from 1 to c->articles; 0 where it is no date. */
dateline_day columns_day(const struct columns *c, uint32_t number);
/* Its id; false where that is not within the ids. */
bool columns_id(const struct columns *c, uint32_t number, struct span *out);
/* How many articles, from the first on, have a date above DAY. */
uint32_t columns_above(const struct columns *c, dateline_day day);

#endif

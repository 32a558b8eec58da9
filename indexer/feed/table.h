/* Reads the rows of CSV and TSV, and splits them into cells.
 *
 * CSV follows RFC 4180. TSV has no quotes; \t, \n and \\ are escapes, as in dateline's own output.
 * A quote that is never closed costs its line only: the lines after it are read again, up to
 * TABLE_RESUMES times a file. */
#ifndef DATELINE_INDEXER_FEED_TABLE_H
#define DATELINE_INDEXER_FEED_TABLE_H

#include "indexer/feed/input.h"

enum { TABLE_RESUMES = 64 };

struct table {
    struct input *in;
    bool quotes; /* CSV has quotes */
    char delimiter;
    size_t columns;  /* of the line of names; 0: not yet known */
    struct buf row;  /* the row as read */
    struct buf text; /* its cells without quotes, concatenated */
    size_t *end;     /* of each cell, in text */
    size_t len, cap;
    struct buf again; /* lines to be read once more, from again_at on */
    size_t again_at;
    int resumes;
    uint64_t line, first; /* the last line read; the row's first line */
};

/* Reads the lines of the next row into t->row; false at the end. A row that is reported as skipped
 * is empty. */
bool table_row(struct table *t);
/* Splits ROW, a row as UTF-8, into t->len cells. */
void table_split(struct table *t, struct span row);
/* Cell number I, empty if there is none. */
struct span table_cell(const struct table *t, size_t i);
void table_free(struct table *t);

#endif

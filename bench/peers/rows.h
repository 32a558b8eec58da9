/* rows.h -- a corpus in memory, so that libraries are timed at indexing and not at reading.
 *
 * rows_dump writes rows files: for each article its id, date, title and body, each followed by a
 * zero byte. */
#ifndef DATELINE_BENCH_PEERS_ROWS_H
#define DATELINE_BENCH_PEERS_ROWS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum row_field { ROW_ID, ROW_DATE, ROW_TITLE, ROW_BODY, ROW_FIELDS };

struct row {
    const char *text[ROW_FIELDS]; /* zero-terminated, in rows' memory */
    size_t len[ROW_FIELDS];       /* bytes, without the zero */
};

struct rows {
    char *text;
    const char *at, *end;
};

/* Reads the whole file; on failure prints why and ends the process. */
void rows_load(struct rows *r, const char *path);
/* Reads the next article; 0 after the last. */
int rows_next(struct rows *r, struct row *out);
void rows_free(struct rows *r);

/* The start of a timed build. */
struct timing {
    double wall, processor; /* seconds */
};

void timing_start(struct timing *t);
/* Prints "articles=N seconds=S cpu=S" for the time since the start. */
void timing_print(const struct timing *t, unsigned long articles);

#ifdef __cplusplus
}
#endif

#endif

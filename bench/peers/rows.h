/* rows.h -- a corpus held ready in memory, for systems that are called as
 * libraries: what they are timed at is indexing, not reading.
 *
 * A rows file is what rows_dump writes: for each article its id, date, title
 * and body, each ended by a zero byte. */
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

/* Reads the whole file; says why and ends the process where it cannot. */
void rows_load(struct rows *r, const char *path);
/* Steps to the next article; 0 after the last. */
int rows_next(struct rows *r, struct row *out);
void rows_free(struct rows *r);

/* Times a build: from here ... */
struct timing {
    double wall, processor; /* seconds */
};

void timing_start(struct timing *t);
/* ... to here, and prints "articles=N seconds=S cpu=S". */
void timing_print(const struct timing *t, unsigned long articles);

#ifdef __cplusplus
}
#endif

#endif

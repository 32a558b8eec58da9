/* The timeline of a page: of one query as bars, of up to four, compared, as lines. */
#ifndef DATELINE_SERVE_PAGE_TIMELINE_H
#define DATELINE_SERVE_PAGE_TIMELINE_H

#include "serve/page.h"

enum {
    COMPARED_MOST = 4,
    CHART_STEP = 10, /* width of a period in the chart */
    CHART_HEIGHT = 100,
};

/* The queries of a timeline and their counts. */
struct page_timeline {
    const char *texts[COMPARED_MOST]; /* borrowed from the parameters */
    struct answer *answers[COMPARED_MOST];
    size_t n;
    enum period_unit unit;
    int32_t first, last; /* periods */
    uint32_t most;       /* the greatest count */
};

/* The names of the parameters of compared queries: q, then those beside it. */
extern const char *const compared_names[COMPARED_MOST];

/* Sets texts and n from X's parameters. */
void compare_read(const struct exchange *x, struct page_timeline *t);
/* Fields for the queries beside q, shown where one of them has a value. */
void compare_write_fields(struct buf *out, const struct target *t);
/* A line for each query. */
void compare_write_lines(struct buf *out, const struct page_timeline *t);
/* The queries, each beside its line. */
void compare_write_legend(struct buf *out, const struct page_timeline *t);

#endif

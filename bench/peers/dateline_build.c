/* dateline_build -- builds an index of the corpus through dateline's API, in a
 * program that has the articles in memory, as for the other libraries.
 *
 *     dateline_build INDEX ARTICLES.rows [THREADS]
 *
 * All rows are in memory before the clock starts; THREADS is 1 by default. Prints
 * the time from opening to closing, including the sync of the commit. */
#include <err.h>
#include <stdlib.h>

#include "bench/peers/rows.h"
#include "include/dateline.h"

static void check(dateline_status status, const dateline_error *e)
{
    if (status != DATELINE_OK)
        errx(3, "%s", e->text);
}

static unsigned long add_rows(dateline_writer *w, struct rows *rows)
{
    unsigned long articles = 0;
    dateline_error e;

    for (struct row row; rows_next(rows, &row); articles++) {
        dateline_article a = {.size = sizeof a,
                              .id = row.text[ROW_ID],
                              .title = row.text[ROW_TITLE],
                              .body = row.text[ROW_BODY],
                              .body_size = row.len[ROW_BODY],
                              .day = dateline_parse_day(row.text[ROW_DATE])};

        check(dateline_writer_add(w, &a, &e), &e);
    }
    return articles;
}

int main(int argc, char **argv)
{
    dateline_writer_options options = {.size = sizeof options,
                                       .threads = argc > 3 ? (unsigned)atoi(argv[3]) : 1};
    struct rows rows = {0};
    struct timing timing;
    dateline_writer *w;
    dateline_error e;
    unsigned long articles;

    if (argc < 3 || argc > 4)
        errx(2, "usage: dateline_build INDEX ARTICLES.rows [THREADS]");
    rows_load(&rows, argv[2]);
    timing_start(&timing);
    check(dateline_writer_open(argv[1], &options, &w, &e), &e);
    articles = add_rows(w, &rows);
    check(dateline_writer_commit(w, NULL, &e), &e);
    dateline_writer_close(w);
    timing_print(&timing, articles);
    rows_free(&rows);
    return 0;
}

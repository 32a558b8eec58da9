/* A program that compares words over time: one row for each month, one column for each
 * query, and the share of each month's articles.
 *
 *     cc example_timeline.c $(pkg-config --cflags --libs dateline) -o example_timeline
 *     ./example_timeline news.idx strike harbour 'ferry OR ferries'
 */
#include <dateline.h>
#include <stdio.h>

enum { QUERIES_MAX = 16 };

static void print_row(const dateline_timeline *timeline, size_t at, size_t n)
{
    const dateline_timeline_row *row = dateline_timeline_at(timeline, at);

    printf("%s", row->label);
    for (size_t i = 0; i < n; i++) {
        uint64_t matches = dateline_timeline_matches(timeline, at, i);

        printf("\t%llu (%.1f%%)", (unsigned long long)matches,
               row->articles ? 100.0 * (double)matches / (double)row->articles : 0.0);
    }
    putchar('\n');
}

static void print_timeline(const dateline_timeline *timeline, size_t n)
{
    const char *warning;

    for (size_t i = 0; (warning = dateline_timeline_warning(timeline, i)); i++)
        fprintf(stderr, "example_timeline: %s\n", warning);
    for (size_t at = 0; at < dateline_timeline_size(timeline); at++)
        print_row(timeline, at, n);
    printf("undated");
    for (size_t i = 0; i < n; i++)
        printf("\t%llu", (unsigned long long)dateline_timeline_undated(timeline, i));
    putchar('\n');
}

static dateline_status count_months(const char *path, char **texts, size_t n, dateline_error *err)
{
    dateline_query queries[QUERIES_MAX];
    const dateline_query *asked[QUERIES_MAX];
    dateline_timeline *timeline;
    dateline_reader *reader;
    dateline_status status = dateline_reader_open(path, &reader, err);

    if (status != DATELINE_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        queries[i] = (dateline_query)DATELINE_QUERY_INIT;
        queries[i].text = texts[i];
        asked[i] = &queries[i];
    }
    status = dateline_timeline_count(reader, asked, n, DATELINE_PERIOD_MONTH, &timeline, err);
    if (status == DATELINE_OK) {
        print_timeline(timeline, n);
        dateline_timeline_free(timeline);
    }
    dateline_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    dateline_error err;

    if (argc < 3 || argc > 2 + QUERIES_MAX) {
        fprintf(stderr, "usage: example_timeline INDEX QUERY...\n");
        return 2;
    }
    if (count_months(argv[1], argv + 2, (size_t)(argc - 2), &err) == DATELINE_OK)
        return 0;
    fprintf(stderr, "example_timeline: %s\n", err.text);
    return 1;
}

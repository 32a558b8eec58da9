/* A program that keeps an index of its own: adds two articles, searches them.
 *
 *     cc example.c $(pkg-config --cflags --libs dateline) -o example
 *     ./example notes.idx harbour
 */
#include <dateline.h>
#include <stdio.h>

static int fail(const char *what, const dateline_error *err)
{
    fprintf(stderr, "example: %s: %s\n", what, err->text);
    return 1;
}

static dateline_status write_some(const char *path, dateline_error *err)
{
    static const char first[] = "The harbour of Port Ellery reopened after the storm.";
    static const char second[] = "Ferries to Saltmarsh run hourly again, the harbour master said.";
    const dateline_article articles[] = {
        {.size = sizeof(dateline_article),
         .id = "1",
         .title = "Harbour open",
         .body = first,
         .body_size = sizeof first - 1,
         .day = 20250331},
        {.size = sizeof(dateline_article),
         .id = "2",
         .title = "Ferries back",
         .body = second,
         .body_size = sizeof second - 1,
         .day = 20250402},
    };
    dateline_writer *writer;
    dateline_status status = dateline_writer_open(path, NULL, &writer, err);

    if (status != DATELINE_OK)
        return status;
    for (size_t i = 0; i < 2 && status == DATELINE_OK; i++)
        status = dateline_writer_add(writer, &articles[i], err);
    if (status == DATELINE_OK)
        status = dateline_writer_commit(writer, NULL, err);
    dateline_writer_close(writer);
    return status;
}

static dateline_status search(const char *path, const char *text, dateline_error *err)
{
    dateline_query query = DATELINE_QUERY_INIT;
    dateline_results *results;
    dateline_reader *reader;
    dateline_status status = dateline_reader_open(path, &reader, err);

    if (status != DATELINE_OK)
        return status;
    query.text = text;
    query.since = 20250300;
    query.total = true;
    status = dateline_search(reader, &query, &results, err);
    if (status == DATELINE_OK) {
        printf("%llu matches\n", (unsigned long long)dateline_results_matches(results));
        for (size_t i = 0; i < dateline_results_size(results); i++) {
            const dateline_hit *hit = dateline_results_hit(results, i);

            printf("%d  %s  %s\n", (int)hit->day, hit->id, hit->title);
        }
        dateline_results_free(results);
    }
    dateline_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    dateline_error err;

    if (argc != 3) {
        fprintf(stderr, "usage: example INDEX QUERY\n");
        return 2;
    }
    if (write_some(argv[1], &err) != DATELINE_OK)
        return fail("cannot write", &err);
    if (search(argv[1], argv[2], &err) != DATELINE_OK)
        return fail("cannot search", &err);
    return 0;
}

/* A program that answers many queries, one a line of a file or of standard input: for each
 * its matches as QUERY-NUMBER, ID, DAY, read one at a time, without reading articles.
 *
 *     cc example_lookup.c $(pkg-config --cflags --libs dateline) -o example_lookup
 *     ./example_lookup news.idx queries.txt
 */
#include <dateline.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 16 };

/* Prints the matches of the query on line NUMBER. */
static dateline_status look_up(dateline_reader *reader, const char *text, unsigned long number,
                               dateline_error *err)
{
    const dateline_query query = {.size = sizeof query, .text = text};
    const dateline_hit *hit;
    dateline_cursor *cursor;
    dateline_status status = dateline_cursor_open(reader, &query, &cursor, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = dateline_cursor_next(cursor, &hit, err)) == DATELINE_OK && hit)
        printf("%lu\t%s\t%d\n", number, hit->id, (int)hit->day);
    dateline_cursor_close(cursor);
    return status;
}

/* Looks up every line; a query that cannot be read does not end the others. */
static int look_up_lines(dateline_reader *reader, FILE *in)
{
    static char line[LINE_MAX_BYTES];
    dateline_error err;
    int result = 0;

    for (unsigned long number = 1; fgets(line, sizeof line, in); number++) {
        dateline_status status;

        line[strcspn(line, "\r\n")] = '\0';
        if (!*line)
            continue;
        status = look_up(reader, line, number, &err);
        if (status == DATELINE_OK)
            continue;
        fprintf(stderr, "example_lookup: line %lu: %s: %s\n", number, dateline_status_text(status),
                err.text);
        result = 1;
        if (status != DATELINE_BAD_QUERY)
            break;
    }
    return result;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[2], "r") : stdin;
    dateline_reader *reader;
    dateline_error err;
    int result;

    if (argc < 2 || argc > 3 || !in) {
        fprintf(stderr, "usage: example_lookup INDEX [FILE]\n");
        return 2;
    }
    if (dateline_reader_open(argv[1], &reader, &err) != DATELINE_OK) {
        fprintf(stderr, "example_lookup: %s\n", err.text);
        return 1;
    }
    result = look_up_lines(reader, in);
    dateline_reader_close(reader);
    if (in != stdin)
        fclose(in);
    return result;
}

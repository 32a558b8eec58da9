/* rows_dump -- converts JSON Lines for systems that do not read it.
 *
 *     rows_dump OUT.rows OUT.dump < ARTICLES.jsonl
 *
 * writes the corpus as rows (rows.h) and in scriptindex's dump format, and prints
 * articles=N bytes=N, the bytes being those of titles and bodies. */
#include <err.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/peers/rows.h"

static const char *const names[ROW_FIELDS] = {"id", "date", "title", "body"};

/* A rows file cannot hold a zero byte, so a member ends at its first one. */
static const char *member(struct json_object *object, const char *name)
{
    struct json_object *value;

    return json_object_object_get_ex(object, name, &value) ? json_object_get_string(value) : "";
}

/* NAME=TEXT, where every further line of TEXT begins with another '='. */
static void dump_field(FILE *f, const char *name, const char *text)
{
    if (!*text)
        return;
    fprintf(f, "%s=", name);
    for (; *text; text++) {
        fputc(*text, f);
        if (*text == '\n')
            fputc('=', f);
    }
    fputc('\n', f);
}

/* scriptindex's date=yyyymmdd takes neither separators nor partial dates. */
static void dump_date(FILE *f, const char *date)
{
    if (strlen(date) == 10)
        fprintf(f, "date=%.4s%.2s%.2s\n", date, date + 5, date + 8);
}

static FILE *create(const char *path)
{
    FILE *f = fopen(path, "wb");

    if (!f)
        err(3, "cannot write %s", path);
    return f;
}

static void finish(FILE *f, const char *path)
{
    if (ferror(f) || fclose(f) != 0)
        err(3, "cannot write %s", path);
}

/* Returns the length of title and body in bytes. */
static size_t write_article(struct json_object *object, FILE *rows, FILE *dump)
{
    const char *text[ROW_FIELDS];

    for (int field = 0; field < ROW_FIELDS; field++) {
        text[field] = member(object, names[field]);
        fwrite(text[field], 1, strlen(text[field]) + 1, rows);
        if (field == ROW_DATE)
            dump_date(dump, text[field]);
        else
            dump_field(dump, names[field], text[field]);
    }
    fputc('\n', dump);
    return strlen(text[ROW_TITLE]) + strlen(text[ROW_BODY]);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t cap = 0;
    uint64_t articles = 0, bytes = 0;

    if (argc != 3)
        errx(2, "usage: rows_dump OUT.rows OUT.dump < ARTICLES.jsonl");
    FILE *rows = create(argv[1]), *dump = create(argv[2]);
    for (; getline(&line, &cap, stdin) > 0; articles++) {
        struct json_object *object = json_tokener_parse(line);

        if (!object)
            errx(3, "line %" PRIu64 " is not JSON", articles + 1);
        bytes += write_article(object, rows, dump);
        json_object_put(object);
    }
    free(line);
    finish(rows, argv[1]);
    finish(dump, argv[2]);
    printf("articles=%" PRIu64 " bytes=%" PRIu64 "\n", articles, bytes);
    return 0;
}

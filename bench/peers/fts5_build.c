/* fts5_build -- builds a table of SQLite's FTS5 from the corpus, tuned for speed.
 *
 *     fts5_build [--json | --plain] INDEX FILE
 *
 * FILE is rows (rows.h), all in memory before the clock starts; with --json it is
 * JSON Lines, read and parsed while the clock runs. --plain uses the defaults: one
 * transaction, a prepared statement and SQLite's usual safety from crashes. Prints
 * the time from opening to closing. */
#include <err.h>
#include <json-c/json.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/peers/rows.h"

static void check(sqlite3 *db, int code, const char *doing)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        errx(3, "cannot %s: %s", doing, sqlite3_errmsg(db));
}

static void run(sqlite3 *db, const char *sql)
{
    check(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static sqlite3 *open_database(const char *path, int flags)
{
    sqlite3 *db;

    check(NULL,
          sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | flags, NULL),
          "open the database");
    return db;
}

static void create_table(sqlite3 *db)
{
    run(db, "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, date UNINDEXED, title, body, "
            "tokenize = 'porter unicode61')");
}

/* The fastest known settings: no safety from crashes, no mutexes, no memory statistics, large
 * pages, and 16 MiB of the inverted index gathered before it is written (FTS5's default is 1; its
 * manual does not mention "hashsize"). The index is not optimized afterwards, which would take more
 * time and space. */
static sqlite3 *open_tuned(const char *path)
{
    sqlite3 *db;

    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    db = open_database(path, SQLITE_OPEN_NOMUTEX);
    run(db, "PRAGMA page_size = 32768");
    run(db, "PRAGMA journal_mode = OFF");
    run(db, "PRAGMA synchronous = OFF");
    run(db, "PRAGMA locking_mode = EXCLUSIVE");
    run(db, "PRAGMA temp_store = MEMORY");
    run(db, "PRAGMA cache_size = -524288");
    create_table(db);
    run(db, "INSERT INTO articles(articles, rank) VALUES('hashsize', 16777216)");
    return db;
}

static sqlite3 *open_plain(const char *path)
{
    sqlite3 *db = open_database(path, 0);

    create_table(db);
    return db;
}

static void insert(sqlite3 *db, sqlite3_stmt *statement, const struct row *row)
{
    for (int field = 0; field < ROW_FIELDS; field++)
        sqlite3_bind_text(statement, field + 1, row->text[field], (int)row->len[field],
                          SQLITE_STATIC);
    check(db, sqlite3_step(statement), "insert an article");
    sqlite3_reset(statement);
}

static unsigned long insert_rows(sqlite3 *db, sqlite3_stmt *statement, struct rows *rows)
{
    unsigned long articles = 0;

    for (struct row row; rows_next(rows, &row); articles++)
        insert(db, statement, &row);
    return articles;
}

static void insert_object(sqlite3 *db, sqlite3_stmt *statement, struct json_object *object)
{
    static const char *const names[ROW_FIELDS] = {"id", "date", "title", "body"};
    struct row row;

    for (int field = 0; field < ROW_FIELDS; field++) {
        struct json_object *value = NULL;

        json_object_object_get_ex(object, names[field], &value);
        row.text[field] = value ? json_object_get_string(value) : "";
        row.len[field] = strlen(row.text[field]);
    }
    insert(db, statement, &row);
}

static unsigned long insert_json(sqlite3 *db, sqlite3_stmt *statement, const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    unsigned long articles = 0;

    if (!f)
        err(3, "cannot read %s", path);
    for (; getline(&line, &cap, f) > 0; articles++) {
        struct json_object *object = json_tokener_parse(line);

        if (!object)
            errx(3, "%s:%lu is not JSON", path, articles + 1);
        insert_object(db, statement, object);
        json_object_put(object);
    }
    free(line);
    fclose(f);
    return articles;
}

static void build(const char *index, const char *path, bool json, bool plain)
{
    struct rows rows = {0};
    struct timing timing;
    sqlite3_stmt *statement;
    sqlite3 *db;
    unsigned long articles;

    if (!json)
        rows_load(&rows, path);
    timing_start(&timing);
    db = plain ? open_plain(index) : open_tuned(index);
    check(db,
          sqlite3_prepare_v2(db, "INSERT INTO articles VALUES(?, ?, ?, ?)", -1, &statement, NULL),
          "prepare the insertion");
    run(db, "BEGIN");
    articles = json ? insert_json(db, statement, path) : insert_rows(db, statement, &rows);
    run(db, "COMMIT");
    sqlite3_finalize(statement);
    check(db, sqlite3_close(db), "close the database");
    timing_print(&timing, articles);
    rows_free(&rows);
}

int main(int argc, char **argv)
{
    bool json = argc > 1 && strcmp(argv[1], "--json") == 0;
    bool plain = argc > 1 && strcmp(argv[1], "--plain") == 0;
    int first = 1 + (json || plain);

    if (argc != first + 2)
        errx(2, "usage: fts5_build [--json | --plain] INDEX FILE");
    build(argv[first], argv[first + 1], json, plain);
    return 0;
}

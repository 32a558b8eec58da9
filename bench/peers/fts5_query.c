/* fts5_query -- searches a table that fts5_build has written.
 *
 *     fts5_query --merge DATABASE
 *
 * merges the index into one segment ("optimize").
 *
 *     fts5_query DATABASE
 *
 * serves the commands of turns.h. */
#include <err.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/peers/turns.h"

#define MATCHING "FROM articles WHERE articles MATCH ?1 "
#define BEST     "SELECT rowid " MATCHING "ORDER BY rank LIMIT ?2"

static const char *const statements[TURN_KINDS] = {
    [TURN_ANY] = BEST,
    [TURN_ALL] = BEST,
    [TURN_PHRASE] = BEST,
    [TURN_WINDOW] = "SELECT rowid " MATCHING "AND date BETWEEN ?3 AND ?4 ORDER BY rank LIMIT ?2",
    [TURN_NEWEST] = "SELECT rowid " MATCHING "ORDER BY date DESC LIMIT ?2",
    [TURN_COUNT] = "SELECT count(*) " MATCHING,
    [TURN_MONTHS] = "SELECT count(*) " MATCHING "GROUP BY substr(date, 1, 7)",
};

struct peer {
    sqlite3 *db;
    sqlite3_stmt *ask[TURN_KINDS];
};

static void check_sqlite(struct peer *p, int code, const char *doing)
{
    if (code != SQLITE_OK)
        errx(3, "cannot %s: %s", doing, sqlite3_errmsg(p->db));
}

static void run_sql(struct peer *p, const char *sql)
{
    check_sqlite(p, sqlite3_exec(p->db, sql, NULL, NULL, NULL), sql);
}

static void open_peer(struct peer *p, const char *path)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    check_sqlite(p,
                 sqlite3_open_v2(path, &p->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL),
                 "open the database");
    run_sql(p, "PRAGMA cache_size = -524288");
    run_sql(p, "PRAGMA mmap_size = 17179869184");
}

/* Quoted words, with JOINT between them: words cannot be operators then. */
static void write_match(char *out, size_t size, const char *words, const char *joint)
{
    size_t n = 0;

    for (const char *at = words; *at;) {
        int len = (int)strcspn(at, " ");

        n += (size_t)snprintf(out + n, size - n, "%s\"%.*s\"", n ? joint : "", len, at);
        if (n >= size)
            errx(3, "a query is too long: %s", words);
        at += len + (at[len] == ' ');
    }
}

static uint64_t ask_fts5(void *engine, const struct turn *turn)
{
    struct peer *p = engine;
    sqlite3_stmt *ask = p->ask[turn->kind];
    uint64_t found = 0;
    char match[1024];
    int code;

    write_match(match, sizeof match, turn->words,
                turn->kind == TURN_PHRASE ? " + "
                : turn->kind == TURN_ALL  ? " AND "
                                          : " OR ");
    sqlite3_bind_text(ask, 1, match, -1, SQLITE_STATIC);
    sqlite3_bind_int(ask, 2, (int)turn->limit);
    sqlite3_bind_text(ask, 3, turn->first, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 4, turn->last, -1, SQLITE_STATIC);
    while ((code = sqlite3_step(ask)) == SQLITE_ROW)
        found += turn->limit ? 1 : (uint64_t)sqlite3_column_int64(ask, 0);
    check_sqlite(p, code == SQLITE_DONE ? SQLITE_OK : code, "search");
    sqlite3_reset(ask);
    return found;
}

static void serve_queries(struct peer *p)
{
    for (int kind = 0; kind < TURN_KINDS; kind++)
        check_sqlite(p, sqlite3_prepare_v2(p->db, statements[kind], -1, &p->ask[kind], NULL),
                     "prepare a search");
    turns_serve(ask_fts5, p);
    for (int kind = 0; kind < TURN_KINDS; kind++)
        sqlite3_finalize(p->ask[kind]);
}

int main(int argc, char **argv)
{
    int merge = argc == 3 && strcmp(argv[1], "--merge") == 0;
    struct peer p = {0};

    if (argc != 2 + merge)
        errx(2, "usage: fts5_query [--merge] DATABASE");
    open_peer(&p, argv[1 + merge]);
    if (merge)
        run_sql(&p, "INSERT INTO articles(articles) VALUES('optimize')");
    else
        serve_queries(&p);
    sqlite3_close(p.db);
    return 0;
}

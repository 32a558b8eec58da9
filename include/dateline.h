/* dateline.h -- full-text search over archives of dated articles.
 *
 * Ownership: arguments are borrowed for the call. What _open, _search and
 *   _fetch hand out is yours; give it to the matching _close or _free, which
 *   accept NULL. What a getter returns is lent until its owner is freed.
 * Errors: a call that fails leaves one line in *err (unless err is NULL) and
 *   its out parameters unchanged. A NULL handle is a bug and asserts. Where
 *   the heap is exhausted the process ends, as with GLib.
 * Threads: one handle, one thread at a time. An index takes many readers and
 *   one writer, in any number of processes.
 * Text: UTF-8. An article's that is not is recognised and converted, and what
 *   cannot be read becomes U+FFFD; line ends become newlines, and in fields of
 *   one line blanks. An article added here is the one dateline-index makes of
 *   the same fields in JSON Lines.
 */
#ifndef DATELINE_H
#define DATELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DATELINE_API __attribute__((visibility("default")))

typedef enum dateline_status {
    DATELINE_OK = 0,
    DATELINE_IO,          /* the disk or the system refused */
    DATELINE_NO_INDEX,    /* nothing at that path, or something else than an index */
    DATELINE_LOCKED,      /* another writer has it: try later */
    DATELINE_CORRUPT,     /* damaged, or of another format version */
    DATELINE_BAD_QUERY,   /* a limit exceeded or a date unreadable: show err->text to its author */
    DATELINE_BAD_ARTICLE, /* no id, neither title nor text, or a day that does not exist */
    DATELINE_BAD_OPTION,  /* an option's value is unknown or contradicts the index */
    DATELINE_NOT_FOUND,   /* no article has that id */
    DATELINE_TIMEOUT,     /* the time allowed for a query ran out */
    DATELINE_NO_MEMORY,   /* the heap is exhausted */
    DATELINE_LIMIT,       /* a limit of dateline's own is exceeded: err->text names it */
    DATELINE_INTERRUPTED, /* another thread asked for the query to end */
} dateline_status;

/* One line without a newline, always terminated; longer texts end in "...". */
typedef struct dateline_error {
    char text[512];
} dateline_error;

/* A calendar day as the number 20190317; 20190300 is a month, 20190000 a year,
 * 0 no date. Proleptic Gregorian, years 1 to 9999. */
typedef int32_t dateline_day;

/* "0.1.0" */
DATELINE_API const char *dateline_version(void);

/* The day of "2025-03-31", "2025-03", "2025" or any other way of writing that
 * the indexer reads; 0 for what is no date. */
DATELINE_API dateline_day dateline_parse_day(const char *text);

/* ---- Writing -------------------------------------------------------------- */

/* An article. Pointers may be NULL where something is not known; title, source,
 * url and lang are one line. */
typedef struct dateline_article {
    const char *id;    /* unique in the index; required; control characters and bytes
                          that are not UTF-8 are kept as %XX */
    const char *title; /* NULL or empty: the body's first line or sentence */
    const char *body;
    size_t body_size;   /* bytes of body, which need not be terminated */
    const char *source; /* agency or paper */
    const char *url;
    const char *lang; /* "en"; capitals become small */
    dateline_day day; /* 0: undated */
} dateline_article;

/* All zeros is the default. */
typedef struct dateline_writer_options {
    const char *language; /* a Snowball algorithm or "none"; NULL: the index's, else english */
    uint64_t memory;      /* bytes to hold while building; 0: a quarter of the machine's */
    unsigned threads;     /* at most 64; 0: as many as there are processors */
    double wait_lock;     /* seconds to wait for another writer */
    bool must_exist;      /* do not make an index where there is none */
} dateline_writer_options;

typedef struct dateline_writer dateline_writer;

/* What a commit did: articles that the index did not have before, has in another
 * form, was given as it has them, and has no more. Each counts once; one that was
 * added and deleted again since the commit before is none of them. */
typedef struct dateline_commit {
    uint64_t added, replaced, unchanged, deleted;
} dateline_commit;

/* Opens the index in the directory PATH for writing; OPTIONS may be NULL.
 * DATELINE_LOCKED where another writer has it, in this process or any other. */
DATELINE_API dateline_status dateline_writer_open(const char *path,
                                                  const dateline_writer_options *options,
                                                  dateline_writer **out, dateline_error *err);

/* Adds an article, or replaces the one with its id. Nothing shows before the
 * next commit. DATELINE_BAD_ARTICLE without an id, with neither title nor text,
 * or with a day that does not exist; DATELINE_LIMIT where the fields have more
 * than 64 MiB together, as given or as UTF-8. */
DATELINE_API dateline_status dateline_writer_add(dateline_writer *w, const dateline_article *a,
                                                 dateline_error *err);

/* Deletes the article that has the id now, whether it was committed or added since;
 * DATELINE_NOT_FOUND where none has. Nothing shows before the next commit. Of
 * several calls with one id the last counts: deleted after it was added, the
 * article is gone, and so is what it replaced; added after it was deleted, it is
 * there. */
DATELINE_API dateline_status dateline_writer_delete(dateline_writer *w, const char *id,
                                                    dateline_error *err);

/* Everything so far now survives a crash and shows to new readers. DONE may be
 * NULL. On failure the index is as it was, and the writer is only to be closed. */
DATELINE_API dateline_status dateline_writer_commit(dateline_writer *w, dateline_commit *done,
                                                    dateline_error *err);

/* What was not committed is dropped. */
DATELINE_API void dateline_writer_close(dateline_writer *w);

/* ---- Reading -------------------------------------------------------------- */

typedef struct dateline_reader dateline_reader;

/* Opens the index as its last commit left it; later commits do not show.
 * Xapian databases of other programs can be read too. */
DATELINE_API dateline_status dateline_reader_open(const char *path, dateline_reader **out,
                                                  dateline_error *err);
DATELINE_API void dateline_reader_close(dateline_reader *r);

/* Articles in the index. */
DATELINE_API uint64_t dateline_reader_articles(const dateline_reader *r);

/* What is asked. All zeros but text is a query for the ten best. */
typedef struct dateline_query {
    const char *text;          /* the query language; NULL or "*": every article */
    dateline_day since, until; /* inclusive; 0: open; partial dates cover their period */
    bool any;                  /* rank by any of the words instead of asking for all */
    bool literal;              /* everything is a word */
    bool total;                /* count all matches exactly */
    bool snippets;             /* make them */
    uint64_t offset;           /* leave out so many */
    uint64_t limit;            /* 0: ten */
    double timeout;            /* seconds; 0: none */
} dateline_query;

typedef struct dateline_hit {
    uint64_t rank; /* from 1 */
    const char *id, *title;
    dateline_day day;
    double score;        /* as printed: six decimals */
    const char *snippet; /* matched words between U+E000 and U+E001; "" without snippets */
} dateline_hit;

typedef struct dateline_results dateline_results;

/* The best matches, by score, then newest first, then id. */
DATELINE_API dateline_status dateline_search(dateline_reader *r, const dateline_query *q,
                                             dateline_results **out, dateline_error *err);
DATELINE_API size_t dateline_results_size(const dateline_results *r);
/* Lent until the results are freed; AT is from 0. */
DATELINE_API const dateline_hit *dateline_results_hit(const dateline_results *r, size_t at);
/* All matches, where the query asked for the total; else 0. */
DATELINE_API uint64_t dateline_results_matches(const dateline_results *r);
/* What the query's author should know, a line each; NULL beyond the last. */
DATELINE_API const char *dateline_results_warning(const dateline_results *r, size_t at);
DATELINE_API void dateline_results_free(dateline_results *r);

/* How many articles match, exactly; offset and limit don't matter. */
DATELINE_API dateline_status dateline_count(dateline_reader *r, const dateline_query *q,
                                            uint64_t *out, dateline_error *err);

/* The article ID, as it was added or as a hit has it, to be freed; DATELINE_NOT_FOUND. Its body is
 * terminated. */
DATELINE_API dateline_status dateline_fetch(dateline_reader *r, const char *id,
                                            dateline_article **out, dateline_error *err);
DATELINE_API void dateline_article_free(dateline_article *a);

#ifdef __cplusplus
}
#endif
#endif

/* dateline.h -- full-text search over archives of dated articles.
 *
 * Ownership: arguments are borrowed for the call. A handle that _open, _search or another
 *   call hands out is yours; give it to the matching _close or _free, which accept NULL.
 *   The result of a getter is lent until its owner is freed.
 * Errors: a call that fails leaves one line in *err (unless err is NULL) and its out
 *   parameters unchanged. A NULL handle, or NULL for an argument that is not said to be
 *   optional, is DATELINE_BAD_OPTION; a getter gives 0 or NULL for it. The library never
 *   ends the process, prints nothing and changes nothing process-wide, except in
 *   dateline_guard_files. If the heap is exhausted a call returns DATELINE_NO_MEMORY, and its
 *   handle can then only be closed: every other call on it returns DATELINE_NO_MEMORY. Closing
 *   it releases its locks and files; memory that the failed call had allocated is not given
 *   back before the process ends.
 *   Two libraries below are weaker: libxapian 1.4 may crash if it finds no memory while it
 *   matches, and uchardet, which recognises text that is not UTF-8, ends the process.
 *   An index's file that another program cuts off while it is mapped, or whose disk fails,
 *   raises SIGBUS, which ends a process: see dateline_guard_files.
 * Threads: one handle, one thread at a time, but for the calls that say otherwise. An
 *   index takes many readers and one writer, in any number of processes.
 * Structs that you fill begin with their size, so that fields can be added without
 *   breaking programs: initialise them with the macro beside them, or with zeros and
 *   .size = sizeof. A size of 0, or a field that this version of the library does not know
 *   and that is not zero, is DATELINE_BAD_OPTION.
 * Text: UTF-8. An article's that is not is recognised and converted, and what cannot be
 *   read becomes U+FFFD; line ends become newlines, and in fields of one line blanks. An
 *   article added here is the one that dateline-index --keep-boilerplate makes of the same
 *   fields in JSON Lines: all of its text is searched.
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

/* The version of this header; dateline_version tells that of the library. */
#define DATELINE_VERSION_MAJOR 0
#define DATELINE_VERSION_MINOR 1
#define DATELINE_VERSION_PATCH 0
#define DATELINE_VERSION_AT_LEAST(major, minor) \
    (DATELINE_VERSION_MAJOR > (major) ||        \
     (DATELINE_VERSION_MAJOR == (major) && DATELINE_VERSION_MINOR >= (minor)))

typedef enum dateline_status {
    DATELINE_OK = 0,
    DATELINE_IO,          /* the disk or the system refused */
    DATELINE_NO_INDEX,    /* nothing at that path, or something else than an index */
    DATELINE_LOCKED,      /* another writer has it: try later */
    DATELINE_CORRUPT,     /* damaged, or of another format version */
    DATELINE_BAD_QUERY,   /* a limit exceeded or a date unreadable: show err->text to its author */
    DATELINE_BAD_ARTICLE, /* no id, neither title nor text, or a day that does not exist */
    DATELINE_BAD_OPTION,  /* an argument is missing, unknown or contradicts the index */
    DATELINE_NOT_FOUND,   /* no article has that id */
    DATELINE_TIMEOUT,     /* the time allowed for a query ran out */
    DATELINE_NO_MEMORY,   /* the heap is exhausted */
    DATELINE_LIMIT,       /* a limit of dateline's own is exceeded: err->text names it */
    DATELINE_INTERRUPTED, /* another thread asked for the call to end */
    DATELINE_UNSYNCED,    /* committed, but a power loss may undo it: the last sync failed */
    DATELINE_OUTDATED,    /* an index of an older version: dateline_compact brings it up to date */
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

/* "no index", "corrupt", ...; "unknown status" for a number that is none. */
DATELINE_API const char *dateline_status_text(dateline_status status);

/* The day of "2025-03-31", "2025-03", "2025" or any other way of writing that
 * the indexer reads; 0 for what is no date. */
DATELINE_API dateline_day dateline_parse_day(const char *text);

/* From now on a call that cannot read a mapped file of an index, because it became shorter or
 * its disk fails, returns DATELINE_CORRUPT; its handle can then only be closed, as after
 * DATELINE_NO_MEMORY. Installs a handler of SIGBUS for the process: for programs that want
 * that, once, before the first index is opened. Any other SIGBUS goes to the handler that was
 * there before; a handler installed later replaces this one. */
DATELINE_API void dateline_guard_files(void);

/* Gives back memory that a call below hands out as bare text. */
DATELINE_API void dateline_free(void *memory);

/* ---- Writing -------------------------------------------------------------- */

/* An article. Pointers may be NULL where something is not known; title, source,
 * url and lang are one line. */
typedef struct dateline_article {
    size_t size;
    const char *id;    /* unique in the index; required; control characters and bytes
                          that are not UTF-8 are kept as %XX */
    const char *title; /* NULL or empty: the body's first line or sentence */
    const char *body;
    size_t body_size;   /* bytes of body, which need not be terminated */
    const char *source; /* agency or paper */
    const char *url;    /* where it can be read */
    const char *lang;   /* "en"; capitals become small */
    const char
        *date_source;            /* in what dateline_fetch gives: "field", "header", "dateline",
                                    "path", "mtime", "capture", "meta" or "text", NULL where it is undated */
    dateline_day day;            /* 0: undated */
    const char *date_confidence; /* with date_source: "sure", "likely" or "guess" */
} dateline_article;
#define DATELINE_ARTICLE_INIT            \
    {                                    \
        .size = sizeof(dateline_article) \
    }

/* The tables of Xapian's that an index has beside dateline's own files, for other programs to read;
 * dateline never does. */
typedef enum {
    DATELINE_XAPIAN_UNSET,
    DATELINE_XAPIAN_NONE, /* none: the smallest index, which only dateline reads */
    DATELINE_XAPIAN_LEAN, /* to search for words, and show titles and beginnings of texts */
    DATELINE_XAPIAN_FULL  /* all: phrases, similar articles and whole texts too */
} dateline_xapian;

typedef struct dateline_writer_options {
    size_t size;
    const char *language;   /* a Snowball algorithm or "none"; NULL: the index's, else english */
    uint64_t memory;        /* bytes to hold while building, at least 16 MiB; 0: a quarter of
                               the machine's */
    double wait_lock;       /* seconds to wait for another writer */
    unsigned threads;       /* at most 64; 0: as many as there are processors */
    bool must_exist;        /* do not make an index where there is none */
    dateline_xapian xapian; /* of a new index, or, in dateline_compact, of what is written; UNSET:
                               the index's, else LEAN */
} dateline_writer_options;
#define DATELINE_WRITER_OPTIONS_INIT            \
    {                                           \
        .size = sizeof(dateline_writer_options) \
    }

typedef struct dateline_writer dateline_writer;

/* The effect of a commit: articles that the index did not have before, has in another
 * form, was given as it has them, and has no more. Each counts once; one that was
 * added and deleted again since the commit before is none of them. */
typedef struct dateline_commit {
    size_t size;
    uint64_t added, replaced, unchanged, deleted;
} dateline_commit;
#define DATELINE_COMMIT_INIT            \
    {                                   \
        .size = sizeof(dateline_commit) \
    }

/* A query; its fields are below. */
typedef struct dateline_query dateline_query;

/* Opens the index in the directory PATH for writing; OPTIONS may be NULL.
 * DATELINE_LOCKED where another writer has it, in this process or any other. */
DATELINE_API dateline_status dateline_writer_open(const char *path,
                                                  const dateline_writer_options *options,
                                                  dateline_writer **out, dateline_error *err);

/* Adds an article, or replaces the one with its id. Nothing shows before the
 * next commit. DATELINE_BAD_ARTICLE without an id, with neither title nor text,
 * or with a day that does not exist; DATELINE_LIMIT where the fields have more
 * than 64 MiB together, as given or as UTF-8; DATELINE_OUTDATED where an older analysis
 * (its schema) or another version of libstemmer made the index (docs/versioning.md). */
DATELINE_API dateline_status dateline_writer_add(dateline_writer *w, const dateline_article *a,
                                                 dateline_error *err);

/* Deletes the article that has the id now, whether it was committed or added since;
 * DATELINE_NOT_FOUND where none has. The id is as hits have it, with controls and % as
 * %XX; where no article has it, as it was added. Nothing shows before the next commit. Of
 * several calls with one id the last counts: deleted after it was added, the
 * article is gone, and so is what it replaced; added after it was deleted, it is
 * there. */
DATELINE_API dateline_status dateline_writer_delete(dateline_writer *w, const char *id,
                                                    dateline_error *err);

/* Deletes every article that Q matches in the index as it was last committed, each as
 * dateline_writer_delete would; Q's offset, limit, sort, want and widen do not count. *DELETED,
 * which may be NULL, tells how many. Where the query fails none is deleted. */
DATELINE_API dateline_status dateline_writer_delete_matching(dateline_writer *w,
                                                             const dateline_query *q,
                                                             uint64_t *deleted,
                                                             dateline_error *err);

/* Everything so far now survives a crash and shows to new readers. DONE may be NULL. On
 * failure the index is as it was, and the writer is only to be closed; after
 * DATELINE_NO_MEMORY the commit may have been made, whole, all the same. After
 * DATELINE_UNSYNCED it was made and shows, DONE is filled and the writer goes on. */
DATELINE_API dateline_status dateline_writer_commit(dateline_writer *w, dateline_commit *done,
                                                    dateline_error *err);

/* Drops everything since the last commit; the writer goes on. */
DATELINE_API dateline_status dateline_writer_rollback(dateline_writer *w, dateline_error *err);

/* Drops everything since the last commit. */
DATELINE_API void dateline_writer_close(dateline_writer *w);

/* ---- Reading -------------------------------------------------------------- */

typedef struct dateline_reader dateline_reader;

/* Opens the index as its last commit left it; later commits do not show.
 * Xapian databases of other programs can be read too. */
DATELINE_API dateline_status dateline_reader_open(const char *path, dateline_reader **out,
                                                  dateline_error *err);

/* The same commit for another thread, in a handle of its own; either may be closed first.
 * Much is shared, so that it is cheap. R may be in use by its own thread meanwhile, but not
 * in dateline_reader_reopen or _close. DATELINE_NO_INDEX where a writer has taken the
 * commit's files away since. */
DATELINE_API dateline_status dateline_reader_clone(const dateline_reader *r, dateline_reader **out,
                                                   dateline_error *err);

/* Whether *OUT the reader's commit is the newest; of another program's database always. */
DATELINE_API dateline_status dateline_reader_is_current(const dateline_reader *r, bool *out,
                                                        dateline_error *err);

/* Moves to the newest commit of the index at the path that the reader was opened with. On
 * failure the reader stays where it was. DATELINE_BAD_OPTION while a cursor is open. */
DATELINE_API dateline_status dateline_reader_reopen(dateline_reader *r, dateline_error *err);

/* From any thread: a call that is in progress on this handle, not on its clones, soon
 * ends with DATELINE_INTERRUPTED. Without one nothing happens. */
DATELINE_API void dateline_reader_interrupt(dateline_reader *r);

/* Articles in the index. */
DATELINE_API uint64_t dateline_reader_articles(const dateline_reader *r);

/* Its cursors must be closed before; results and all else may be freed later. */
DATELINE_API void dateline_reader_close(dateline_reader *r);

typedef enum dateline_sort {
    DATELINE_BY_RELEVANCE, /* by score, then newest first, then id */
    DATELINE_NEWEST_FIRST, /* then by id; undated last, here and with the oldest */
    DATELINE_OLDEST_FIRST,
} dateline_sort;

/* The parts of each hit besides id, day and score, which are known without reading articles. */
enum dateline_want {
    DATELINE_WANT_ARTICLE = 1, /* title, source, url, lang, date_source */
    DATELINE_WANT_SNIPPET = 2,
};

/* A question. With .size = sizeof alone, all else zero, it is every article, ids
 * alone; the macro asks for the ten best, with their titles. */
struct dateline_query {
    size_t size;
    const char *text;          /* the query language; NULL or "*": every article */
    const char *like;          /* an id: articles like it, of those that text finds; NULL */
    dateline_day since, until; /* inclusive; 0: open; partial dates cover their period */
    uint64_t offset;           /* number of hits to skip */
    uint64_t limit;            /* hits at most; 0: all */
    double timeout;            /* seconds; 0: none. Snippets that it leaves no time for show how the
                                  article begins, without marks; a warning says how many */
    dateline_sort sort;
    unsigned want;      /* of enum dateline_want, joined by | */
    unsigned min_match; /* how many of the words must match at least, with any; 0: one */
    bool min_percent;   /* min_match is a percentage of the words */
    bool any;           /* rank by any of the words instead of asking for all */
    bool literal;       /* everything is a word */
    bool total;         /* count all matches exactly */
    bool widen;         /* where fewer hits than asked for have all words, searches go on with
                           those that have any: first the hits with all, then the others */
    bool exact_names;   /* name: finds names as they are spelt, without other spellings */
};
#define DATELINE_QUERY_INIT                                                        \
    {                                                                              \
        .size = sizeof(dateline_query), .limit = 10, .want = DATELINE_WANT_ARTICLE \
    }

/* Texts that are not wanted or not known are "". */
typedef struct dateline_hit {
    uint64_t rank; /* from 1 */
    const char *id, *title;
    dateline_day day;
    double score;        /* as printed: six decimals; 0 where hits are sorted by date */
    const char *snippet; /* matched words between U+E000 and U+E001 */
    const char *source, *url, *lang;
    /* As in dateline_article; NULL where not wanted, or undated. */
    const char *date_source, *date_confidence;
} dateline_hit;

typedef struct dateline_results dateline_results;

/* Finds articles, and holds those asked for. */
DATELINE_API dateline_status dateline_search(dateline_reader *r, const dateline_query *q,
                                             dateline_results **out, dateline_error *err);
DATELINE_API size_t dateline_results_size(const dateline_results *r);
/* The hit AT, from 0; NULL past the end. */
DATELINE_API const dateline_hit *dateline_results_hit(const dateline_results *r, size_t at);
/* All matches, where the query asked for the total; else 0. For a query that was
 * widened, the articles that have all words. */
DATELINE_API uint64_t dateline_results_matches(const dateline_results *r);
/* The rank from which on the hits of a widened query need not have all words, but have any;
 * 0 where all that are held have all. */
DATELINE_API uint64_t dateline_results_widened_from(const dateline_results *r);
/* Warnings for the query's author, a line each; NULL past the last. */
DATELINE_API const char *dateline_results_warning(const dateline_results *r, size_t at);
DATELINE_API void dateline_results_free(dateline_results *r);

typedef struct dateline_cursor dateline_cursor;

/* The same, one hit at a time: of a million matches none is held. The cursor and its
 * reader are one handle to threads and to dateline_reader_interrupt. */
DATELINE_API dateline_status dateline_cursor_open(dateline_reader *r, const dateline_query *q,
                                                  dateline_cursor **out, dateline_error *err);
/* *OUT is lent until the next call, and NULL when there are no more. */
DATELINE_API dateline_status dateline_cursor_next(dateline_cursor *c, const dateline_hit **out,
                                                  dateline_error *err);
DATELINE_API uint64_t dateline_cursor_matches(const dateline_cursor *c);
DATELINE_API uint64_t dateline_cursor_widened_from(const dateline_cursor *c);
DATELINE_API const char *dateline_cursor_warning(const dateline_cursor *c, size_t at);
DATELINE_API void dateline_cursor_close(dateline_cursor *c);

/* How many articles match, exactly; offset and limit do not matter here, nor in any of
 * the calls that follow. */
DATELINE_API dateline_status dateline_count(dateline_reader *r, const dateline_query *q,
                                            uint64_t *out, dateline_error *err);

/* The article ID, as it was added or as a hit has it; DATELINE_NOT_FOUND. Its body is
 * terminated, and texts that are not known are "". */
DATELINE_API dateline_status dateline_fetch(dateline_reader *r, const char *id,
                                            dateline_article **out, dateline_error *err);
DATELINE_API void dateline_article_free(dateline_article *a);

/* ---- Counts --------------------------------------------------------------- */

typedef enum dateline_period {
    DATELINE_PERIOD_DAY = 1,
    DATELINE_PERIOD_WEEK, /* ISO 8601's, from Monday to Sunday */
    DATELINE_PERIOD_MONTH,
    DATELINE_PERIOD_QUARTER,
    DATELINE_PERIOD_YEAR,
} dateline_period;

/* A period of a timeline. */
typedef struct dateline_timeline_row {
    const char *label;        /* "2025-03-31", "2025-W14", "2025-03", "2025-Q1", "2025" */
    dateline_day first, last; /* days */
    uint64_t articles;        /* that the index has of it, matched or not */
} dateline_timeline_row;

typedef struct dateline_timeline dateline_timeline;

/* Counts by PERIOD what each of N queries, at least one, matches. Rows go without a gap
 * from the first period with a match to the last, or from and to what since and until of a
 * query say. DATELINE_BAD_QUERY where that are more than 100,000. */
DATELINE_API dateline_status dateline_timeline_count(dateline_reader *r,
                                                     const dateline_query *const *queries, size_t n,
                                                     dateline_period period,
                                                     dateline_timeline **out, dateline_error *err);
DATELINE_API size_t dateline_timeline_size(const dateline_timeline *t);
/* Row AT, from 0; NULL past the end. */
DATELINE_API const dateline_timeline_row *dateline_timeline_at(const dateline_timeline *t,
                                                               size_t at);
/* The matches of QUERY, from 0, in row AT; 0 past the end of either. */
DATELINE_API uint64_t dateline_timeline_matches(const dateline_timeline *t, size_t at,
                                                size_t query);
/* Matches without a date, or without one as precise as the period. */
DATELINE_API uint64_t dateline_timeline_undated(const dateline_timeline *t, size_t query);
/* Such articles that the index has. */
DATELINE_API uint64_t dateline_timeline_undated_articles(const dateline_timeline *t);
/* All matches of QUERY. */
DATELINE_API uint64_t dateline_timeline_total(const dateline_timeline *t, size_t query);
/* The warnings of all queries, in their order; NULL past the last. */
DATELINE_API const char *dateline_timeline_warning(const dateline_timeline *t, size_t at);
DATELINE_API void dateline_timeline_free(dateline_timeline *t);

typedef enum dateline_facet {
    DATELINE_FACET_YEAR = 1,
    DATELINE_FACET_MONTH,
    DATELINE_FACET_SOURCE,
    DATELINE_FACET_LANG,
} dateline_facet;

typedef struct dateline_facet_value {
    const char *value; /* NULL: matches that have none */
    uint64_t matches;
} dateline_facet_value;

typedef struct dateline_facets dateline_facets;

/* Counts what the query matches by the values of FACET. */
DATELINE_API dateline_status dateline_facets_count(dateline_reader *r, const dateline_query *q,
                                                   dateline_facet facet, dateline_facets **out,
                                                   dateline_error *err);
DATELINE_API size_t dateline_facets_size(const dateline_facets *f);
/* Value AT, from 0, most matches first; NULL past the end. */
DATELINE_API const dateline_facet_value *dateline_facets_value(const dateline_facets *f, size_t at);
/* All matches. */
DATELINE_API uint64_t dateline_facets_total(const dateline_facets *f);
DATELINE_API const char *dateline_facets_warning(const dateline_facets *f, size_t at);
DATELINE_API void dateline_facets_free(dateline_facets *f);

/* ---- Explaining ----------------------------------------------------------- */

/* How the query was understood and what the index has of each part, as
 * dateline-search --explain --format=json prints it; give *JSON to dateline_free. */
DATELINE_API dateline_status dateline_explain(dateline_reader *r, const dateline_query *q,
                                              char **json, dateline_error *err);
/* How the article ID scores, or what keeps it out: --why. DATELINE_NOT_FOUND. */
DATELINE_API dateline_status dateline_why(dateline_reader *r, const dateline_query *q,
                                          const char *id, char **json, dateline_error *err);

/* ---- Looking after an index ----------------------------------------------- */

/* Merges the index into one segment, without what was deleted or replaced; the result is
 * the same, byte for byte, whatever the index's history. The articles of an index that an
 * older analysis, or another or an unknown version of libstemmer, made are analysed again.
 * Readers are not disturbed. OPTIONS may be NULL; must_exist is ignored. */
DATELINE_API dateline_status dateline_compact(const char *path,
                                              const dateline_writer_options *options,
                                              dateline_error *err);

/* Verifies every byte and structure. DAMAGE, which may be NULL, is called with a line for
 * each thing that is wrong; *FOUND counts them. Fails only where it could not check:
 * DATELINE_IO, after all lines, if a file is missing or could not be read. */
DATELINE_API dateline_status dateline_check(const char *path,
                                            void (*damage)(void *ctx, const char *line), void *ctx,
                                            uint64_t *found, dateline_error *err);

/* The content of an index. Only articles, undated and average_length are known of another
 * program's database. */
typedef struct dateline_info {
    uint64_t articles, undated;
    uint64_t deleted;         /* articles still in the files */
    uint64_t bytes;           /* of all segments' files */
    dateline_day first, last; /* the earliest and latest day; 0: no article is dated */
    double average_length;    /* words in an article */
    const char *language;     /* NULL: another program's */
    unsigned format, schema;  /* of the files: docs/versioning.md */
    size_t segments;
    dateline_xapian xapian; /* UNSET: another program's */
    size_t components;      /* kinds of files */
    bool other_stems;       /* another version of libstemmer stemmed its words: some are not
                               found until dateline_compact */
} dateline_info;

/* A kind of file that segments consist of. */
typedef struct dateline_component {
    const char *name; /* "lists.terms" */
    uint64_t bytes;   /* in all segments */
} dateline_component;

typedef struct dateline_segment {
    const char *name;
    uint64_t articles, deleted;
    dateline_day first, last;
} dateline_segment;

DATELINE_API dateline_status dateline_info_read(const char *path, dateline_info **out,
                                                dateline_error *err);
/* Segment AT, from 0; NULL past the end. */
DATELINE_API const dateline_segment *dateline_info_segment(const dateline_info *info, size_t at);
/* Component AT, from 0; NULL past the end. */
DATELINE_API const dateline_component *dateline_info_component(const dateline_info *info,
                                                               size_t at);
DATELINE_API void dateline_info_free(dateline_info *info);

#ifdef __cplusplus
}
#endif
#endif

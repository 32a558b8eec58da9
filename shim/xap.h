/* xap.h -- libxapian in C: what dateline needs of it and no more.
 *
 * Ownership: what _open and _new return is yours and goes to the matching
 *   _close or _free, which accept NULL. Queries passed to a constructor stay
 *   yours. Spans returned are lent until the next call on the same handle.
 * Errors: no exception leaves this file. On failure the status and one line
 *   in *err; out parameters and buffers unchanged. Callbacks (xap_source, xap_limits) are
 *   called by libxapian and neither throw nor leave by longjmp, so they allocate nothing.
 * Threads: one handle, one thread at a time.
 * A reader whose revision was overwritten under it (DatabaseModifiedError) is
 *   reopened and the call done again, once. Where that happens to terms or
 *   postings already open, they fail: DATELINE_IO, "changed while being read".
 * After a failure terms and postings can only be closed. */
#ifndef DATELINE_SHIM_XAP_H
#define DATELINE_SHIM_XAP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "core/buf.h"
#include "core/fail.h"

typedef uint32_t xap_docid; /* from 1 */

/* ---- Reading ------------------------------------------------------------ */

typedef struct xap_db xap_db;

/* Opens the glass database in the directory PATH, and nothing else: no stub file. */
dateline_status xap_open(const char *path, xap_db **out, dateline_error *err);
/* Opens N databases as one: document D of part P (from 0) is number
 * (D - 1) * N + P + 1. */
dateline_status xap_open_parts(const char *const *paths, size_t n, xap_db **out,
                               dateline_error *err);
/* A database and how it is opened, whatever else stands there. */
enum xap_kind { XAP_GLASS, XAP_GLASS_FILE, XAP_CHERT, XAP_REMOTE, XAP_IN_MEMORY };
struct xap_place {
    enum xap_kind kind;
    char *name;    /* a path; a host */
    unsigned port; /* of a host */
};
/* Opens N places as one database, of one part; PATH is its name in messages. */
dateline_status xap_open_places(const char *path, const struct xap_place *places, size_t n,
                                xap_db **out, dateline_error *err);
void xap_close(xap_db *db);

struct xap_stats {
    uint32_t documents;
    xap_docid last_docid;
    uint64_t total_length;
    double average_length;
};
dateline_status xap_stats(xap_db *db, struct xap_stats *out, dateline_error *err);

/* Documents with the term; 0 where it isn't. */
dateline_status xap_term_documents(xap_db *db, struct span term, uint32_t *out,
                                   dateline_error *err);

/* Document data, replacing what OUT holds, of a document that is known to be there. */
dateline_status xap_data(xap_db *db, xap_docid id, struct buf *out, dateline_error *err);
dateline_status xap_value(xap_db *db, xap_docid id, uint32_t slot, struct buf *out,
                          dateline_error *err);
dateline_status xap_document_length(xap_db *db, xap_docid id, uint32_t *out, dateline_error *err);

/* All terms that begin with PREFIX, in byte order:
 *     for (status = xap_terms_open(...); status OK && xap_terms_next(...); ) */
typedef struct xap_terms xap_terms;
dateline_status xap_terms_open(xap_db *db, struct span prefix, xap_terms **out,
                               dateline_error *err);
/* The terms of one document; documents is then the term's frequency in all. */
dateline_status xap_document_terms(xap_db *db, xap_docid id, xap_terms **out, dateline_error *err);
struct xap_term {
    struct span term;
    uint32_t documents;
    uint32_t wdf; /* in the document; 0 when listing all */
};
/* *more tells whether *out was filled. */
dateline_status xap_terms_next(xap_terms *t, struct xap_term *out, bool *more, dateline_error *err);
void xap_terms_close(xap_terms *t);

/* The documents of a term, ascending; an empty term lists every document. */
typedef struct xap_postings xap_postings;
struct xap_posting {
    xap_docid id;
    uint32_t wdf;
};
dateline_status xap_postings_open(xap_db *db, struct span term, xap_postings **out,
                                  dateline_error *err);
/* The first posting not below FROM, which must not go back; FROM 0 is the next. */
dateline_status xap_postings_next(xap_postings *p, xap_docid from, struct xap_posting *out,
                                  bool *more, dateline_error *err);
void xap_postings_close(xap_postings *p);

/* The databases that DB consists of: those of xap_open_parts, else one. */
size_t xap_parts(const xap_db *db);
/* The UUID of part PART, from 0: 36 characters and a NUL. */
dateline_status xap_part_uuid(xap_db *db, size_t part, char out[37], dateline_error *err);
/* How often part PART was written to, from 1, as of when it was opened. */
dateline_status xap_part_revision(xap_db *db, size_t part, uint64_t *out, dateline_error *err);
/* The greatest document number in part PART, from 0. */
dateline_status xap_part_last(xap_db *db, size_t part, xap_docid *out, dateline_error *err);

/* The documents of a part that have a value in SLOT, ascending by their number there. */
typedef struct xap_values xap_values;
struct xap_slot_value {
    xap_docid number;
    struct span value;
};
dateline_status xap_values_open(xap_db *db, size_t part, uint32_t slot, xap_values **out,
                                dateline_error *err);
dateline_status xap_values_next(xap_values *v, struct xap_slot_value *out, bool *more,
                                dateline_error *err);
void xap_values_close(xap_values *v);

/* ---- Queries ------------------------------------------------------------ */

typedef struct xap_query xap_query;

enum xap_op {
    XAP_AND,
    XAP_OR,
    XAP_XOR,
    XAP_AND_NOT,   /* the first without the others */
    XAP_AND_MAYBE, /* the first, scored with the others too */
    XAP_FILTER,    /* the first, kept where the others match, scored by itself */
    XAP_NEAR,      /* terms only, within a window of param words, any order */
    XAP_PHRASE,    /* terms only, in order, within a window of param words */
    XAP_SYNONYM,   /* terms as if they were one */
};

/* POSITION only shows in descriptions. An empty term is every document. */
xap_query *xap_query_term(struct span term, uint32_t wqf, uint32_t position);
xap_query *xap_query_nothing(void);
/* NULL only when libxapian refuses, with *err filled. */
xap_query *xap_query_join(enum xap_op op, xap_query *const *parts, size_t n, uint32_t param,
                          dateline_error *err);
/* The same matches with every score multiplied; 0 makes it pure Boolean. */
xap_query *xap_query_scale(const xap_query *q, double factor, dateline_error *err);
void xap_query_free(xap_query *q);
/* Xapian's own description, for explanations and tests; replaces OUT. */
void xap_query_describe(const xap_query *q, struct buf *out);
/* A list of documents that libxapian asks for in C: the door for lists of our
 * own (deletions, date intervals, ranking lists). Document numbers are those
 * within one part; open is called once for each part of the database, with the
 * part's UUID, and may give the same list again after a rewind. */
struct xap_source {
    void *ctx; /* must outlive the query */
    /* A cursor over the part's documents, of which it says the exact number
     * (totals rest on it); NULL where there are none. */
    void *(*open)(void *ctx, const char uuid[37], uint32_t *documents);
    /* First document not below FROM, 0 for none left; never goes back. */
    xap_docid (*seek)(void *cursor, xap_docid from);
    /* Score of the document last sought; NULL: all 0. At most max_score. */
    double (*score)(void *cursor);
    double (*max_score)(void *cursor);
    void (*close)(void *cursor);
};
xap_query *xap_query_source(const struct xap_source *source);

/* Documents by their numbers: those of part PART from FIRST to LAST, all of
 * which are there. */
struct xap_range {
    size_t part;
    xap_docid first, last; /* within the part */
};
/* Those in any of RANGES, which come by part, then by number, and do not touch. */
dateline_status xap_query_ranges(xap_db *db, const struct xap_range *ranges, size_t n,
                                 xap_query **out, dateline_error *err);

/* ---- Matching ----------------------------------------------------------- */

enum xap_order {
    XAP_BY_SCORE,        /* then by the date slot, newest first, then document number */
    XAP_BY_SCORE_NUMBER, /* then by document number: quicker, as no value is read */
    XAP_BY_VALUE,        /* by slot, descending, then document number; scores not computed */
    XAP_BY_NUMBER,       /* document number; scores not computed */
};

/* What a match may take; all zeros is no limit. Looked at between documents that
 * meet the query but for its phrases; databases on other machines refuse SECONDS, and
 * STOP by itself they ignore. */
struct xap_limits {
    double seconds;                /* 0: any; else DATELINE_TIMEOUT after them */
    bool (*stop)(const void *ctx); /* NULL: never; DATELINE_INTERRUPTED once it is true */
    const void *ctx;
};

struct xap_match_options {
    enum xap_order order;
    uint32_t slot;  /* for XAP_BY_SCORE's ties and XAP_BY_VALUE */
    bool ascending; /* of XAP_BY_VALUE */
    uint32_t first, most;
    uint32_t check_at_least; /* documents to consider at the least: all for exact totals */
    struct xap_limits limits;
};

struct xap_hit {
    xap_docid id;
    double score;
};

struct xap_matches {
    struct xap_hit *hits; /* len of them; free with xap_matches_free */
    size_t len;
    uint32_t total; /* exact where total_exact */
    bool total_exact;
};

/* BM25 with Xapian's default parameters. */
dateline_status xap_match(xap_db *db, const xap_query *q, const struct xap_match_options *o,
                          struct xap_matches *out, dateline_error *err);
void xap_matches_free(struct xap_matches *m);

/* What matches, part by part: document numbers within the part, ascending. */
struct xap_listed {
    xap_docid *numbers;
    size_t len;
};
struct xap_listing {
    struct xap_listed *parts; /* n of them, xap_parts(); free with xap_listing_free */
    size_t n;
    uint64_t total; /* of all parts; exact where total_exact */
    bool total_exact;
};

/* Scores nothing. Lists the first MOST of each part, looking at no more than
 * they need; 0 lists all. */
dateline_status xap_list(xap_db *db, const xap_query *q, uint32_t most,
                         const struct xap_limits *limits, struct xap_listing *out,
                         dateline_error *err);
void xap_listing_free(struct xap_listing *l);

#ifdef __cplusplus
}
#endif
#endif

/* xap.h -- a C interface to the parts of libxapian that dateline uses.
 *
 * Ownership: the caller owns the results of _open and _new, and passes them to
 *   the matching _close or _free, which accept NULL. Queries passed to a
 *   constructor stay the caller's. Spans are borrowed until the next call on
 *   the same handle.
 * Errors: no exception leaves this library. On failure a call returns a status,
 *   sets *err to one line and leaves out parameters and buffers unchanged.
 *   Callbacks (xap_source, xap_limits) are called by libxapian: they neither
 *   throw nor leave by longjmp, so they allocate nothing.
 * Threads: one handle, one thread at a time.
 * If a writer has overwritten a reader's revision (DatabaseModifiedError), the
 *   call reopens the database and tries once more. Terms and postings that are
 *   already open fail instead: DATELINE_IO, "changed while being read".
 * If a server does not answer, the call connects anew and tries once more, then fails: DATELINE_IO,
 *   with the server's name. See xap_reach for doing without it, and xap_until for its time.
 * After a failure, terms and postings can only be closed. */
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

/* Opens the glass database in the directory PATH; refuses a stub file. */
dateline_status xap_open(const char *path, xap_db **out, dateline_error *err);
/* Opens N databases as one: document D of part P (from 0) is number (D - 1) * N + P + 1. */
dateline_status xap_open_parts(const char *const *paths, size_t n, xap_db **out,
                               dateline_error *err);
/* A database and the backend to open it with. */
enum xap_kind { XAP_GLASS, XAP_GLASS_FILE, XAP_CHERT, XAP_REMOTE, XAP_IN_MEMORY };
struct xap_place {
    enum xap_kind kind;
    char *name;    /* a path; a host */
    unsigned port; /* of the host */
    char *where;   /* FILE:LINE, for messages; NULL: the name tells */
};
/* How servers are waited for. */
struct xap_reach {
    double seconds;      /* for each answer; 0: ten seconds */
    bool partial;        /* a server that does not answer is lost: from then on an empty database */
    double until, limit; /* as for xap_until, from the opening on */
};
/* Opens N places as one database of one part, servers at the same time; messages call it PATH. */
dateline_status xap_open_places(const char *path, const struct xap_place *places, size_t n,
                                const struct xap_reach *reach, xap_db **out, dateline_error *err);
/* The number of lost servers, and the name of one, "HOST:PORT (FILE:LINE)", borrowed. Document
 * numbers are the same without them. */
size_t xap_lost(const xap_db *db);
const char *xap_lost_name(const xap_db *db, size_t i);
void xap_close(xap_db *db);
/* Calls that ask servers end by UNTIL, of clock_seconds(): with DATELINE_TIMEOUT, "not done within
 * SECONDS". As that comes near, servers are connected to anew and waited for less long; a partial
 * database loses those that are too late. 0: whenever. */
void xap_until(xap_db *db, double until, double seconds);
/* Whether a part of DB is on another machine, or reached as if it were. */
bool xap_is_remote(const xap_db *db);

struct xap_stats {
    uint32_t documents;
    xap_docid last_docid;
    uint64_t total_length;
    double average_length;
};
dateline_status xap_stats(xap_db *db, struct xap_stats *out, dateline_error *err);

/* The number of documents with TERM, and the sum of its wdfs; zeros if there are none. */
dateline_status xap_term_stats(xap_db *db, struct span term, uint32_t *documents,
                               uint64_t *occurrences, dateline_error *err);

/* The number of documents with a value in SLOT, and values that are not above or below any of
 * these; replaces both. */
dateline_status xap_slot_documents(xap_db *db, uint32_t slot, uint32_t *out, struct buf *least,
                                   struct buf *most, dateline_error *err);

/* Replaces OUT with the data of document ID, which must exist. */
dateline_status xap_data(xap_db *db, xap_docid id, struct buf *out, dateline_error *err);
dateline_status xap_value(xap_db *db, xap_docid id, uint32_t slot, struct buf *out,
                          dateline_error *err);
dateline_status xap_document_length(xap_db *db, xap_docid id, uint32_t *out, dateline_error *err);

/* Terms that begin with PREFIX, in byte order:
 *     for (status = xap_terms_open(...); status OK && xap_terms_next(...); ) */
typedef struct xap_terms xap_terms;
dateline_status xap_terms_open(xap_db *db, struct span prefix, xap_terms **out,
                               dateline_error *err);
struct xap_term {
    struct span term;
    uint32_t documents;
};
/* Sets *MORE to whether *OUT was filled. */
dateline_status xap_terms_next(xap_terms *t, struct xap_term *out, bool *more, dateline_error *err);
/* Moves on so that the next term is the first one from TERM on. */
dateline_status xap_terms_skip(xap_terms *t, struct span term, dateline_error *err);
void xap_terms_close(xap_terms *t);

/* The documents of a term in ascending order; the empty term lists every document. */
typedef struct xap_postings xap_postings;
struct xap_posting {
    xap_docid id;
    uint32_t wdf;
};
dateline_status xap_postings_open(xap_db *db, struct span term, xap_postings **out,
                                  dateline_error *err);
/* The first posting >= FROM, which must not go back; FROM 0 is the next posting. */
dateline_status xap_postings_next(xap_postings *p, xap_docid from, struct xap_posting *out,
                                  bool *more, dateline_error *err);
void xap_postings_close(xap_postings *p);

/* The number of parts: the databases of xap_open_parts, else one. */
size_t xap_parts(const xap_db *db);
/* The UUID of part PART, counted from 0: 36 characters and a NUL. */
dateline_status xap_part_uuid(xap_db *db, size_t part, char out[37], dateline_error *err);
/* The revision of part PART when it was opened: grows by 1 with each commit. */
dateline_status xap_part_revision(xap_db *db, size_t part, uint64_t *out, dateline_error *err);
/* The greatest document number in part PART. */
dateline_status xap_part_last(xap_db *db, size_t part, xap_docid *out, dateline_error *err);

/* The documents of a part with a value in SLOT, in ascending order of their number in it; of a
 * remote database in any order. */
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
    XAP_AND_NOT,   /* the first without documents of the others */
    XAP_AND_MAYBE, /* the first; the others add to scores */
    XAP_FILTER,    /* documents of the first that match all others, scored by the first */
    XAP_NEAR,      /* terms only, within a window of param words, any order */
    XAP_PHRASE,    /* terms only, in order, within a window of param words */
    XAP_SYNONYM,   /* terms that count as one term */
};

/* The empty term matches every document. POSITION appears only in descriptions. */
xap_query *xap_query_term(struct span term, uint32_t wqf, uint32_t position);
xap_query *xap_query_nothing(void);
/* Returns NULL, with *ERR filled, only if libxapian refuses. */
xap_query *xap_query_join(enum xap_op op, xap_query *const *parts, size_t n, uint32_t param,
                          dateline_error *err);
/* The same matches with every score multiplied by FACTOR; 0 makes the query Boolean. */
xap_query *xap_query_scale(const xap_query *q, double factor, dateline_error *err);
void xap_query_free(xap_query *q);
/* Replaces OUT with Xapian's description of Q, for explanations and tests. */
void xap_query_describe(const xap_query *q, struct buf *out);
/* A list of documents that the caller provides, for deletions, date intervals and ranking lists.
 * Document numbers are those within one part. open is called once for each part of the database,
 * with the part's UUID, and again after a rewind. */
struct xap_source {
    void *ctx; /* must outlive the query */
    /* Returns a cursor over the part's documents and sets *DOCUMENTS to their exact number, which
     * totals depend on; NULL if there are none. */
    void *(*open)(void *ctx, const char uuid[37], uint32_t *documents);
    /* The first document >= FROM, which never goes back; 0 if there is none. */
    xap_docid (*seek)(void *cursor, xap_docid from);
    /* The score of the document last sought, at most max_score; a NULL function scores 0. */
    double (*score)(void *cursor);
    double (*max_score)(void *cursor);
    void (*close)(void *cursor);
};
xap_query *xap_query_source(const struct xap_source *source);

/* The documents FIRST to LAST of part PART, all of which must exist. */
struct xap_range {
    size_t part;
    xap_docid first, last; /* within the part */
};
/* Documents in any of RANGES, which are sorted by part and number and do not touch. */
dateline_status xap_query_ranges(xap_db *db, const struct xap_range *ranges, size_t n,
                                 xap_query **out, dateline_error *err);

/* ---- Matching ----------------------------------------------------------- */

enum xap_order {
    XAP_BY_SCORE,        /* ties: by the date slot, newest first, then by number */
    XAP_BY_SCORE_NUMBER, /* ties: by number; faster, as no value is read */
    XAP_BY_VALUE,        /* by slot, descending, then by number; no scores */
    XAP_BY_NUMBER,       /* by number; no scores */
};

/* Limits of a match; all zeros is none. They are checked for documents that match the query,
 * phrases aside; of a remote database before the query and after the answer. */
struct xap_limits {
    double seconds;                /* DATELINE_TIMEOUT after them; 0: no limit */
    bool (*stop)(const void *ctx); /* DATELINE_INTERRUPTED once it returns true; may be NULL */
    const void *ctx;
};

/* As k3: a term asked for n times counts n times, exactly. */
#define XAP_K3_COUNTS 1e30

/* Settings of BM25 (k2 is 0); all zeros scores by weights alone. */
struct xap_bm25 {
    double k1, k3, b, min_normlen;
};

struct xap_match_options {
    enum xap_order order;
    struct xap_bm25 bm25; /* for XAP_BY_SCORE and XAP_BY_SCORE_NUMBER */
    uint32_t slot;        /* for XAP_BY_SCORE's ties and XAP_BY_VALUE */
    bool ascending;       /* of XAP_BY_VALUE */
    uint32_t first, most;
    uint32_t check_at_least; /* documents to examine at least; all for exact totals */
    struct xap_limits limits;
};

struct xap_hit {
    xap_docid id;
    double score;
};

struct xap_matches {
    struct xap_hit *hits; /* len of them; free with xap_matches_free */
    size_t len;
    uint32_t total; /* exact if total_exact */
    bool total_exact;
};

dateline_status xap_match(xap_db *db, const xap_query *q, const struct xap_match_options *o,
                          struct xap_matches *out, dateline_error *err);
void xap_matches_free(struct xap_matches *m);

/* The matches in one part, by their numbers in it, ascending. */
struct xap_listed {
    xap_docid *numbers;
    size_t len;
};
struct xap_listing {
    struct xap_listed *parts; /* n (= xap_parts()) of them; free with xap_listing_free */
    size_t n;
    uint64_t total; /* of all parts; exact if total_exact */
    bool total_exact;
};

/* Lists the first MOST matches of each part and examines no more documents than that needs; 0 lists
 * all. Computes no scores. */
dateline_status xap_list(xap_db *db, const xap_query *q, uint32_t most,
                         const struct xap_limits *limits, struct xap_listing *out,
                         dateline_error *err);
void xap_listing_free(struct xap_listing *l);

#ifdef __cplusplus
}
#endif
#endif

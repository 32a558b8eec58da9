/* The documents that the tests of the shim read, match and damage: known by
 * their numbers, as one database and, under the same numbers, as three.
 *
 * Document K has:
 *   tP for the primes P below that divide it, each with wdf_of(K);
 *   one "a" at position 1, one "b" K % 4 + 1 behind it;
 *   kK, three digits, with wdf 2;
 *   in SLOT order_of(K) as a digit, so that there are ties;
 *   the data "data K", and a zero byte. */
#ifndef DATELINE_TESTS_XAP_COLLECTION_H
#define DATELINE_TESTS_XAP_COLLECTION_H

#include "tests/oracle/xap_writer.h"

enum { N_PARTS = 3, N_DOCUMENTS = 600, SLOT = 2 };

extern dateline_error err;
extern xap_db *whole, *parts;

/* Group setup and teardown. */
int make_collection(void **state);
int remove_collection(void **state);

/* A path in the tests' own folder, valid for the next 15 calls. */
const char *in_folder(const char *name);
/* The database that is this part of PARTS, or, for N_PARTS, WHOLE. */
const char *part_path(unsigned part);
/* A new database of documents PART + 1, PART + 1 + N and so on. */
void write_part(const char *path, unsigned part, unsigned n);
void fill(xap_document *d, unsigned k);

unsigned order_of(unsigned k);
unsigned wdf_of(unsigned k);
unsigned length_of(unsigned k);

void assert_failure(dateline_status status, dateline_status expected, const char *told);

/* ---- Asking ------------------------------------------------------------- */

/* Which documents are meant. */
typedef bool predicate(unsigned k);
bool all(unsigned k);
bool none(unsigned k);

xap_query *term(const char *t);
/* Joins and frees A and B. */
xap_query *join(enum xap_op op, xap_query *a, xap_query *b, uint32_t param);
struct xap_matches ask(xap_db *db, const xap_query *q, const struct xap_match_options *o);

/* Every match, by number. */
extern const struct xap_match_options everything;
/* Q's matches are those of WANTED, all of them, and have no scores. */
void assert_matches(xap_db *db, const xap_query *q, predicate *wanted);

typedef double score(unsigned k);
score no_score;
/* Q's matches from o->first on are those of WANTED in the order of o->order
 * and of their SCORES, and have these; the total is right where it is exact. */
void assert_order(xap_db *db, const xap_query *q, const struct xap_match_options *o,
                  predicate *wanted, score *scores);

/* BM25 with Xapian's default settings. */
extern const struct xap_bm25 xapian_bm25;
/* First, most and check_at_least, of searches to be tried by it. */
enum { N_PAGES = 5 };
struct xap_match_options page(unsigned i, enum xap_order order);

#endif

/* Whether two databases are the same to everyone who reads them through
 * libxapian: the statistics and their bounds, terms, postings, positions, term
 * lists, values, data and metadata, read in order and by skipping. What tells
 * one commit from another (UUID and revision) is not compared. */
#ifndef DATELINE_TESTS_ORACLE_COMPARE_H
#define DATELINE_TESTS_ORACLE_COMPARE_H

#ifdef __cplusplus
extern "C" {
#endif

#include "core/buf.h"

/* True where nothing differs. Otherwise FIRST_DIFFERENCE says what does and the
 * two values: "wdf of term rice in document 7: 2 and 3"; a database that can't
 * be read to its end is different from every other. */
bool compare_databases(const char *a, const char *b, struct buf *first_difference);

#ifdef __cplusplus
}
#endif
#endif

/* What libxapian says of a database, and does to it. */
#ifndef DATELINE_TESTS_ORACLE_UPKEEP_H
#define DATELINE_TESTS_ORACLE_UPKEEP_H

#ifdef __cplusplus
extern "C" {
#endif

#include "core/buf.h"

/* Whether libxapian's own checker, which xapian-check runs, finds nothing wrong;
 * otherwise REPORT has what it says. */
bool upkeep_check(const char *path, struct buf *report);
/* Adds, replaces and deletes documents through libxapian's writer, in three
 * commits; the same way each time. */
bool upkeep_change(const char *path, struct buf *report);
/* Compacts the database FROM into the new one TO. */
bool upkeep_compact(const char *from, const char *to, struct buf *report);

#ifdef __cplusplus
}
#endif
#endif

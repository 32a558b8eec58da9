/* Refuses what is in the place of a database's file: links, FIFOs, devices, directories. */
#ifndef DATELINE_SNAPSHOT_OWN_FILES_H
#define DATELINE_SNAPSHOT_OWN_FILES_H

#include "core/manifest.h"

/* Whether each segment that M names is a directory in DIR, and each file that M names, where it is
 * there, a regular file in its place: opening a FIFO would wait, and a link may lead anywhere.
 * DATELINE_CORRUPT names the one that is not. */
dateline_status own_files_check(const char *dir, const struct manifest *m, dateline_error *err);
/* The same for segment S alone. */
dateline_status own_segment_check(const char *dir, const struct segment *s, dateline_error *err);
/* The same for all files in the directory of another program's database, where links to regular
 * files are allowed. */
dateline_status foreign_files_check(const char *dir, dateline_error *err);

#endif

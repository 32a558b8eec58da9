/* The files of a segment, as the manifest names them. */
#ifndef DATELINE_SNAPSHOT_FILES_H
#define DATELINE_SNAPSHOT_FILES_H

#include "core/manifest.h"

/* Opens file F of segment S for reading; close *FD. DATELINE_NO_INDEX where it is
 * missing, DATELINE_CORRUPT where it is no regular file or, if SIZED, has another
 * size than F says. */
dateline_status segment_file_open(const char *dir, const struct segment *s,
                                  const struct manifest_file *f, bool sized, int *fd,
                                  dateline_error *err);
/* Opens and closes each file of S. */
dateline_status segment_files_check(const char *dir, const struct segment *s, bool sized,
                                    dateline_error *err);

#endif

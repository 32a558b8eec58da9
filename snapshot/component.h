/* The one way to open a component of a segment: its file, mapped into memory. */
#ifndef DATELINE_SNAPSHOT_COMPONENT_H
#define DATELINE_SNAPSHOT_COMPONENT_H

#include "core/manifest.h"

/* Maps component NAME of S, in the index in DIR, for reading. *OUT is empty, its data
 * NULL, where the manifest lists none or its file is gone or has no bytes.
 * DATELINE_CORRUPT where the size is not the manifest's. */
dateline_status component_open(const char *dir, const struct segment *s, const char *name,
                               struct span *out, dateline_error *err);
/* Leaves C empty, and accepts it so. */
void component_close(struct span *c);

/* Opens and closes the file of each component of S: DATELINE_NO_INDEX where one is
 * missing, DATELINE_CORRUPT where it is no regular file or, if SIZED, has another size
 * than the manifest says. */
dateline_status components_check(const char *dir, const struct segment *s, bool sized,
                                 dateline_error *err);

#endif

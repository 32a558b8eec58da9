/* Opens components of a segment: maps their files into memory. */
#ifndef DATELINE_SNAPSHOT_COMPONENT_H
#define DATELINE_SNAPSHOT_COMPONENT_H

#include "core/manifest.h"
#include "store/pages.h"

/* Maps component NAME of S, of the index in DIR, for reading. *OUT is empty, its data NULL, if the
 * manifest lists no such component or its file is gone or empty. DATELINE_CORRUPT if the size
 * differs from the manifest's. */
dateline_status component_open(const char *dir, const struct segment *s, const char *name,
                               struct span *out, dateline_error *err);
/* Unmaps C and empties it; accepts an empty one. */
void component_close(struct span *c);

/* Opens component NAME of S, a file of pages. *OUT is NULL if the manifest lists no such component,
 * or an empty one. DATELINE_NO_INDEX if its file is missing, DATELINE_CORRUPT if it has another
 * size or checksum. */
dateline_status component_pages(const char *dir, const struct segment *s, const char *name,
                                struct pages **out, dateline_error *err);

/* Opens and closes the file of each component of S: DATELINE_NO_INDEX if one is missing,
 * DATELINE_CORRUPT if it is no regular file or, if SIZED, its size differs from the manifest's.
 * Files of pages are compared as they are opened, and passed over here. */
dateline_status components_check(const char *dir, const struct segment *s, bool sized,
                                 dateline_error *err);

/* Checks that the file C, which records what folders gave, is in DIR with its size; a C without a
 * name has none. */
dateline_status folders_check(const char *dir, const struct component *c, dateline_error *err);

#endif

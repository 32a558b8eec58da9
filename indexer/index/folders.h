/* The ids of the articles that each folder among an index's sources gave, to find those that a
 * folder no longer gives.
 *
 * Kept in one file, named in the manifest and never changed:
 *
 *     the eight bytes "DLFOLDR1", the number of folders
 *     for each, by name: its name, whether it was synced, the number of its ids, and for each id
 *         its hash_number(), in ascending order
 *
 * Numbers are little-endian, 64 bits. An id is in one folder at most, the last one that gave it.
 * The file is no part of an index's content: searches do not read it, and compact forgets folders
 * that were never synced, so that its result does not depend on where the articles came from. */
#ifndef DATELINE_INDEXER_INDEX_FOLDERS_H
#define DATELINE_INDEXER_INDEX_FOLDERS_H

#include "core/manifest.h"

struct folder {
    uint64_t name; /* a hash of its path; 0: sources that are no folders */
    bool synced;   /* at least once */
    uint64_t *ids; /* their hashes */
    size_t len, cap;
};

/* All zeros is none. */
struct folders {
    struct folder *list;
    size_t n, cap;
};

/* The file F of the index in DIR; none if F has no name. DATELINE_CORRUPT if it is damaged. */
dateline_status folders_read(const char *dir, const struct component *f, struct folders *out,
                             dateline_error *err);
/* Writes F to a new file in DIR, unless *OUT is it already, and names it in *OUT; no name if F is
 * empty. */
dateline_status folders_write(const char *dir, struct folders *f, struct component *out,
                              dateline_error *err);
void folders_free(struct folders *f);

/* The folder NAME of F, which is added if it is not there; valid until the next one is added. */
struct folder *folders_of(struct folders *f, uint64_t name);
/* The folder NAME of F; NULL if there is none. */
struct folder *folders_find(const struct folders *f, uint64_t name);
void folder_add(struct folder *f, struct span id);
/* Sorts the ids of F and drops repeated ones; folder_has needs it. */
void folder_sort(struct folder *f);
bool folder_has(const struct folder *f, struct span id);

/* Moves the ids of GIVEN to F: each leaves the other folders; a folder that was synced now
 * keeps no ids that it did not give. Frees GIVEN. */
void folders_take(struct folders *f, struct folders *given);
/* Forgets the folders that were never synced. */
void folders_forget(struct folders *f);

#endif

/* A set of ids to which ids can be added and from which they can be removed, in 11 to 22 bytes
 * each.
 *
 * Ids are distinguished by 63 bits of a seeded hash. All zeros is the empty set. */
#ifndef DATELINE_INDEXER_INDEX_ID_SET_H
#define DATELINE_INDEXER_INDEX_ID_SET_H

#include <stdint.h>

#include "core/buf.h"

struct id_set {
    uint64_t *slots; /* a hash, whose lowest bit is set if the id is in the set; 0: free */
    size_t len, cap;
    uint64_t seed;
};

/* Returns whether ID was not in the set. */
bool id_set_add(struct id_set *s, struct span id);
bool id_set_has(const struct id_set *s, struct span id);
/* Returns whether ID was in the set. */
bool id_set_remove(struct id_set *s, struct span id);
/* Empties S and frees its memory. */
void id_set_free(struct id_set *s);

#endif

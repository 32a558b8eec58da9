/* Ids that can be put in and taken out again, in 11 to 22 bytes each.
 *
 * Ids are told apart by 63 bits of a hash with a seed of its own. All zeros is
 * empty. */
#ifndef DATELINE_INDEXER_INDEX_ID_SET_H
#define DATELINE_INDEXER_INDEX_ID_SET_H

#include <stdint.h>

#include "core/buf.h"

struct id_set {
    uint64_t *slots; /* a hash, whose lowest bit says that it is in; 0: none came yet */
    size_t len, cap;
    uint64_t seed;
};

void id_set_add(struct id_set *s, struct span id);
/* Whether it was in. */
bool id_set_remove(struct id_set *s, struct span id);
/* Empties S and gives its memory back. */
void id_set_free(struct id_set *s);

#endif

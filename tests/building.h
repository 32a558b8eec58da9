/* Databases of a sample, made by the builder or by the oracle, and directories
 * to make them in. Each ends the test where a call fails that must not. */
#ifndef DATELINE_TESTS_BUILDING_H
#define DATELINE_TESTS_BUILDING_H

#include "core/hash.h"
#include "core/manifest.h"
#include "core/uuid.h"
#include "tests/archive_sample.h"

/* A new directory, removed with all that is in it by scratch_remove(); its path
 * is lent until then. One at a time. */
const char *scratch_make(void);
void scratch_remove(void);

struct building {
    unsigned threads;
    uint64_t memory;
    /* By place in the sample: what the index is to have already; NULL: nothing. */
    const bool *same;
    struct buf events; /* what was told at the end, a line each */
    struct segment made;
    char uuid[UUID_TEXT];
};

/* Builds the database DIR/NAME. */
void build(const struct archive_sample *s, const char *dir, const char *name, struct building *b);
void build_by_oracle(const struct archive_sample *s, const char *dir, const char *name,
                     struct building *b);
/* Forgets what was made and told. */
void building_reset(struct building *b);

/* All bytes of a directory's files, by name; those with EXCEPT in their path are
 * left out. To be freed. */
struct buf bytes_of(const char *dir, const char *except);

#endif

/* What libxapian makes of a sample, and does to a database. Each ends the test
 * program where libxapian throws. */
#ifndef DATELINE_TESTS_GLASS_STOCK_H
#define DATELINE_TESTS_GLASS_STOCK_H

#include "tests/glass_sample.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Builds the sample through libxapian's own interface, at PATH. */
void stock_build(const struct sample *s, const char *path, uint32_t block_size);
/* Changes a database in every way, in three commits; the same way for the same
 * sample. */
void stock_change(const struct sample *s, const char *path);
/* Compacts FROM into the new TO, document numbers kept. */
void stock_compact(const char *from, const char *to, uint32_t block_size);

#ifdef __cplusplus
}
#endif
#endif

/* Bytes as a format's description writes them, for its tests. */
#ifndef DATELINE_TESTS_BYTES_H
#define DATELINE_TESTS_BYTES_H

#include <stdint.h>

#include "core/buf.h"

/* "02 51 31" as bytes, in a buffer that the next call but seven takes again. */
struct span hex(const char *digits);
void assert_bytes(struct span have, struct span want);
/* A number below N, the next of a sequence that is the same in every run. */
uint32_t below(uint32_t n);

#endif

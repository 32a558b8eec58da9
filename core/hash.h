/* The hash that names and verifies content: XXH3, 128 bits, as hexadecimal
 * text. It finds accidents, not forgeries. */
#ifndef DATELINE_CORE_HASH_H
#define DATELINE_CORE_HASH_H

#include <stdint.h>

#include "core/buf.h"

enum { HASH_BYTES = 16, HASH_TEXT = 32 };

/* The hash, the same on every machine. */
void hash_bytes(struct span content, uint8_t out[HASH_BYTES]);
/* HASH_TEXT lower-case digits, not terminated. */
void hash_text(struct span content, char out[HASH_TEXT]);

#endif

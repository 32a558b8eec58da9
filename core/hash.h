/* The hash that names and verifies content: XXH3, as 128 bits or as 64. It detects accidents, not
 * forgery. Hashes are the same on every machine. */
#ifndef DATELINE_CORE_HASH_H
#define DATELINE_CORE_HASH_H

#include <stdint.h>

#include "core/buf.h"

enum { HASH_BYTES = 16, HASH_TEXT = 32 };

void hash_bytes(struct span content, uint8_t out[HASH_BYTES]);
/* Writes HASH_TEXT lower-case hexadecimal digits, not terminated. */
void hash_text(struct span content, char out[HASH_TEXT]);
/* The 64-bit hash: the checksum of files. */
uint64_t hash_number(struct span content);

#endif

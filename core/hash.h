/* The hash that names and verifies content: XXH3, 128 bits as hexadecimal
 * text or 64 as a number. It finds accidents, not forgeries. */
#ifndef DATELINE_CORE_HASH_H
#define DATELINE_CORE_HASH_H

#include <stdint.h>

#include "core/buf.h"

enum { HASH_BYTES = 16, HASH_TEXT = 32 };

/* The hash, the same on every machine. */
void hash_bytes(struct span content, uint8_t out[HASH_BYTES]);
/* HASH_TEXT lower-case digits, not terminated. */
void hash_text(struct span content, char out[HASH_TEXT]);
/* The same in 64 bits, as a number: the checksum of files. */
uint64_t hash_number(struct span content);

#endif

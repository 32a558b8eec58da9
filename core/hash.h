/* The hash that names and verifies content: XXH3, 128 bits as hexadecimal
 * text or 64 as a number. It finds accidents, not forgeries. */
#ifndef DATELINE_CORE_HASH_H
#define DATELINE_CORE_HASH_H

#include <stdint.h>

#include "core/buf.h"

enum { HASH_TEXT = 32, UUID_BYTES = 16, UUID_TEXT = 37 };

/* HASH_TEXT lower-case digits, the same on every machine; not terminated. */
void hash_text(struct span content, char out[HASH_TEXT]);
/* The same in 64 bits, as a number: the checksum of files. */
uint64_t hash_number(struct span content);
/* The UUID of CONTENT: the same content has the same. TEXT gets it as text, with a NUL. */
void hash_uuid(struct span content, uint8_t out[UUID_BYTES], char text[UUID_TEXT]);

#endif

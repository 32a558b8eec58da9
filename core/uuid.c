/* UUIDs derived from content. */
#include "core/uuid.h"

#include <stdio.h>

#include "core/hash.h"

_Static_assert((int)HASH_BYTES == UUID_BYTES, "a hash fills a UUID");

void uuid_of(struct span content, uint8_t out[UUID_BYTES])
{
    hash_bytes(content, out);
    out[6] = (out[6] & 0x0F) | 0x80; /* version 8 */
    out[8] = (out[8] & 0x3F) | 0x80; /* the RFC's variant */
}

void uuid_format(const uint8_t uuid[UUID_BYTES], char out[UUID_TEXT])
{
    char *p = out;

    for (int i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *p++ = '-';
        p += sprintf(p, "%02x", uuid[i]);
    }
}

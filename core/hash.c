/* Hashes of content. */
#include "core/hash.h"

#include <xxhash.h>

void hash_bytes(struct span content, uint8_t out[HASH_BYTES])
{
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, XXH3_128bits(content.data, content.len));
    memcpy(out, canonical.digest, HASH_BYTES);
}

void hash_text(struct span content, char out[HASH_TEXT])
{
    static const char digit[] = "0123456789abcdef";
    uint8_t bytes[HASH_BYTES];

    hash_bytes(content, bytes);
    for (size_t i = 0; i < HASH_BYTES; i++) {
        out[2 * i] = digit[bytes[i] >> 4];
        out[2 * i + 1] = digit[bytes[i] & 15];
    }
}

uint64_t hash_number(struct span content)
{
    return XXH3_64bits(content.data, content.len);
}

/* The hash that names and verifies content. */
#include "core/hash.h"

#include <xxhash.h>

void hash_text(struct span content, char out[HASH_TEXT])
{
    static const char digit[] = "0123456789abcdef";
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, XXH3_128bits(content.data, content.len));
    for (size_t i = 0; i < sizeof canonical.digest; i++) {
        out[2 * i] = digit[canonical.digest[i] >> 4];
        out[2 * i + 1] = digit[canonical.digest[i] & 15];
    }
}

uint64_t hash_number(struct span content)
{
    return XXH3_64bits(content.data, content.len);
}

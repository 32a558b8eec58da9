/* The hash that names and verifies content. */
#include "core/hash.h"

#include <xxhash.h>

static XXH128_canonical_t hash_bytes(struct span content)
{
    XXH128_canonical_t bytes;

    XXH128_canonicalFromHash(&bytes, XXH3_128bits(content.data, content.len));
    return bytes;
}

/* Writes BYTE as two digits; where to go on. */
static char *put_hex(char *to, uint8_t byte)
{
    static const char digit[] = "0123456789abcdef";

    *to++ = digit[byte >> 4];
    *to++ = digit[byte & 15];
    return to;
}

void hash_text(struct span content, char out[HASH_TEXT])
{
    XXH128_canonical_t bytes = hash_bytes(content);

    for (size_t i = 0; i < sizeof bytes.digest; i++)
        out = put_hex(out, bytes.digest[i]);
}

uint64_t hash_number(struct span content)
{
    return XXH3_64bits(content.data, content.len);
}

void hash_uuid(struct span content, uint8_t out[UUID_BYTES], char text[UUID_TEXT])
{
    XXH128_canonical_t bytes = hash_bytes(content);

    memcpy(out, bytes.digest, UUID_BYTES);
    out[6] = (out[6] & 0x0F) | 0x80; /* RFC 9562: version 8, made of content */
    out[8] = (out[8] & 0x3F) | 0x80;
    for (int i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *text++ = '-';
        text = put_hex(text, out[i]);
    }
    *text = '\0';
}

/* Decodes and encodes UTF-8, inline for the tokeniser. */
#ifndef DATELINE_CORE_UTF8_H
#define DATELINE_CORE_UTF8_H

#include <stdint.h>

#include "core/buf.h"

/* Whether C is a continuation byte. */
static inline bool utf8_continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The number of characters in S, which is UTF-8. */
static inline size_t utf8_count(struct span s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += !utf8_continues(s.data[i]);
    return n;
}

/* The longest prefix of S of whole characters and at most MOST bytes. */
static inline struct span utf8_cut(struct span s, size_t most)
{
    if (s.len <= most)
        return s;
    for (s.len = most; s.len && most - s.len < 3 && utf8_continues(s.data[s.len]); s.len--)
        ;
    return s;
}

/* The length in bytes of a character that begins with LEAD and SECOND; 1 if they begin none.
 * Surrogates count as characters. */
static inline int utf8_len(unsigned char lead, unsigned char second)
{
    if (lead < 0xC2 || lead > 0xF4 || (second & 0xC0) != 0x80)
        return 1;
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0)
        return lead == 0xE0 && second < 0xA0 ? 1 : 3;
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90) ? 1 : 4;
}

/* Decodes the character at *P, before END, and advances *P past it. An invalid byte is read as
 * Latin-1. */
static inline uint32_t utf8_get(const char **p, const char *end)
{
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t c = *s;
    int len = 1;

    if (c >= 0x80 && end - *p > 1)
        len = utf8_len(s[0], s[1]);
    if (len > end - *p)
        len = 1;
    if (len > 1)
        c &= 0xFFU >> (len + 1);
    for (int i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            *p += 1;
            return *s;
        }
        c = c << 6 | (s[i] & 0x3F);
    }
    *p += len;
    return c;
}

/* Writes C as UTF-8; returns its length, at most 4. */
static inline size_t utf8_put(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

#endif

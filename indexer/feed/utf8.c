/* Validates UTF-8 as in RFC 3629. */
#include "indexer/feed/utf8.h"

#include "core/utf8.h"

#define UTF8_MARK "\xEF\xBB\xBF"

static bool in_range(unsigned char c, unsigned char low, unsigned char high)
{
    return c >= low && c <= high;
}

/* Table 3-7 of the Unicode standard: the range of the second byte depends on the first. */
static bool second_fits(unsigned char first, unsigned char second)
{
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

    return in_range(second, low, high);
}

size_t utf8_char(struct span s)
{
    const unsigned char *p = (const unsigned char *)s.data;
    size_t len;

    if (!s.len)
        return 0;
    if (*p < 0x80)
        return 1;
    len = in_range(*p, 0xC2, 0xDF)   ? 2
          : in_range(*p, 0xE0, 0xEF) ? 3
          : in_range(*p, 0xF0, 0xF4) ? 4
                                     : 0;
    if (!len || s.len < len || !second_fits(p[0], p[1]))
        return 0;
    for (size_t i = 2; i < len; i++)
        if (!in_range(p[i], 0x80, 0xBF))
            return 0;
    return len;
}

/* The length of the ASCII at the start of S, in multiples of eight. */
static size_t ascii_prefix(struct span s)
{
    size_t at = 0;
    uint64_t eight;

    for (; at + sizeof eight <= s.len; at += sizeof eight) {
        memcpy(&eight, s.data + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    return at;
}

size_t utf8_valid(struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        struct span rest = span_from(s, at);
        size_t ascii = ascii_prefix(rest);
        size_t len = ascii ? ascii : utf8_char(rest);

        if (!len)
            return at;
        at += len;
    }
    return at;
}

struct span utf8_without_mark(struct span s)
{
    return span_begins(s, span_of(UTF8_MARK)) ? span_from(s, 3) : s;
}

enum character_kind utf8_kind(struct span c)
{
    const char *p = c.data;

    return character_kind(utf8_get(&p, p + c.len));
}

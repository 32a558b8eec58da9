/* The table of characters that need special treatment in output. */
#include "core/character.h"

#include "core/utf8.h"

enum character_kind character_kind_beyond_ascii(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        enum character_kind kind;
    } ranges[] = {
        {0x7F, 0x9F, CHARACTER_CONTROL},       {0xA0, 0xA0, CHARACTER_BLANK},
        {0x061C, 0x061C, CHARACTER_DIRECTION}, {0x1680, 0x1680, CHARACTER_BLANK},
        {0x2000, 0x200A, CHARACTER_BLANK},     {0x200E, 0x200F, CHARACTER_DIRECTION},
        {0x2028, 0x2029, CHARACTER_LINE},      {0x202A, 0x202E, CHARACTER_DIRECTION},
        {0x202F, 0x202F, CHARACTER_BLANK},     {0x205F, 0x205F, CHARACTER_BLANK},
        {0x2066, 0x2069, CHARACTER_DIRECTION}, {0x3000, 0x3000, CHARACTER_BLANK},
        {0xD800, 0xDFFF, CHARACTER_SURROGATE},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && c >= ranges[i].first; i++)
        if (c <= ranges[i].last)
            return ranges[i].kind;
    return CHARACTER_SHOWN;
}

size_t character_make_safe(char *text, size_t len)
{
    const char *p = text, *end = text + len;
    char *out = text;

    while (p < end) {
        const char *from = p;
        uint32_t c = utf8_get(&p, end);
        size_t bytes = (size_t)(p - from);

        if ((c < 0x80 || bytes > 1) && character_kind(c) <= CHARACTER_BLANK) {
            memmove(out, from, bytes);
            out += bytes;
        } else {
            *out++ = '?';
        }
    }
    return (size_t)(out - text);
}

void character_add_safe(struct buf *out, struct span text)
{
    size_t start = out->len;

    buf_span_add(out, text);
    if (text.len)
        out->len = start + character_make_safe(out->data + start, text.len);
    if (out->data)
        out->data[out->len] = '\0';
}

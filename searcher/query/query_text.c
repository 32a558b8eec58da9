/* Reads the characters of a query. */
#include "searcher/query/query_text.h"

#include "core/character.h"
#include "core/utf8.h"

uint32_t query_char(struct span text, uint32_t at, uint32_t *next)
{
    const char *p = text.data + at;
    uint32_t c = utf8_get(&p, text.data + text.len);

    *next = (uint32_t)(p - text.data);
    return c;
}

bool query_quote(uint32_t c)
{
    return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201E);
}

bool query_find_quote(struct span text, uint32_t from, uint32_t *at, uint32_t *after)
{
    for (*at = from; *at < text.len; *at = *after)
        if (query_quote(query_char(text, *at, after)))
            return true;
    return false;
}

uint32_t query_span_end(struct span text, uint32_t from, const char *stop, bool quotes)
{
    uint32_t next;

    for (; from < text.len; from = next) {
        uint32_t c = query_char(text, from, &next);

        if (character_divides(c) || (c && c < 0x80 && strchr(stop, (int)c)) ||
            (quotes && query_quote(c)))
            break;
    }
    return from;
}

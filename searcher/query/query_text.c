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

bool query_ends_word(struct span text, uint32_t at)
{
    uint32_t next, c;

    if (at >= text.len)
        return true;
    c = query_char(text, at, &next);
    return character_divides(c) || c == '(' || c == ')';
}

bool query_number(struct span s, uint32_t most, uint32_t *out)
{
    uint64_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        n = n > most ? n : n * 10 + (uint32_t)(s.data[i] - '0');
    }
    if (!s.len || n > most)
        return false;
    *out = (uint32_t)n;
    return true;
}

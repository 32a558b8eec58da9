/* The characters of a query. */
#include "searcher/query_text.h"

#include "core/text.h"

uint32_t query_char(struct span text, uint32_t at, uint32_t *next)
{
    const char *p = text.data + at;
    uint32_t c = text_char(&p, text.data + text.len);

    *next = (uint32_t)(p - text.data);
    return c;
}

bool query_blank(uint32_t c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    return c <= 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
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

        if (query_blank(c) || (c && c < 0x80 && strchr(stop, (int)c)) || (quotes && query_quote(c)))
            break;
    }
    return from;
}

/* Direction marks, embeddings, overrides and isolates; surrogates. */
static bool deceives(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xD800 && c <= 0xDFFF);
}

void query_printable(struct buf *out, struct span text)
{
    uint32_t next;

    for (uint32_t at = 0; at < text.len; at = next) {
        uint32_t c = query_char(text, at, &next);
        bool alien = c >= 0x80 && next - at == 1;

        if (alien || c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
            deceives(c))
            buf_char(out, '?');
        else
            buf_add(out, text.data + at, next - at);
    }
}

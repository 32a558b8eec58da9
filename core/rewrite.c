/* Strings in the alphabet of each format. */
#include "core/rewrite.h"

#include <utf8proc.h>

#include "core/text.h"
#include "core/text_utf8.h"

enum { REPLACEMENT = 0xFFFD, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

static bool is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0);
}

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

/* Embeddings, overrides and isolates: they reach beyond the text they are in. */
static bool turns_direction(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool stands_for_itself(char c)
{
    return c > ' ' && c < 0x7F && c != '"' && c != '\\';
}

void rewrite_utf8(struct buf *out, uint32_t c)
{
    char bytes[4];

    buf_add(out, bytes, utf8_put(bytes, is_surrogate(c) ? REPLACEMENT : c));
}

bool rewrite_blank(uint32_t c)
{
    utf8proc_category_t kind;

    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    kind = utf8proc_category((utf8proc_int32_t)c);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
           kind == UTF8PROC_CATEGORY_ZP || kind == UTF8PROC_CATEGORY_CC;
}

/* What needs no change is copied in runs. */
void rewrite(struct buf *out, struct span text, rewriter *how)
{
    const char *p = text.data, *end = p + text.len, *run = p;

    while (p < end) {
        const char *from = p;
        uint32_t c;
        bool alien;

        if (stands_for_itself(*p)) {
            p++;
            continue;
        }
        c = text_char(&p, end);
        alien = is_surrogate(c) || (c >= 0x80 && p - from == 1);
        buf_add(out, run, (size_t)(from - run));
        run = p;
        if (how(out, c))
            continue;
        if (alien)
            rewrite_utf8(out, c);
        else
            run = from;
    }
    buf_add(out, run, (size_t)(end - run));
}

bool rewrite_control(struct buf *out, uint32_t c)
{
    if (!is_control(c))
        return false;
    rewrite_utf8(out, REPLACEMENT);
    return true;
}

static bool plain_lines(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t')
        return false;
    if (c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR)
        buf_char(out, '\n');
    else if (!turns_direction(c) && c != '\r')
        return rewrite_control(out, c);
    return true;
}

static bool plain(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
        buf_char(out, ' ');
        return true;
    }
    return plain_lines(out, c);
}

void rewrite_plain(struct buf *out, struct span text)
{
    rewrite(out, text, plain);
}

void rewrite_plain_lines(struct buf *out, struct span text)
{
    rewrite(out, text, plain_lines);
}

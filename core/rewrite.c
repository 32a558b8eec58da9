/* Rewrites text for the character set of an output format. */
#include "core/rewrite.h"

#include <utf8proc.h>

#include "core/character.h"
#include "core/utf8.h"

static bool stands_for_itself(char c)
{
    return c > ' ' && c < 0x7F && c != '"' && c != '%' && c != '\\';
}

void rewrite_utf8(struct buf *out, uint32_t c)
{
    bool surrogate = character_kind(c) == CHARACTER_SURROGATE;
    char bytes[4];

    buf_add(out, bytes, utf8_put(bytes, surrogate ? CHARACTER_REPLACEMENT : c));
}

unsigned rewrite_columns(uint32_t c)
{
    int width = c > ' ' && c < 0x7F ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);

    return width > 0 ? (unsigned)width : 0;
}

/* Copies unchanged characters in runs. */
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
        c = utf8_get(&p, end);
        alien = character_kind(c) == CHARACTER_SURROGATE || (c >= 0x80 && p - from == 1);
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
    if (character_kind(c) != CHARACTER_CONTROL)
        return false;
    rewrite_utf8(out, CHARACTER_REPLACEMENT);
    return true;
}

static bool replace_in_plain_lines(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t')
        return false;
    if (character_kind(c) == CHARACTER_LINE)
        buf_char(out, '\n');
    else if (character_kind(c) != CHARACTER_DIRECTION && c != '\r')
        return rewrite_control(out, c);
    return true;
}

static bool replace_in_plain(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t' || character_kind(c) == CHARACTER_LINE) {
        buf_char(out, ' ');
        return true;
    }
    return replace_in_plain_lines(out, c);
}

void rewrite_plain(struct buf *out, struct span text)
{
    rewrite(out, text, replace_in_plain);
}

void rewrite_plain_lines(struct buf *out, struct span text)
{
    rewrite(out, text, replace_in_plain_lines);
}

/* Strings in the alphabet of each format. */
#include <utf8proc.h>

#include "core/character.h"
#include "core/text_utf8.h"
#include "searcher/print_format.h"

static bool stands_for_itself(char c)
{
    return c > ' ' && c < 0x7F && c != '"' && c != '\\';
}

void print_utf8(struct buf *out, uint32_t c)
{
    bool surrogate = character_kind(c) == CHARACTER_SURROGATE;
    char bytes[4];

    buf_add(out, bytes, utf8_put(bytes, surrogate ? CHARACTER_REPLACEMENT : c));
}

unsigned print_columns(uint32_t c)
{
    int width = c > ' ' && c < 0x7F ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);

    return width > 0 ? (unsigned)width : 0;
}

/* Text that needs no change is copied in runs. */
void print_rewritten(struct buf *out, struct span text, print_rewriter *rewrite)
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
        if (rewrite(out, c))
            continue;
        if (alien)
            print_utf8(out, c);
        else
            run = from;
    }
    buf_add(out, run, (size_t)(end - run));
}

bool print_control(struct buf *out, uint32_t c)
{
    if (character_kind(c) != CHARACTER_CONTROL)
        return false;
    print_utf8(out, CHARACTER_REPLACEMENT);
    return true;
}

static bool plain_lines(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t')
        return false;
    if (character_kind(c) == CHARACTER_LINE)
        buf_char(out, '\n');
    else if (character_kind(c) != CHARACTER_DIRECTION && c != '\r')
        return print_control(out, c);
    return true;
}

static bool plain(struct buf *out, uint32_t c)
{
    if (c == '\n' || c == '\t' || character_kind(c) == CHARACTER_LINE) {
        buf_char(out, ' ');
        return true;
    }
    return plain_lines(out, c);
}

void print_plain(struct buf *out, struct span text)
{
    print_rewritten(out, text, plain);
}

void print_plain_lines(struct buf *out, struct span text)
{
    print_rewritten(out, text, plain_lines);
}

/* Escapes more than RFC 8259 asks for: characters that a terminal, or JavaScript's
 * older grammar, would take for more than a part of a string. */
static bool json(struct buf *out, uint32_t c)
{
    static const char short_forms[] = {
        ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\'};

    if (c < sizeof short_forms && short_forms[c]) {
        buf_char(out, '\\');
        buf_char(out, short_forms[c]);
        return true;
    }
    if (character_kind(c) != CHARACTER_CONTROL && character_kind(c) != CHARACTER_LINE)
        return false;
    buf_printf(out, "\\u%04x", c);
    return true;
}

void print_json_string(struct buf *out, struct span text)
{
    buf_char(out, '"');
    print_rewritten(out, text, json);
    buf_char(out, '"');
}

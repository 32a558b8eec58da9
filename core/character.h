/* Characters that are not simply shown: the one table of them.
 *
 *     kind        code points                          effect
 *     CONTROL     U+0000-001F, 007F, 0080-009F         C0, DEL and C1: a terminal obeys them
 *     LINE        U+2028, 2029                         end a line or a paragraph
 *     DIRECTION   U+061C, 200E, 200F, 202A-202E,       marks, embeddings, overrides and isolates:
 *                 2066-2069                            they turn the writing of text around them
 *     SURROGATE   U+D800-DFFF                          no characters; UTF-8 has none
 *     BLANK       U+0020, 00A0, 1680, 2000-200A,       white space
 *                 202F, 205F, 3000
 *     SHOWN       all others
 *
 * Zero-width characters (U+200B-200D, 2060, FEFF) are SHOWN: words of many scripts need
 * them, and they act on nothing but their neighbours. Tab and newline are CONTROL; a
 * format with a place for them asks for them first. */
#ifndef DATELINE_CORE_CHARACTER_H
#define DATELINE_CORE_CHARACTER_H

#include <stdint.h>

#include "core/buf.h"

enum character_kind {
    CHARACTER_SHOWN,
    CHARACTER_BLANK,
    CHARACTER_CONTROL,
    CHARACTER_LINE,
    CHARACTER_DIRECTION,
    CHARACTER_SURROGATE,
};

/* Written in place of a character that cannot be. */
enum { CHARACTER_REPLACEMENT = 0xFFFD };

enum character_kind character_kind_beyond_ascii(uint32_t c);

static inline enum character_kind character_kind(uint32_t c)
{
    if (c >= 0x7F)
        return character_kind_beyond_ascii(c);
    return c > ' ' ? CHARACTER_SHOWN : c == ' ' ? CHARACTER_BLANK : CHARACTER_CONTROL;
}

/* White space of any kind, and controls: a word on either side is a word of its own. */
static inline bool character_divides(uint32_t c)
{
    enum character_kind kind = character_kind(c);

    return kind == CHARACTER_BLANK || kind == CHARACTER_CONTROL || kind == CHARACTER_LINE;
}

/* Makes LEN bytes at TEXT one line of UTF-8 that is safe on a terminal, in place: a ?
 * replaces each byte that is not UTF-8 and each character neither shown nor blank.
 * Returns the new length, which is never greater; TEXT is not terminated. */
size_t character_make_safe(char *text, size_t len);
/* Appends TEXT, made safe. */
void character_add_safe(struct buf *out, struct span text);

#endif

/* Kinds of characters, for output that must be safe on a terminal.
 *
 *     kind        code points                          effect
 *     CONTROL     U+0000-001F, 007F, 0080-009F         C0, DEL and C1: a terminal obeys them
 *     LINE        U+2028, 2029                         end a line or a paragraph
 *     DIRECTION   U+061C, 200E, 200F, 202A-202E,       marks, embeddings, overrides and isolates:
 *                 2066-2069                            change the direction of the text around them
 *     SURROGATE   U+D800-DFFF                          not characters; invalid in UTF-8
 *     BLANK       U+0020, 00A0, 1680, 2000-200A,       white space
 *                 202F, 205F, 3000
 *     SHOWN       all others
 *
 * Zero-width characters (U+200B-200D, 2060, FEFF) are SHOWN: words of many scripts need
 * them, and they affect only their neighbours. Tab and newline are CONTROL; a format
 * that allows them tests for them first. */
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

/* Replaces a character that cannot be written. */
enum { CHARACTER_REPLACEMENT = 0xFFFD };

enum character_kind character_kind_beyond_ascii(uint32_t c);

static inline enum character_kind character_kind(uint32_t c)
{
    if (c >= 0x7F)
        return character_kind_beyond_ascii(c);
    return c > ' ' ? CHARACTER_SHOWN : c == ' ' ? CHARACTER_BLANK : CHARACTER_CONTROL;
}

/* Whether C separates words: white space, a line end or a control. */
static inline bool character_divides(uint32_t c)
{
    enum character_kind kind = character_kind(c);

    return kind == CHARACTER_BLANK || kind == CHARACTER_CONTROL || kind == CHARACTER_LINE;
}

/* Makes the LEN bytes at TEXT one line of UTF-8 that is safe on a terminal, in place: a ? replaces
 * each invalid byte and each character neither SHOWN nor BLANK. Returns the new length, which is
 * never greater; TEXT is not terminated. */
size_t character_make_safe(char *text, size_t len);
/* Appends TEXT as character_make_safe changes it. */
void character_add_safe(struct buf *out, struct span text);

#endif

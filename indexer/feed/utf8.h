/* Validates UTF-8 as in RFC 3629: no surrogates, no overlong forms, nothing past U+10FFFF. */
#ifndef DATELINE_INDEXER_FEED_UTF8_H
#define DATELINE_INDEXER_FEED_UTF8_H

#include "core/character.h"

#define UTF8_REPLACEMENT "\xEF\xBF\xBD"

/* The length of the character at the start of S; 0 if there is none. */
size_t utf8_char(struct span s);
/* The length of the valid UTF-8 at the start of S; S.len if all of it is valid. */
size_t utf8_valid(struct span s);
/* S without a byte order mark at its start. */
struct span utf8_without_mark(struct span s);
/* The kind of C, a whole character. */
enum character_kind utf8_kind(struct span c);

#endif

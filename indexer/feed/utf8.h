/* UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing past U+10FFFF. */
#ifndef DATELINE_INDEXER_FEED_UTF8_H
#define DATELINE_INDEXER_FEED_UTF8_H

#include "core/character.h"

#define UTF8_REPLACEMENT "\xEF\xBF\xBD"

/* Bytes of the character at S's start; 0 where there is none. */
size_t utf8_char(struct span s);
/* Bytes at S's start that are valid UTF-8: S.len where all are. */
size_t utf8_valid(struct span s);
/* S less a byte order mark at its start. */
struct span utf8_without_mark(struct span s);
/* The kind of C, one whole character. */
enum character_kind utf8_kind(struct span c);

#endif

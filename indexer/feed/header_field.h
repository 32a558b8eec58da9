/* Lines "Name: value" of web archives and of HTTP. */
#ifndef DATELINE_INDEXER_FEED_HEADER_FIELD_H
#define DATELINE_INDEXER_FEED_HEADER_FIELD_H

#include "indexer/feed/stream.h"

enum { HEADER_LINE_MAX = 64 << 10, HEADER_LINES_MAX = 1000 };

/* Takes the next line of S, which ends with CR LF or LF, up to an empty one: splits it at its
 * colon, both without blanks around them, borrowed until S is read on. False at the empty line or
 * the end. A line without a colon has no value; one that is too long is an empty name. */
bool header_field_next(struct stream *s, struct span *name, struct span *value);

/* Copies VALUE as text in lower case, at most ROOM - 1 bytes of it. */
void header_field_copy(char *out, size_t room, struct span value);

/* Splits VALUE, of Content-Type, into the media type and the parameter charset, as
 * header_field_copy() does; empty where there is none. */
void header_field_type(struct span value, char *type, size_t type_room, char *charset,
                       size_t charset_room);

#endif

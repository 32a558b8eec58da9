/* Recognises the header lines that mail begins with. */
#ifndef DATELINE_INDEXER_FEED_MAIL_HEADER_H
#define DATELINE_INDEXER_FEED_MAIL_HEADER_H

#include "core/buf.h"

/* Removes the next line of S and returns it, without its line end. */
struct span mail_take_line(struct span *s);
/* Whether LINE is a header "Name: value". */
bool mail_is_header(struct span line);
/* Whether START, the first bytes of a file, begins a message: headers up to an empty line or the
 * end of START, one of which no other text has. */
bool mail_recognise(struct span start);

#endif

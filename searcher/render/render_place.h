/* Where an article was read from, as far as its id says.
 *
 * An index keeps ids, not files. An id that the input gives says nothing of a file; one that was
 * made of the place is the path of a file as SOURCE names it, or below it where it is a directory,
 * with the line of a record after a colon: news/2025.jsonl:12. Whether an id was given is not kept
 * either: it is taken for a place if it ends in a line, or in the name of a file with an extension,
 * and is no address of a page or a message. */
#ifndef DATELINE_SEARCHER_RENDER_RENDER_PLACE_H
#define DATELINE_SEARCHER_RENDER_RENDER_PLACE_H

#include "core/buf.h"

struct render_place {
    struct span path; /* with %XX as in ids; empty: not known */
    struct span line; /* digits; "1" for a whole file, empty if the path is not known */
};

struct render_place render_place_of(struct span id);
/* Appends PATH with the ASCII characters that ids encode, such as %25, decoded. */
void render_place_path(struct span path, struct buf *out);

#endif

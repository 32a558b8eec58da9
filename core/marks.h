/* Marks on parts of an article's text, as its record has them: "b120+34,q400+20" marks the 34
 * bytes from byte 120 as boilerplate and the 20 bytes from byte 400 as quoted. Marks are in
 * ascending order and do not overlap; an empty list marks nothing. */
#ifndef DATELINE_CORE_MARKS_H
#define DATELINE_CORE_MARKS_H

#include "core/buf.h"

enum mark {
    MARK_NONE,
    MARK_BOILERPLATE, /* stored and shown, but not searched */
    MARK_QUOTED,      /* searched, but not chosen for snippets */
};

/* Appends a mark to the list OUT. */
void marks_add(struct buf *out, enum mark kind, size_t start, size_t len);
/* Whether MARKS is a list of marks that lie in TEXT, at the borders of its characters. */
bool marks_fit(struct span marks, struct span text);

/* The pieces of a text, marked and unmarked, in order: a reader begins as {TEXT, MARKS}. */
struct marked_text {
    struct span text, marks;
    size_t at;
};

/* Sets *PIECE to the next piece, which is not empty, and *KIND to its mark; false at the end. From
 * the first mark on that does not fit, the text is one unmarked piece. */
bool marked_next(struct marked_text *m, struct span *piece, enum mark *kind);
/* TEXT without the pieces marked as BOILERPLATE, and without those marked as QUOTED if QUOTED_TOO;
 * TEXT itself if there are none, else ROOM, which it replaces. */
struct span marked_kept(struct span text, struct span marks, bool quoted_too, struct buf *room);

#endif

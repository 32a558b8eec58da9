/* Tags and character references of newswire's SGML. There is no DTD; invalid markup is text. */
#ifndef DATELINE_INDEXER_FEED_SGML_H
#define DATELINE_INDEXER_FEED_SGML_H

#include "core/buf.h"

enum sgml_kind { SGML_END, SGML_TEXT, SGML_OPEN, SGML_CLOSE, SGML_OTHER };

struct sgml_token {
    enum sgml_kind kind;
    struct span text;       /* of SGML_TEXT, references not decoded */
    struct span name;       /* of a tag */
    struct span attributes; /* the text after an opening tag's name */
};

/* Removes the next token from REST and returns it. SGML_OTHER is a comment or declaration. */
struct sgml_token sgml_next(struct span *rest);
/* The same for a text of which sgml_comments_end() returned CLOSED: no end is looked for of each of
 * many comments that are not closed. */
struct sgml_token sgml_next_before(struct span *rest, const char *closed);
/* The end of the last comment in TEXT; its beginning if none is closed. */
const char *sgml_comments_end(struct span text);

/* Whether NAME equals AS, case-insensitive. */
bool sgml_named(struct span name, const char *as);

/* The value of NAME in ATTRIBUTES, without quotes; empty if there is none. */
struct span sgml_attribute(struct span attributes, const char *name);

/* Appends TEXT with references such as &lt; &#233; &eacute; decoded. Control characters become
 * blanks; unknown references are kept. */
void sgml_decode(struct buf *out, struct span text);

#endif

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

/* Whether NAME equals AS, case-insensitive. */
bool sgml_named(struct span name, const char *as);

/* The value of NAME in ATTRIBUTES, without quotes; empty if there is none. */
struct span sgml_attribute(struct span attributes, const char *name);

/* Appends TEXT with references such as &lt; &#233; &eacute; decoded. Control characters become
 * blanks; unknown references are kept. */
void sgml_decode(struct buf *out, struct span text);

#endif

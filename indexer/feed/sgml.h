/* Tags and character references, as newswire's SGML needs them: no DTD, and
 * whatever makes no sense as markup is text. */
#ifndef DATELINE_INDEXER_FEED_SGML_H
#define DATELINE_INDEXER_FEED_SGML_H

#include "core/buf.h"

enum sgml_kind { SGML_END, SGML_TEXT, SGML_OPEN, SGML_CLOSE, SGML_OTHER };

struct sgml_token {
    enum sgml_kind kind;
    struct span text;       /* of SGML_TEXT: references and all */
    struct span name;       /* of a tag */
    struct span attributes; /* what stands behind an opening tag's name */
};

/* Takes the next token off REST. SGML_OTHER is a comment or declaration. */
struct sgml_token sgml_next(struct span *rest);

/* Whether two names are one: capitals don't matter. */
bool sgml_named(struct span name, const char *as);

/* ATTRIBUTES' value of NAME, without quotes; empty where there is none. */
struct span sgml_attribute(struct span attributes, const char *name);

/* Appends TEXT with &lt; &#233; &eacute; made characters. Control characters
 * become blanks; references nobody knows stay as they are. */
void sgml_decode(struct buf *out, struct span text);

#endif

/* The elements of HTML, by how they lay out text. */
#ifndef DATELINE_INDEXER_FEED_HTML_TAG_H
#define DATELINE_INDEXER_FEED_HTML_TAG_H

#include "core/buf.h"

enum html_tag {
    TAG_TEXT,  /* no element: characters */
    TAG_OTHER, /* an element without a part in the rules */
    TAG_A,
    TAG_ABBR,
    TAG_ARTICLE,
    TAG_ASIDE,
    TAG_BLOCKQUOTE,
    TAG_BODY,
    TAG_BR,
    TAG_BUTTON,
    TAG_DD,
    TAG_DIV,
    TAG_DL,
    TAG_DT,
    TAG_FIGCAPTION,
    TAG_FIGURE,
    TAG_FOOTER,
    TAG_FORM,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_HEAD,
    TAG_HEADER,
    TAG_HR,
    TAG_HTML,
    TAG_LI,
    TAG_LINK,
    TAG_MAIN,
    TAG_META,
    TAG_NAV,
    TAG_NOSCRIPT,
    TAG_OL,
    TAG_P,
    TAG_PRE,
    TAG_SCRIPT,
    TAG_SECTION,
    TAG_TABLE,
    TAG_TD,
    TAG_TIME,
    TAG_TITLE,
    TAG_TR,
    TAG_UL,
};

enum {
    TAG_IS_BLOCK = 1,     /* begins and ends a line */
    TAG_IS_PARAGRAPH = 2, /* and an empty line stands before and after */
    TAG_IS_HIDDEN = 4,    /* shows no text */
    TAG_IS_CONTROL = 8,   /* a part of a form, or of a navigation */
};

/* Whether HTML has an element NAME, in any capitals. */
bool html_tag_known(struct span name);
/* NAME in any capitals, without a prefix; *TRAITS are its TAG_IS_ flags. */
enum html_tag html_tag_of(const char *name, unsigned *traits);

static inline bool tag_is_heading(enum html_tag t)
{
    return t >= TAG_H1 && t <= TAG_H6;
}

#endif

/* HTML and XML written to a buffer. */
#ifndef DATELINE_SERVE_HTML_H
#define DATELINE_SERVE_HTML_H

#include "core/buf.h"
#include "core/day.h"
#include "serve/target.h"

/* Appends TEXT escaped, for content and for attributes in double quotes. Marks and controls are
 * left out but for tabs and ends of lines, and bytes that are not UTF-8 become U+FFFD. */
void html_text(struct buf *out, struct span text);
/* The same, but the words between the marks of snippets are marked. */
void html_marked(struct buf *out, struct span text);
/* A text in a direction of its own. */
void html_isolated(struct buf *out, const char *element, struct span text);
/* "<time datetime=...>" of D; "undated" for 0. */
void html_day(struct buf *out, dateline_day d);

/* A parameter that a link has instead of the page's own; without a value it has none. */
struct html_change {
    const char *name, *value;
};

/* Appends PATH with the parameters of T changed by CHANGES (up to N), escaped for an attribute. */
void html_address(struct buf *out, const char *path, const struct target *t,
                  const struct html_change *changes, size_t n);

#endif

/* The kinds of XML whose records and fields have names of their own: feeds and newswire. */
#ifndef DATELINE_INDEXER_FEED_XML_SHAPE_H
#define DATELINE_INDEXER_FEED_XML_SHAPE_H

#include "indexer/feed/feed.h"

/* Roles besides enum feed_role: of text in no field, of a text that is shorter than the body or
 * about it, and of text that is passed over. */
enum { XML_REST = FEED_ROLES, XML_SUMMARY, XML_OTHER_SUMMARY, XML_NOTHING, XML_ROLES };

/* A field of a record: the text of ELEMENT, or its ATTRIBUTE. */
struct xml_field {
    const char *element, *attribute; /* NULL: the text */
    int role;
    int rank; /* of several in one record the lowest counts */
};

struct xml_shape {
    const char *root, *record;      /* elements; the same: the file is one record */
    const struct xml_field *fields; /* up to one without an element */
    bool feed;                      /* fields are children of the record; text may be HTML */
};

/* The shape of a file whose outermost element is ROOT; NULL: not known. */
const struct xml_shape *xml_shape_of(struct span root);

/* Whether S, the start of a file without its byte order mark, begins a file of a known shape. */
bool xml_shape_begins(struct span s);
/* Whether the element NAME is part of a line, not a block of its own. */
bool xml_is_inline(struct span name);

#endif

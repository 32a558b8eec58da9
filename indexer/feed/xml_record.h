/* The fields of one record of XML, gathered element by element. */
#ifndef DATELINE_INDEXER_FEED_XML_RECORD_H
#define DATELINE_INDEXER_FEED_XML_RECORD_H

#include "indexer/feed/input.h"
#include "indexer/feed/xml_shape.h"

enum { XML_DEPTH_MAX = 260 }; /* libxml2 refuses more than 256 */

struct xml_record {
    const struct feed_options *options;
    const struct xml_shape *shape; /* NULL: fields by --field, or named as the roles */
    struct buf field[XML_ROLES];
    int rank[XML_ROLES];
    bool given[XML_ROLES];  /* a field of that role was found, empty or not */
    bool markup[XML_ROLES]; /* it has elements in it */
    bool too_long;
    size_t depth;    /* of open elements, the record's own not counted */
    struct buf path; /* their names, with dots between them */
    size_t path_at[XML_DEPTH_MAX];
    unsigned char role[XML_DEPTH_MAX]; /* of the text at each depth; the record's at 0 */
};

/* Makes R empty, for the next record. */
void xml_record_begin(struct xml_record *r);
/* An element NAME of the record opens; false if it is nested too deep. Its attributes follow. */
bool xml_record_open(struct xml_record *r, struct span name);
/* An attribute of the innermost element, or with depth 0 of the record itself, which is called
 * ELEMENT. */
void xml_record_attribute(struct xml_record *r, struct span element, struct span name,
                          struct span value);
void xml_record_text(struct xml_record *r, struct span text);
void xml_record_close(struct xml_record *r);
void xml_record_free(struct xml_record *r);

#endif

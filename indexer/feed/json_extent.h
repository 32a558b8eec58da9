/* Where a JSON value ends, without reading it. */
#ifndef DATELINE_INDEXER_FEED_JSON_EXTENT_H
#define DATELINE_INDEXER_FEED_JSON_EXTENT_H

#include "core/buf.h"

/* A value in pieces; all zeros before the first piece. */
struct json_extent {
    size_t at; /* bytes looked at; the value's length once it is DONE */
    size_t depth;
    bool string, escape, done;
};

/* Goes on at e->at in TEXT, which begins with the value and its first e->at bytes are as before.
 * Returns whether the value ends in TEXT. A number or word ends where TEXT does. */
bool json_extent(struct json_extent *e, struct span text);

/* The offset after the '[' of the first list of records in TEXT, an object: records are objects
 * that IS_RECORD accepts; the list lies in no other list. *DEPTH objects are open there. 0: none.
 */
size_t json_find_list(struct span text, bool (*is_record)(void *ctx, struct span object), void *ctx,
                      size_t *depth);

#endif

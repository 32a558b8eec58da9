/* Lines that a site puts around its articles, known by their words. */
#ifndef DATELINE_INDEXER_FEED_MARKING_FURNITURE_H
#define DATELINE_INDEXER_FEED_MARKING_FURNITURE_H

#include "core/buf.h"

enum furniture {
    FURNITURE_NONE,
    FURNITURE_PIECE,   /* an advertisement's mark, a share bar, a pointer to another article */
    FURNITURE_HEADING, /* of other articles: "Related stories" */
    FURNITURE_FORM,    /* of comments: "Leave a Reply" */
    FURNITURE_NOTICE,  /* of copyright */
};

/* The kind of LINE, which is trimmed. A sentence of an article is NONE even where it begins with
 * the same words. */
enum furniture furniture_of(struct span line);
/* Whether a sentence speaks to a site's readers, as articles do not but in quotes: "our
 * newsletter", "all rights reserved". */
bool furniture_speaks(struct span line);

#endif

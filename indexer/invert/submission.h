/* An article submitted to a segment. */
#ifndef DATELINE_INDEXER_INVERT_SUBMISSION_H
#define DATELINE_INDEXER_INVERT_SUBMISSION_H

#include "core/article.h"
#include "indexer/feed/place.h"

struct submission {
    const struct article *article;
    struct span record; /* the article as stored */
    struct place at;
    /* As the last version of its id, it is not built: the index has the same article, or the
     * submission represents a deletion. */
    bool unbuilt;
};

#endif

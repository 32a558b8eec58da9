/* An article on its way into a segment. */
#ifndef DATELINE_INDEXER_INVERT_SUBMISSION_H
#define DATELINE_INDEXER_INVERT_SUBMISSION_H

#include "core/article.h"
#include "indexer/feed/place.h"

struct submission {
    const struct article *article;
    struct span record; /* the article as stored */
    struct place at;
    /* As its id's last version it is not built: the index has the same, byte for
     * byte, or it stands for a deletion. */
    bool unbuilt;
};

#endif

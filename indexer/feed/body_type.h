/* Records whose text is HTML: --body-type. */
#ifndef DATELINE_INDEXER_FEED_BODY_TYPE_H
#define DATELINE_INDEXER_FEED_BODY_TYPE_H

#include "indexer/feed/input.h"

/* Makes text of R's body, and of its title, if the body is HTML: where the options say so, or by
 * default where it plainly is. Borrowed from the feed until the next record. */
void body_to_text(struct input *in, struct record *r);

#endif

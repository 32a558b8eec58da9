/* Mailboxes: many messages in one file, each after a line "From ". */
#ifndef DATELINE_INDEXER_FEED_MBOX_H
#define DATELINE_INDEXER_FEED_MBOX_H

#include "indexer/feed/input.h"

bool mbox_recognise(struct span start);

/* Reads each message as a part of the type message/rfc822, with the line it begins at and the time
 * of delivery from its line "From ". A line "From " begins a message if an empty line precedes it,
 * a time stands in it and a header follows; ">From " in a message is "From " again, as mboxrd and
 * mboxo write it. */
dateline_status mbox_read(struct input *in, dateline_error *err);

#endif

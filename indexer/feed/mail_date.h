/* The date of a message, from what its headers say. */
#ifndef DATELINE_INDEXER_FEED_MAIL_DATE_H
#define DATELINE_INDEXER_FEED_MAIL_DATE_H

#include "core/buf.h"

/* The text among WRITTEN (the header Date), RECEIVED (the newest header Received) and DELIVERED (of
 * a mailbox) from which the date is to be read: WRITTEN, in which the day is the sender's, unless
 * it is absent, cannot be read, or is absurd: before mail was (1971), or more than two days after
 * the message was received. WRITTEN where no other is better; empty if it is absurd by itself. */
struct span mail_date(struct span written, struct span received, struct span delivered,
                      int century);

#endif

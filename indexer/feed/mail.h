/* A message of mail and the texts in it, through GMime. */
#ifndef DATELINE_INDEXER_FEED_MAIL_H
#define DATELINE_INDEXER_FEED_MAIL_H

#include "indexer/feed/input.h"

/* A message's fields as UTF-8, borrowed from it. Unknown fields are empty. */
struct mail {
    struct span id;       /* without angle brackets */
    struct span subject;  /* encoded words decoded */
    struct span author;   /* the sender's name, else the address */
    struct span date;     /* as written */
    struct span received; /* the header of the newest server */
    struct span text;     /* of all parts that are text */
    struct buf subject_text, author_text, body, part;
    void *message; /* GMime's */
};

/* Parses RAW to *OUT, all zeros; mail_free() in any case. The plain text counts among alternatives,
 * or HTML without its tags where there is none; messages in the message count too, attachments do
 * not.
 * Depth of nesting is bounded by GMime. False, with *WHY, if it is no message or exceeds
 * mail_limits.h. */
bool mail_parse(struct input *in, struct span raw, struct mail *out, const char **why);
void mail_free(struct mail *m);

#endif

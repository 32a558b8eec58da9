/* Bounds what a message may make the MIME parser build. */
#include "indexer/feed/mail_limits.h"

#include "indexer/feed/mail_header.h"

/* Headers stand at the start, after a line that may begin a part, and at the start of a message in
 * a message. The last is not known without parsing: any part may be one, so a block of headers that
 * follows another counts. */
const char *mail_exceeds(struct span message)
{
    size_t parts = 0, headers = 0;
    bool in_headers = true, after_headers = false;

    while (message.len) {
        struct span line = mail_take_line(&message);
        bool empty = !line.len;

        if (line.len > 2 && !memcmp(line.data, "--", 2)) {
            parts++;
            in_headers = true;
        } else if (in_headers && empty) {
            in_headers = false;
            after_headers = true;
            continue;
        } else if (after_headers && mail_is_header(line))
            in_headers = true;
        headers += in_headers;
        after_headers = after_headers && empty;
        if (parts > MAIL_PARTS_MAX)
            return "it has more than 50000 parts";
        if (headers > MAIL_HEADERS_MAX)
            return "it has more than 100000 lines of headers";
    }
    return NULL;
}

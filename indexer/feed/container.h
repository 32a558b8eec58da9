/* Containers: files of parts, each of which is an input of its own.
 *
 * A container gives named parts with the facts it knows (struct input_part: media type, encoding,
 * address, time); a format (format.h) makes articles of one part. One line for each container in
 * the table of container.c. Packed files and archives are always opened, by their first bytes;
 * other containers where they are recognised and no format is named. A container that is named is
 * read as that. */
#ifndef DATELINE_INDEXER_FEED_CONTAINER_H
#define DATELINE_INDEXER_FEED_CONTAINER_H

#include "indexer/feed/input.h"

struct container {
    enum feed_format name; /* for --input-format; FEED_RECOGNISED: always recognised */
    /* Whether a file that begins with START, at most FORMAT_START bytes, is one; NULL: only if it
     * is named. */
    bool (*recognise)(struct span start);
    /* Reads each part with input_read_part() or input_read(); reports what cannot be read. Fails
     * only as they do. */
    dateline_status (*read)(struct input *in, dateline_error *err);
};

/* The format or container that the user names for IN; FEED_RECOGNISED: none. An archive's is not
 * for its members. */
enum feed_format container_named(const struct input *in);
/* The container that IN, which begins with START, is to be read as; NULL: none. */
const struct container *container_of(const struct input *in, struct span start);

#endif

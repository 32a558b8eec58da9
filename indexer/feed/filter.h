/* Files that a command of the user's turns into text: --filter=EXT=COMMAND.
 *
 * The command gets the file on its standard input, and "{}" in its words stands for the file's
 * path. A file that is packed, or whose bytes cannot be read twice, is copied to a temporary file
 * without a name first: there "{}" is /dev/stdin. A command that fails, or exceeds a limit, loses
 * its file: told, skipped and counted. */
#ifndef DATELINE_INDEXER_FEED_FILTER_H
#define DATELINE_INDEXER_FEED_FILTER_H

#include "indexer/feed/input.h"

/* For each file. */
enum {
    FILTER_SECONDS = 60,      /* also of processor time */
    FILTER_MEMORY_GIB = 4,    /* of address space, of which some programs reserve much */
    FILTER_OUTPUT = 64 << 20, /* bytes of text: ARTICLE_BYTES_MAX */
};

/* The command that --filter gives for the extension EXT, in any capitals; NULL: none. */
const char *filter_command(const struct feed_options *o, struct span ext);
/* The command for IN, by the extension of its name; NULL: none. */
const char *filter_of(const struct input *in);

/* Reads the text that COMMAND makes of IN, of which nothing has been taken. */
dateline_status filter_read(struct input *in, const char *command, dateline_error *err);

#endif

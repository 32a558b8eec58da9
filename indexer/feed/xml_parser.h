/* Parses XML piece by piece, with libxml2's reader.
 *
 * Nothing outside the file is read, and entities are never replaced but those of characters;
 * libxml2 refuses names, texts and depths beyond its limits. */
#ifndef DATELINE_INDEXER_FEED_XML_PARSER_H
#define DATELINE_INDEXER_FEED_XML_PARSER_H

#include "indexer/feed/input.h"

/* Called in the order of the file. False stops the parser; a few more calls may follow. */
struct xml_events {
    /* ATTRIBUTES: names and values in turns, up to a NULL; NULL: none. LINE: 0 if not known. */
    bool (*open)(void *ctx, struct span name, const char *const *attributes, uint64_t line);
    bool (*close)(void *ctx);
    bool (*text)(void *ctx, struct span text); /* UTF-8; a piece of it */
};

/* The first fault in a file. */
struct xml_fault {
    char text[120]; /* "": none */
    uint64_t line;
};

/* Passes IN to E's functions with CTX, and sets *FAULT. False, after reporting it, if libxml2 does
 * not know the encoding. */
bool xml_parse(struct input *in, const struct xml_events *e, void *ctx, struct xml_fault *fault);

#endif

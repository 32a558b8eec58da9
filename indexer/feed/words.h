/* The words of a command, as a user writes them in one argument. */
#ifndef DATELINE_INDEXER_FEED_WORDS_H
#define DATELINE_INDEXER_FEED_WORDS_H

#include "core/buf.h"

enum { WORDS_MAX = 64 };

struct words {
    struct buf text;           /* the words, each with a NUL after it */
    char *list[WORDS_MAX + 1]; /* NULL after the last */
};

/* Splits COMMAND at blanks. Quotes, single or double, keep blanks and empty words; a backslash
 * keeps the character after it, except between single quotes. FILE replaces each "{}" in a word.
 * Returns NULL, or why COMMAND is none; free W in both cases. */
const char *words_split(const char *command, const char *file, struct words *w);
void words_free(struct words *w);

/* Finds the program that the first word of W names, as execvp() does; false with errno. */
bool words_find_program(const struct words *w, struct buf *path);

#endif

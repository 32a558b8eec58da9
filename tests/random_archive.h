/* Archives and queries drawn at random, the same for the same seed: words with the
 * frequencies of a language, every shape of query. */
#ifndef DATELINE_TESTS_RANDOM_ARCHIVE_H
#define DATELINE_TESTS_RANDOM_ARCHIVE_H

#include "searcher/query/question.h"

/* Begins another sequence of draws. */
void random_begin(unsigned seed);
/* A number from 0 to N - 1. */
unsigned random_below(unsigned n);

/* Makes an index in DIR that grows in PARTS commits; later ones replace and delete
 * earlier articles. */
void random_archive(const char *dir, unsigned parts, unsigned articles);

/* A question whose text is in TEXT. */
struct question random_question(struct buf *text);

#endif

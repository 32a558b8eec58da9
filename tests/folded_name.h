/* Names as the index has them, for tests. */
#ifndef DATELINE_TESTS_FOLDED_NAME_H
#define DATELINE_TESTS_FOLDED_NAME_H

#include <stdbool.h>

enum { FOLDED_NAME = 256 /* bytes */ };

/* Sets OUT to WORD, lower-cased and folded. Returns false if it is not one word. */
bool fold_name(const char *word, char out[FOLDED_NAME]);

#endif

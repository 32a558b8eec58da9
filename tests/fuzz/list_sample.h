/* Small right search lists for the fuzz targets of lists/. */
#ifndef DATELINE_TESTS_FUZZ_LIST_SAMPLE_H
#define DATELINE_TESTS_FUZZ_LIST_SAMPLE_H

#include "lists/lists.h"

enum { LIST_SAMPLE_SHAPES = 8, LIST_SAMPLE_TERMS = LIST_SAMPLE_SHAPES + 40 };

struct list_sample {
    struct buf files[LISTS_FILES]; /* the data of the files */
    struct list_term terms[LIST_SAMPLE_SHAPES];
};

/* Made at the first call. */
const struct list_sample *list_sample(void);
/* Opens lists of these data, all pages of which count as verified; NULL if they are refused.
 * The data are borrowed until lists_close; an empty one is a file that is not there. */
struct lists *list_sample_open(const struct span files[LISTS_FILES]);

#endif

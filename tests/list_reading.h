/* Reads search lists by every function of lists/, and checks what holds of any file, damaged
 * or made to deceive: order, limits, an end. Aborts if something does not hold. */
#ifndef DATELINE_TESTS_LIST_READING_H
#define DATELINE_TESTS_LIST_READING_H

#include "lists/lists.h"

struct list_reading {
    uint64_t digest; /* of all that was read */
    bool damaged;    /* a call failed with DATELINE_CORRUPT, or a cursor ended so */
    uint64_t left;   /* postings and positions that may still be read: lists made to deceive
                      * may all lie at the same bytes */
};

/* Reads every term, posting, position and length. */
void list_reading_all(struct list_reading *r, const struct lists *l);
/* Reads the postings and positions of TERM, which need not be of the lexicon. */
void list_reading_term(struct list_reading *r, const struct lists *l, const struct list_term *term);

#endif

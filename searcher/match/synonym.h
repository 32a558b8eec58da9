/* How many documents have any of several words, as Xapian 1.4 estimates it for the weight
 * of OP_SYNONYM: by a tree that joins the two rarest words again and again. Rarity is
 * that within one segment, the estimate that of the whole index. */
#ifndef DATELINE_SEARCHER_MATCH_SYNONYM_H
#define DATELINE_SEARCHER_MATCH_SYNONYM_H

#include <stddef.h>
#include <stdint.h>

struct synonym_word {
    double here, everywhere; /* documents that have it */
};

/* WORDS are used up. HERE and EVERYWHERE are all documents. */
double synonym_documents(struct synonym_word *words, size_t n, double here, double everywhere);

#endif

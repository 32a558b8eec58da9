/* The internals of an inverter: inverter.c takes articles in, inverter_run.c sorts and inverts
 * them. */
#ifndef DATELINE_INDEXER_INVERT_INVERTER_STATE_H
#define DATELINE_INDEXER_INVERT_INVERTER_STATE_H

#include "core/arena.h"
#include "indexer/invert/analyser.h"
#include "indexer/invert/filter_terms.h"
#include "indexer/invert/inverter.h"
#include "indexer/invert/posting.h"

/* A document. Its id is in the arena of ids, all else in the other arena. */
struct document {
    struct span id;
    struct span record;
    const uint8_t *entries; /* its terms, in posting.h's format */
    struct place at;
    uint64_t turn;
    dateline_day day;
    uint32_t length, n_terms;
    bool unbuilt;
};

struct inverter {
    struct stemmer *stemmer;
    struct analyser *analyser;
    struct arena arena;
    struct arena ids; /* separate, so that sorting and hashing ids touches little memory */
    struct document *documents; /* in order of arrival until the run is made, then sorted */
    size_t n_documents, documents_cap;
    size_t n_postings, entry_bytes;
    const char *path; /* of the last document */
    struct filter_terms filters;
};

/* TERM is below analyser_terms. */
static inline struct term_use *inverter_use(const struct inverter *v, uint32_t term)
{
    return &analyser_record(v->analyser, term)->use;
}

#endif

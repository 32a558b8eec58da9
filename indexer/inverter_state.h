/* The inside of an inverter: inverter.c takes articles in, inverter_run.c sorts
 * and turns them round, inverter_contents.c makes what tables keep of each. */
#ifndef DATELINE_INDEXER_INVERTER_STATE_H
#define DATELINE_INDEXER_INVERTER_STATE_H

#include "core/analyser.h"
#include "core/arena.h"
#include "indexer/filter_terms.h"
#include "indexer/inverter.h"
#include "indexer/posting.h"

/* A document; its id lies with the ids, all else that it points to in the arena. */
struct document {
    struct span id;
    struct span data; /* its stored form, deflated if that made it smaller */
    /* Its terms, as posting.h has them. */
    const uint8_t *entries;
    struct place at;
    uint64_t turn;
    dateline_day day;
    uint32_t length, n_terms;
    bool data_deflated, unbuilt;
};

struct inverter {
    struct stemmer *stemmer;
    struct analyser *analyser;
    struct deflater *deflater;
    struct arena arena;
    struct arena ids;           /* apart, so that sorting and hashing them touches little memory */
    struct document *documents; /* as they came; in order once the run is made */
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

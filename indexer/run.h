/* A sorted run: documents and terms, ready to be merged into a segment.
 *
 * Documents are numbered from 1, newest first, undated last, ties by id, then
 * in the order in which they came. A run in memory, one on disk and a segment
 * of an index all look like this; a merge reads the keys first, and then the
 * documents' tags and the terms. */
#ifndef DATELINE_INDEXER_RUN_H
#define DATELINE_INDEXER_RUN_H

#include "core/fail.h"
#include "indexer/posting.h"
#include "indexer/record.h"

/* What orders a document and what its numbers are. Lent until the next. */
struct run_key {
    dateline_day day;
    struct span id;
    uint64_t turn;   /* of the articles submitted, counted from 0 */
    uint32_t length; /* sum of its wdfs */
    bool unbuilt;    /* see struct submission */
    struct place at; /* path NULL where nobody will ask */
};

/* A document's tag as a table has it. Lent until the next. */
struct run_tag {
    struct span bytes;
    bool deflated;
};

struct run_posting {
    uint32_t document; /* number in the run */
    uint32_t wdf;
    struct span positions; /* the tag; empty: none are kept */
};

/* Lists of postings are handed over packed: for each the step from the document
 * before it (at first, from 0), and what posting.h says. Moves POSTING, which is
 * the one before, to the one at P; what follows it. */
static inline const uint8_t *run_posting_next(const uint8_t *p, struct run_posting *posting)
{
    uint32_t len;

    posting->document += take_uint(&p);
    take_posting_head(&p, &posting->wdf, &len);
    posting->positions = (struct span){(const char *)p, len};
    return p + len;
}

struct run_terms;

struct run {
    const struct run_methods *methods;
    uint32_t documents;
    uint64_t *dropped; /* a bit for each document number: leave it out; NULL: none. Owned */
};

/* *more is false at the end. What docdata and termlist have of the documents
 * comes once, each in their order and by itself, possibly in two threads. */
struct run_methods {
    dateline_status (*key)(struct run *r, struct run_key *out, bool *more, dateline_error *err);
    void (*rewind_keys)(struct run *r);
    dateline_status (*data)(struct run *r, struct run_tag *out, dateline_error *err);
    dateline_status (*termlist)(struct run *r, struct run_tag *out, dateline_error *err);
    /* Begins to read terms; whose POSITIONS are not wanted may get them or not. */
    dateline_status (*terms)(struct run *r, bool positions, struct run_terms **out,
                             dateline_error *err);
    void (*close)(struct run *r);
};

/* A run's terms being read, from the first on: by several, if need be in threads
 * of their own, as long as the run is there. */
struct run_terms {
    const struct run_terms_methods *methods;
};

/* Terms come in byte order; _next passes over what is left of the postings of
 * the one before, which come in document order, some whole ones at a time, none
 * at the end. */
struct run_terms_methods {
    dateline_status (*next)(struct run_terms *t, struct span *term, bool *more,
                            dateline_error *err);
    dateline_status (*postings)(struct run_terms *t, struct span *list, dateline_error *err);
    void (*close)(struct run_terms *t);
};

/* Whether A comes before B: newest first, undated last, then by id, then by turn. */
bool run_key_before(const struct run_key *a, const struct run_key *b);

void run_drop(struct run *r, uint32_t document);
static inline bool run_dropped(const struct run *r, uint32_t document)
{
    return r->dropped && r->dropped[document / 64] >> document % 64 & 1;
}

#endif

/* A sorted run: documents and terms, ready to be merged into a segment.
 *
 * Documents are numbered from 1: newest first, undated last, ties by id, then in order of arrival.
 * A run in memory, a run on disk and a segment of an index have this interface. A merge reads the
 * keys first, then the documents' records and the terms. */
#ifndef DATELINE_INDEXER_INVERT_RUN_H
#define DATELINE_INDEXER_INVERT_RUN_H

#include "core/fail.h"
#include "indexer/feed/place.h"
#include "indexer/invert/posting.h"

/* A document's sort key and numbers; valid until the next one is read. */
struct run_key {
    dateline_day day;
    struct span id;
    uint64_t turn;   /* the article's number among those submitted, from 0 */
    uint32_t length; /* sum of the document's wdfs */
    bool unbuilt;    /* see struct submission */
    struct place at; /* path NULL in a segment */
};

struct run_posting {
    uint32_t document; /* number in the run */
    uint32_t wdf;
    struct span steps; /* its positions (lists/lists_writer.h); empty: none are kept */
};

/* Reads the posting at P into POSTING, which holds the posting before; returns the first byte after
 * it. A packed posting is the step from the document before (0 at first), then posting.h's
 * format. */
static inline const uint8_t *run_posting_next(const uint8_t *p, struct run_posting *posting)
{
    uint32_t len;

    posting->document += take_uint(&p);
    take_posting_head(&p, &posting->wdf, &len);
    posting->steps = (struct span){(const char *)p, len};
    return p + len;
}

/* Appends a posting to OUT, STEP after the document before, with N positions as steps. */
static inline void run_posting_append(struct buf *out, uint32_t step, uint32_t wdf,
                                      const uint32_t *steps, size_t n)
{
    uint8_t *p = pack_begin(out, PACK_UINT32_MAX + POSTING_HEAD_MAX + n * PACK_UINT32_MAX + 1);
    uint8_t *packed = p + PACK_UINT32_MAX + POSTING_HEAD_MAX, *end = packed;

    for (size_t i = 0; i < n; i++)
        end = pack_uint(end, steps[i]);
    p = posting_head(pack_uint(p, step), wdf, (uint32_t)(end - packed));
    memmove(p, packed, (size_t)(end - packed));
    pack_end(out, p + (end - packed));
}

struct run_terms;

struct run {
    const struct run_methods *methods;
    uint32_t documents;
    uint64_t *dropped; /* a bit by document number, set for a dropped document; NULL: none. Owned */
};

/* *more is false at the end. Records can be read once, in document order, possibly in another
 * thread than terms. */
struct run_methods {
    dateline_status (*key)(struct run *r, struct run_key *out, bool *more, dateline_error *err);
    void (*rewind_keys)(struct run *r);
    /* The next document's record (core/article.h); valid until the next one is read. */
    dateline_status (*record)(struct run *r, struct span *out, dateline_error *err);
    /* Begins to read terms. Without POSITIONS, postings need not have steps. */
    dateline_status (*terms)(struct run *r, bool positions, struct run_terms **out,
                             dateline_error *err);
    void (*close)(struct run *r);
};

/* A reader of a run's terms. A run may have several, each in its own thread; all must be closed
 * before the run. */
struct run_terms {
    const struct run_terms_methods *methods;
};

/* Terms come in byte order. postings returns some whole postings of the term in document order, an
 * empty span at the end; next skips the term's rest. */
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

/* The terms of a snapshot and their documents. All numbers include deleted documents. */
#ifndef DATELINE_SNAPSHOT_TERMS_H
#define DATELINE_SNAPSHOT_TERMS_H

#include "core/buf.h"
#include "snapshot/snapshot.h"

struct snapshot_stats {
    uint32_t documents;
    snapshot_doc last; /* the greatest document number */
    double average_length;
};
dateline_status snapshot_stats(struct snapshot *s, struct snapshot_stats *out, dateline_error *err);

struct snapshot_term_stats {
    uint32_t documents;   /* with the term */
    uint64_t occurrences; /* the sum of its wdfs */
};
/* Zeros if no document has TERM. */
dateline_status snapshot_term_stats(struct snapshot *s, struct span term,
                                    struct snapshot_term_stats *out, dateline_error *err);
/* The number of articles with TERM, without deleted ones; reads the postings if documents are
 * deleted. */
dateline_status snapshot_term_articles(struct snapshot *s, struct span term, uint64_t *out,
                                       dateline_error *err);
/* The wdf of TERM in DOC: how often it occurs, a title's words counted SCHEMA_TITLE_WDF times. */
dateline_status snapshot_term_wdf(struct snapshot *s, struct span term, snapshot_doc doc,
                                  uint32_t *out, dateline_error *err);
/* The length of DOC: the sum of its wdfs. */
dateline_status snapshot_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                         dateline_error *err);

/* The terms that begin with PREFIX, in byte order. */
struct snapshot_terms;
struct snapshot_term {
    struct span term; /* borrowed until the next call */
    uint32_t documents;
};
dateline_status snapshot_terms_open(struct snapshot *s, struct span prefix,
                                    struct snapshot_terms **out, dateline_error *err);
/* Sets *MORE to whether *OUT was filled. */
dateline_status snapshot_terms_next(struct snapshot_terms *t, struct snapshot_term *out, bool *more,
                                    dateline_error *err);
/* Moves on so that the next term is the first one from TERM on, which is above the last. */
dateline_status snapshot_terms_skip(struct snapshot_terms *t, struct span term,
                                    dateline_error *err);
void snapshot_terms_close(struct snapshot_terms *t);

/* The documents of a term in ascending order; the empty term lists every document. */
struct snapshot_postings;
struct snapshot_posting {
    snapshot_doc doc;
    uint32_t wdf;
};
dateline_status snapshot_postings_open(struct snapshot *s, struct span term,
                                       struct snapshot_postings **out, dateline_error *err);
/* The first posting >= FROM, which must not go back; FROM 0 is the next posting. */
dateline_status snapshot_postings_next(struct snapshot_postings *p, snapshot_doc from,
                                       struct snapshot_posting *out, bool *more,
                                       dateline_error *err);
void snapshot_postings_close(struct snapshot_postings *p);

#endif

/* What is indexed: terms, their documents, and the terms of a document.
 *
 * Deleted documents are among them, and count in every number. */
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
    uint32_t documents;   /* that have the term */
    uint64_t occurrences; /* the sum of its wdfs */
};
/* Zeros where no document has it. */
dateline_status snapshot_term_stats(struct snapshot *s, struct span term,
                                    struct snapshot_term_stats *out, dateline_error *err);
/* How many documents have the term, deleted ones left out; where there are any, the
 * postings are read. */
dateline_status snapshot_term_articles(struct snapshot *s, struct span term, uint64_t *out,
                                       dateline_error *err);
/* How often DOC has the term, a title's word counted as the index does. */
dateline_status snapshot_term_wdf(struct snapshot *s, struct span term, snapshot_doc doc,
                                  uint32_t *out, dateline_error *err);
/* The length of a document, in words counted as scores count them. */
dateline_status snapshot_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                         dateline_error *err);

/* Terms in byte order: those of the index that begin with PREFIX, or those of a document. */
struct snapshot_terms;
struct snapshot_term {
    struct span term; /* lent until the next call */
    uint32_t documents;
    uint32_t wdf; /* in the document; 0 for terms of the index */
};
dateline_status snapshot_terms_open(struct snapshot *s, struct span prefix,
                                    struct snapshot_terms **out, dateline_error *err);
dateline_status snapshot_document_terms(struct snapshot *s, snapshot_doc doc,
                                        struct snapshot_terms **out, dateline_error *err);
/* *MORE tells whether *OUT was filled. */
dateline_status snapshot_terms_next(struct snapshot_terms *t, struct snapshot_term *out, bool *more,
                                    dateline_error *err);
void snapshot_terms_close(struct snapshot_terms *t);

/* The documents of a term, ascending; an empty term lists every document. */
struct snapshot_postings;
struct snapshot_posting {
    snapshot_doc doc;
    uint32_t wdf;
};
dateline_status snapshot_postings_open(struct snapshot *s, struct span term,
                                       struct snapshot_postings **out, dateline_error *err);
/* The first posting not below FROM, which must not go back; FROM 0 is the next. */
dateline_status snapshot_postings_next(struct snapshot_postings *p, snapshot_doc from,
                                       struct snapshot_posting *out, bool *more,
                                       dateline_error *err);
void snapshot_postings_close(struct snapshot_postings *p);

#endif

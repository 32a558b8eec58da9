/* Reads terms and postings from Xapian's tables. */
#include "snapshot/terms.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/state.h"

dateline_status snapshot_stats(struct snapshot *s, struct snapshot_stats *out, dateline_error *err)
{
    struct xap_stats stats;
    dateline_status status = xap_stats(s->db, &stats, err);

    if (status == DATELINE_OK)
        *out = (struct snapshot_stats){stats.documents, stats.last_docid, stats.average_length};
    return status;
}

dateline_status snapshot_term_stats(struct snapshot *s, struct span term,
                                    struct snapshot_term_stats *out, dateline_error *err)
{
    return xap_term_stats(s->db, term, &out->documents, &out->occurrences, err);
}

dateline_status snapshot_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                         dateline_error *err)
{
    return xap_document_length(s->db, doc, out, err);
}

/* ---- Terms -------------------------------------------------------------- */

struct snapshot_terms {
    xap_terms *list;
};

static dateline_status hand_out_terms(dateline_status status, xap_terms *list,
                                      struct snapshot_terms **out)
{
    if (status != DATELINE_OK)
        return status;
    *out = must_alloc(sizeof **out);
    (*out)->list = list;
    return DATELINE_OK;
}

dateline_status snapshot_terms_open(struct snapshot *s, struct span prefix,
                                    struct snapshot_terms **out, dateline_error *err)
{
    xap_terms *list = NULL;
    dateline_status status = xap_terms_open(s->db, prefix, &list, err);

    return hand_out_terms(status, list, out);
}

dateline_status snapshot_document_terms(struct snapshot *s, snapshot_doc doc,
                                        struct snapshot_terms **out, dateline_error *err)
{
    xap_terms *list = NULL;
    dateline_status status = xap_document_terms(s->db, doc, &list, err);

    return hand_out_terms(status, list, out);
}

dateline_status snapshot_terms_next(struct snapshot_terms *t, struct snapshot_term *out, bool *more,
                                    dateline_error *err)
{
    struct xap_term term;
    dateline_status status = xap_terms_next(t->list, &term, more, err);

    if (status == DATELINE_OK && *more)
        *out = (struct snapshot_term){term.term, term.documents, term.wdf};
    return status;
}

void snapshot_terms_close(struct snapshot_terms *t)
{
    xap_terms_close(t->list);
    free(t);
}

/* ---- Postings ----------------------------------------------------------- */

struct snapshot_postings {
    xap_postings *list;
};

dateline_status snapshot_postings_open(struct snapshot *s, struct span term,
                                       struct snapshot_postings **out, dateline_error *err)
{
    xap_postings *list;
    dateline_status status = xap_postings_open(s->db, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    *out = must_alloc(sizeof **out);
    (*out)->list = list;
    return DATELINE_OK;
}

dateline_status snapshot_postings_next(struct snapshot_postings *p, snapshot_doc from,
                                       struct snapshot_posting *out, bool *more,
                                       dateline_error *err)
{
    struct xap_posting posting;
    dateline_status status = xap_postings_next(p->list, from, &posting, more, err);

    if (status == DATELINE_OK && *more)
        *out = (struct snapshot_posting){posting.id, posting.wdf};
    return status;
}

void snapshot_postings_close(struct snapshot_postings *p)
{
    xap_postings_close(p->list);
    free(p);
}

dateline_status snapshot_term_articles(struct snapshot *s, struct span term, uint64_t *out,
                                       dateline_error *err)
{
    struct snapshot_posting posting;
    struct snapshot_postings *list;
    struct snapshot_term_stats stats = {0};
    uint64_t live = 0;
    bool more = true;
    dateline_status status = snapshot_term_stats(s, term, &stats, err);

    *out = stats.documents;
    if (status != DATELINE_OK || !stats.documents || !snapshot_has_deletions(s))
        return status;
    status = snapshot_postings_open(s, term, &list, err);
    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_postings_next(list, 0, &posting, &more, err)) == DATELINE_OK && more)
        live += !snapshot_deleted(s, posting.doc);
    snapshot_postings_close(list);
    *out = live;
    return status;
}

dateline_status snapshot_term_wdf(struct snapshot *s, struct span term, snapshot_doc doc,
                                  uint32_t *out, dateline_error *err)
{
    struct snapshot_posting posting;
    struct snapshot_postings *list;
    bool more = false;
    dateline_status status = snapshot_postings_open(s, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    status = snapshot_postings_next(list, doc, &posting, &more, err);
    snapshot_postings_close(list);
    if (status == DATELINE_OK)
        *out = more && posting.doc == doc ? posting.wdf : 0;
    return status;
}

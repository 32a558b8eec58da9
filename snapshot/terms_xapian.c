/* Reads terms and postings from Xapian's tables. */
#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/state.h"
#include "snapshot/terms_way.h"

static dateline_status xapian_stats(struct snapshot *s, struct snapshot_stats *out,
                                    dateline_error *err)
{
    struct xap_stats stats;
    dateline_status status = xap_stats(s->db, &stats, err);

    if (status == DATELINE_OK)
        *out = (struct snapshot_stats){stats.documents, stats.last_docid, stats.average_length};
    return status;
}

static dateline_status xapian_term_stats(struct snapshot *s, struct span term,
                                         struct snapshot_term_stats *out, dateline_error *err)
{
    return xap_term_stats(s->db, term, &out->documents, &out->occurrences, err);
}

static dateline_status xapian_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                              dateline_error *err)
{
    return xap_document_length(s->db, doc, out, err);
}

/* ---- Terms -------------------------------------------------------------- */

struct xapian_terms {
    struct snapshot_terms base;
    xap_terms *list;
};

static dateline_status xapian_terms_open(struct snapshot *s, struct span prefix,
                                         struct snapshot_terms **out, dateline_error *err)
{
    struct xapian_terms *t;
    xap_terms *list;
    dateline_status status = xap_terms_open(s->db, prefix, &list, err);

    if (status != DATELINE_OK)
        return status;
    t = must_alloc(sizeof *t);
    *t = (struct xapian_terms){{&terms_of_xapian}, list};
    *out = &t->base;
    return DATELINE_OK;
}

static dateline_status xapian_terms_next(struct snapshot_terms *base, struct snapshot_term *out,
                                         bool *more, dateline_error *err)
{
    struct xapian_terms *t = (struct xapian_terms *)base;
    struct xap_term term;
    dateline_status status = xap_terms_next(t->list, &term, more, err);

    if (status == DATELINE_OK && *more)
        *out = (struct snapshot_term){term.term, term.documents};
    return status;
}

static dateline_status xapian_terms_skip(struct snapshot_terms *base, struct span term,
                                         dateline_error *err)
{
    return xap_terms_skip(((struct xapian_terms *)base)->list, term, err);
}

static void xapian_terms_close(struct snapshot_terms *base)
{
    struct xapian_terms *t = (struct xapian_terms *)base;

    xap_terms_close(t->list);
    free(t);
}

/* ---- Postings ----------------------------------------------------------- */

struct xapian_postings {
    struct snapshot_postings base;
    xap_postings *list;
};

static dateline_status xapian_postings_open(struct snapshot *s, struct span term,
                                            struct snapshot_postings **out, dateline_error *err)
{
    struct xapian_postings *p;
    xap_postings *list;
    dateline_status status = xap_postings_open(s->db, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    p = must_alloc(sizeof *p);
    *p = (struct xapian_postings){{&terms_of_xapian}, list};
    *out = &p->base;
    return DATELINE_OK;
}

static dateline_status xapian_postings_next(struct snapshot_postings *base, snapshot_doc from,
                                            struct snapshot_posting *out, bool *more,
                                            dateline_error *err)
{
    struct xapian_postings *p = (struct xapian_postings *)base;
    struct xap_posting posting;
    dateline_status status = xap_postings_next(p->list, from, &posting, more, err);

    if (status == DATELINE_OK && *more)
        *out = (struct snapshot_posting){posting.id, posting.wdf};
    return status;
}

static void xapian_postings_close(struct snapshot_postings *base)
{
    struct xapian_postings *p = (struct xapian_postings *)base;

    xap_postings_close(p->list);
    free(p);
}

const struct terms_way terms_of_xapian = {
    .stats = xapian_stats,
    .term_stats = xapian_term_stats,
    .document_length = xapian_document_length,
    .terms_open = xapian_terms_open,
    .terms_next = xapian_terms_next,
    .terms_skip = xapian_terms_skip,
    .terms_close = xapian_terms_close,
    .postings_open = xapian_postings_open,
    .postings_next = xapian_postings_next,
    .postings_close = xapian_postings_close,
};

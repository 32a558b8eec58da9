/* The terms and postings of a snapshot, read in one of two ways. */
#include "snapshot/terms.h"

#include "snapshot/state.h"
#include "snapshot/terms_way.h"

static const struct terms_way *way_of(const struct snapshot *s)
{
    return s->commit->whole ? &terms_of_lists : &terms_of_xapian;
}

dateline_status snapshot_stats(struct snapshot *s, struct snapshot_stats *out, dateline_error *err)
{
    return way_of(s)->stats(s, out, err);
}

dateline_status snapshot_term_stats(struct snapshot *s, struct span term,
                                    struct snapshot_term_stats *out, dateline_error *err)
{
    return way_of(s)->term_stats(s, term, out, err);
}

dateline_status snapshot_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                         dateline_error *err)
{
    return way_of(s)->document_length(s, doc, out, err);
}

/* ---- Terms -------------------------------------------------------------- */

dateline_status snapshot_terms_open(struct snapshot *s, struct span prefix,
                                    struct snapshot_terms **out, dateline_error *err)
{
    return way_of(s)->terms_open(s, prefix, out, err);
}

dateline_status snapshot_terms_next(struct snapshot_terms *t, struct snapshot_term *out, bool *more,
                                    dateline_error *err)
{
    return t->way->terms_next(t, out, more, err);
}

dateline_status snapshot_terms_skip(struct snapshot_terms *t, struct span term, dateline_error *err)
{
    return t->way->terms_skip(t, term, err);
}

void snapshot_terms_close(struct snapshot_terms *t)
{
    t->way->terms_close(t);
}

/* ---- Postings ----------------------------------------------------------- */

dateline_status snapshot_postings_open(struct snapshot *s, struct span term,
                                       struct snapshot_postings **out, dateline_error *err)
{
    return way_of(s)->postings_open(s, term, out, err);
}

dateline_status snapshot_postings_next(struct snapshot_postings *p, snapshot_doc from,
                                       struct snapshot_posting *out, bool *more,
                                       dateline_error *err)
{
    return p->way->postings_next(p, from, out, more, err);
}

void snapshot_postings_close(struct snapshot_postings *p)
{
    p->way->postings_close(p);
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

#include "searcher/probe.h"

#include "snapshot/database.h"
#include "snapshot/terms.h"

dateline_status probe_open(struct planner *p, struct span id, struct probe *out,
                           dateline_error *err)
{
    struct probe probe = {.planner = p};
    struct buf term = {0};
    dateline_status status = snapshot_find(p->snapshot, id, &probe.doc, err);

    if (status == DATELINE_NOT_FOUND)
        return fail(err, status, "no article has the id '%.*s'", (int)id.len, id.data);
    if (status != DATELINE_OK)
        return status;
    schema_value(&term, FIELD_ID, id);
    status = snapshot_term_documents(p->snapshot, buf_span(&term), &probe.versions, err);
    if (status == DATELINE_OK) {
        probe.only = xap_query_term(buf_span(&term), 1, 0);
        *out = probe;
    }
    buf_free(&term);
    return status;
}

void probe_close(struct probe *p)
{
    xap_query_free(p->only);
    *p = (struct probe){0};
}

dateline_status probe_query(struct probe *p, const xap_query *q, struct probe_answer *out,
                            dateline_error *err)
{
    struct xap_match_options o = {.order = XAP_BY_SCORE,
                                  .slot = SCHEMA_DATE_SLOT,
                                  .most = p->versions,
                                  .check_at_least = p->versions};
    struct xap_matches found;
    xap_query *parts[] = {(xap_query *)q, p->only};
    xap_query *alone = xap_query_join(XAP_FILTER, parts, 2, 0, err);
    dateline_status status;

    if (!alone)
        return DATELINE_BAD_QUERY;
    status = xap_match(snapshot_database(p->planner->snapshot), alone, &o, &found, err);
    xap_query_free(alone);
    if (status != DATELINE_OK)
        return status;
    *out = (struct probe_answer){0};
    for (size_t i = 0; i < found.len; i++)
        if (found.hits[i].id == p->doc)
            *out = (struct probe_answer){true, found.hits[i].score};
    xap_matches_free(&found);
    return DATELINE_OK;
}

dateline_status probe_node(struct probe *p, const struct query_node *n, struct probe_answer *out,
                           dateline_error *err)
{
    xap_query *q;
    dateline_status status = plan_node(p->planner, n, &q, err);

    if (status != DATELINE_OK)
        return status;
    status = probe_query(p, q, out, err);
    xap_query_free(q);
    return status;
}

dateline_status probe_term(struct probe *p, struct span term, struct probe_answer *out,
                           dateline_error *err)
{
    xap_query *q = xap_query_term(term, 1, 0);
    dateline_status status = probe_query(p, q, out, err);

    xap_query_free(q);
    return status;
}

dateline_status probe_wdf(struct probe *p, struct span term, uint32_t *out, dateline_error *err)
{
    struct snapshot_posting posting;
    struct snapshot_postings *list;
    bool more = false;
    dateline_status status = snapshot_postings_open(p->planner->snapshot, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    status = snapshot_postings_next(list, p->doc, &posting, &more, err);
    snapshot_postings_close(list);
    if (status == DATELINE_OK)
        *out = more && posting.doc == p->doc ? posting.wdf : 0;
    return status;
}

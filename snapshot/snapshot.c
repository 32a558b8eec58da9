/* The segments, documents and ids of a snapshot. */
#include "snapshot/snapshot.h"

#include "core/schema.h"
#include "snapshot/state.h"
#include "snapshot/terms.h"

bool snapshot_is_foreign(const struct snapshot *s)
{
    return !s->commit->manifest.n_segments;
}

bool snapshot_is_remote(const struct snapshot *s)
{
    return s->db && xap_is_remote(s->db);
}

void snapshot_limit(struct snapshot *s, double until, double seconds)
{
    if (s->db)
        xap_until(s->db, until, seconds);
}

size_t snapshot_lost(const struct snapshot *s)
{
    return s->db ? xap_lost(s->db) : 0;
}

const char *snapshot_lost_name(const struct snapshot *s, size_t i)
{
    return xap_lost_name(s->db, i);
}

bool snapshot_is_partial(const struct snapshot *s)
{
    return s->commit->reach.partial && snapshot_is_remote(s);
}

void snapshot_forget(struct snapshot *s)
{
    days_free(s->commit->days);
    s->commit->days = NULL;
}

const struct manifest *snapshot_manifest(const struct snapshot *s)
{
    return &s->commit->manifest;
}

const char *snapshot_language(const struct snapshot *s)
{
    return snapshot_is_foreign(s) ? "english" : s->commit->manifest.language;
}

void snapshot_span(const struct snapshot *s, dateline_day *first, dateline_day *last)
{
    *first = s->commit->first;
    *last = s->commit->last;
}

dateline_status snapshot_is_newest(const struct snapshot *s, bool *out, dateline_error *err)
{
    struct manifest newest = {0};
    struct buf ours = {0}, its = {0};
    dateline_status status =
        snapshot_is_foreign(s) ? DATELINE_OK : manifest_read(s->commit->dir, &newest, err);

    if (status != DATELINE_OK)
        return status;
    manifest_format(&s->commit->manifest, &ours);
    manifest_format(snapshot_is_foreign(s) ? &s->commit->manifest : &newest, &its);
    *out = span_eq(buf_span(&ours), buf_span(&its));
    manifest_free(&newest);
    buf_free(&ours);
    buf_free(&its);
    return DATELINE_OK;
}

/* ---- Documents ---------------------------------------------------------- */

uint64_t snapshot_live(struct snapshot *s)
{
    struct snapshot_stats stats = {0};

    if (!snapshot_is_foreign(s))
        return manifest_live(&s->commit->manifest);
    return snapshot_stats(s, &stats, NULL) == DATELINE_OK ? stats.documents : 0;
}

bool snapshot_has_deletions(const struct snapshot *s)
{
    return manifest_deleted(&s->commit->manifest) > 0;
}

const struct deletions *snapshot_deletions(const struct snapshot *s, size_t segment)
{
    return &s->commit->deleted[segment];
}

size_t snapshot_segments(const struct snapshot *s)
{
    return snapshot_is_foreign(s) ? 1 : s->commit->manifest.n_segments;
}

size_t snapshot_segment(const struct snapshot *s, snapshot_doc doc, uint32_t *number)
{
    size_t n = snapshot_segments(s);

    *number = (uint32_t)((doc - 1) / n + 1);
    return (doc - 1) % n;
}

snapshot_doc snapshot_document(const struct snapshot *s, size_t segment, uint32_t number)
{
    return (snapshot_doc)((number - 1) * snapshot_segments(s) + segment + 1);
}

bool snapshot_newest_first(const struct snapshot *s)
{
    return s->commit->manifest.n_segments == 1;
}

bool snapshot_deleted(const struct snapshot *s, snapshot_doc doc)
{
    uint32_t number;
    size_t segment = snapshot_segment(s, doc, &number);

    return !snapshot_is_foreign(s) && deletions_have(&s->commit->deleted[segment], number);
}

/* The first document with TERM that is not deleted. */
static dateline_status find_term(struct snapshot *s, struct span term, snapshot_doc *out,
                                 dateline_error *err)
{
    struct snapshot_posting posting;
    struct snapshot_postings *list;
    bool more = true;
    dateline_status status = snapshot_postings_open(s, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    do
        status = snapshot_postings_next(list, 0, &posting, &more, err);
    while (status == DATELINE_OK && more && snapshot_deleted(s, posting.doc));
    snapshot_postings_close(list);
    if (status != DATELINE_OK)
        return status;
    if (!more)
        return DATELINE_NOT_FOUND;
    *out = posting.doc;
    return DATELINE_OK;
}

dateline_status snapshot_find(struct snapshot *s, struct span id, snapshot_doc *out,
                              dateline_error *err)
{
    struct buf term = {0};
    dateline_status status;

    schema_value(&term, FIELD_ID, id);
    status = find_term(s, buf_span(&term), out, err);
    if (status == DATELINE_NOT_FOUND && snapshot_is_foreign(s)) {
        buf_clear(&term); /* omindex's own id: an address */
        buf_char(&term, 'U');
        buf_span_add(&term, id);
        status = find_term(s, buf_span(&term), out, err);
    }
    buf_free(&term);
    return status;
}

dateline_status snapshot_require(struct snapshot *s, struct span id, snapshot_doc *out,
                                 dateline_error *err)
{
    dateline_status status = snapshot_find(s, id, out, err);

    return status == DATELINE_NOT_FOUND
               ? fail(err, status, "no article has the id '%.*s'", (int)id.len, id.data)
               : status;
}

/* Reads a term's postings from the lists of a commit's segments, merged. */
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "lists/posting_list.h"
#include "snapshot/state.h"
#include "snapshot/terms_way.h"

/* A segment's postings. */
struct segment_postings {
    uint32_t at;       /* the document it stands at; POSTING_END: none is left */
    uint32_t every;    /* of all documents: how many; 0: of a term */
    uint64_t postings; /* where the list begins in its file, for messages */
    struct posting_list list;
    struct posting_cursor cursor;
};

struct lists_postings {
    struct snapshot_postings base;
    const struct snapshot *snapshot;
    size_t n, now; /* NOW: the segment of the last posting; N before the first */
    struct segment_postings segments[];
};

static dateline_status stand_at(struct segment_postings *p, uint32_t document, dateline_error *err)
{
    p->at = document;
    return p->cursor.damaged ? pages_damaged(p->list.lists->files[LISTS_POSTINGS], p->postings, err)
                             : DATELINE_OK;
}

/* Moves to the next document. */
static dateline_status step_segment(struct segment_postings *p, dateline_error *err)
{
    if (p->every)
        p->at = p->at < p->every ? p->at + 1 : POSTING_END;
    else
        return stand_at(p, posting_next(&p->cursor), err);
    return DATELINE_OK;
}

/* Moves to the first document not below TO. */
static dateline_status seek_segment(struct segment_postings *p, uint32_t to, dateline_error *err)
{
    if (p->at >= to)
        return DATELINE_OK;
    if (p->every)
        p->at = to <= p->every ? to : POSTING_END;
    else
        return stand_at(p, posting_seek(&p->cursor, to), err);
    return DATELINE_OK;
}

/* Stands at the first posting of TERM, or of all documents if it is empty. */
static dateline_status begin_segment(const struct lists *l, struct span term,
                                     struct segment_postings *p, dateline_error *err)
{
    struct list_term entry;
    bool found = false;
    dateline_status status = DATELINE_OK;

    p->at = POSTING_END;
    if (!term.len) {
        p->every = l->documents;
        p->at = l->documents ? 1 : POSTING_END;
        return DATELINE_OK;
    }
    status = lexicon_find(l, term, &entry, &found, err);
    if (status != DATELINE_OK || !found)
        return status;
    p->postings = entry.postings;
    status = posting_list_open(l, &entry, &p->list, err);
    if (status != DATELINE_OK)
        return status;
    posting_cursor_begin(&p->cursor, &p->list);
    return stand_at(p, posting_seek(&p->cursor, 1), err);
}

dateline_status lists_postings_open(struct snapshot *s, struct span term,
                                    struct snapshot_postings **out, dateline_error *err)
{
    size_t n = snapshot_segments(s);
    struct lists_postings *p = must_zalloc(sizeof *p + n * sizeof *p->segments);
    dateline_status status = DATELINE_OK;

    p->base.way = &terms_of_lists;
    p->snapshot = s;
    p->n = p->now = n;
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = begin_segment(s->commit->lists[i].lists, term, &p->segments[i], err);
    if (status == DATELINE_OK)
        *out = &p->base;
    else
        free(p);
    return status;
}

void lists_postings_close(struct snapshot_postings *base)
{
    free(base);
}

/* The segment whose posting comes first; p->n at the end. */
static size_t first_posting(const struct lists_postings *p, snapshot_doc *doc)
{
    size_t first = p->n;

    for (size_t i = 0; i < p->n; i++) {
        snapshot_doc its;

        if (p->segments[i].at == POSTING_END)
            continue;
        its = snapshot_document(p->snapshot, i, p->segments[i].at);
        if (first == p->n || its < *doc) {
            first = i;
            *doc = its;
        }
    }
    return first;
}

/* Moves every segment to its first document not below FROM. */
static dateline_status seek_segments(struct lists_postings *p, snapshot_doc from,
                                     dateline_error *err)
{
    uint32_t number;
    size_t segment = snapshot_segment(p->snapshot, from, &number);
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < p->n && status == DATELINE_OK; i++)
        status = seek_segment(&p->segments[i], i < segment ? number + 1 : number, err);
    return status;
}

dateline_status lists_postings_next(struct snapshot_postings *base, snapshot_doc from,
                                    struct snapshot_posting *out, bool *more, dateline_error *err)
{
    struct lists_postings *p = (struct lists_postings *)base;
    struct segment_postings *found;
    snapshot_doc doc = 0;
    dateline_status status = DATELINE_OK;

    if (from)
        status = seek_segments(p, from, err);
    else if (p->now < p->n)
        status = step_segment(&p->segments[p->now], err);
    if (status != DATELINE_OK)
        return status;
    p->now = first_posting(p, &doc);
    *more = p->now < p->n;
    if (!*more)
        return DATELINE_OK;
    found = &p->segments[p->now];
    *out = (struct snapshot_posting){doc, found->every ? 1 : posting_wdf(&found->cursor)};
    return stand_at(found, found->at, err); /* its wdfs may be damaged */
}

/* Reads terms from the lists of a commit's segments, merged. */
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "snapshot/state.h"
#include "snapshot/terms_way.h"
#include "store/little.h"

static dateline_status lists_stats(struct snapshot *s, struct snapshot_stats *out,
                                   dateline_error *err)
{
    struct snapshot_stats stats = {0};
    uint64_t length = 0;

    (void)err;
    for (size_t i = 0; i < snapshot_segments(s); i++) {
        const struct lists *l = s->commit->lists[i].lists;
        snapshot_doc last = l->documents ? snapshot_document(s, i, l->documents) : 0;

        stats.documents += l->documents;
        length += l->total_length;
        if (last > stats.last)
            stats.last = last;
    }
    if (stats.documents)
        stats.average_length = (double)length / stats.documents;
    *out = stats;
    return DATELINE_OK;
}

static dateline_status lists_term_stats(struct snapshot *s, struct span term,
                                        struct snapshot_term_stats *out, dateline_error *err)
{
    struct snapshot_term_stats stats = {0};
    const struct list_term *entries = NULL;
    dateline_status status = DATELINE_OK;

    if (term.len)
        status = snapshot_look_up(s, term, &entries, err);
    if (status != DATELINE_OK)
        return status;
    for (size_t i = 0; i < snapshot_segments(s); i++) {
        uint32_t all = s->commit->lists[i].lists->documents;

        stats.documents += entries ? entries[i].documents : all;
        stats.occurrences += entries ? entries[i].occurrences : all;
    }
    *out = stats;
    return DATELINE_OK;
}

static dateline_status lists_document_length(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                             dateline_error *err)
{
    uint32_t number;
    size_t segment = snapshot_segment(s, doc, &number);
    struct pages *p = s->commit->lists[segment].lists->files[LISTS_LENGTHS];
    uint64_t at = (uint64_t)(number - 1) * sizeof(uint32_t);

    if (!pages_ready(p, at, sizeof(uint32_t)))
        return pages_damaged(p, at, err);
    *out = little_get32(p->data + at);
    return DATELINE_OK;
}

/* ---- Terms -------------------------------------------------------------- */

/* The terms of a segment, and whether the walk stands at one. */
struct segment_terms {
    struct lexicon_walk walk;
    bool more;
};

struct lists_terms {
    struct snapshot_terms base;
    size_t n;
    struct buf term; /* the last one */
    struct segment_terms segments[];
};

static void lists_terms_close(struct snapshot_terms *base)
{
    struct lists_terms *t = (struct lists_terms *)base;

    buf_free(&t->term);
    free(t);
}

static dateline_status lists_terms_open(struct snapshot *s, struct span prefix,
                                        struct snapshot_terms **out, dateline_error *err)
{
    size_t n = snapshot_segments(s);
    struct lists_terms *t = must_zalloc(sizeof *t + n * sizeof *t->segments);
    dateline_status status = DATELINE_OK;

    t->base.way = &terms_of_lists;
    t->n = n;
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        struct segment_terms *segment = &t->segments[i];

        status = lexicon_walk(&segment->walk, s->commit->lists[i].lists, prefix, err);
        if (status == DATELINE_OK)
            status = lexicon_next(&segment->walk, &segment->more, err);
    }
    if (status == DATELINE_OK)
        *out = &t->base;
    else
        lists_terms_close(&t->base);
    return status;
}

/* The segment with the first term; NULL at the end. */
static const struct segment_terms *first_of_segments(const struct lists_terms *t)
{
    const struct segment_terms *first = NULL;

    for (size_t i = 0; i < t->n; i++)
        if (t->segments[i].more &&
            (!first || span_cmp(t->segments[i].walk.term, first->walk.term) < 0))
            first = &t->segments[i];
    return first;
}

static dateline_status lists_terms_next(struct snapshot_terms *base, struct snapshot_term *out,
                                        bool *more, dateline_error *err)
{
    struct lists_terms *t = (struct lists_terms *)base;
    const struct segment_terms *first = first_of_segments(t);
    struct snapshot_term term = {0};
    dateline_status status = DATELINE_OK;

    *more = first != NULL;
    if (!first)
        return DATELINE_OK;
    buf_clear(&t->term);
    buf_span_add(&t->term, first->walk.term);
    term.term = buf_span(&t->term);
    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        struct segment_terms *segment = &t->segments[i];

        if (!segment->more || !span_eq(segment->walk.term, term.term))
            continue;
        term.documents += segment->walk.entry.documents;
        status = lexicon_next(&segment->walk, &segment->more, err);
    }
    if (status == DATELINE_OK)
        *out = term;
    return status;
}

static dateline_status lists_terms_skip(struct snapshot_terms *base, struct span term,
                                        dateline_error *err)
{
    struct lists_terms *t = (struct lists_terms *)base;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        struct segment_terms *segment = &t->segments[i];

        if (!segment->more || span_cmp(segment->walk.term, term) >= 0)
            continue;
        status = lexicon_skip(&segment->walk, term, err);
        if (status == DATELINE_OK)
            status = lexicon_next(&segment->walk, &segment->more, err);
    }
    return status;
}

const struct terms_way terms_of_lists = {
    .stats = lists_stats,
    .term_stats = lists_term_stats,
    .document_length = lists_document_length,
    .terms_open = lists_terms_open,
    .terms_next = lists_terms_next,
    .terms_skip = lists_terms_skip,
    .terms_close = lists_terms_close,
    .postings_open = lists_postings_open,
    .postings_next = lists_postings_next,
    .postings_close = lists_postings_close,
};

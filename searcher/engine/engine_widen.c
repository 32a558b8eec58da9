/* Finds the hits of a question that may be widened: articles with all words, then with any. */
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "searcher/engine/engine_parts.h"

static int document_order(const void *a, const void *b)
{
    snapshot_doc x = *(const snapshot_doc *)a, y = *(const snapshot_doc *)b;

    return x < y ? -1 : x > y;
}

/* Appends the hits of MORE that FOUND lacks, until FOUND has MOST; 0: all. */
static void append_other_hits(struct match_results *found, const struct match_results *more,
                              uint64_t most)
{
    size_t n = found->len;
    snapshot_doc *known = must_alloc((n + 1) * sizeof *known);

    for (size_t i = 0; i < n; i++)
        known[i] = found->hits[i].doc;
    qsort(known, n, sizeof *known, document_order);
    found->hits = must_realloc(found->hits, (n + more->len + 1) * sizeof *found->hits);
    for (size_t i = 0; i < more->len && (!most || found->len < most); i++)
        if (!bsearch(&more->hits[i].doc, known, n, sizeof *known, document_order))
            found->hits[found->len++] = more->hits[i];
    free(known);
}

static void skip_hits(struct match_results *found, uint64_t n)
{
    size_t skip = n < found->len ? n : found->len;

    found->len -= skip;
    if (skip)
        memmove(found->hits, found->hits + skip, found->len * sizeof *found->hits);
}

/* Q with the words of its lists as alternatives. */
static struct question widened_question(const struct question *q)
{
    struct question wide = *q;

    wide.widened = true;
    wide.total = false;
    return wide;
}

/* Goes on, after the matches of all words, with those of any. As many of these as are wanted in all
 * are enough: no more of them than were found before are left out. */
static dateline_status append_widened(struct answer_inside *in, const struct question *q,
                                      dateline_error *err)
{
    const struct question wide = widened_question(q);
    struct asked asked = {0};
    struct match_results more = {0};
    dateline_status status = ask(&in->engine->searcher, &wide, &asked, err);

    if (status == DATELINE_OK)
        status = engine_find(in->engine, &wide, &asked, &more, err);
    else if (status == DATELINE_BAD_QUERY)
        status = DATELINE_OK; /* its tree is too deep: nothing is added */
    if (status == DATELINE_OK)
        append_other_hits(&in->found, &more, q->limit);
    match_free(&more);
    asked_free(&asked);
    return status;
}

dateline_status engine_find_widened(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    struct question whole = *q; /* with the hits before the offset */
    uint64_t all_words;
    dateline_status status;

    whole.offset = 0;
    whole.limit = q->limit && q->limit < UINT64_MAX - q->offset ? q->limit + q->offset : 0;
    status = engine_find(in->engine, &whole, &in->asked, &in->found, err);
    all_words = in->found.len;
    if (status == DATELINE_OK && (!whole.limit || all_words < whole.limit))
        status = append_widened(in, &whole, err);
    if (status != DATELINE_OK)
        return status;
    if (in->found.len > all_words && in->found.len > q->offset)
        a->widened_from = all_words + 1;
    skip_hits(&in->found, q->offset);
    return DATELINE_OK;
}

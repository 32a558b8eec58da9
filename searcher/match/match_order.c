/* Sorts results into their total order. */
#include "searcher/match/match_order.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/arena.h"
#include "snapshot/articles.h"

/* From this many hits on, reading the days of all documents is faster. */
enum { DAYS_OF_ALL = 4096 };

/* ---- Days --------------------------------------------------------------- */

static dateline_status read_hit_days(struct snapshot *s, struct match_hit *hits, size_t len,
                                     dateline_error *err)
{
    const struct snapshot_days *days = NULL;
    dateline_status status = DATELINE_OK;

    if (len >= DAYS_OF_ALL)
        status = snapshot_days(s, &days, err);
    for (size_t i = 0; i < len && status == DATELINE_OK; i++) {
        uint32_t number;
        size_t part = snapshot_segment(s, hits[i].doc, &number);

        if (!days)
            status = snapshot_day(s, hits[i].doc, &hits[i].day, err);
        else if (number <= days->parts[part].last)
            hits[i].day = days->parts[part].day[number];
    }
    return status;
}

/* ---- Comparing ---------------------------------------------------------- */

static int by_score_and_newest(const void *a, const void *b)
{
    const struct match_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->day != y->day)
        return x->day < y->day ? 1 : -1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* Orders day 0, undated, last. */
static uint32_t undated_last(dateline_day day)
{
    return (uint32_t)day - 1;
}

static int by_oldest(const void *a, const void *b)
{
    const struct match_hit *x = a, *y = b;

    if (x->day != y->day)
        return undated_last(x->day) < undated_last(y->day) ? -1 : 1;
    return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* ---- Ties ---------------------------------------------------------------- */

struct tied {
    struct match_hit hit;
    struct span id;
};

static int tied_by_id(const void *a, const void *b)
{
    const struct tied *x = a, *y = b;
    int order = span_cmp(x->id, y->id);

    return order ? order : x->hit.doc < y->hit.doc ? -1 : x->hit.doc > y->hit.doc;
}

static dateline_status read_tied_id(struct snapshot *s, struct tied *t, struct arena *ids,
                                    struct buf *record, dateline_error *err)
{
    struct snapshot_row row;
    struct article a;
    dateline_status status = snapshot_row(s, t->hit.doc, &row, err);

    t->id = row.id;
    if (status == DATELINE_OK && !row.known)
        status = snapshot_article(s, t->hit.doc, record, &a, err);
    if (status == DATELINE_OK && !row.known)
        t->id = (struct span){arena_copy(ids, a.id.data, a.id.len), a.id.len};
    return status;
}

dateline_status match_tie_before(struct snapshot *s, const struct match_hit *a,
                                 const struct match_hit *b, bool *out, dateline_error *err)
{
    struct match_hit hits[2] = {*a, *b};
    struct tied tied[2] = {{.hit = *a}, {.hit = *b}};
    struct arena ids = {0};
    struct buf record = {0};
    dateline_status status = read_hit_days(s, hits, 2, err);

    if (status == DATELINE_OK && hits[0].day != hits[1].day) {
        *out = hits[0].day > hits[1].day;
        return DATELINE_OK;
    }
    for (int i = 0; i < 2 && status == DATELINE_OK; i++)
        status = read_tied_id(s, &tied[i], &ids, &record, err);
    if (status == DATELINE_OK)
        *out = tied_by_id(&tied[0], &tied[1]) < 0;
    buf_free(&record);
    arena_free(&ids);
    return status;
}

static dateline_status sort_by_id(struct snapshot *s, struct match_hit *hits, size_t len,
                                  dateline_error *err)
{
    struct tied *tied = must_alloc(len * sizeof *tied);
    struct arena ids = {0};
    struct buf record = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < len && status == DATELINE_OK; i++) {
        tied[i].hit = hits[i];
        status = read_tied_id(s, &tied[i], &ids, &record, err);
    }
    if (status == DATELINE_OK) {
        qsort(tied, len, sizeof *tied, tied_by_id);
        for (size_t i = 0; i < len; i++)
            hits[i] = tied[i].hit;
    }
    buf_free(&record);
    arena_free(&ids);
    free(tied);
    return status;
}

/* Whether document numbers of the tied hits may not be in the order of ids. */
static bool needs_id_order(const struct snapshot *s, const struct match_hit *hits, size_t len)
{
    uint32_t number;
    size_t segment = snapshot_segment(s, hits[0].doc, &number);

    if (snapshot_is_foreign(s))
        return len > 1;
    for (size_t i = 1; i < len; i++)
        if (snapshot_segment(s, hits[i].doc, &number) != segment)
            return true;
    return false;
}

static dateline_status sort_ties(struct snapshot *s, struct match_hit *hits, size_t len,
                                 uint64_t from, uint64_t to, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0, end; i < len && i < to && status == DATELINE_OK; i = end) {
        for (end = i + 1;
             end < len && hits[end].score == hits[i].score && hits[end].day == hits[i].day;)
            end++;
        if (end > from && needs_id_order(s, hits + i, end - i))
            status = sort_by_id(s, hits + i, end - i, err);
    }
    return status;
}

dateline_status match_sort(struct snapshot *s, enum match_order order, struct match_hit *hits,
                           size_t len, uint64_t from, uint64_t to, dateline_error *err)
{
    bool numbered = snapshot_newest_first(s);
    dateline_status status = DATELINE_OK;

    if (!len)
        return DATELINE_OK;
    if (!numbered || order == MATCH_OLDEST)
        status = read_hit_days(s, hits, len, err);
    if (status != DATELINE_OK)
        return status;
    qsort(hits, len, sizeof *hits, order == MATCH_OLDEST ? by_oldest : by_score_and_newest);
    return numbered ? DATELINE_OK : sort_ties(s, hits, len, from, to, err);
}

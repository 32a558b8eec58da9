/* Searches whose hits are held, and counting. */
#include <stdlib.h>

#include "api/hits.h"
#include "api/reader.h"
#include "core/arena.h"

struct dateline_results {
    struct warnings warnings;
    uint64_t matches, widened_from;
    dateline_hit *hits;
    size_t len;
    struct arena texts;
};

/* A call of dateline_search or dateline_count. */
struct searching {
    dateline_reader *reader;
    const dateline_query *query;
    dateline_results **results;
    uint64_t *count;
};

/* ---- Searching ------------------------------------------------------------ */

static void add_hit(dateline_results *out, const struct hit *h, unsigned want)
{
    size_t room = hit_room(h);

    hit_fill(&out->hits[out->len++], h, want, arena_room(&out->texts, room));
    arena_use(&out->texts, room);
}

static dateline_status collect_hits(dateline_reader *r, struct asking *a, dateline_results *out,
                                    dateline_error *err)
{
    const struct hit *h;
    dateline_status status;

    out->matches = a->answer->counted ? a->answer->matches : 0;
    out->widened_from = a->answer->widened_from;
    out->hits = must_zalloc(a->answer->shown * sizeof *out->hits);
    while ((status = reader_interrupted(r, err)) == DATELINE_OK &&
           (status = answer_next(a->answer, &h, err)) == DATELINE_OK && h)
        add_hit(out, h, a->query.want);
    warnings_add(&out->warnings, a->answer); /* some come while hits are read */
    return status;
}

static dateline_status search_body(void *ctx, dateline_error *err)
{
    struct searching *s = ctx;
    struct asking a = {0};
    dateline_results *results = must_zalloc(sizeof *results);
    dateline_status status = asking_take(&a, s->reader, s->query, ASK_HITS, err);

    if (status == DATELINE_OK)
        status = asking_answer(&a, s->reader, err);
    if (status == DATELINE_OK)
        status = collect_hits(s->reader, &a, results, err);
    asking_free(&a);
    if (status == DATELINE_OK)
        *s->results = results;
    else
        dateline_results_free(results);
    return status;
}

dateline_status dateline_search(dateline_reader *r, const dateline_query *q, dateline_results **out,
                                dateline_error *err)
{
    if (!r || !q || !out)
        return care_missing(err);
    return reader_call(r, search_body, &(struct searching){.reader = r, .query = q, .results = out},
                       err);
}

/* ---- Counting ------------------------------------------------------------- */

static dateline_status count_body(void *ctx, dateline_error *err)
{
    struct searching *s = ctx;
    struct asking a = {0};
    dateline_status status = asking_take(&a, s->reader, s->query, ASK_COUNT, err);

    if (status == DATELINE_OK)
        status = asking_answer(&a, s->reader, err);
    if (status == DATELINE_OK)
        *s->count = a.answer->matches;
    asking_free(&a);
    return status;
}

dateline_status dateline_count(dateline_reader *r, const dateline_query *q, uint64_t *out,
                               dateline_error *err)
{
    if (!r || !q || !out)
        return care_missing(err);
    return reader_call(r, count_body, &(struct searching){.reader = r, .query = q, .count = out},
                       err);
}

/* ---- Results -------------------------------------------------------------- */

size_t dateline_results_size(const dateline_results *r)
{
    return r ? r->len : 0;
}

const dateline_hit *dateline_results_hit(const dateline_results *r, size_t at)
{
    return r && at < r->len ? &r->hits[at] : NULL;
}

uint64_t dateline_results_matches(const dateline_results *r)
{
    return r ? r->matches : 0;
}

uint64_t dateline_results_widened_from(const dateline_results *r)
{
    return r ? r->widened_from : 0;
}

const char *dateline_results_warning(const dateline_results *r, size_t at)
{
    return r ? warnings_at(&r->warnings, at) : NULL;
}

void dateline_results_free(dateline_results *r)
{
    if (!r)
        return;
    warnings_free(&r->warnings);
    arena_free(&r->texts);
    free(r->hits);
    free(r);
}

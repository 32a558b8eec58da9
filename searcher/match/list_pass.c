/* A pass over a segment's lists: its clock, damage, scratch memory and lengths. */
#include "searcher/match/list_pass.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/plan/plan.h"

void list_pass_begin(struct list_pass *p, const struct impact_settings *s)
{
    const struct lists *l = p->lists;

    p->bounded = l->k1 == s->k1 && l->b == s->b && l->floor == s->floor;
    p->stretch = l->average > 0 ? s->average / l->average : 1;
    p->norm_least = s->k1 * (1 - s->b);
    p->norm_step = s->average > 0 ? s->k1 * s->b / s->average : 0;
    p->floor_length = s->floor * s->average;
    if (!(s->average > 0)) /* every document counts as of the least length */
        p->norm_least += s->k1 * s->b * s->floor;
}

struct list_memory *list_memory_new(void)
{
    return must_zalloc(sizeof(struct list_memory));
}

void list_memory_free(struct list_memory *m)
{
    if (!m)
        return;
    while (m->spare) {
        struct pass_scratch *s = m->spare;

        m->spare = s->next;
        free(s);
    }
    arena_free(&m->arena);
    free(m);
}

bool list_pass_look(struct list_pass *p)
{
    const struct pass_limits *l = &p->limits;

    p->steps = 0;
    if (p->stopped != DATELINE_OK)
        return true;
    if (l->interrupt && atomic_load_explicit(l->interrupt, memory_order_relaxed))
        p->stopped = DATELINE_INTERRUPTED;
    else if (l->until > 0 && clock_seconds() > l->until)
        p->stopped = DATELINE_TIMEOUT;
    return p->stopped != DATELINE_OK;
}

void list_pass_damaged(struct list_pass *p, enum lists_file file, uint64_t at)
{
    if (p->damaged)
        return;
    p->damaged = p->lists->files[file];
    p->damaged_at = at;
    p->stopped = DATELINE_CORRUPT;
}

dateline_status list_pass_status(const struct list_pass *p, dateline_error *err)
{
    if (p->stopped == DATELINE_TIMEOUT)
        return fail(err, p->stopped, "cannot search the index: not done within %g seconds",
                    p->limits.seconds);
    if (p->stopped == DATELINE_INTERRUPTED)
        return fail(err, p->stopped, "cannot search the index: interrupted");
    if (p->stopped == DATELINE_BAD_QUERY)
        return fail(err, p->stopped,
                    "the query needs more than %d MiB: the words of its phrases stand in too many "
                    "places",
                    PLAN_MEMORY >> 20);
    if (p->stopped == DATELINE_CORRUPT && !p->damaged)
        return fail(err, p->stopped, "a file of search lists is gone");
    return p->stopped == DATELINE_CORRUPT ? pages_damaged(p->damaged, p->damaged_at, err)
                                          : p->stopped;
}

struct pass_scratch *list_pass_enter(struct list_pass *p)
{
    struct pass_scratch *s = p->memory->spare;

    if (!s)
        return must_alloc(sizeof *s);
    p->memory->spare = s->next;
    return s;
}

void list_pass_leave(struct list_pass *p, struct pass_scratch *s)
{
    s->next = p->memory->spare;
    p->memory->spare = s;
}

const uint8_t *list_pass_lengths(struct list_pass *p, uint32_t first, uint32_t last)
{
    struct pages *pages = p->lists->files[LISTS_LENGTHS];
    uint64_t at = (uint64_t)(first ? first - 1 : 0) * sizeof(uint32_t);

    if (last > p->lists->documents)
        last = p->lists->documents;
    if (pages && pages_ready(pages, at, (uint64_t)last * sizeof(uint32_t) - at))
        return pages->data;
    list_pass_damaged(p, LISTS_LENGTHS, at);
    return NULL;
}

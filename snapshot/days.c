#include "snapshot/days.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"

/* Threads may ask at the same time for what they share. */
static pthread_mutex_t reading = PTHREAD_MUTEX_INITIALIZER;

void snapshot_days_free(struct snapshot_days *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->n; i++)
        free(d->parts[i].day);
    free(d->parts);
    free(d);
}

/* In a segment of ours every number is an article's; elsewhere there are gaps. */
static dateline_status mark_articles(struct snapshot *s, struct snapshot_part_days *p,
                                     dateline_error *err)
{
    struct xap_posting posting;
    xap_postings *all;
    bool more = true;
    dateline_status status;

    if (s->manifest.n_segments)
        return DATELINE_OK;
    for (uint32_t i = 1; i <= p->last; i++)
        p->day[i] = SNAPSHOT_NO_ARTICLE;
    status = xap_postings_open(s->db, (struct span){0}, &all, err);
    if (status != DATELINE_OK)
        return status;
    while ((status = xap_postings_next(all, 0, &posting, &more, err)) == DATELINE_OK && more)
        if (posting.id <= p->last)
            p->day[posting.id] = 0;
    xap_postings_close(all);
    return status;
}

static void read_rows(const struct columns *c, struct snapshot_part_days *p)
{
    for (uint32_t i = 1; i <= p->last && i <= c->articles; i++)
        p->day[i] = columns_day(c, i);
}

static dateline_status read_values(struct snapshot *s, size_t part, struct snapshot_part_days *p,
                                   dateline_error *err)
{
    struct xap_slot_value v;
    xap_values *values;
    bool more = true;
    dateline_status status = xap_values_open(s->db, part, SCHEMA_DATE_SLOT, &values, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = xap_values_next(values, &v, &more, err)) == DATELINE_OK && more)
        if (v.number <= p->last && p->day[v.number] != SNAPSHOT_NO_ARTICLE)
            p->day[v.number] = schema_date_of_value(v.value);
    xap_values_close(values);
    return status;
}

static void drop_deleted(const struct snapshot *s, size_t part, struct snapshot_part_days *p)
{
    uint32_t number = 0;

    if (!s->manifest.n_segments)
        return;
    while ((number = deletions_seek(&s->deleted[part], number + 1)) && number <= p->last)
        p->day[number] = SNAPSHOT_NO_ARTICLE;
}

static dateline_status read_days(struct snapshot *s, struct snapshot_days *d, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < d->n && status == DATELINE_OK; i++) {
        struct snapshot_part_days *p = &d->parts[i];
        const struct columns *columns;

        status = xap_part_last(s->db, i, &p->last, err);
        if (status != DATELINE_OK)
            break;
        if (s->manifest.n_segments && p->last > s->manifest.segments[i].articles)
            p->last = s->manifest.segments[i].articles; /* it is damaged, and the rest not ours */
        p->day = must_zalloc(((size_t)p->last + 1) * sizeof *p->day);
        p->day[0] = SNAPSHOT_NO_ARTICLE;
        status = snapshot_columns(s, i, &columns, err);
        if (status == DATELINE_OK && columns) {
            read_rows(columns, p);
        } else if (status == DATELINE_OK) {
            status = mark_articles(s, p, err);
            if (status == DATELINE_OK)
                status = read_values(s, i, p, err);
        }
        drop_deleted(s, i, p);
    }
    return status;
}

dateline_status snapshot_days(struct snapshot *s, const struct snapshot_days **out,
                              dateline_error *err)
{
    struct snapshot *owner = s->origin ? s->origin : s;
    struct snapshot_days *d;
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&reading);
    if (!owner->days) {
        d = must_zalloc(sizeof *d);
        d->n = xap_parts(s->db);
        d->parts = must_zalloc(d->n * sizeof *d->parts);
        status = read_days(s, d, err);
        if (status == DATELINE_OK)
            owner->days = d;
        else
            snapshot_days_free(d);
    }
    pthread_mutex_unlock(&reading);
    if (status == DATELINE_OK)
        *out = owner->days;
    return status;
}

/* Reads the dates of a segment's documents: from its columns, from Xapian's date slot, or from
 * terms. */
#include "snapshot/days.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"

void days_free(struct snapshot_days *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->n; i++)
        free(d->parts[i].day);
    free(d->parts);
    free(d);
}

/* Marks unused document numbers. A segment of dateline's has none, a foreign database may. */
static dateline_status mark_gaps(xap_db *db, struct snapshot_part_days *p, dateline_error *err)
{
    struct xap_posting posting;
    xap_postings *all;
    bool more = true;
    dateline_status status;

    for (uint32_t i = 1; i <= p->last; i++)
        p->day[i] = SNAPSHOT_NO_ARTICLE;
    status = xap_postings_open(db, (struct span){0}, &all, err);
    if (status != DATELINE_OK)
        return status;
    while ((status = xap_postings_next(all, 0, &posting, &more, err)) == DATELINE_OK && more)
        if (posting.id <= p->last)
            p->day[posting.id] = 0;
    xap_postings_close(all);
    return status;
}

/* The greatest document number. */
static dateline_status find_last(const struct days_source *from, uint32_t *out, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (from->columns)
        *out = from->columns->articles;
    else if (!from->most)
        *out = 0;
    else
        status = xap_part_last(from->db, from->part, out, err);
    if (status == DATELINE_OK && *out > from->most)
        *out = from->most;
    return status;
}

static dateline_status read_date_slot(xap_db *db, size_t part, struct snapshot_part_days *p,
                                      dateline_error *err)
{
    struct xap_slot_value v;
    xap_values *values;
    bool more = true;
    dateline_status status = xap_values_open(db, part, SCHEMA_DATE_SLOT, &values, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = xap_values_next(values, &v, &more, err)) == DATELINE_OK && more)
        if (v.number <= p->last && p->day[v.number] != SNAPSHOT_NO_ARTICLE)
            p->day[v.number] = schema_date_of_value(v.value);
    xap_values_close(values);
    return status;
}

/* Dates the documents of P that have TERM, and no date yet, as DAY. */
static dateline_status date_by_term(xap_db *db, struct span term, dateline_day day,
                                    struct snapshot_part_days *p, dateline_error *err)
{
    struct xap_posting posting;
    xap_postings *list;
    bool more = true;
    dateline_status status = xap_postings_open(db, term, &list, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = xap_postings_next(list, 0, &posting, &more, err)) == DATELINE_OK && more)
        if (posting.id <= p->last && !p->day[posting.id])
            p->day[posting.id] = day;
    xap_postings_close(list);
    return status;
}

static dateline_status read_date_terms(xap_db *db, enum schema_field field,
                                       struct snapshot_part_days *p, dateline_error *err)
{
    struct xap_term t;
    xap_terms *terms;
    bool more = true;
    dateline_status status = xap_terms_open(db, span_of(schema_prefix(field)), &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = xap_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        dateline_day day = schema_date_of_term(field, t.term);

        if (day)
            status = date_by_term(db, t.term, day, p, err);
        if (status != DATELINE_OK)
            break;
    }
    xap_terms_close(terms);
    return status;
}

/* Whether more documents of P have no date than say so by a term. */
static dateline_status lacks_dates(xap_db *db, const struct snapshot_part_days *p, bool *out,
                                   dateline_error *err)
{
    struct buf term = {0};
    uint32_t known = 0, undated = 0;
    uint64_t occurrences;
    dateline_status status;

    schema_undated(&term);
    status = xap_term_stats(db, buf_span(&term), &known, &occurrences, err);
    buf_free(&term);
    for (uint32_t i = 1; i <= p->last; i++)
        undated += !p->day[i];
    *out = undated > known;
    return status;
}

/* Omega's programs have no date slot but terms of days, months and years, often all three: the most
 * precise one counts, and the others are read only for documents without it. */
static dateline_status read_terms_of_dates(xap_db *db, struct snapshot_part_days *p,
                                           dateline_error *err)
{
    static const enum schema_field kinds[] = {FIELD_DAY, FIELD_MONTH, FIELD_YEAR};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == DATELINE_OK; i++) {
        bool lacking = false;

        status = lacks_dates(db, p, &lacking, err);
        if (status == DATELINE_OK && lacking)
            status = read_date_terms(db, kinds[i], p, err);
    }
    return status;
}

static void drop_deleted(const struct deletions *deleted, struct snapshot_part_days *p)
{
    uint32_t number = 0;

    while ((number = deletions_seek(deleted, number + 1)) && number <= p->last)
        p->day[number] = SNAPSHOT_NO_ARTICLE;
}

dateline_status days_read(const struct days_source *from, struct snapshot_part_days *out,
                          dateline_error *err)
{
    dateline_status status = find_last(from, &out->last, err);

    if (status != DATELINE_OK)
        return status;
    out->day = must_zalloc(((size_t)out->last + 1) * sizeof *out->day);
    out->day[0] = SNAPSHOT_NO_ARTICLE;
    if (from->columns) {
        status = columns_days(from->columns, out->last, out->day + 1, err);
    } else if (from->most) {
        if (!from->deleted)
            status = mark_gaps(from->db, out, err);
        if (status == DATELINE_OK)
            status = read_date_slot(from->db, from->part, out, err);
        if (status == DATELINE_OK && !from->deleted)
            status = read_terms_of_dates(from->db, out, err);
    }
    if (from->deleted && status == DATELINE_OK)
        drop_deleted(from->deleted, out);
    return status;
}

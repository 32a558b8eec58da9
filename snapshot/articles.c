/* Reads the articles of a snapshot: columns and dates, shared by a commit's openings, and
 * records. */
#include "snapshot/articles.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "snapshot/state.h"

/* ---- Columns ------------------------------------------------------------ */

/* Opens the columns of segment I; leaves OUT empty if another program has written to the segment
 * since it was committed, as they are then out of date. */
static dateline_status open_columns(const struct snapshot *s, size_t i, struct segment_columns *out,
                                    dateline_error *err)
{
    const struct segment *segment = &s->commit->manifest.segments[i];
    uint64_t revision;
    dateline_status status = xap_part_revision(s->db, i, &revision, err);

    if (status != DATELINE_OK || revision != segment->revision)
        return status;
    return segment_columns_open(s->commit->dir, segment, out, err);
}

static dateline_status open_all_columns(void *ctx, dateline_error *err)
{
    const struct snapshot *s = ctx;
    size_t n = s->commit->manifest.n_segments, opened = 0;
    struct segment_columns *columns = must_zalloc(n * sizeof *columns);
    dateline_status status = DATELINE_OK;

    while (opened < n && status == DATELINE_OK) {
        status = open_columns(s, opened, &columns[opened], err);
        opened += status == DATELINE_OK;
    }
    if (status == DATELINE_OK) {
        s->commit->columns = columns;
        return status;
    }
    while (opened)
        segment_columns_close(&columns[--opened]);
    free(columns);
    return status;
}

/* Leaves s->columns NULL on failure. */
static dateline_status share_columns(struct snapshot *s, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&s->commit->lock);
    if (!s->commit->columns)
        status = alloc_guard(open_all_columns, s, err);
    s->columns = s->commit->columns;
    pthread_mutex_unlock(&s->commit->lock);
    return status;
}

dateline_status snapshot_columns(struct snapshot *s, size_t segment, const struct columns **out,
                                 dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    *out = NULL;
    if (snapshot_is_foreign(s))
        return DATELINE_OK;
    if (!s->columns)
        status = share_columns(s, err);
    if (s->columns && s->columns[segment].columns.articles)
        *out = &s->columns[segment].columns;
    return status;
}

dateline_status snapshot_row(struct snapshot *s, snapshot_doc doc, struct snapshot_row *out,
                             dateline_error *err)
{
    const struct columns *c;
    uint32_t number;
    size_t segment = snapshot_segment(s, doc, &number);
    dateline_status status = snapshot_columns(s, segment, &c, err);

    *out = (struct snapshot_row){0};
    if (status != DATELINE_OK || !c || number > c->articles)
        return status;
    status = columns_id(c, number, &out->id, err);
    if (status == DATELINE_OK)
        status = columns_day(c, number, &out->day, err);
    out->known = status == DATELINE_OK;
    return status;
}

void snapshot_expect_row(const struct snapshot *s, snapshot_doc doc, bool id)
{
    uint32_t number;
    size_t segment = snapshot_segment(s, doc, &number);

    if (s->columns && number <= s->columns[segment].columns.articles)
        columns_expect(&s->columns[segment].columns, number, id);
}

/* ---- Dates -------------------------------------------------------------- */

static dateline_status read_segment_days(struct snapshot *s, size_t i,
                                         struct snapshot_part_days *out, dateline_error *err)
{
    struct days_source from = {.db = s->db, .part = i, .most = UINT32_MAX};
    dateline_status status = snapshot_columns(s, i, &from.columns, err);

    if (!snapshot_is_foreign(s)) {
        from.deleted = &s->commit->deleted[i];
        from.most = s->commit->manifest.segments[i].articles;
    }
    return status == DATELINE_OK ? days_read(&from, out, err) : status;
}

/* Keeps them for the commit. */
static dateline_status read_all_days(void *ctx, dateline_error *err)
{
    struct snapshot *s = ctx;
    struct snapshot_days *d = must_zalloc(sizeof *d);
    dateline_status status = DATELINE_OK;

    d->n = snapshot_segments(s);
    d->parts = must_zalloc(d->n * sizeof *d->parts);
    for (size_t i = 0; i < d->n && status == DATELINE_OK; i++)
        status = read_segment_days(s, i, &d->parts[i], err);
    if (status == DATELINE_OK)
        s->commit->days = d;
    else
        days_free(d);
    return status;
}

dateline_status snapshot_days(struct snapshot *s, const struct snapshot_days **out,
                              dateline_error *err)
{
    const struct columns *columns;
    dateline_status status = snapshot_columns(s, 0, &columns, err); /* takes the lock itself */

    if (status != DATELINE_OK)
        return status;
    pthread_mutex_lock(&s->commit->lock);
    if (!s->commit->days)
        status = alloc_guard(read_all_days, s, err);
    pthread_mutex_unlock(&s->commit->lock);
    if (status == DATELINE_OK)
        *out = s->commit->days;
    return status;
}

enum { DATE_DIGITS = 8 };

/* Whether VALUE is a date as we write it, or zeros: omindex keeps a time there, in four bytes. */
static bool is_date_value(struct span value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] < '0' || value.data[i] > '9')
            return false;
    return value.len == DATE_DIGITS;
}

/* The date in DOC's slot, 0 if it has none; *KNOWN: the slot says so itself. */
static dateline_status slot_says(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                                 bool *known, dateline_error *err)
{
    struct buf value = {0};
    dateline_status status = xap_value(s->db, doc, SCHEMA_DATE_SLOT, &value, err);

    if (status == DATELINE_OK) {
        *out = schema_date_of_value(buf_span(&value));
        *known = is_date_value(buf_span(&value));
    }
    buf_free(&value);
    return status;
}

static dateline_status slot_day(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                                dateline_error *err)
{
    bool known;

    return slot_says(s, doc, out, &known, err);
}

dateline_status snapshot_dates_in_slot(struct snapshot *s, bool *out, dateline_error *err)
{
    struct buf term = {0}, least = {0}, most = {0};
    struct xap_stats all = {0};
    uint32_t dated = 0, undated = 0;
    uint64_t occurrences;
    dateline_status status = xap_stats(s->db, &all, err);

    schema_undated(&term);
    if (status == DATELINE_OK)
        status = xap_slot_documents(s->db, SCHEMA_DATE_SLOT, &dated, &least, &most, err);
    if (status == DATELINE_OK)
        status = xap_term_stats(s->db, buf_span(&term), &undated, &occurrences, err);
    if (status == DATELINE_OK)
        *out = is_date_value(buf_span(&least)) && is_date_value(buf_span(&most)) &&
               (dated == all.documents || (uint64_t)dated + undated == all.documents);
    buf_free(&term);
    buf_free(&least);
    buf_free(&most);
    return status;
}

static const struct snapshot_days *days_if_read(struct snapshot *s)
{
    const struct snapshot_days *days;

    pthread_mutex_lock(&s->commit->lock);
    days = s->commit->days;
    pthread_mutex_unlock(&s->commit->lock);
    return days;
}

/* The date of another program's document, in the slot or in terms. The dates of all documents are
 * read only for one whose slot is empty: terms are found from their side, not the document's. */
static dateline_status foreign_day(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                                   dateline_error *err)
{
    const struct snapshot_days *days = days_if_read(s);
    dateline_day day = 0;
    bool known = false;
    dateline_status status = DATELINE_OK;

    if (!days)
        status = slot_says(s, doc, &day, &known, err);
    if (status == DATELINE_OK && !days && !known)
        status = snapshot_days(s, &days, err);
    if (status != DATELINE_OK)
        return status;
    if (days && doc <= days->parts[0].last && days->parts[0].day[doc] > 0)
        day = days->parts[0].day[doc];
    *out = day;
    return DATELINE_OK;
}

dateline_status snapshot_day(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                             dateline_error *err)
{
    struct snapshot_row row;
    dateline_status status = snapshot_row(s, doc, &row, err);

    if (status != DATELINE_OK)
        return status;
    if (!row.known)
        return (snapshot_is_foreign(s) ? foreign_day : slot_day)(s, doc, out, err);
    *out = row.day;
    return DATELINE_OK;
}

/* ---- Records ------------------------------------------------------------ */

/* The reader of the texts of DOC's segment; sets its number there. */
static struct texts_reader *texts_of(struct snapshot *s, snapshot_doc doc, uint32_t *number)
{
    size_t segment = snapshot_segment(s, doc, number);

    if (!s->readers)
        s->readers = must_zalloc(snapshot_segments(s) * sizeof *s->readers);
    if (!s->readers[segment])
        s->readers[segment] = texts_reader_new(s->commit->texts[segment]);
    return s->readers[segment];
}

dateline_status snapshot_record(struct snapshot *s, snapshot_doc doc, struct buf *out,
                                dateline_error *err)
{
    struct texts_reader *reader;
    uint32_t number;

    if (!s->commit->whole)
        return xap_data(s->db, doc, out, err);
    reader = texts_of(s, doc, &number);
    buf_clear(out);
    return texts_record(reader, number, out, err);
}

static void decode_record(const struct buf *record, struct article *out)
{
    if (!article_decode(buf_span(record), out))
        *out = (struct article){0};
}

/* The article DOC of another program's database, whose record may be Omega's. */
static dateline_status decode_foreign(struct snapshot *s, snapshot_doc doc,
                                      const struct buf *record, struct article *out,
                                      dateline_error *err)
{
    if (article_decode(buf_span(record), out) && (out->title.len || out->body.len))
        return DATELINE_OK;
    if (!article_decode_omega(buf_span(record), out))
        *out = (struct article){0};
    return out->day ? DATELINE_OK : snapshot_day(s, doc, &out->day, err);
}

dateline_status snapshot_head(struct snapshot *s, snapshot_doc doc, struct buf *record,
                              struct article *out, dateline_error *err)
{
    struct texts_reader *reader;
    struct span head;
    uint32_t number;
    dateline_status status;

    if (!s->commit->whole)
        return snapshot_article(s, doc, record, out, err);
    reader = texts_of(s, doc, &number);
    status = texts_head(reader, number, &head, err);
    if (status != DATELINE_OK)
        return status;
    buf_clear(record);
    buf_span_add(record, head);
    decode_record(record, out);
    return DATELINE_OK;
}

dateline_status snapshot_article(struct snapshot *s, snapshot_doc doc, struct buf *record,
                                 struct article *out, dateline_error *err)
{
    dateline_status status = snapshot_record(s, doc, record, err);

    if (status == DATELINE_OK && snapshot_is_foreign(s))
        return decode_foreign(s, doc, record, out, err);
    if (status == DATELINE_OK)
        decode_record(record, out);
    return status;
}

/* The builder by way of libxapian's own writer: slow, and right by definition.
 *
 * Articles are kept until the end, put in order, and added one by one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/invert/analysis.h"
#include "indexer/invert/filter_terms.h"
#include "indexer/output/disk.h"
#include "shim/xap.h"
#include "snapshot/snapshot.h"
#include "tests/oracle/builder_oracle.h"
#include "tests/oracle/xap_writer.h"

struct kept {
    dateline_day day;
    uint32_t turn; /* 0 for the first that came */
    bool same;
    struct span id; /* in record */
    struct buf record;
    struct place at;
};

struct oracle {
    struct buf path;
    struct stemmer *stemmer;
    struct analyser *analyser;
    struct xap_writer *writer;
    struct kept *list;
    size_t len, cap;
};

dateline_status oracle_open(const char *index, const char *tmp, const struct builder_options *o,
                            struct oracle **out, dateline_error *err)
{
    struct oracle *b = must_zalloc(sizeof *b);
    dateline_status status = stemmer_open(o->language, &b->stemmer, err);

    buf_printf(&b->path, "%s/%s", index, tmp);
    if (status == DATELINE_OK)
        status = xap_writer_create(b->path.data, &b->writer, err);
    if (status != DATELINE_OK) {
        oracle_close(b);
        return status;
    }
    b->analyser = analyser_open(b->stemmer);
    *out = b;
    return DATELINE_OK;
}

dateline_status oracle_add(struct oracle *b, const struct submission *s, dateline_error *err)
{
    struct kept *k;
    struct article a;

    (void)err;
    GROW(b->list, b->len, b->cap);
    k = &b->list[b->len];
    *k = (struct kept){.day = s->article->day, .turn = (uint32_t)b->len++, .same = s->unbuilt};
    buf_span_add(&k->record, s->record);
    article_decode(buf_span(&k->record), &a);
    k->id = a.id;
    k->at = (struct place){must_dup(s->at.path, strlen(s->at.path)), s->at.line};
    return DATELINE_OK;
}

static int by_id(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    int order = span_cmp(x->id, y->id);

    return order ? order : (x->turn > y->turn) - (x->turn < y->turn);
}

static int newest_first(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;

    return x->day != y->day ? (x->day < y->day) - (x->day > y->day) : span_cmp(x->id, y->id);
}

static void drop(struct kept *k)
{
    buf_free(&k->record);
    free((char *)k->at.path);
}

/* Leaves each id's last version, unless the index has the same. */
static void settle(struct oracle *b, const struct builder_events *events)
{
    size_t len = 0;

    if (b->len)
        qsort(b->list, b->len, sizeof *b->list, by_id);
    for (size_t i = 0; i < b->len; i++) {
        struct kept *k = &b->list[i];
        bool last = i + 1 == b->len || !span_eq(k->id, k[1].id);

        if (!last)
            events->again(events->ctx, k->id, &k->at, &k[1].at);
        else if (k->same)
            events->unbuilt(events->ctx, k->id);
        if (last && !k->same)
            b->list[len++] = *k;
        else
            drop(k);
    }
    b->len = len;
    if (len)
        qsort(b->list, len, sizeof *b->list, newest_first);
}

static dateline_status add_text(struct oracle *b, struct xap_document *d, const struct article *a,
                                dateline_error *err)
{
    struct analysed terms;
    dateline_status status = DATELINE_OK;

    analyser_article(b->analyser, a->title, a->body, a->marks, &terms);
    for (size_t i = 0; i < terms.len && status == DATELINE_OK; i++) {
        const struct analysed_term *t = &terms.terms[i];
        struct span term = analyser_term(b->analyser, t->term);

        /* The wdf stands with the first position; the others add none. */
        status = xap_document_posting(d, term, t->n_positions ? t->positions[0] : 0, t->wdf, err);
        for (uint32_t p = 1; p < t->n_positions && status == DATELINE_OK; p++)
            status = xap_document_posting(d, term, t->positions[p], 0, err);
    }
    return status;
}

static dateline_status add_article(struct oracle *b, struct xap_document *d, struct span record,
                                   dateline_error *err)
{
    struct filter_terms filters = {0};
    struct buf value = {0};
    struct article a;
    dateline_status status;
    xap_docid id;

    article_decode(record, &a);
    xap_document_clear(d);
    xap_document_data(d, record);
    schema_date_value(&value, a.day);
    xap_document_value(d, SCHEMA_DATE_SLOT, buf_span(&value));
    status = add_text(b, d, &a, err);
    filter_terms(&a, &filters);
    for (size_t i = 0; i < filters.len && status == DATELINE_OK; i++)
        status = xap_document_posting(d, buf_span(&filters.terms[i]), 0, 0, err);
    if (status == DATELINE_OK)
        status = xap_writer_add(b->writer, d, &id, err);
    filter_terms_free(&filters);
    buf_free(&value);
    return status;
}

static void span_days(const struct oracle *b, struct segment *out)
{
    for (size_t i = 0; i < b->len; i++) {
        dateline_day first = b->list[i].day ? day_first(b->list[i].day) : 0;
        dateline_day last = b->list[i].day ? day_last(b->list[i].day) : 0;

        if (first && (!out->first || first < out->first))
            out->first = first;
        if (last > out->last)
            out->last = last;
    }
    out->articles = (uint32_t)b->len;
}

/* The files in the finished database's directory, with checksums. */
static dateline_status list_files(const char *path, struct segment *out, dateline_error *err)
{
    static const char *const names[] = {"iamglass", "docdata.glass", "position.glass",
                                        "postlist.glass", "termlist.glass"};
    struct buf file = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < sizeof names / sizeof *names && status == DATELINE_OK; i++) {
        struct component *f;

        buf_clear(&file);
        buf_printf(&file, "%s/%s", path, names[i]);
        if (access(file.data, F_OK) != 0)
            continue;
        f = segment_add_component(out, names[i]);
        status = disk_checksum(file.data, &f->size, &f->checksum, err);
    }
    buf_free(&file);
    return status;
}

static dateline_status read_uuid(const char *path, char uuid[37], dateline_error *err)
{
    struct xap_db *db;
    dateline_status status = xap_open(path, &db, err);

    if (status == DATELINE_OK)
        status = xap_part_uuid(db, 0, uuid, err);
    if (status == DATELINE_OK)
        xap_close(db);
    return status;
}

dateline_status oracle_finish(struct oracle *b, const struct builder_events *events,
                              struct segment *out, char uuid[37], dateline_error *err)
{
    struct xap_document *d = xap_document_new();
    dateline_status status = DATELINE_OK;

    settle(b, events);
    for (size_t i = 0; i < b->len && status == DATELINE_OK; i++)
        status = add_article(b, d, buf_span(&b->list[i].record), err);
    xap_document_free(d);
    if (status == DATELINE_OK)
        status = xap_writer_commit(b->writer, err);
    if (status == DATELINE_OK)
        status = read_uuid(b->path.data, uuid, err);
    if (status == DATELINE_OK)
        status = snapshot_revision(b->path.data, &out->revision, err);
    if (status == DATELINE_OK)
        status = list_files(b->path.data, out, err);
    if (status == DATELINE_OK)
        span_days(b, out);
    return status;
}

void oracle_close(struct oracle *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->len; i++)
        drop(&b->list[i]);
    free(b->list);
    xap_writer_close(b->writer);
    analyser_close(b->analyser);
    stemmer_close(b->stemmer);
    buf_free(&b->path);
    free(b);
}

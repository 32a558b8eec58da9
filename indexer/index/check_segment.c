/* Compares articles, columns, lengths, lists and Xapian's tables of a segment. */
#include "indexer/index/check_segment.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/article.h"
#include "core/hash.h"
#include "core/schema.h"
#include "indexer/index/check_lists.h"
#include "indexer/index/check_tables.h"
#include "indexer/merge/segment_run.h"
#include "lists/lexicon.h"
#include "lists/posting_list.h"
#include "snapshot/columns.h"
#include "snapshot/lists.h"

struct walk {
    const char *dir;
    const struct segment *segment;
    struct buf path; /* of the segment */
    struct run *run;
    struct run_terms *terms;
    struct check_tables *tables; /* NULL: none, or all that there is */
    struct segment_columns columns;
    struct lists *lists; /* NULL: the segment has none */
    /* The document before: its id, and its day. */
    struct buf id;
    dateline_day day;
    dateline_day first, last; /* of the documents so far, to any precision */
    struct buf term;          /* of an id */
    /* By document: its length, the sum of its wdfs, the number of its terms. */
    uint64_t *lengths, *wdfs;
    uint32_t *counts;
};

/* ---- Documents ------------------------------------------------------------ */

static const char *article_wrong(struct span record, struct article *a)
{
    struct span hash = article_stored_hash(record);
    size_t head = sizeof "hash=" + ARTICLE_HASH_TEXT; /* including its newline */
    char found[HASH_TEXT];

    if (!article_decode(record, a))
        return "cannot be read";
    if (hash.len != HASH_TEXT || record.len < head)
        return "has no hash";
    hash_text((struct span){record.data + head, record.len - head}, found);
    return memcmp(found, hash.data, HASH_TEXT) ? "does not match its hash" : NULL;
}

/* Whether the columns, if there are any, agree with A. */
static bool in_columns(const struct walk *w, uint32_t document, const struct article *a)
{
    const struct columns *c = &w->columns.columns;
    struct span id;
    dateline_day day;

    if (!c->articles)
        return true;
    return document <= c->articles && columns_id(c, document, &id, NULL) == DATELINE_OK &&
           columns_day(c, document, &day, NULL) == DATELINE_OK && span_eq(id, a->id) &&
           day == a->day;
}

/* Whether A comes after the document before it, which it replaces: newest first, ties by id. */
static bool in_order(struct walk *w, const struct article *a)
{
    struct run_key before = {.day = w->day, .id = buf_span(&w->id)};
    struct run_key key = {.day = a->day, .id = a->id};
    bool ordered = !w->id.len || run_key_before(&before, &key);

    buf_clear(&w->id);
    buf_span_add(&w->id, a->id);
    w->day = a->day;
    day_widen(a->day, &w->first, &w->last);
    return ordered;
}

/* Sets *FOUND to whether the lists, if there are any, have the id of A in document D alone. */
static dateline_status id_in_lists(struct walk *w, uint32_t d, const struct article *a, bool *found,
                                   dateline_error *err)
{
    struct list_term entry;
    struct posting_list list;
    struct posting_cursor cursor;
    dateline_status status;

    *found = true;
    if (!w->lists)
        return DATELINE_OK;
    schema_value(&w->term, FIELD_ID, a->id);
    status = lexicon_find(w->lists, buf_span(&w->term), &entry, found, err);
    if (status != DATELINE_OK || !*found)
        return status;
    status = posting_list_open(w->lists, &entry, &list, err);
    if (status != DATELINE_OK)
        return status;
    posting_cursor_begin(&cursor, &list);
    *found = entry.documents == 1 && posting_next(&cursor) == d;
    return DATELINE_OK;
}

static dateline_status walk_document(struct walk *w, uint32_t d, const struct run_key *key,
                                     struct span record, dateline_error *err)
{
    struct article a;
    const char *wrong = article_wrong(record, &a);
    dateline_status status;
    bool listed;

    if (wrong)
        return fail(err, DATELINE_CORRUPT, "article %" PRIu32 " %s", d, wrong);
    if (!in_order(w, &a))
        return fail(err, DATELINE_CORRUPT, "article %" PRIu32 " is not in its place", d);
    status = id_in_lists(w, d, &a, &listed, err);
    if (status != DATELINE_OK)
        return status;
    if (!listed)
        return fail(err, DATELINE_CORRUPT, "the lists do not agree with '%.*s'", (int)a.id.len,
                    a.id.data);
    if (!in_columns(w, d, &a))
        return fail(err, DATELINE_CORRUPT, "the columns do not agree with '%.*s'", (int)a.id.len,
                    a.id.data);
    w->lengths[d] = key->length;
    return w->tables ? check_tables_document(w->tables, key, record, err) : DATELINE_OK;
}

static dateline_status walk_documents(struct walk *w, dateline_error *err)
{
    struct run *r = w->run;
    dateline_status status = DATELINE_OK;

    for (uint32_t d = 1; d <= r->documents && status == DATELINE_OK; d++) {
        struct run_key key;
        struct span record;
        bool more;

        status = r->methods->key(r, &key, &more, err);
        if (status == DATELINE_OK)
            status = r->methods->record(r, &record, err);
        if (status == DATELINE_OK)
            status = walk_document(w, d, &key, record, err);
    }
    if (status == DATELINE_OK && (w->first != w->segment->first || w->last != w->segment->last))
        status = fail(err, DATELINE_CORRUPT, "the manifest has other first and last days");
    return status;
}

/* ---- Terms ---------------------------------------------------------------- */

static dateline_status walk_list(struct walk *w, struct span list, struct run_posting *posting,
                                 dateline_error *err)
{
    const uint8_t *p = (const uint8_t *)list.data, *end = p + list.len;
    dateline_status status = DATELINE_OK;

    while (p < end && status == DATELINE_OK) {
        p = run_posting_next(p, posting);
        w->counts[posting->document]++;
        w->wdfs[posting->document] += posting->wdf;
        if (w->tables)
            status = check_tables_posting(w->tables, posting, err);
    }
    return status;
}

static dateline_status walk_postings(struct walk *w, dateline_error *err)
{
    struct run_posting posting = {0};
    struct span list = {0};
    dateline_status status;

    do {
        status = w->terms->methods->postings(w->terms, &list, err);
        if (status == DATELINE_OK && list.len)
            status = walk_list(w, list, &posting, err);
    } while (status == DATELINE_OK && list.len);
    return status;
}

static dateline_status walk_terms(struct walk *w, dateline_error *err)
{
    struct span term;
    bool more = true;
    dateline_status status = w->run->methods->terms(w->run, true, &w->terms, err);

    while (status == DATELINE_OK &&
           (status = w->terms->methods->next(w->terms, &term, &more, err)) == DATELINE_OK && more) {
        if (w->tables)
            status = check_tables_term(w->tables, term, err);
        if (status == DATELINE_OK)
            status = walk_postings(w, err);
    }
    return status == DATELINE_OK && w->tables ? check_tables_end(w->tables, err) : status;
}

static dateline_status compare_sums(const struct walk *w, dateline_error *err)
{
    for (uint32_t d = 1; d <= w->segment->articles; d++)
        if (w->wdfs[d] != w->lengths[d])
            return fail(err, DATELINE_CORRUPT,
                        "postings and length of article %" PRIu32 " do not agree", d);
    return segment_xapian(w->segment) == XAPIAN_FULL
               ? check_termlists(w->path.data, w->segment, w->counts, w->lengths, err)
               : DATELINE_OK;
}

/* ---- The segment ---------------------------------------------------------- */

static dateline_status walk_whole(void *ctx, dateline_error *err)
{
    struct walk *w = ctx;
    const struct segment *s = w->segment;
    size_t n = (size_t)s->articles + 1;
    dateline_status status = segment_run_open(w->dir, s, NULL, &w->run, err);

    w->lengths = must_zalloc(n * sizeof *w->lengths);
    w->wdfs = must_zalloc(n * sizeof *w->wdfs);
    w->counts = must_zalloc(n * sizeof *w->counts);
    buf_printf(&w->path, "%s/%s", w->dir, s->name);
    if (status == DATELINE_OK)
        status = segment_columns_open(w->dir, s, &w->columns, err);
    if (status == DATELINE_OK && segment_is_whole(s) && segment_xapian(s) != XAPIAN_NONE)
        status = check_tables_open(w->path.data, s, &w->tables, err);
    if (status == DATELINE_OK && segment_is_whole(s))
        status = segment_lists_open(w->dir, s, &w->lists, err);
    if (status == DATELINE_OK && w->lists)
        status = check_lists(w->lists, err);
    if (status == DATELINE_OK)
        status = walk_documents(w, err);
    if (status == DATELINE_OK)
        status = walk_terms(w, err);
    return status == DATELINE_OK ? compare_sums(w, err) : status;
}

dateline_status check_structures(const char *dir, const struct segment *s, dateline_error *err)
{
    struct walk w = {.dir = dir, .segment = s};
    dateline_status status = alloc_guard(walk_whole, &w, err);

    if (w.terms)
        w.terms->methods->close(w.terms);
    if (w.run)
        w.run->methods->close(w.run);
    check_tables_close(w.tables);
    segment_columns_close(&w.columns);
    lists_close(w.lists);
    buf_free(&w.path);
    buf_free(&w.id);
    buf_free(&w.term);
    free(w.lengths);
    free(w.wdfs);
    free(w.counts);
    return status;
}

/* Verifies the files of an index, then compares its structures. */
#include "indexer/index/check.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/article.h"
#include "core/hash.h"
#include "core/schema.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/position.h"
#include "indexer/glass/termlist.h"
#include "indexer/merge/segment_run.h"
#include "indexer/output/disk.h"
#include "snapshot/columns.h"
#include "snapshot/snapshot.h"

struct check {
    const char *dir;
    check_tell *tell;
    void *ctx;
    bool damaged;
    struct buf path, message;
};

static void report_fault(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void report_fault(struct check *c, const char *fmt, ...)
{
    va_list ap;

    buf_clear(&c->message);
    va_start(ap, fmt);
    buf_vprintf(&c->message, fmt, ap);
    va_end(ap);
    c->damaged = true;
    c->tell(c->ctx, c->message.data);
}

/* ---- Files -------------------------------------------------------------- */

static const char *path_below(struct check *c, const char *segment, const char *file)
{
    buf_clear(&c->path);
    buf_printf(&c->path, "%s/%s%s%s", c->dir, segment, *file ? "/" : "", file);
    return c->path.data;
}

static bool file_whole(struct check *c, const char *path, const struct component *f)
{
    dateline_error err;

    if (disk_verify(path, f, &err) == DATELINE_OK)
        return true;
    report_fault(c, "%s", err.text);
    return false;
}

static bool files_whole(struct check *c, const struct segment *s)
{
    bool whole = true;

    for (size_t i = 0; i < s->n_components; i++)
        whole &= file_whole(c, path_below(c, s->name, s->components[i].name), &s->components[i]);
    if (s->deleted)
        whole &= file_whole(c, path_below(c, s->deletions.name, ""), &s->deletions);
    return whole;
}

/* ---- Structures ----------------------------------------------------------- */

/* Sums of each document's term list, from which its postings are subtracted. */
struct sums {
    uint64_t *wdf;
    uint32_t *terms;
    uint32_t documents;
};

struct walk {
    struct check *check;
    const struct segment *segment;
    const char *path; /* of the segment */
    struct run *run;
    struct run_terms *lists;
    struct inflater *data, *terms;
    struct segment_columns columns;
    struct positions positions;
    struct sums sums;
};

/* Inflates TAG if it is deflated. */
static bool inflate_if_deflated(struct inflater *i, bool deflated, struct span *tag)
{
    return !deflated || inflate_tag(i, *tag, tag);
}

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

/* Adds a term list to the sums; false if it is damaged. */
static bool sum_terms(struct walk *w, uint32_t document, struct span tag)
{
    struct termlist list = {0};
    struct glass_document_term t;
    bool ok = termlist_begin(&list, tag);
    uint64_t sum = 0;

    while (ok && list.left) {
        ok = termlist_next(&list, &t);
        sum += t.wdf;
        w->sums.terms[document]++;
    }
    w->sums.wdf[document] = sum;
    ok = ok && sum == list.length;
    buf_free(&list.term);
    return ok;
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

static dateline_status walk_documents(struct walk *w, dateline_error *err)
{
    struct run *r = w->run;
    dateline_status status = DATELINE_OK;

    for (uint32_t d = 1; d <= r->documents; d++) {
        struct run_key key;
        struct run_tag data, terms;
        struct article a;
        const char *wrong;
        bool more;

        status = r->methods->key(r, &key, &more, err);
        if (status == DATELINE_OK)
            status = r->methods->data(r, &data, err);
        if (status == DATELINE_OK)
            status = r->methods->termlist(r, &terms, err);
        if (status != DATELINE_OK)
            return status;
        if (!inflate_if_deflated(w->data, data.deflated, &data.bytes))
            return fail(err, DATELINE_CORRUPT, "article %" PRIu32 " cannot be read", d);
        wrong = article_wrong(data.bytes, &a);
        if (wrong)
            return fail(err, DATELINE_CORRUPT, "article %" PRIu32 " %s", d, wrong);
        if (!in_columns(w, d, &a))
            return fail(err, DATELINE_CORRUPT, "the columns do not agree with '%.*s'",
                        (int)a.id.len, a.id.data);
        if (!inflate_if_deflated(w->terms, terms.deflated, &terms.bytes) ||
            !sum_terms(w, d, terms.bytes) || w->sums.wdf[d] != key.length)
            return fail(err, DATELINE_CORRUPT, "the term list of '%.*s' is wrong", (int)a.id.len,
                        a.id.data);
    }
    return status;
}

static dateline_status walk_list(struct walk *w, struct span list, struct run_posting *posting,
                                 struct span term, dateline_error *err)
{
    const uint8_t *p = (const uint8_t *)list.data, *end = p + list.len;

    while (p < end) {
        p = run_posting_next(p, posting);
        w->sums.terms[posting->document]--;
        w->sums.wdf[posting->document] -= posting->wdf;
        if (posting->positions.len && !positions_decode(posting->positions, &w->positions))
            return fail(err, DATELINE_CORRUPT, "the positions of '%.*s' are damaged", (int)term.len,
                        term.data);
    }
    return DATELINE_OK;
}

static dateline_status walk_postings(struct walk *w, struct run_terms *terms, struct span term,
                                     dateline_error *err)
{
    struct run_posting posting = {0};
    struct span list = {0};
    dateline_status status;

    do {
        status = terms->methods->postings(terms, &list, err);
        if (status == DATELINE_OK && list.len)
            status = walk_list(w, list, &posting, term, err);
    } while (status == DATELINE_OK && list.len);
    return status;
}

static dateline_status walk_term_lists(struct walk *w, struct run_terms *terms, dateline_error *err)
{
    struct span term;
    bool more;
    dateline_status status;

    while ((status = terms->methods->next(terms, &term, &more, err)) == DATELINE_OK && more) {
        status = walk_postings(w, terms, term, err);
        if (status != DATELINE_OK)
            break;
    }
    return status;
}

static dateline_status walk_terms(struct walk *w, dateline_error *err)
{
    dateline_status status = w->run->methods->terms(w->run, true, &w->lists, err);

    if (status == DATELINE_OK)
        status = walk_term_lists(w, w->lists, err);
    for (uint32_t d = 1; d <= w->sums.documents && status == DATELINE_OK; d++)
        if (w->sums.terms[d] || w->sums.wdf[d])
            status = fail(err, DATELINE_CORRUPT,
                          "postings and term list of article %" PRIu32 " do not agree", d);
    return status;
}

static dateline_status walk_whole(void *ctx, dateline_error *err)
{
    struct walk *w = ctx;
    const struct segment *s = w->segment;
    dateline_status status;

    w->data = inflater_new();
    w->terms = inflater_new();
    w->sums.documents = s->articles;
    w->sums.wdf = must_zalloc(((size_t)s->articles + 1) * sizeof *w->sums.wdf);
    w->sums.terms = must_zalloc(((size_t)s->articles + 1) * sizeof *w->sums.terms);
    status = segment_run_open(w->path, s->articles, NULL, &w->run, err);
    if (status == DATELINE_OK)
        status = segment_columns_open(w->check->dir, s, &w->columns, err);
    if (status == DATELINE_OK)
        status = walk_documents(w, err);
    return status == DATELINE_OK ? walk_terms(w, err) : status;
}

static void walk_segment(struct check *c, const struct segment *s)
{
    struct walk w = {.check = c, .segment = s, .path = path_below(c, s->name, "")};
    dateline_error err;
    dateline_status status = alloc_guard(walk_whole, &w, &err);

    if (w.lists)
        w.lists->methods->close(w.lists);
    if (w.run)
        w.run->methods->close(w.run);
    segment_columns_close(&w.columns);
    inflater_free(w.data);
    inflater_free(w.terms);
    positions_free(&w.positions);
    free(w.sums.wdf);
    free(w.sums.terms);
    if (status == DATELINE_NO_MEMORY)
        out_of_memory(0);
    if (status != DATELINE_OK)
        report_fault(c, "%s: %s", w.path, err.text);
}

/* ---- The index -------------------------------------------------------------- */

static void check_segment(struct check *c, const struct segment *s)
{
    uint32_t revision;
    dateline_error err;

    if (snapshot_revision(path_below(c, s->name, ""), &revision, &err) != DATELINE_OK)
        report_fault(c, "%s", err.text);
    else if (revision != s->revision)
        report_fault(c, "another program has written to %s", path_below(c, s->name, ""));
    else if (files_whole(c, s))
        walk_segment(c, s);
}

dateline_status check_index(const char *dir, check_tell *report, void *ctx, bool *damaged,
                            dateline_error *err)
{
    struct check c = {.dir = dir, .tell = report, .ctx = ctx};
    struct manifest m = {0};
    dateline_error why;
    dateline_status status = manifest_read(dir, &m, &why);

    if (status == DATELINE_CORRUPT)
        report_fault(&c, "%s", why.text);
    else if (status != DATELINE_OK && err)
        *err = why;
    for (size_t i = 0; i < m.n_segments; i++)
        check_segment(&c, &m.segments[i]);
    *damaged = c.damaged;
    manifest_free(&m);
    buf_free(&c.path);
    buf_free(&c.message);
    return status == DATELINE_CORRUPT ? DATELINE_OK : status;
}

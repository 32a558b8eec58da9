/* Compares Xapian's tables with lists and articles. */
#include "indexer/index/check_tables.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/reader.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/version.h"
#include "indexer/merge/glass_run.h"
#include "indexer/merge/omega_record.h"

struct check_tables {
    enum xapian_kind xapian;
    struct run *run;
    struct run_terms *terms;
    const uint8_t *at, *end;    /* postings read of the term */
    struct run_posting posting; /* the last one compared */
    struct buf text, lines;     /* the term; see omega_record */
};

void check_tables_close(struct check_tables *t)
{
    if (!t)
        return;
    if (t->terms)
        t->terms->methods->close(t->terms);
    if (t->run)
        t->run->methods->close(t->run);
    buf_free(&t->text);
    buf_free(&t->lines);
    free(t);
}

dateline_status check_tables_open(const char *path, const struct segment *s,
                                  struct check_tables **out, dateline_error *err)
{
    struct check_tables *t = *out = must_zalloc(sizeof *t);
    dateline_status status = glass_run_open(path, s->articles, &t->run, err);

    t->xapian = segment_xapian(s);
    return status == DATELINE_OK
               ? t->run->methods->terms(t->run, t->xapian == XAPIAN_FULL, &t->terms, err)
               : status;
}

/* ---- Documents ------------------------------------------------------------ */

dateline_status check_tables_document(struct check_tables *t, const struct run_key *key,
                                      struct span record, dateline_error *err)
{
    struct run_key its;
    struct span data;
    bool more = false;
    dateline_status status = t->run->methods->key(t->run, &its, &more, err);

    if (status == DATELINE_OK)
        status = t->run->methods->record(t->run, &data, err);
    if (status != DATELINE_OK)
        return status;
    if (!more || !span_eq(its.id, key->id) || its.day != key->day || its.length != key->length ||
        !span_eq(data, omega_record(t->xapian, record, &t->lines)))
        return fail(err, DATELINE_CORRUPT, "Xapian's tables do not agree with '%.*s'",
                    (int)key->id.len, key->id.data);
    return DATELINE_OK;
}

/* ---- Terms ---------------------------------------------------------------- */

static dateline_status terms_disagree(const struct check_tables *t, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "Xapian's tables do not agree with the lists of '%.*s'",
                (int)t->text.len, t->text.data);
}

/* Moves to the term's next posting in the tables; *MORE says whether there is one. */
static dateline_status next_table_posting(struct check_tables *t, bool *more, dateline_error *err)
{
    struct span list;

    if (t->at == t->end) {
        dateline_status status = t->terms->methods->postings(t->terms, &list, err);

        if (status != DATELINE_OK)
            return status;
        t->at = (const uint8_t *)list.data;
        t->end = t->at + list.len;
    }
    *more = t->at < t->end;
    if (*more)
        t->at = run_posting_next(t->at, &t->posting);
    return DATELINE_OK;
}

/* The term at hand must have no more postings. */
static dateline_status end_table_term(struct check_tables *t, dateline_error *err)
{
    bool more = false;
    dateline_status status = t->text.len ? next_table_posting(t, &more, err) : DATELINE_OK;

    return status == DATELINE_OK && more ? terms_disagree(t, err) : status;
}

dateline_status check_tables_term(struct check_tables *t, struct span term, dateline_error *err)
{
    struct span its = {0};
    bool more = false;
    dateline_status status = end_table_term(t, err);

    if (status == DATELINE_OK)
        status = t->terms->methods->next(t->terms, &its, &more, err);
    if (status != DATELINE_OK)
        return status;
    buf_clear(&t->text);
    buf_span_add(&t->text, term);
    t->at = t->end = NULL;
    t->posting = (struct run_posting){0};
    return more && span_eq(its, term) ? DATELINE_OK : terms_disagree(t, err);
}

dateline_status check_tables_posting(struct check_tables *t, const struct run_posting *posting,
                                     dateline_error *err)
{
    bool more, same;
    dateline_status status = next_table_posting(t, &more, err);

    if (status != DATELINE_OK)
        return status;
    same = more && t->posting.document == posting->document && t->posting.wdf == posting->wdf &&
           (t->xapian != XAPIAN_FULL || span_eq(t->posting.steps, posting->steps));
    return same ? DATELINE_OK : terms_disagree(t, err);
}

dateline_status check_tables_end(struct check_tables *t, dateline_error *err)
{
    struct span term;
    bool more = false;
    dateline_status status = end_table_term(t, err);

    if (status == DATELINE_OK)
        status = t->terms->methods->next(t->terms, &term, &more, err);
    return status == DATELINE_OK && more ? terms_disagree(t, err) : status;
}

/* ---- Term lists ----------------------------------------------------------- */

struct termlists {
    const struct segment *segment;
    const uint32_t *terms;
    const uint64_t *lengths;
    struct open_dir dir;
    struct glass_reader *reader;
    struct inflater *inflater;
    struct buf term;
};

/* Whether TAG, inflated, lists as many terms as document ID has, and wdfs of its length. */
static bool list_agrees(struct termlists *t, uint32_t id, struct span tag)
{
    struct termlist list = {.term = t->term};
    struct glass_document_term term;
    uint64_t sum = 0;
    uint32_t n = 0;
    bool ok = termlist_begin(&list, tag);

    while (ok && list.left) {
        ok = termlist_next(&list, &term);
        sum += term.wdf;
        n++;
    }
    t->term = list.term;
    return ok && n == t->terms[id] && sum == t->lengths[id] && list.length == sum;
}

/* Reads the entry of document WANTED, past the slots of the one before. */
static dateline_status next_termlist(struct termlists *t, uint32_t wanted, struct glass_entry *e,
                                     dateline_error *err)
{
    uint32_t id = 0;
    bool slots = true, more = true;
    dateline_status status = DATELINE_OK;

    while (slots && more && status == DATELINE_OK) {
        status = glass_reader_next(t->reader, e, &more, err);
        if (status == DATELINE_OK && more && !glass_termlist_key(e->key, &id, &slots))
            more = false;
    }
    if (status == DATELINE_OK && (!more || id != wanted))
        status =
            fail(err, DATELINE_CORRUPT, "the term list of article %" PRIu32 " is missing", wanted);
    return status;
}

static dateline_status compare_termlists(void *ctx, dateline_error *err)
{
    struct termlists *t = ctx;
    struct glass_version version;
    dateline_status status = glass_version_read(&t->dir, &version, err);

    t->inflater = inflater_new();
    if (status == DATELINE_OK)
        status = glass_reader_open(&t->dir, GLASS_TERMLIST, &version.roots[GLASS_TERMLIST],
                                   &t->reader, err);
    for (uint32_t id = 1; id <= t->segment->articles && status == DATELINE_OK; id++) {
        struct glass_entry e;

        status = next_termlist(t, id, &e, err);
        if (status == DATELINE_OK && ((e.compressed && !inflate_tag(t->inflater, e.tag, &e.tag)) ||
                                      !list_agrees(t, id, e.tag)))
            status =
                fail(err, DATELINE_CORRUPT, "the term list of article %" PRIu32 " is wrong", id);
    }
    return status;
}

dateline_status check_termlists(const char *path, const struct segment *s, const uint32_t *terms,
                                const uint64_t *lengths, dateline_error *err)
{
    struct termlists t = {.segment = s, .terms = terms, .lengths = lengths};
    dateline_status status;

    t.dir = (struct open_dir){open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path};
    if (t.dir.fd < 0)
        return fail_errno(err, "cannot open %s", path);
    status = alloc_guard(compare_termlists, &t, err);
    glass_reader_close(t.reader);
    inflater_free(t.inflater);
    buf_free(&t.term);
    close(t.dir.fd);
    return status;
}

/* Reads the tables of a segment as a sorted run. */
#include "indexer/merge/glass_run.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/article.h"
#include "core/file.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/docdata.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist_reader.h"
#include "indexer/glass/version.h"

enum { POSTINGS_AT_ONCE = 256 };

struct glass_run {
    struct run base;
    char *path;
    struct open_dir dir;
    struct glass_version version;
    /* Keys. */
    struct glass_reader *keys;
    struct inflater *inflater;
    struct glass_postlist_reader *lengths_from; /* while they are read */
    uint32_t *lengths;                          /* by document, from 1 */
    uint32_t key;
    /* Records. */
    struct glass_reader *docdata;
    struct inflater *records;
    uint32_t record_of; /* document */
};

static dateline_status glass_run_damaged(const struct glass_run *r, const char *what,
                                         dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is damaged: %s", r->path, what);
}

/* ---- Documents ------------------------------------------------------ */

/* Reads the next document's entry, which must have number ID. */
static dateline_status next_docdata(const struct glass_run *r, struct glass_reader *docdata,
                                    uint32_t id, struct glass_entry *e, dateline_error *err)
{
    uint32_t found;
    bool more;
    dateline_status status = glass_reader_next(docdata, e, &more, err);

    if (status != DATELINE_OK)
        return status;
    if (!more || !glass_docdata_key(e->key, &found) || found != id)
        return glass_run_damaged(r, "an article's text is missing", err);
    return DATELINE_OK;
}

static dateline_status glass_run_key(struct run *base, struct run_key *out, bool *more,
                                     dateline_error *err)
{
    struct glass_run *r = (struct glass_run *)base;
    struct glass_entry e;
    struct article a;
    dateline_status status;

    *more = r->key < base->documents;
    if (!*more)
        return DATELINE_OK;
    status = next_docdata(r, r->keys, ++r->key, &e, err);
    if (status != DATELINE_OK)
        return status;
    if ((e.compressed && !inflate_tag(r->inflater, e.tag, &e.tag)) || !article_decode(e.tag, &a))
        return glass_reader_damaged(r->keys, "an article cannot be read", err);
    *out = (struct run_key){.day = a.day, .id = a.id, .length = r->lengths[r->key]};
    return DATELINE_OK;
}

static dateline_status glass_run_record(struct run *base, struct span *out, dateline_error *err)
{
    struct glass_run *r = (struct glass_run *)base;
    struct glass_entry e;
    dateline_status status = next_docdata(r, r->docdata, ++r->record_of, &e, err);

    if (status != DATELINE_OK)
        return status;
    if (e.compressed && !inflate_tag(r->records, e.tag, &e.tag))
        return glass_reader_damaged(r->docdata, "an article cannot be read", err);
    *out = e.tag;
    return DATELINE_OK;
}

/* ---- Terms -------------------------------------------------------------- */

/* The current list, and the position table's next entry. */
struct glass_terms {
    struct run_terms base;
    const struct glass_run *run;
    struct glass_postlist_reader *postlist;
    struct positions places;       /* of a posting */
    bool positions;                /* whether they are wanted */
    struct glass_reader *position; /* NULL if not */
    struct buf position_term, term;
    uint32_t position_id; /* its document; 0: the table has ended */
    struct span position_tag;
    const struct glass_posting *list;
    size_t at, len;
    uint32_t last; /* document of the last posting returned */
    struct buf out;
};

static dateline_status next_position(struct glass_terms *t, dateline_error *err)
{
    struct glass_entry e;
    bool more;
    dateline_status status = glass_reader_next(t->position, &e, &more, err);

    t->position_id = 0;
    if (status != DATELINE_OK || !more)
        return status;
    if (!glass_position_key(e.key, &t->position_term, &t->position_id))
        return glass_reader_damaged(t->position, "a key cannot be read", err);
    t->position_tag = e.tag;
    return DATELINE_OK;
}

static dateline_status glass_run_next_term(struct run_terms *base, struct span *out, bool *more,
                                           dateline_error *err)
{
    struct glass_terms *t = (struct glass_terms *)base;
    struct glass_list list;
    dateline_status status;

    do
        status = glass_postlist_reader_next(t->postlist, &list, more, err);
    while (status == DATELINE_OK && *more && list.kind != GLASS_LIST_POSTINGS);
    if (status != DATELINE_OK || !*more)
        return status;
    buf_clear(&t->term);
    buf_span_add(&t->term, list.name);
    t->at = t->len = 0;
    t->last = 0;
    *out = buf_span(&t->term);
    return DATELINE_OK;
}

/* Unpacks the positions of POSTING as steps, if the table's next entry has them, and reads on. */
static dateline_status take_positions(struct glass_terms *t, const struct glass_posting *posting,
                                      dateline_error *err)
{
    t->places.len = 0;
    if (t->position_id != posting->id || !span_eq(buf_span(&t->position_term), buf_span(&t->term)))
        return DATELINE_OK;
    if (!positions_decode(t->position_tag, &t->places))
        return glass_reader_damaged(t->position, "positions cannot be read", err);
    for (size_t i = t->places.len; i-- > 1;) /* positions into steps */
        t->places.list[i] -= t->places.list[i - 1] + 1;
    return next_position(t, err);
}

/* Appends a packed posting, with its positions if it has any. */
static dateline_status append_posting(struct glass_terms *t, const struct glass_posting *posting,
                                      dateline_error *err)
{
    dateline_status status = take_positions(t, posting, err);

    if (status == DATELINE_OK)
        run_posting_append(&t->out, posting->id - t->last, posting->wdf, t->places.list,
                           t->places.len);
    t->last = posting->id;
    return status;
}

static dateline_status fill_postings(struct glass_terms *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t n = 0; n < POSTINGS_AT_ONCE && t->at < t->len && status == DATELINE_OK; n++) {
        const struct glass_posting *posting = &t->list[t->at++];

        if (posting->id <= t->last || posting->id > t->run->base.documents)
            return glass_run_damaged(t->run, "a posting is of no article", err);
        status = append_posting(t, posting, err);
    }
    return status;
}

static dateline_status glass_run_postings(struct run_terms *base, struct span *out,
                                          dateline_error *err)
{
    struct glass_terms *t = (struct glass_terms *)base;
    dateline_status status = DATELINE_OK;

    buf_clear(&t->out);
    if (t->at == t->len) {
        status = glass_postlist_reader_postings(t->postlist, &t->list, &t->len, err);
        t->at = 0;
    }
    if (status == DATELINE_OK)
        status = fill_postings(t, err);
    *out = buf_span(&t->out);
    return status;
}

static void glass_run_close_terms(struct run_terms *base)
{
    struct glass_terms *t = (struct glass_terms *)base;

    glass_reader_close(t->position);
    glass_postlist_reader_close(t->postlist);
    positions_free(&t->places);
    buf_free(&t->position_term);
    buf_free(&t->term);
    buf_free(&t->out);
    free(t);
}

static dateline_status open_lists(void *ctx, dateline_error *err)
{
    struct glass_terms *t = ctx;
    const struct glass_run *r = t->run;
    const struct glass_root *roots = r->version.roots;
    dateline_status status =
        glass_postlist_reader_open(&r->dir, &roots[GLASS_POSTLIST], &t->postlist, err);

    if (status == DATELINE_OK && t->positions)
        status =
            glass_reader_open(&r->dir, GLASS_POSITION, &roots[GLASS_POSITION], &t->position, err);
    return status == DATELINE_OK && t->positions ? next_position(t, err) : status;
}

static dateline_status glass_run_open_terms(struct run *base, bool positions,
                                            struct run_terms **out, dateline_error *err)
{
    static const struct run_terms_methods methods = {glass_run_next_term, glass_run_postings,
                                                     glass_run_close_terms};
    struct glass_terms *t = must_zalloc(sizeof *t);
    dateline_status status;

    t->base.methods = &methods;
    t->run = (const struct glass_run *)base;
    t->positions = positions;
    status = alloc_guard(open_lists, t, err);
    if (status == DATELINE_OK)
        *out = &t->base;
    else
        glass_run_close_terms(&t->base);
    return status;
}

/* ---- The run ---------------------------------------------------------------- */

static void glass_run_close(struct run *base)
{
    struct glass_run *r = (struct glass_run *)base;

    glass_postlist_reader_close(r->lengths_from);
    glass_reader_close(r->keys);
    glass_reader_close(r->docdata);
    inflater_free(r->inflater);
    inflater_free(r->records);
    free(r->lengths);
    if (r->dir.fd >= 0)
        close(r->dir.fd);
    free(r->path);
    free(base->dropped);
    free(r);
}

/* Reads the document lengths, which precede the terms. */
static dateline_status read_lengths(struct glass_run *r, struct glass_postlist_reader *reader,
                                    dateline_error *err)
{
    const struct glass_posting *list;
    struct glass_list found;
    bool more = true;
    size_t n = 1;
    dateline_status status;

    do
        status = glass_postlist_reader_next(reader, &found, &more, err);
    while (status == DATELINE_OK && more && found.kind < GLASS_LIST_LENGTHS);
    if (status != DATELINE_OK)
        return status;
    if (!more || found.kind != GLASS_LIST_LENGTHS)
        return r->base.documents ? glass_run_damaged(r, "the list of articles is missing", err)
                                 : status;
    while (n && (status = glass_postlist_reader_postings(reader, &list, &n, err)) == DATELINE_OK)
        for (size_t i = 0; i < n; i++) {
            if (!list[i].id || list[i].id > r->base.documents)
                return glass_run_damaged(r, "the list of articles has one too many", err);
            r->lengths[list[i].id] = list[i].wdf;
        }
    return status;
}

static dateline_status open_lengths(struct glass_run *r, dateline_error *err)
{
    dateline_status status = glass_postlist_reader_open(&r->dir, &r->version.roots[GLASS_POSTLIST],
                                                        &r->lengths_from, err);

    if (status != DATELINE_OK)
        return status;
    r->lengths = must_zalloc(((size_t)r->base.documents + 1) * sizeof *r->lengths);
    status = read_lengths(r, r->lengths_from, err);
    glass_postlist_reader_close(r->lengths_from);
    r->lengths_from = NULL;
    return status;
}

static dateline_status open_readers(struct glass_run *r, dateline_error *err)
{
    dateline_status status = open_lengths(r, err);

    if (status == DATELINE_OK)
        status = glass_reader_open(&r->dir, GLASS_DOCDATA, &r->version.roots[GLASS_DOCDATA],
                                   &r->keys, err);
    if (status == DATELINE_OK)
        status = glass_reader_open(&r->dir, GLASS_DOCDATA, &r->version.roots[GLASS_DOCDATA],
                                   &r->docdata, err);
    return status;
}

struct glass_run_opening {
    struct glass_run *run;
    uint32_t articles;
};

static dateline_status open_version(void *ctx, dateline_error *err)
{
    struct glass_run_opening *o = ctx;
    struct glass_run *r = o->run;
    dateline_status status;

    r->inflater = inflater_new();
    r->records = inflater_new();
    status = r->dir.fd < 0 ? fail_errno(err, "cannot open %s", r->path)
                           : glass_version_read(&r->dir, &r->version, err);
    r->base.documents = status == DATELINE_OK ? r->version.stats.last_id : 0;
    if (status == DATELINE_OK && r->base.documents != o->articles)
        status = glass_run_damaged(r, "its number of articles differs from the manifest's", err);
    return status == DATELINE_OK ? open_readers(r, err) : status;
}

static void glass_run_rewind(struct run *r)
{
    (void)r; /* keys of a segment are read once, as its ids are unique */
}

dateline_status glass_run_open(const char *path, uint32_t articles, struct run **out,
                               dateline_error *err)
{
    static const struct run_methods methods = {glass_run_key, glass_run_rewind, glass_run_record,
                                               glass_run_open_terms, glass_run_close};
    struct glass_run *r = must_zalloc(sizeof *r);
    dateline_status status;

    r->base.methods = &methods;
    r->path = must_dup(path, strlen(path));
    r->dir = (struct open_dir){open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r->path};
    status = alloc_guard(open_version, &(struct glass_run_opening){r, articles}, err);
    if (status == DATELINE_OK)
        *out = &r->base;
    else
        glass_run_close(&r->base);
    return status;
}

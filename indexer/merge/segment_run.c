/* Reads a segment of an index as a sorted run. */
#include "indexer/merge/segment_run.h"

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
#include "indexer/glass/termlist.h"
#include "indexer/glass/version.h"

enum { POSTINGS_AT_ONCE = 256 };

struct segment_run {
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
    /* Tags. */
    struct glass_reader *docdata, *termlist;
    uint32_t data_of, terms_of; /* documents */
};

static dateline_status segment_damaged(const struct segment_run *r, const char *what,
                                       dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is damaged: %s", r->path, what);
}

/* ---- Documents ------------------------------------------------------ */

/* Reads the next document's entry, which must have number ID. */
static dateline_status next_docdata(const struct segment_run *r, struct glass_reader *docdata,
                                    uint32_t id, struct glass_entry *e, dateline_error *err)
{
    uint32_t found;
    bool more;
    dateline_status status = glass_reader_next(docdata, e, &more, err);

    if (status != DATELINE_OK)
        return status;
    if (!more || !glass_docdata_key(e->key, &found) || found != id)
        return segment_damaged(r, "an article's text is missing", err);
    return DATELINE_OK;
}

static dateline_status segment_key(struct run *base, struct run_key *out, bool *more,
                                   dateline_error *err)
{
    struct segment_run *r = (struct segment_run *)base;
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

/* Reads the next entry of the term list table, skipping slots. */
static dateline_status next_terms(struct segment_run *r, struct glass_entry *e, dateline_error *err)
{
    uint32_t id;
    bool slots = true, more = true;
    dateline_status status = DATELINE_OK;

    while (slots && status == DATELINE_OK) {
        status = glass_reader_next(r->termlist, e, &more, err);
        if (status == DATELINE_OK && (!more || !glass_termlist_key(e->key, &id, &slots)))
            status = segment_damaged(r, "an article's term list is missing", err);
    }
    if (status == DATELINE_OK && id != r->terms_of)
        status = segment_damaged(r, "an article's term list is missing", err);
    return status;
}

static dateline_status segment_data(struct run *base, struct run_tag *out, dateline_error *err)
{
    struct segment_run *r = (struct segment_run *)base;
    struct glass_entry e;
    dateline_status status = next_docdata(r, r->docdata, ++r->data_of, &e, err);

    if (status == DATELINE_OK)
        *out = (struct run_tag){e.tag, e.compressed};
    return status;
}

static dateline_status segment_termlist(struct run *base, struct run_tag *out, dateline_error *err)
{
    struct segment_run *r = (struct segment_run *)base;
    struct glass_entry e;
    dateline_status status;

    r->terms_of++;
    status = next_terms(r, &e, err);
    if (status == DATELINE_OK)
        *out = (struct run_tag){e.tag, e.compressed};
    return status;
}

/* ---- Terms -------------------------------------------------------------- */

/* The current list, and the position table's next entry. */
struct segment_terms {
    struct run_terms base;
    const struct segment_run *run;
    struct glass_postlist_reader *postlist;
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

static dateline_status next_position(struct segment_terms *t, dateline_error *err)
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

static dateline_status segment_next_term(struct run_terms *base, struct span *out, bool *more,
                                         dateline_error *err)
{
    struct segment_terms *t = (struct segment_terms *)base;
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

/* Appends a packed posting, with its position tag if it has one. */
static dateline_status append_posting(struct segment_terms *t, const struct glass_posting *posting,
                                      dateline_error *err)
{
    bool has_positions =
        t->position_id == posting->id && span_eq(buf_span(&t->position_term), buf_span(&t->term));
    struct span positions = has_positions ? t->position_tag : (struct span){0};
    uint8_t *p = pack_begin(&t->out, PACK_UINT32_MAX + POSTING_HEAD_MAX + positions.len);

    p = pack_uint(p, posting->id - t->last);
    p = posting_head(p, posting->wdf, (uint32_t)positions.len);
    if (positions.len)
        memcpy(p, positions.data, positions.len);
    pack_end(&t->out, p + positions.len);
    t->last = posting->id;
    return has_positions ? next_position(t, err) : DATELINE_OK;
}

static dateline_status fill_postings(struct segment_terms *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t n = 0; n < POSTINGS_AT_ONCE && t->at < t->len && status == DATELINE_OK; n++) {
        const struct glass_posting *posting = &t->list[t->at++];

        if (posting->id <= t->last || posting->id > t->run->base.documents)
            return segment_damaged(t->run, "a posting is of no article", err);
        status = append_posting(t, posting, err);
    }
    return status;
}

static dateline_status segment_postings(struct run_terms *base, struct span *out,
                                        dateline_error *err)
{
    struct segment_terms *t = (struct segment_terms *)base;
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

static void segment_close_terms(struct run_terms *base)
{
    struct segment_terms *t = (struct segment_terms *)base;

    glass_reader_close(t->position);
    glass_postlist_reader_close(t->postlist);
    buf_free(&t->position_term);
    buf_free(&t->term);
    buf_free(&t->out);
    free(t);
}

static dateline_status open_lists(void *ctx, dateline_error *err)
{
    struct segment_terms *t = ctx;
    const struct segment_run *r = t->run;
    const struct glass_root *roots = r->version.roots;
    dateline_status status =
        glass_postlist_reader_open(&r->dir, &roots[GLASS_POSTLIST], &t->postlist, err);

    if (status == DATELINE_OK && t->positions)
        status =
            glass_reader_open(&r->dir, GLASS_POSITION, &roots[GLASS_POSITION], &t->position, err);
    return status == DATELINE_OK && t->positions ? next_position(t, err) : status;
}

static dateline_status segment_open_terms(struct run *base, bool positions, struct run_terms **out,
                                          dateline_error *err)
{
    static const struct run_terms_methods methods = {segment_next_term, segment_postings,
                                                     segment_close_terms};
    struct segment_terms *t = must_zalloc(sizeof *t);
    dateline_status status;

    t->base.methods = &methods;
    t->run = (const struct segment_run *)base;
    t->positions = positions;
    status = alloc_guard(open_lists, t, err);
    if (status == DATELINE_OK)
        *out = &t->base;
    else
        segment_close_terms(&t->base);
    return status;
}

/* ---- The run ---------------------------------------------------------------- */

static void segment_close(struct run *base)
{
    struct segment_run *r = (struct segment_run *)base;

    glass_postlist_reader_close(r->lengths_from);
    glass_reader_close(r->keys);
    glass_reader_close(r->docdata);
    glass_reader_close(r->termlist);
    inflater_free(r->inflater);
    free(r->lengths);
    if (r->dir.fd >= 0)
        close(r->dir.fd);
    free(r->path);
    free(base->dropped);
    free(r);
}

/* Reads the document lengths, which precede the terms. */
static dateline_status read_lengths(struct segment_run *r, struct glass_postlist_reader *reader,
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
        return r->base.documents ? segment_damaged(r, "the list of articles is missing", err)
                                 : status;
    while (n && (status = glass_postlist_reader_postings(reader, &list, &n, err)) == DATELINE_OK)
        for (size_t i = 0; i < n; i++) {
            if (!list[i].id || list[i].id > r->base.documents)
                return segment_damaged(r, "the list of articles has one too many", err);
            r->lengths[list[i].id] = list[i].wdf;
        }
    return status;
}

static dateline_status open_lengths(struct segment_run *r, dateline_error *err)
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

static dateline_status open_readers(struct segment_run *r, dateline_error *err)
{
    dateline_status status = open_lengths(r, err);

    if (status == DATELINE_OK)
        status = glass_reader_open(&r->dir, GLASS_DOCDATA, &r->version.roots[GLASS_DOCDATA],
                                   &r->keys, err);
    if (status == DATELINE_OK)
        status = glass_reader_open(&r->dir, GLASS_DOCDATA, &r->version.roots[GLASS_DOCDATA],
                                   &r->docdata, err);
    if (status == DATELINE_OK)
        status = glass_reader_open(&r->dir, GLASS_TERMLIST, &r->version.roots[GLASS_TERMLIST],
                                   &r->termlist, err);
    return status;
}

struct segment_opening {
    struct segment_run *run;
    uint32_t articles;
    const struct deletions *deleted;
};

static dateline_status segment_open(void *ctx, dateline_error *err)
{
    struct segment_opening *o = ctx;
    struct segment_run *r = o->run;
    dateline_status status;

    r->inflater = inflater_new();
    status = r->dir.fd < 0 ? fail_errno(err, "cannot open %s", r->path)
                           : glass_version_read(&r->dir, &r->version, err);
    r->base.documents = status == DATELINE_OK ? r->version.stats.last_id : 0;
    if (status == DATELINE_OK && r->base.documents != o->articles)
        status = segment_damaged(r, "its number of articles differs from the manifest's", err);
    if (status == DATELINE_OK && o->deleted && o->deleted->count)
        r->base.dropped = deletions_copy(o->deleted).bits;
    return status == DATELINE_OK ? open_readers(r, err) : status;
}

static void segment_rewind(struct run *r)
{
    (void)r; /* keys of a segment are read once, as its ids are unique */
}

dateline_status segment_run_open(const char *path, uint32_t articles,
                                 const struct deletions *deleted, struct run **out,
                                 dateline_error *err)
{
    static const struct run_methods methods = {segment_key,      segment_rewind,     segment_data,
                                               segment_termlist, segment_open_terms, segment_close};
    struct segment_run *r = must_zalloc(sizeof *r);
    dateline_status status;

    r->base.methods = &methods;
    r->path = must_dup(path, strlen(path));
    r->dir = (struct open_dir){file_open(path, O_DIRECTORY), r->path};
    status = alloc_guard(segment_open, &(struct segment_opening){r, articles, deleted}, err);
    if (status == DATELINE_OK)
        *out = &r->base;
    else
        segment_close(&r->base);
    return status;
}

/* Writers: articles added and deleted, and commits. */
#include "api/writer.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "indexer/feed/ident.h"
#include "indexer/feed/maker.h"

enum { MEMORY_LEAST = 16 << 20 };

_Static_assert((int)DATELINE_XAPIAN_NONE == (int)XAPIAN_NONE &&
                   (int)DATELINE_XAPIAN_LEAN == (int)XAPIAN_LEAN &&
                   (int)DATELINE_XAPIAN_FULL == (int)XAPIAN_FULL,
               "one numbering");

struct dateline_writer {
    struct care care;
    struct index *index;
    struct article_maker maker;
    struct entitled entitled;
    char *path;
};

/* ---- Opening and closing -------------------------------------------------- */

dateline_status writer_options(const dateline_writer_options *given, struct index_options *out,
                               dateline_error *err)
{
    dateline_writer_options o = {0};
    dateline_status status = DATELINE_OK;

    if (given)
        status = care_take(&o, sizeof o, given, "dateline_writer_options", err);
    if (status == DATELINE_OK)
        status = care_seconds(o.wait_lock, "wait_lock", err);
    if (status == DATELINE_OK && o.memory && o.memory < MEMORY_LEAST)
        status = fail(err, DATELINE_BAD_OPTION, "memory takes 0 or at least %d bytes, not %llu",
                      MEMORY_LEAST, (unsigned long long)o.memory);
    if (status == DATELINE_OK && ((int)o.xapian < 0 || o.xapian > DATELINE_XAPIAN_FULL))
        status =
            fail(err, DATELINE_BAD_OPTION, "xapian takes a dateline_xapian, not %d", (int)o.xapian);
    if (status == DATELINE_OK)
        *out = (struct index_options){.language = o.language,
                                      .xapian = (enum xapian_kind)o.xapian,
                                      .memory = o.memory,
                                      .threads = o.threads,
                                      .wait_lock = o.wait_lock,
                                      .create = !o.must_exist,
                                      .keep_ids = true};
    return status;
}

struct writer_opening {
    const char *path;
    const dateline_writer_options *options;
    dateline_writer **out;
};

static dateline_status writer_open_body(void *ctx, dateline_error *err)
{
    struct writer_opening *o = ctx;
    struct index_options options;
    dateline_writer *w;
    dateline_status status = writer_options(o->options, &options, err);

    if (status != DATELINE_OK)
        return status;
    w = must_zalloc(sizeof *w);
    w->path = must_dup(o->path, strlen(o->path));
    status = index_open(o->path, &options, &w->index, err);
    if (status == DATELINE_OK)
        *o->out = w;
    else
        dateline_writer_close(w);
    return status;
}

dateline_status dateline_writer_open(const char *path, const dateline_writer_options *options,
                                     dateline_writer **out, dateline_error *err)
{
    if (!path || !out)
        return care_missing(err);
    return care_call(NULL, writer_open_body, &(struct writer_opening){path, options, out}, err);
}

void dateline_writer_close(dateline_writer *w)
{
    if (!w)
        return;
    index_close(w->index);
    article_maker_free(&w->maker);
    entitled_free(&w->entitled);
    free(w->path);
    free(w);
}

/* ---- Changing ------------------------------------------------------------- */

struct writer_change {
    dateline_writer *writer;
    const dateline_article *article;
    const char *id;
    const dateline_query *query;
    uint64_t *deleted;
};

static dateline_status writer_add_body(void *ctx, dateline_error *err)
{
    const struct writer_change *c = ctx;
    dateline_article a;
    struct article article;
    const char *id;
    dateline_error why;
    dateline_status status = care_take(&a, sizeof a, c->article, "dateline_article", err);

    if (status != DATELINE_OK)
        return status;
    id = a.id ? a.id : "";
    status = article_make(&c->writer->maker,
                          &(struct article_fields){.id = span_of(id),
                                                   .title = span_or_none(a.title),
                                                   .source = span_or_none(a.source),
                                                   .url = span_or_none(a.url),
                                                   .lang = span_or_none(a.lang),
                                                   .body = {a.body, a.body ? a.body_size : 0},
                                                   .day = a.day},
                          &article, &why);
    if (status != DATELINE_OK)
        return fail(err, status, "cannot add the article '%s': %s", id, why.text);
    if (!article.title.len)
        article_entitle(&article, &c->writer->entitled);
    return index_add(c->writer->index, &article, &(struct place){id, 0}, err);
}

dateline_status dateline_writer_add(dateline_writer *w, const dateline_article *a,
                                    dateline_error *err)
{
    if (!w || !a)
        return care_missing(err);
    return care_call(&w->care, writer_add_body, &(struct writer_change){.writer = w, .article = a},
                     err);
}

static dateline_status writer_delete_body(void *ctx, dateline_error *err)
{
    const struct writer_change *c = ctx;
    dateline_status status = index_delete(c->writer->index, span_of(c->id), err);

    if (status == DATELINE_NOT_FOUND) /* the id may be as it was given to dateline_writer_add */
        status =
            index_delete(c->writer->index, ident_make(span_of(c->id), &c->writer->maker.id), err);
    if (status == DATELINE_NOT_FOUND)
        fail(err, status, "no article has the id '%s'", c->id);
    return status;
}

dateline_status dateline_writer_delete(dateline_writer *w, const char *id, dateline_error *err)
{
    if (!w || !id)
        return care_missing(err);
    return care_call(&w->care, writer_delete_body, &(struct writer_change){.writer = w, .id = id},
                     err);
}

/* ---- Deleting by query ---------------------------------------------------- */

/* The ids that a query finds in what is committed, with a reader of its own. */
struct matching {
    const char *path;
    const dateline_query *query;
    dateline_reader *reader;
    dateline_cursor *cursor;
    struct span *ids;
    size_t len, cap;
    struct arena memory;
};

static dateline_status list_matching(void *ctx, dateline_error *err)
{
    struct matching *m = ctx;
    const dateline_hit *hit;
    dateline_status status = dateline_reader_open(m->path, &m->reader, err);

    if (status == DATELINE_OK)
        status = dateline_cursor_open(m->reader, m->query, &m->cursor, err);
    while (status == DATELINE_OK &&
           (status = dateline_cursor_next(m->cursor, &hit, err)) == DATELINE_OK && hit) {
        size_t len = strlen(hit->id);

        GROW(m->ids, m->len, m->cap);
        m->ids[m->len] = (struct span){arena_copy(&m->memory, hit->id, len), len};
        m->len++;
    }
    return status;
}

/* Counts no articles that were deleted since the commit. */
static dateline_status delete_listed(struct index *x, const struct matching *m, uint64_t *deleted,
                                     dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    *deleted = 0;
    for (size_t i = 0; i < m->len && status == DATELINE_OK; i++) {
        status = index_delete(x, m->ids[i], err);
        *deleted += status == DATELINE_OK;
        if (status == DATELINE_NOT_FOUND)
            status = DATELINE_OK;
    }
    return status;
}

static dateline_status delete_matching_body(void *ctx, dateline_error *err)
{
    struct writer_change *c = ctx;
    dateline_query q;
    struct matching m = {.path = c->writer->path, .query = &q};
    uint64_t deleted = 0;
    dateline_status status = care_take(&q, sizeof q, c->query, "dateline_query", err);

    q.size = sizeof q;
    q.offset = q.limit = 0;
    q.sort = DATELINE_NEWEST_FIRST;
    q.want = 0;
    q.widen = false;
    if (status == DATELINE_OK && index_has_commit(c->writer->index))
        status = alloc_guard(list_matching, &m, err);
    dateline_cursor_close(m.cursor);
    dateline_reader_close(m.reader);
    if (status == DATELINE_OK)
        status = delete_listed(c->writer->index, &m, &deleted, err);
    free(m.ids);
    arena_free(&m.memory);
    if (status == DATELINE_OK && c->deleted)
        *c->deleted = deleted;
    return status;
}

dateline_status dateline_writer_delete_matching(dateline_writer *w, const dateline_query *q,
                                                uint64_t *deleted, dateline_error *err)
{
    if (!w || !q)
        return care_missing(err);
    return care_call(&w->care, delete_matching_body,
                     &(struct writer_change){.writer = w, .query = q, .deleted = deleted}, err);
}

/* ---- Committing ----------------------------------------------------------- */

struct writer_commit {
    dateline_writer *writer;
    dateline_commit *done;
};

static dateline_status writer_commit_body(void *ctx, dateline_error *err)
{
    struct writer_commit *c = ctx;
    dateline_commit done;
    struct index_counts n;
    dateline_status status = DATELINE_OK;

    if (c->done)
        status = care_take(&done, sizeof done, c->done, "dateline_commit", err);
    if (status == DATELINE_OK)
        status = index_commit(c->writer->index, &n, err);
    if ((status != DATELINE_OK && status != DATELINE_UNSYNCED) || !c->done)
        return status;
    done = (dateline_commit){sizeof done, n.added, n.replaced, n.unchanged, n.deleted};
    care_give(c->done, &done, sizeof done);
    return status;
}

dateline_status dateline_writer_commit(dateline_writer *w, dateline_commit *done,
                                       dateline_error *err)
{
    if (!w)
        return care_missing(err);
    return care_call(&w->care, writer_commit_body, &(struct writer_commit){w, done}, err);
}

static dateline_status rollback_body(void *ctx, dateline_error *err)
{
    dateline_writer *w = ctx;

    return index_rollback(w->index, err);
}

dateline_status dateline_writer_rollback(dateline_writer *w, dateline_error *err)
{
    if (!w)
        return care_missing(err);
    return care_call(&w->care, rollback_body, w, err);
}

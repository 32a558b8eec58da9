/* Reads the lists, columns and articles of a segment as a sorted run. */
#include "indexer/merge/segment_run.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/merge/glass_run.h"
#include "indexer/output/disk.h"
#include "lists/lexicon.h"
#include "lists/position_list.h"
#include "snapshot/columns.h"
#include "snapshot/component.h"
#include "snapshot/lists.h"
#include "store/texts.h"

struct segment_run {
    struct run base;
    const char *dir; /* lent */
    const struct segment *segment;
    struct lists *lists;
    struct segment_columns columns;
    uint32_t key; /* document */
    struct texts *texts;
    struct texts_reader *reader;
    uint32_t record_of; /* document */
    struct buf record;
};

static dateline_status segment_damaged(const struct segment_run *r, const char *what,
                                       dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s/%s is damaged: %s", r->dir, r->segment->name, what);
}

/* ---- Documents ------------------------------------------------------------ */

static dateline_status segment_key(struct run *base, struct run_key *out, bool *more,
                                   dateline_error *err)
{
    struct segment_run *r = (struct segment_run *)base;
    const struct columns *c = &r->columns.columns;
    dateline_status status;

    *more = r->key < base->documents;
    if (!*more)
        return DATELINE_OK;
    *out = (struct run_key){.length = lists_length(r->lists, ++r->key)};
    status = columns_id(c, r->key, &out->id, err);
    return status == DATELINE_OK ? columns_day(c, r->key, &out->day, err) : status;
}

static void segment_rewind(struct run *r)
{
    (void)r; /* keys of a segment are read once, as its ids are unique */
}

static dateline_status segment_record(struct run *base, struct span *out, dateline_error *err)
{
    struct segment_run *r = (struct segment_run *)base;

    dateline_status status;

    buf_clear(&r->record);
    status = texts_record(r->reader, ++r->record_of, &r->record, err);
    *out = buf_span(&r->record);
    return status;
}

/* ---- Terms ---------------------------------------------------------------- */

struct segment_terms {
    struct run_terms base;
    const struct segment_run *run;
    bool positions; /* whether they are wanted */
    struct lexicon_walk walk;
    struct posting_list list; /* of the current term */
    struct posting_cursor cursor;
    struct position_block block;
    uint32_t last; /* document of the last posting returned */
    struct buf out;
};

static dateline_status segment_next_term(struct run_terms *base, struct span *out, bool *more,
                                         dateline_error *err)
{
    struct segment_terms *t = (struct segment_terms *)base;
    dateline_status status = lexicon_next(&t->walk, more, err);

    if (status == DATELINE_OK && *more)
        status = posting_list_open(t->run->lists, &t->walk.entry, &t->list, err);
    if (status != DATELINE_OK || !*more)
        return status;
    posting_cursor_begin(&t->cursor, &t->list);
    t->block.block = POSTING_END;
    t->last = 0;
    *out = t->walk.term;
    return DATELINE_OK;
}

/* Appends the decoded block, in which the cursor stands at the first posting. */
static bool append_block(struct segment_terms *t)
{
    struct posting_cursor *c = &t->cursor;
    bool positional = t->positions && t->walk.entry.positional;

    if (!posting_wdfs_ready(c) ||
        (positional && !(position_block_read(&t->block, c) && position_block_unpack(&t->block))))
        return false;
    for (uint32_t i = 0; i < c->len; i++) {
        const uint32_t *steps = NULL;
        uint32_t n = 0;

        if (positional)
            steps = position_block_steps(&t->block, i, &n);
        run_posting_append(&t->out, c->docs[i] - t->last, c->wdfs[i], steps, n);
        t->last = c->docs[i];
    }
    return true;
}

static dateline_status segment_postings(struct run_terms *base, struct span *out,
                                        dateline_error *err)
{
    struct segment_terms *t = (struct segment_terms *)base;
    struct posting_cursor *c = &t->cursor;

    buf_clear(&t->out);
    if (c->block < t->list.blocks && (!posting_decode(c) || !append_block(t)))
        return segment_damaged(t->run, "postings cannot be read", err);
    if (c->block < t->list.blocks)
        c->block++;
    *out = buf_span(&t->out);
    return DATELINE_OK;
}

static void segment_close_terms(struct run_terms *base)
{
    struct segment_terms *t = (struct segment_terms *)base;

    position_block_free(&t->block);
    buf_free(&t->out);
    free(t);
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
    t->block.block = POSTING_END;
    status = lexicon_walk(&t->walk, t->run->lists, (struct span){0}, err);
    if (status == DATELINE_OK)
        *out = &t->base;
    else
        segment_close_terms(&t->base);
    return status;
}

/* ---- The run -------------------------------------------------------------- */

static void segment_close(struct run *base)
{
    struct segment_run *r = (struct segment_run *)base;

    lists_close(r->lists);
    segment_columns_close(&r->columns);
    texts_reader_free(r->reader);
    texts_close(r->texts);
    buf_free(&r->record);
    free(base->dropped);
    free(r);
}

static dateline_status open_texts(struct segment_run *r, dateline_error *err)
{
    struct pages *files[TEXTS_FILES] = {NULL};
    dateline_status status = DATELINE_OK;

    for (int f = 0; f < TEXTS_FILES && status == DATELINE_OK; f++)
        status = component_pages(r->dir, r->segment, texts_file_name((enum texts_file)f), &files[f],
                                 err);
    if (status == DATELINE_OK)
        return texts_open(files[TEXTS_HEADS], files[TEXTS_BODIES], r->segment->articles, &r->texts,
                          err);
    for (int f = 0; f < TEXTS_FILES; f++)
        pages_close(files[f]);
    return status;
}

/* Opens the lists and verifies their lengths, whose reader gives 0 for those of a damaged page. */
static dateline_status open_lists(struct segment_run *r, dateline_error *err)
{
    dateline_status status = segment_lists_open(r->dir, r->segment, &r->lists, err);
    struct pages *lengths = status == DATELINE_OK ? r->lists->files[LISTS_LENGTHS] : NULL;

    if (status == DATELINE_OK && r->lists->documents != r->segment->articles)
        return segment_damaged(r, "its number of articles differs from the manifest's", err);
    return lengths ? pages_check(lengths, err) : status;
}

static dateline_status open_components(void *ctx, dateline_error *err)
{
    struct segment_run *r = ctx;
    dateline_status status = open_lists(r, err);

    if (status == DATELINE_OK)
        status = segment_columns_open(r->dir, r->segment, &r->columns, err);
    if (status == DATELINE_OK && r->columns.columns.articles != r->segment->articles)
        return segment_damaged(r, "its columns are missing", err);
    if (status == DATELINE_OK)
        status = open_texts(r, err);
    if (status == DATELINE_OK)
        r->reader = texts_reader_new(r->texts);
    return status;
}

static dateline_status open_segment_run(const char *dir, const struct segment *s, struct run **out,
                                        dateline_error *err)
{
    static const struct run_methods methods = {segment_key, segment_rewind, segment_record,
                                               segment_open_terms, segment_close};
    struct segment_run *r = must_zalloc(sizeof *r);
    dateline_status status;

    r->base = (struct run){.methods = &methods, .documents = s->articles};
    r->dir = dir;
    r->segment = s;
    status = alloc_guard(open_components, r, err);
    if (status == DATELINE_OK)
        *out = &r->base;
    else
        segment_close(&r->base);
    return status;
}

dateline_status segment_verify(const char *dir, const struct segment *s, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < s->n_components && status == DATELINE_OK; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s/%s", dir, s->name, s->components[i].name);
        status = disk_verify(path.data, &s->components[i], err);
    }
    buf_free(&path);
    return status;
}

/* Verifies the files of a segment of format 1, whose pages have no checksums, and opens it. */
static dateline_status open_old_segment(const char *dir, const struct segment *s, struct run **out,
                                        dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = segment_verify(dir, s, err);

    buf_printf(&path, "%s/%s", dir, s->name);
    if (status == DATELINE_OK)
        status = glass_run_open(path.data, s->articles, out, err);
    buf_free(&path);
    return status;
}

dateline_status segment_run_open(const char *dir, const struct segment *s,
                                 const struct deletions *deleted, struct run **out,
                                 dateline_error *err)
{
    dateline_status status =
        (segment_is_whole(s) ? open_segment_run : open_old_segment)(dir, s, out, err);

    if (status == DATELINE_OK && deleted && deleted->count)
        (*out)->dropped = deletions_copy(deleted).bits;
    return status;
}

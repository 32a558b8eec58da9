/* Writes Xapian's full tables, positions and term lists, from a segment's finished lists. */
#include <stdlib.h>

#include "core/arena.h"
#include "core/schema.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/termlist.h"
#include "indexer/merge/merge_state.h"
#include "lists/lexicon.h"
#include "lists/position_list.h"

static dateline_status open_pages(const struct merge *m, enum lists_file f, struct pages **out,
                                  dateline_error *err)
{
    const struct output_file *file = &m->lists_files[f];
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    buf_printf(&path, "%s/%s", m->dir.path, lists_file_name(f));
    if (file->size)
        status = pages_open(path.data, file->size, file->checksum, out, err);
    buf_free(&path);
    return status;
}

dateline_status merge_open_lists(struct merge *m, dateline_error *err)
{
    struct pages *files[LISTS_FILES] = {NULL};
    dateline_status status = DATELINE_OK;

    for (int f = 0; f < LISTS_FILES && status == DATELINE_OK; f++)
        status = open_pages(m, (enum lists_file)f, &files[f], err);
    if (status == DATELINE_OK)
        return lists_open(files, &m->finished, err);
    for (int f = 0; f < LISTS_FILES; f++)
        pages_close(files[f]);
    return status;
}

static dateline_status lists_damaged(const struct merge *m, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "%s is damaged: its lists are not as they were written",
                m->dir.path);
}

/* ---- Positions ------------------------------------------------------------ */

struct position_writing {
    struct merge *merge;
    struct posting_cursor cursor;
    struct position_block block;
    struct buf tag;
};

/* Writes the positions of the document at which the cursor stands. */
static dateline_status write_positions(struct position_writing *w, dateline_error *err)
{
    const uint32_t *positions;
    uint32_t n;

    if (!position_block_read(&w->block, &w->cursor))
        return lists_damaged(w->merge, err);
    positions = position_block_of(&w->block, w->cursor.at, &n);
    if (!n)
        return DATELINE_OK;
    buf_clear(&w->tag);
    pack_end(&w->tag, positions_pack(pack_begin(&w->tag, positions_pack_max(n) + 1), positions, n));
    return glass_position_add(w->merge->position, w->cursor.docs[w->cursor.at], buf_span(&w->tag),
                              err);
}

static dateline_status write_term_positions(struct position_writing *w,
                                            const struct lexicon_walk *t, dateline_error *err)
{
    struct posting_list list;
    dateline_status status = posting_list_open(w->merge->finished, &t->entry, &list, err);

    if (status != DATELINE_OK)
        return status;
    glass_position_term(w->merge->position, t->term);
    posting_cursor_begin(&w->cursor, &list);
    w->block.block = POSTING_END;
    while (status == DATELINE_OK && posting_next(&w->cursor) != POSTING_END)
        status = write_positions(w, err);
    return status == DATELINE_OK && w->cursor.damaged ? lists_damaged(w->merge, err) : status;
}

static dateline_status write_position_table(void *ctx, dateline_error *err)
{
    struct position_writing *w = ctx;
    struct lexicon_walk t;
    bool more = true;
    dateline_status status = lexicon_walk(&t, w->merge->finished, (struct span){0}, err);

    while (status == DATELINE_OK && (status = lexicon_next(&t, &more, err)) == DATELINE_OK && more)
        if (t.entry.positional)
            status = write_term_positions(w, &t, err);
    return status;
}

dateline_status merge_positions(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    struct position_writing w = {.merge = m, .block.block = POSTING_END};
    dateline_status status = alloc_guard(write_position_table, &w, err);

    position_block_free(&w.block);
    buf_free(&w.tag);
    return status == DATELINE_OK
               ? glass_position_finish(m->position, &m->version.roots[GLASS_POSITION],
                                       &m->files[GLASS_POSITION], err)
               : status;
}

/* ---- Term lists ----------------------------------------------------------- */

/* Term lists are made for a range of documents at a time, by a walk through all terms for each
 * range; so many terms of documents are held then. */
enum { RANGE_TERMS = 1 << 21 };

struct termlist_writing {
    struct merge *merge;
    struct deflater *deflater;
    struct posting_cursor cursor;
    uint32_t first, end; /* the range: documents from FIRST, before END */
    uint32_t *counts;    /* by document: its terms */
    size_t *places;      /* by document of the range: its next term in LIST */
    struct glass_document_term *list;
    struct arena texts; /* of the range's terms */
    struct buf tag;
};

/* Called with a cursor for each posting of a term; TEXT is the term's, in the walk's memory. */
typedef void see_posting(struct termlist_writing *w, uint32_t document, uint32_t wdf,
                         struct span *text);

static void count_term(struct termlist_writing *w, uint32_t document, uint32_t wdf,
                       struct span *text)
{
    (void)wdf, (void)text;
    w->counts[document]++;
}

static void list_term_of(struct termlist_writing *w, uint32_t document, uint32_t wdf,
                         struct span *text)
{
    struct glass_document_term *t = &w->list[w->places[document - w->first]++];

    t->term = *text;
    t->wdf = wdf;
}

/* Shows SEE the postings of T in the range. */
static dateline_status see_term(struct termlist_writing *w, const struct lexicon_walk *t,
                                see_posting *see, dateline_error *err)
{
    struct posting_list list;
    struct span text = t->term;
    uint32_t document;
    dateline_status status = posting_list_open(w->merge->finished, &t->entry, &list, err);

    if (status != DATELINE_OK)
        return status;
    posting_cursor_begin(&w->cursor, &list);
    document = posting_seek(&w->cursor, w->first);
    if (document < w->end && see == list_term_of)
        text.data = arena_copy(&w->texts, text.data, text.len);
    for (; document < w->end; document = posting_next(&w->cursor))
        see(w, document, posting_wdf(&w->cursor), &text);
    return w->cursor.damaged ? lists_damaged(w->merge, err) : DATELINE_OK;
}

static dateline_status see_terms(struct termlist_writing *w, see_posting *see, dateline_error *err)
{
    struct lexicon_walk t;
    bool more = true;
    dateline_status status = lexicon_walk(&t, w->merge->finished, (struct span){0}, err);

    while (status == DATELINE_OK && (status = lexicon_next(&t, &more, err)) == DATELINE_OK && more)
        status = see_term(w, &t, see, err);
    return status;
}

static dateline_status write_termlist(struct termlist_writing *w, uint32_t id,
                                      const struct glass_document_term *terms, dateline_error *err)
{
    static const uint32_t slots[] = {SCHEMA_DATE_SLOT};
    struct glass_table *table = w->merge->termlist;
    struct span tag;
    bool deflated;
    dateline_status status;

    buf_clear(&w->tag);
    termlist_encode(w->merge->lengths[id - 1], terms, w->counts[id], &w->tag);
    tag = buf_span(&w->tag);
    deflated = tag.len > glass_compress_min(GLASS_TERMLIST) && deflate_tag(w->deflater, tag, &tag);
    status = glass_termlist_add(table, id, tag, deflated, err);
    return status == DATELINE_OK ? glass_termlist_slots(table, id, slots, 1, err) : status;
}

/* The range from w->first: sets its end and the places of its documents; returns its terms. */
static size_t begin_range(struct termlist_writing *w)
{
    size_t n = 0;

    for (w->end = w->first; w->end <= w->merge->documents; w->end++) {
        if (n && n + w->counts[w->end] > RANGE_TERMS)
            break;
        w->places[w->end - w->first] = n;
        n += w->counts[w->end];
    }
    return n;
}

static dateline_status write_range(struct termlist_writing *w, dateline_error *err)
{
    size_t n = begin_range(w), at = 0;
    dateline_status status;

    w->list = must_alloc(n * sizeof *w->list);
    status = see_terms(w, list_term_of, err);
    for (uint32_t id = w->first; id < w->end && status == DATELINE_OK; id++) {
        status = write_termlist(w, id, w->list + at, err);
        at += w->counts[id];
    }
    free(w->list);
    w->list = NULL;
    arena_free(&w->texts);
    return status;
}

static dateline_status write_termlist_table(void *ctx, dateline_error *err)
{
    struct termlist_writing *w = ctx;
    size_t documents = w->merge->documents;
    dateline_status status;

    w->deflater = deflater_new();
    w->counts = must_zalloc((documents + 1) * sizeof *w->counts);
    w->places = must_alloc((documents + 1) * sizeof *w->places);
    w->first = 1;
    w->end = UINT32_MAX;
    status = see_terms(w, count_term, err);
    for (; status == DATELINE_OK && w->first <= documents; w->first = w->end)
        status = write_range(w, err);
    return status;
}

dateline_status merge_termlists(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    struct termlist_writing w = {.merge = m};
    dateline_status status = alloc_guard(write_termlist_table, &w, err);

    deflater_free(w.deflater);
    arena_free(&w.texts);
    buf_free(&w.tag);
    free(w.counts);
    free(w.places);
    free(w.list);
    return status == DATELINE_OK
               ? glass_table_finish(m->termlist, &m->version.roots[GLASS_TERMLIST],
                                    &m->files[GLASS_TERMLIST], err)
               : status;
}

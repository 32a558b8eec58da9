/* Writes a segment's search lists, term by term. */
#include "lists/lists_writer.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "lists/impact.h"
#include "lists/lexicon.h"
#include "lists/record.h"
#include "lists/settings.h"
#include "store/little.h"

enum { POSITIONS_WAIT = 1 << 16 /* bytes of positions that are buffered */ };

struct lists_writer {
    struct page_writer *files[LISTS_FILES];
    const uint32_t *lengths;
    uint32_t documents;
    struct impact_settings settings;
    double *norms; /* by document, from 1 */

    struct record record;
    struct buf term, before; /* the current term, and the one before it */
    bool open;               /* there is a current term */
    uint64_t terms, total_length;
    uint64_t postings, positions; /* offsets of the current term's lists */
    struct buf keys, groups;      /* the arrays of group keys and offsets */
    struct buf bytes;             /* scratch */
};

struct lists_writer *lists_writer_new(const struct open_dir *dir, const uint32_t *lengths,
                                      uint32_t documents)
{
    struct lists_writer *w = must_zalloc(sizeof *w);

    for (int f = 0; f < LISTS_FILES; f++)
        w->files[f] = page_writer_new(dir, lists_file_name((enum lists_file)f));
    w->lengths = lengths;
    w->documents = documents;
    for (uint32_t i = 0; i < documents; i++)
        w->total_length += lengths[i];
    w->settings = (struct impact_settings){LISTS_K1, LISTS_B, LISTS_FLOOR,
                                           documents ? (double)w->total_length / documents : 0};
    w->norms = must_alloc(((size_t)documents + 1) * sizeof *w->norms);
    for (uint32_t i = 0; i < documents; i++)
        w->norms[i + 1] = impact_norm(&w->settings, lengths[i]);
    w->record.norms = w->norms;
    return w;
}

/* ---- The lexicon ------------------------------------------------------------ */

static size_t shared_bytes(struct span a, struct span b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.data[n] == b.data[n])
        n++;
    return n;
}

/* Records the group's key and offset, and begins it with the offsets of its lists. */
static void begin_group(struct lists_writer *w)
{
    uint8_t bytes[2 * PACKING_VBYTE64_MAX], *p = bytes;

    little_put64(bytes, lexicon_key(buf_span(&w->term)));
    buf_add(&w->keys, bytes, sizeof(uint64_t));
    little_put64(bytes, page_writer_size(w->files[LISTS_LEXICON]));
    buf_add(&w->groups, bytes, sizeof(uint64_t));
    p = packing_put_vbyte(p, w->postings);
    p = packing_put_vbyte(p, w->positions);
    buf_add(&w->bytes, bytes, (size_t)(p - bytes));
    buf_clear(&w->before);
}

static dateline_status put_entry(struct lists_writer *w, uint64_t postings_len, dateline_error *err)
{
    const struct record *r = &w->record;
    uint8_t bytes[2 + 4 * PACKING_VBYTE64_MAX], *p = bytes;
    size_t shared;

    buf_clear(&w->bytes);
    if (w->terms % LEXICON_GROUP == 0)
        begin_group(w);
    shared = shared_bytes(buf_span(&w->before), buf_span(&w->term));
    buf_char(&w->bytes, (char)shared);
    buf_char(&w->bytes, (char)(w->term.len - shared));
    buf_add(&w->bytes, w->term.data + shared, w->term.len - shared);
    p = packing_put_vbyte(p, (uint64_t)r->documents << 1 | r->positional);
    p = packing_put_vbyte(p, r->occurrences);
    p = packing_put_vbyte(p, postings_len);
    if (r->positional)
        p = packing_put_vbyte(p, r->positions_len);
    buf_add(&w->bytes, bytes, (size_t)(p - bytes));
    w->terms++;
    return page_writer_add(w->files[LISTS_LEXICON], w->bytes.data, w->bytes.len, err);
}

static dateline_status put_footer(struct lists_writer *w, dateline_error *err)
{
    uint8_t footer[LEXICON_FOOTER] = {0};
    struct page_writer *lexicon = w->files[LISTS_LEXICON];
    uint32_t shortest = w->documents ? UINT16_MAX : 0;
    dateline_status status = page_writer_add(lexicon, w->keys.data, w->keys.len, err);

    for (uint32_t i = 0; i < w->documents; i++)
        shortest = w->lengths[i] < shortest ? w->lengths[i] : shortest;
    little_put64(footer, w->terms);
    little_put64(footer + 8, w->groups.len / sizeof(uint64_t));
    little_put32(footer + 16, w->documents);
    little_put16(footer + 20, 1);
    little_put16(footer + 22, (uint16_t)shortest);
    little_put64(footer + 24, w->total_length);
    little_put_double(footer + 32, w->settings.k1);
    little_put_double(footer + 40, w->settings.b);
    little_put_double(footer + 48, w->settings.floor);
    little_put_double(footer + 56, w->settings.average);
    if (status == DATELINE_OK)
        status = page_writer_add(lexicon, w->groups.data, w->groups.len, err);
    return status == DATELINE_OK ? page_writer_add(lexicon, footer, sizeof footer, err) : status;
}

/* ---- Terms ------------------------------------------------------------------ */

/* Writes the buffered positions. */
static dateline_status put_positions(struct lists_writer *w, dateline_error *err)
{
    struct buf *b = &w->record.positions;
    dateline_status status = page_writer_add(w->files[LISTS_POSITIONS], b->data, b->len, err);

    buf_clear(b);
    return status;
}

static dateline_status end_term(struct lists_writer *w, dateline_error *err)
{
    struct record *r = &w->record;
    struct buf swap;
    dateline_status status;

    if (!w->open)
        return DATELINE_OK;
    buf_clear(&w->bytes);
    record_end(r, &w->bytes);
    status = page_writer_add(w->files[LISTS_POSTINGS], w->bytes.data, w->bytes.len, err);
    if (status == DATELINE_OK && r->positional)
        status = put_positions(w, err);
    if (status == DATELINE_OK)
        status = put_entry(w, page_writer_size(w->files[LISTS_POSTINGS]) - w->postings, err);
    w->postings = page_writer_size(w->files[LISTS_POSTINGS]);
    w->positions = page_writer_size(w->files[LISTS_POSITIONS]);
    swap = w->before;
    w->before = w->term;
    w->term = swap;
    w->open = false;
    return status;
}

dateline_status lists_writer_term(struct lists_writer *w, struct span term, dateline_error *err)
{
    dateline_status status = end_term(w, err);

    buf_clear(&w->term);
    buf_span_add(&w->term, term);
    record_begin(&w->record);
    w->open = true;
    return status;
}

dateline_status lists_writer_posting(struct lists_writer *w, uint32_t document, uint32_t wdf,
                                     struct span steps, dateline_error *err)
{
    record_add(&w->record, document, wdf, steps);
    return w->record.positional && w->record.positions.len > POSITIONS_WAIT ? put_positions(w, err)
                                                                            : DATELINE_OK;
}

/* ---- The end ---------------------------------------------------------------- */

static dateline_status put_lengths(struct lists_writer *w, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (uint32_t i = 0; i < w->documents && status == DATELINE_OK; i++) {
        uint8_t bytes[sizeof(uint32_t)];

        little_put32(bytes, w->lengths[i]);
        status = page_writer_add(w->files[LISTS_LENGTHS], bytes, sizeof bytes, err);
    }
    return status;
}

dateline_status lists_writer_finish(struct lists_writer *w, struct output_file files[LISTS_FILES],
                                    dateline_error *err)
{
    dateline_status status = end_term(w, err);

    if (status == DATELINE_OK)
        status = put_footer(w, err);
    if (status == DATELINE_OK)
        status = put_lengths(w, err);
    for (int f = 0; f < LISTS_FILES && status == DATELINE_OK; f++) {
        files[f] = (struct output_file){0};
        if (page_writer_size(w->files[f]))
            status = page_writer_finish(w->files[f], &files[f], err);
    }
    return status;
}

dateline_status lists_writer_sync(struct lists_writer *w, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int f = 0; f < LISTS_FILES && status == DATELINE_OK; f++)
        status = page_writer_sync(w->files[f], err);
    return status;
}

void lists_writer_close(struct lists_writer *w)
{
    if (!w)
        return;
    for (int f = 0; f < LISTS_FILES; f++)
        page_writer_close(w->files[f]);
    record_free(&w->record);
    buf_free(&w->term);
    buf_free(&w->before);
    buf_free(&w->keys);
    buf_free(&w->groups);
    buf_free(&w->bytes);
    free(w->norms);
    free(w);
}

/* Writes the postlist table. */
#include "indexer/glass/postlist.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/chunk.h"
#include "indexer/glass/table.h"
#include "indexer/glass/value.h"
#include "indexer/output/pack.h"

struct glass_postlist {
    struct glass_table *table;
    struct chunks chunks; /* the document lengths, then each term's postings */
    struct values values;
    struct glass_stats stats;
    bool documents_written;
    uint8_t key[GLASS_KEY_MAX]; /* of the first chunk of the current list */
    size_t key_len;
};

struct glass_postlist *glass_postlist_new(const struct open_dir *dir, uint32_t block_size)
{
    struct glass_postlist *w = must_zalloc(sizeof *w);

    w->table = glass_table_new(dir, GLASS_POSTLIST, block_size);
    return w;
}

void glass_postlist_close(struct glass_postlist *w)
{
    if (!w)
        return;
    glass_table_close(w->table);
    chunks_free(&w->chunks);
    values_free(&w->values);
    free(w);
}

dateline_status glass_postlist_metadata(struct glass_postlist *w, struct span key,
                                        struct span value, dateline_error *err)
{
    uint8_t full[GLASS_KEY_MAX] = {0, POSTLIST_METADATA};

    assert(key.len && key.len <= GLASS_KEY_MAX - 2 && value.len);
    memcpy(full + 2, key.data, key.len);
    return glass_table_add(w->table, (struct span){(const char *)full, key.len + 2}, value, false,
                           err);
}

/* ---- Documents ------------------------------------------------------------ */

void glass_postlist_document(struct glass_postlist *w, uint32_t id, uint32_t length)
{
    struct glass_posting posting = {id, length};
    struct glass_stats *s = &w->stats;

    assert(!w->documents_written);
    chunks_add(&w->chunks, &posting, 1);
    s->documents++;
    s->last_id = id;
    s->total_length += length;
    if (length && (!s->length_min || length < s->length_min))
        s->length_min = length;
    if (length > s->length_max)
        s->length_max = length;
}

void glass_postlist_value(struct glass_postlist *w, uint32_t id, uint32_t slot, struct span value)
{
    assert(!w->documents_written);
    values_add(&w->values, id, slot, value);
}

/* Writes the chunks. The key of each later chunk is the first one's followed by a document number,
 * after a terminator if the key is a term's. */
static dateline_status write_list_chunks(struct glass_postlist *w, bool is_term,
                                         dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; status == DATELINE_OK && i < w->chunks.len; i++) {
        size_t len = w->key_len;

        if (i) {
            uint8_t *p = w->key + len;

            if (is_term)
                *p++ = 0;
            len = (size_t)(pack_sortable(p, w->chunks.list[i].first) - w->key);
        }
        status = glass_table_add(w->table, (struct span){(const char *)w->key, len},
                                 chunk_tag(&w->chunks, i), false, err);
    }
    chunks_clear(&w->chunks);
    return status;
}

static dateline_status write_document_lists(struct glass_postlist *w, dateline_error *err)
{
    dateline_status status = values_write(&w->values, w->table, err);

    w->documents_written = true;
    w->key[0] = 0;
    w->key[1] = POSTLIST_LENGTHS;
    w->key_len = 2;
    chunks_end(&w->chunks, false);
    return status != DATELINE_OK ? status : write_list_chunks(w, false, err);
}

/* ---- Terms ---------------------------------------------------------------- */

bool glass_term_fits(struct span term)
{
    /* A key is the escaped term, a terminator and a document number. */
    return term.len && term.len <= GLASS_TERM_MAX &&
           pack_escaped_len(term) + 1 + PACK_SORTABLE_MAX <= GLASS_KEY_MAX;
}

static dateline_status write_term(struct glass_postlist *w, dateline_error *err)
{
    if (w->chunks.total > UINT32_MAX)
        return fail(err, DATELINE_LIMIT, "cannot index a term that occurs %llu times",
                    (unsigned long long)w->chunks.total);
    if (w->chunks.wdf_max > w->stats.wdf_max)
        w->stats.wdf_max = w->chunks.wdf_max;
    chunks_end(&w->chunks, true);
    return write_list_chunks(w, true, err);
}

/* Writes the list in memory: the documents or the last term. */
static dateline_status write_held(struct glass_postlist *w, dateline_error *err)
{
    return w->documents_written ? write_term(w, err) : write_document_lists(w, err);
}

dateline_status glass_postlist_term(struct glass_postlist *w, struct span term, dateline_error *err)
{
    dateline_status status;

    if (!glass_term_fits(term))
        return fail(err, DATELINE_LIMIT, "cannot index a term of %zu bytes", term.len);
    status = write_held(w, err);
    w->key_len = (size_t)(pack_escaped(w->key, term) - w->key);
    return status;
}

void glass_postlist_postings(struct glass_postlist *w, const struct glass_posting *list, size_t n)
{
    assert(w->documents_written);
    chunks_add(&w->chunks, list, n);
}

dateline_status glass_postlist_finish(struct glass_postlist *w, struct glass_root *root,
                                      struct output_file *file, struct glass_stats *stats,
                                      dateline_error *err)
{
    dateline_status status = write_held(w, err);

    if (status == DATELINE_OK)
        status = glass_table_finish(w->table, root, file, err);
    if (status == DATELINE_OK)
        *stats = w->stats;
    return status;
}

dateline_status glass_postlist_sync(struct glass_postlist *w, dateline_error *err)
{
    return glass_table_sync(w->table, err);
}

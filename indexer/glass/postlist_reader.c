/* Reads the postlist table list by list. */
#include "indexer/glass/postlist_reader.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/reader.h"
#include "indexer/output/pack.h"

/* A decoded key. */
struct list_key {
    enum glass_list_kind kind;
    bool first; /* the key of a list's first chunk */
    uint32_t slot;
    uint32_t id; /* the first document of a later chunk, or of a chunk of values */
};

/* The reader holds one entry in advance, which begins or continues a list. */
struct glass_postlist_reader {
    struct glass_reader *reader;
    bool ahead; /* entry and key are filled and not yet used */
    bool ended;
    struct glass_entry entry;
    struct list_key key;
    struct buf term; /* the entry's term or metadata key */

    struct glass_list list; /* the current list */
    struct buf name;        /* its name */
    bool unread;            /* the entry in advance is the list's first chunk */
    bool complete;          /* the list's last chunk was read */
    uint32_t last_id;
    uint64_t postings_read, occurrences_read;

    struct glass_posting *postings;
    size_t postings_cap;
};

dateline_status glass_postlist_reader_open(const struct open_dir *dir,
                                           const struct glass_root *root,
                                           struct glass_postlist_reader **out, dateline_error *err)
{
    struct glass_postlist_reader *r = must_zalloc(sizeof *r);
    dateline_status status = glass_reader_open(dir, GLASS_POSTLIST, root, &r->reader, err);

    if (status != DATELINE_OK)
        glass_postlist_reader_close(r);
    else
        *out = r;
    return status;
}

void glass_postlist_reader_close(struct glass_postlist_reader *r)
{
    if (!r)
        return;
    glass_reader_close(r->reader);
    buf_free(&r->term);
    buf_free(&r->name);
    free(r->postings);
    free(r);
}

/* ---- Keys ----------------------------------------------------------------- */

/* Parses a key that begins with 00 and a byte other than FF. */
static bool parse_special(struct pack_input *in, struct list_key *key, struct buf *term)
{
    switch (*in->at++) {
    case POSTLIST_METADATA:
        key->kind = GLASS_LIST_METADATA;
        buf_add(term, in->at, pack_left(in));
        return pack_left(in) > 0;
    case POSTLIST_VALUE_STATS:
        key->kind = GLASS_LIST_VALUE_STATS;
        return unpack_uint32_last(in, &key->slot);
    case POSTLIST_VALUES:
        key->kind = GLASS_LIST_VALUES;
        return unpack_uint32(in, &key->slot) && unpack_sortable(in, &key->id) && key->id &&
               !pack_left(in);
    case POSTLIST_LENGTHS:
        key->kind = GLASS_LIST_LENGTHS;
        key->first = !pack_left(in);
        return key->first || (unpack_sortable(in, &key->id) && key->id && !pack_left(in));
    default:
        return false;
    }
}

static bool parse_key(struct span bytes, struct list_key *key, struct buf *term)
{
    struct pack_input in = pack_input(bytes);
    bool terminated;

    *key = (struct list_key){.kind = GLASS_LIST_POSTINGS, .first = true};
    buf_clear(term);
    if (bytes.len > 1 && !in.at[0] && in.at[1] != 0xFF) {
        in.at++;
        return parse_special(&in, key, term);
    }
    unpack_escaped(&in, term, &terminated);
    key->first = !terminated;
    return term->len &&
           (!terminated || (unpack_sortable(&in, &key->id) && key->id && !pack_left(&in)));
}

/* Reads the next entry unless one is held or the table has ended. */
static dateline_status look_ahead(struct glass_postlist_reader *r, dateline_error *err)
{
    dateline_status status;
    bool more;

    if (r->ahead || r->ended)
        return DATELINE_OK;
    status = glass_reader_next(r->reader, &r->entry, &more, err);
    r->ahead = status == DATELINE_OK && more;
    r->ended = status == DATELINE_OK && !more;
    if (!r->ahead)
        return status;
    if (r->entry.compressed || !parse_key(r->entry.key, &r->key, &r->term))
        return glass_reader_damaged(r->reader, "an entry of another table", err);
    return DATELINE_OK;
}

/* Whether the entry in advance continues the current list. */
static bool continues_list(const struct glass_postlist_reader *r)
{
    if (r->unread)
        return true;
    if (!r->ahead || r->key.kind != r->list.kind)
        return false;
    if (r->key.kind == GLASS_LIST_VALUES)
        return r->key.slot == r->list.slot;
    return !r->key.first && span_eq(buf_span(&r->term), r->list.name);
}

/* ---- Lists ---------------------------------------------------------------- */

static bool read_value_stats(struct glass_list *l, struct span tag)
{
    struct pack_input in = pack_input(tag);

    if (!unpack_uint32(&in, &l->documents) || !unpack_string(&in, &l->value))
        return false;
    l->value_max = (struct span){(const char *)in.at, pack_left(&in)};
    if (!l->value_max.len)
        l->value_max = l->value;
    return true;
}

/* Begins a list with the entry in advance, which stays there if it is a chunk. */
static bool begin_list(struct glass_postlist_reader *r)
{
    struct pack_input in = pack_input(r->entry.tag);
    struct glass_list *l = &r->list;

    buf_clear(&r->name);
    buf_span_add(&r->name, buf_span(&r->term));
    *l = (struct glass_list){.kind = r->key.kind, .slot = r->key.slot, .name = buf_span(&r->name)};
    r->last_id = 0;
    r->postings_read = r->occurrences_read = 0;
    r->unread = l->kind >= GLASS_LIST_VALUES;
    r->complete = !r->unread;
    switch (l->kind) {
    case GLASS_LIST_METADATA:
        l->value = r->entry.tag;
        r->ahead = false;
        return true;
    case GLASS_LIST_VALUE_STATS:
        r->ahead = false;
        return read_value_stats(l, r->entry.tag);
    case GLASS_LIST_VALUES:
        return true;
    default:
        return r->key.first && unpack_uint32(&in, &l->documents) &&
               unpack_uint32(&in, &l->occurrences);
    }
}

dateline_status glass_postlist_reader_next(struct glass_postlist_reader *r, struct glass_list *out,
                                           bool *more, dateline_error *err)
{
    dateline_status status = look_ahead(r, err);

    while (status == DATELINE_OK && !r->complete && continues_list(r)) {
        r->ahead = r->unread = false;
        status = look_ahead(r, err);
    }
    *more = status == DATELINE_OK && r->ahead;
    if (!*more)
        return status;
    if (!begin_list(r))
        return glass_reader_damaged(r->reader, "a list without its beginning", err);
    *out = r->list;
    return DATELINE_OK;
}

/* ---- Postings ------------------------------------------------------------- */

/* Reads the head of the chunk in advance: its first and last document, and whether it is the last
 * chunk. */
static bool read_chunk_head(const struct glass_postlist_reader *r, struct pack_input *in,
                            uint32_t *first, uint32_t *last, bool *last_chunk)
{
    uint32_t before, more;

    *first = r->key.id;
    if (r->key.first) { /* skip the list's statistics */
        if (!unpack_uint32(in, &before) || !unpack_uint32(in, &before) ||
            !unpack_uint32(in, &before) || before == UINT32_MAX)
            return false;
        *first = before + 1;
    }
    if (!pack_left(in) || (*in->at != '0' && *in->at != '1'))
        return false;
    *last_chunk = *in->at++ == '1';
    if (!unpack_uint32(in, &more) || more > UINT32_MAX - *first)
        return false;
    *last = *first + more;
    return *first > r->last_id;
}

/* Decodes the body of a chunk; returns its number of postings, 0 if it is damaged. */
static size_t read_chunk_body(struct glass_postlist_reader *r, struct pack_input *in, uint32_t id,
                              uint32_t last)
{
    size_t n = 0, most = pack_left(in) / 2 + 1;
    uint32_t gap;

    if (r->postings_cap < most) {
        r->postings = must_realloc(r->postings, most * sizeof *r->postings);
        r->postings_cap = most;
    }
    for (;;) {
        struct glass_posting *posting = &r->postings[n++];

        posting->id = id;
        if (!unpack_uint32(in, &posting->wdf))
            return 0;
        r->occurrences_read += posting->wdf;
        if (!pack_left(in))
            return id == last ? n : 0;
        if (!unpack_uint32(in, &gap) || gap >= last - id)
            return 0;
        id += gap + 1;
    }
}

static dateline_status read_chunk(struct glass_postlist_reader *r, size_t *n, dateline_error *err)
{
    struct pack_input in = pack_input(r->entry.tag);
    uint32_t first, last;

    r->ahead = r->unread = false;
    if (!read_chunk_head(r, &in, &first, &last, &r->complete))
        return glass_reader_damaged(r->reader, "a chunk of postings with a damaged head", err);
    *n = read_chunk_body(r, &in, first, last);
    if (!*n)
        return glass_reader_damaged(r->reader, "a damaged chunk of postings", err);
    r->last_id = last;
    r->postings_read += *n;
    return DATELINE_OK;
}

static dateline_status check_statistics(const struct glass_postlist_reader *r, dateline_error *err)
{
    const struct glass_list *l = &r->list;

    if (l->kind != GLASS_LIST_POSTINGS ||
        (r->postings_read == l->documents && r->occurrences_read == l->occurrences))
        return DATELINE_OK;
    return glass_reader_damaged(r->reader, "wrong statistics of the list that ends here", err);
}

dateline_status glass_postlist_reader_postings(struct glass_postlist_reader *r,
                                               const struct glass_posting **out, size_t *n,
                                               dateline_error *err)
{
    dateline_status status = r->complete ? DATELINE_OK : look_ahead(r, err);

    *n = 0;
    *out = NULL;
    if (status != DATELINE_OK)
        return status;
    if (r->complete)
        return check_statistics(r, err);
    if (!continues_list(r))
        return glass_reader_damaged(r->reader, "no end of the list before this", err);
    status = read_chunk(r, n, err);
    *out = r->postings;
    return status;
}

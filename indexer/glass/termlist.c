/* Encodes and reads term lists; writes their table. */
#include "indexer/glass/termlist.h"

#include <assert.h>

#include "indexer/output/pack.h"

static size_t common_prefix(struct span a, struct span b)
{
    size_t len = 0;

    while (len < a.len && len < b.len && a.data[len] == b.data[len])
        len++;
    return len;
}

static uint8_t *encode_next(uint8_t *p, struct span before, const struct glass_document_term *t)
{
    size_t shared = common_prefix(before, t->term), rest = t->term.len - shared;
    size_t packed = termlist_packed(t->wdf, before.len, shared);

    *p++ = (uint8_t)(packed <= UINT8_MAX ? packed : shared);
    *p++ = (uint8_t)rest;
    memcpy(p, t->term.data + shared, rest);
    p += rest;
    return packed <= UINT8_MAX ? p : pack_uint(p, t->wdf);
}

void termlist_encode(uint32_t length, const struct glass_document_term *terms, size_t n,
                     struct buf *out)
{
    uint8_t *p;

    if (!n)
        return;
    p = pack_begin(out, 2 * PACK_UINT32_MAX + n * (2 + PACK_UINT32_MAX) + GLASS_TERM_MAX);
    p = pack_uint(pack_uint(p, length), n);
    *p++ = (uint8_t)terms[0].term.len;
    memcpy(p, terms[0].term.data, terms[0].term.len);
    p = pack_uint(p + terms[0].term.len, terms[0].wdf);
    pack_end(out, p);
    for (size_t i = 1; i < n; i++) {
        p = pack_begin(out, 2 + PACK_UINT32_MAX + terms[i].term.len);
        pack_end(out, encode_next(p, terms[i - 1].term, &terms[i]));
    }
}

/* ---- Reading -------------------------------------------------------------- */

static void keep_rest(struct termlist *c, const struct pack_input *in)
{
    c->in = (struct span){(const char *)in->at, pack_left(in)};
}

bool termlist_begin(struct termlist *c, struct span tag)
{
    struct pack_input in = pack_input(tag);

    buf_clear(&c->term);
    c->length = c->left = 0;
    if (!tag.len)
        return true;
    if (!unpack_uint32(&in, &c->length) || !unpack_uint32(&in, &c->left) || !c->left)
        return false;
    keep_rest(c, &in);
    return true;
}

/* Replaces the part of the last term after its first SHARED bytes by a length and bytes from IN;
 * the new term must be greater. */
static bool replace_term_rest(struct termlist *c, struct pack_input *in, size_t shared)
{
    size_t rest = pack_left(in) ? *in->at++ : 0;
    bool greater =
        shared == c->term.len || (pack_left(in) && *in->at > (uint8_t)c->term.data[shared]);

    if (!rest || rest > pack_left(in) || !greater || shared + rest > GLASS_TERM_MAX)
        return false;
    c->term.len = shared;
    buf_add(&c->term, in->at, rest);
    in->at += rest;
    return true;
}

bool termlist_next(struct termlist *c, struct glass_document_term *out)
{
    struct pack_input in = pack_input(c->in);
    size_t before = c->term.len, lead = 0;
    bool packed;

    if (before) {
        if (!pack_left(&in))
            return false;
        lead = *in.at++;
    }
    packed = lead > before;
    if (!replace_term_rest(c, &in, packed ? lead % (before + 1) : lead))
        return false;
    if (packed)
        out->wdf = (uint32_t)(lead / (before + 1) - 1);
    else if (!unpack_uint32(&in, &out->wdf))
        return false;
    out->term = buf_span(&c->term);
    keep_rest(c, &in);
    return --c->left || !pack_left(&in);
}

/* ---- The table ------------------------------------------------------------ */

static struct span termlist_key(uint8_t room[PACK_SORTABLE_MAX + 1], uint32_t id, bool is_slots)
{
    uint8_t *p = pack_sortable(room, id);

    if (is_slots)
        *p++ = 0;
    return (struct span){(const char *)room, (size_t)(p - room)};
}

dateline_status glass_termlist_add(struct glass_table *t, uint32_t id, struct span tag,
                                   bool compressed, dateline_error *err)
{
    uint8_t room[PACK_SORTABLE_MAX + 1];

    return glass_table_add(t, termlist_key(room, id, false), tag, compressed, err);
}

dateline_status glass_termlist_slots(struct glass_table *t, uint32_t id, const uint32_t *slots,
                                     size_t n, dateline_error *err)
{
    uint8_t room[PACK_SORTABLE_MAX + 1];
    uint32_t next = 0; /* the least slot that may follow */
    struct buf tag = {0};
    uint8_t *p = pack_begin(&tag, n * PACK_UINT32_MAX);
    dateline_status status;

    for (size_t i = 0; i < n; i++) {
        assert(slots[i] >= next);
        p = pack_uint(p, slots[i] - next);
        next = slots[i] + 1;
    }
    pack_end(&tag, p);
    status = glass_table_add(t, termlist_key(room, id, true), buf_span(&tag), false, err);
    buf_free(&tag);
    return status;
}

bool glass_termlist_key(struct span key, uint32_t *id, bool *is_slots)
{
    struct pack_input in = pack_input(key);

    if (!unpack_sortable(&in, id) || !*id)
        return false;
    *is_slots = pack_left(&in) == 1 && !*in.at;
    return *is_slots || !pack_left(&in);
}

/* Writes a B-tree front to back. */
#include "indexer/glass/table.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/block.h"
#include "store/file_writer.h"

/* A piece of a tag shorter than this is not worth an item at the end of a leaf. */
enum { PIECE_MIN = 64 };

/* Separates the first item of a block from the last item of the block before; the key of the block
 * in its parent. */
struct separator {
    uint16_t component;
    uint8_t len;
    uint8_t key[GLASS_KEY_MAX];
};

struct branch {
    struct block block; /* block.at is NULL before the first child */
    struct separator own;
};

struct glass_table {
    enum glass_kind kind;
    uint32_t block_size, item_max;
    uint32_t blocks; /* number of blocks written */
    uint64_t entries;
    struct file_writer *output;
    struct block leaf; /* in the output's room; at is NULL before the first entry */
    struct separator leaf_own;
    struct branch branches[GLASS_LEVELS]; /* [0] is unused: the level of leaves */
};

struct glass_table *glass_table_new(const struct open_dir *dir, enum glass_kind kind,
                                    uint32_t block_size)
{
    struct glass_table *t = must_zalloc(sizeof *t);

    assert(block_size >= GLASS_BLOCK_MIN && block_size <= GLASS_BLOCK_MAX);
    assert(!(block_size & (block_size - 1)));
    t->kind = kind;
    t->block_size = block_size;
    t->item_max = block_item_max(block_size);
    t->output = file_writer_new(dir, glass_file_name(kind));
    if (glass_seldom_read(kind))
        file_writer_seldom_read(t->output);
    return t;
}

void glass_table_close(struct glass_table *t)
{
    if (!t)
        return;
    for (size_t level = 1; level < GLASS_LEVELS; level++)
        free(t->branches[level].block.at);
    file_writer_close(t->output);
    free(t);
}

/* ---- Branches ------------------------------------------------------------- */

static uint8_t *put_item_key(uint8_t *p, const void *key, size_t len)
{
    *p++ = (uint8_t)len;
    if (len)
        memcpy(p, key, len);
    return p + len;
}

/* A branch block's first child has no separator in it: the block's own separator stands for it. */
static void branch_begin(struct glass_table *t, struct branch *b, const struct separator *s,
                         uint32_t child)
{
    uint8_t *at = b->block.at ? b->block.at : must_alloc(t->block_size);
    uint8_t *p;

    b->own = *s;
    block_begin(&b->block, at, t->block_size);
    p = block_item(&b->block, BRANCH_HEAD + ITEM_COMPONENT);
    block_put32(p, child);
    p = put_item_key(p + BRANCH_CHILD, NULL, 0);
    block_put16(p, 0);
}

static bool branch_add(struct branch *b, const struct separator *s, uint32_t child)
{
    uint32_t size = BRANCH_HEAD + s->len + ITEM_COMPONENT;
    uint8_t *p;

    if (block_room(&b->block) < size)
        return false;
    p = block_item(&b->block, size);
    block_put32(p, child);
    p = put_item_key(p + BRANCH_CHILD, s->key, s->len);
    block_put16(p, s->component);
    return true;
}

static dateline_status branch_write(struct glass_table *t, size_t level, uint32_t *number,
                                    dateline_error *err)
{
    struct block *b = &t->branches[level].block;
    uint8_t *room;
    dateline_status status = file_writer_room(t->output, t->block_size, &room, err);

    if (status != DATELINE_OK)
        return status;
    block_end(b, (uint32_t)level);
    memcpy(room, b->at, t->block_size);
    file_writer_commit(t->output, t->block_size);
    *number = t->blocks++;
    return DATELINE_OK;
}

/* Adds the finished block CHILD, whose separator is S, at LEVEL. Writes a full block first and adds
 * it one level up. */
static dateline_status push_child(struct glass_table *t, size_t level, struct separator s,
                                  uint32_t child, dateline_error *err)
{
    for (; level < GLASS_LEVELS; level++) {
        struct branch *b = &t->branches[level];
        struct separator own = b->own;
        uint32_t number;
        dateline_status status;

        if (b->block.at && branch_add(b, &s, child))
            return DATELINE_OK;
        if (!b->block.at) {
            branch_begin(t, b, &s, child);
            return DATELINE_OK;
        }
        status = branch_write(t, level, &number, err);
        if (status != DATELINE_OK)
            return status;
        branch_begin(t, b, &s, child);
        s = own;
        child = number;
    }
    return fail(err, DATELINE_LIMIT, "cannot write %s: the table is too large",
                file_writer_path(t->output));
}

/* ---- Leaves --------------------------------------------------------------- */

/* The key of the leaf's last item, which is the lowest in the block. */
static struct span last_key(const struct glass_table *t)
{
    const uint8_t *item = t->leaf.at + t->leaf.lowest;

    return (struct span){(const char *)item + ITEM_HEAD, item[ITEM_HEAD - 1]};
}

/* The shortest prefix of KEY that differs from the key BEFORE it; all of KEY, with its component's
 * number, if the keys are equal. */
static void make_separator(struct separator *s, struct span before, struct span key,
                           uint32_t component)
{
    size_t len = 0;

    while (len < key.len && len < before.len && key.data[len] == before.data[len])
        len++;
    s->component = (uint16_t)component;
    s->len = (uint8_t)(len < key.len ? len + 1 : key.len);
    memcpy(s->key, key.data, s->len);
}

static dateline_status leaf_begin(struct glass_table *t, dateline_error *err)
{
    uint8_t *room;
    dateline_status status = file_writer_room(t->output, t->block_size, &room, err);

    if (status == DATELINE_OK)
        block_begin(&t->leaf, room, t->block_size);
    return status;
}

static dateline_status leaf_write(struct glass_table *t, dateline_error *err)
{
    block_end(&t->leaf, 0);
    file_writer_commit(t->output, t->block_size);
    return push_child(t, 1, t->leaf_own, t->blocks++, err);
}

/* Begins a leaf whose first item will be COMPONENT of KEY. */
static dateline_status leaf_next(struct glass_table *t, struct span key, uint32_t component,
                                 dateline_error *err)
{
    struct separator own;
    dateline_status status;

    make_separator(&own, last_key(t), key, component);
    status = leaf_write(t, err);
    t->leaf_own = own;
    return status != DATELINE_OK ? status : leaf_begin(t, err);
}

/* Adds an item, which must fit; every component after the first has a number. */
static inline void put_leaf_item(struct glass_table *t, uint32_t flags, struct span key,
                                 uint32_t component, struct span tag)
{
    uint32_t numbered = component > 1 ? ITEM_COMPONENT : 0;
    uint32_t size = ITEM_HEAD + (uint32_t)key.len + numbered + (uint32_t)tag.len;
    uint8_t *p = block_item(&t->leaf, size);

    block_put16(p, flags | (numbered ? 0 : ITEM_FIRST) | (size - ITEM_HEAD));
    p = put_item_key(p + ITEM_HEAD - 1, key.data, key.len);
    if (numbered)
        block_put16(p, component);
    if (tag.len)
        memcpy(p + numbered, tag.data, tag.len);
}

/* The first leaf of a table begins with an item without key and tag. */
static dateline_status first_leaf(struct glass_table *t, dateline_error *err)
{
    dateline_status status = leaf_begin(t, err);

    if (status == DATELINE_OK)
        put_leaf_item(t, ITEM_LAST, (struct span){0}, 1, (struct span){0});
    return status;
}

/* ---- Entries -------------------------------------------------------------- */

/* The number of bytes of a tag of LEFT bytes to put into the current leaf as COMPONENT; 0 if they
 * are too few to be worth an item. */
static uint32_t piece_here(const struct glass_table *t, size_t left, size_t key_len,
                           uint32_t component)
{
    uint32_t head = ITEM_HEAD + (uint32_t)key_len + (component > 1 ? ITEM_COMPONENT : 0);
    uint32_t most = t->item_max - head, room = block_room(&t->leaf);
    uint32_t piece = left < most ? (uint32_t)left : most;

    if (room >= head + piece)
        return piece;
    return room < head + key_len + 34 ? 0 : room - head;
}

static dateline_status add_long(struct glass_table *t, struct span key, struct span tag,
                                uint32_t flags, dateline_error *err)
{
    for (uint32_t component = 1; tag.len; component++) {
        uint32_t piece = piece_here(t, tag.len, key.len, component);

        if (component > ITEM_COMPONENTS_MAX)
            return fail(err, DATELINE_LIMIT, "cannot write %s: an entry is too long",
                        file_writer_path(t->output));
        if (!piece) {
            dateline_status status = leaf_next(t, key, component, err);

            if (status != DATELINE_OK)
                return status;
            piece = piece_here(t, tag.len, key.len, component);
        }
        put_leaf_item(t, flags | (piece == tag.len ? ITEM_LAST : 0), key, component,
                      (struct span){tag.data, piece});
        tag.data += piece;
        tag.len -= piece;
    }
    return DATELINE_OK;
}

/* Whether an entry that exceeds the room in the current leaf is split there. For the entries of
 * documents, which are read whole, splitting makes the table a twentieth smaller; lists, of which
 * parts are looked up, are kept whole. */
static bool fills_up(const struct glass_table *t, struct span key, size_t size)
{
    return glass_compress_min(t->kind) && block_room(&t->leaf) < size &&
           block_room(&t->leaf) >= ITEM_HEAD + key.len + PIECE_MIN;
}

/* Adds an entry that does not fit whole into the current leaf, if there is one. */
static dateline_status add_further(struct glass_table *t, uint32_t flags, struct span key,
                                   struct span tag, dateline_error *err)
{
    size_t size = ITEM_HEAD + key.len + tag.len;
    dateline_status status = t->leaf.at ? DATELINE_OK : first_leaf(t, err);

    if (status != DATELINE_OK)
        return status;
    if (size > t->item_max || fills_up(t, key, size))
        return add_long(t, key, tag, flags, err);
    if (block_room(&t->leaf) < size)
        status = leaf_next(t, key, 1, err);
    if (status == DATELINE_OK)
        put_leaf_item(t, flags | ITEM_LAST, key, 1, tag);
    return status;
}

dateline_status glass_table_add(struct glass_table *t, struct span key, struct span tag,
                                bool compressed, dateline_error *err)
{
    uint32_t flags = compressed ? ITEM_COMPRESSED : 0;
    size_t size = ITEM_HEAD + key.len + tag.len;

    assert(key.len > 0 && key.len <= GLASS_KEY_MAX);
    assert(!t->leaf.at || span_cmp(last_key(t), key) < 0);
    t->entries++;
    if (size > t->item_max || size > block_room(&t->leaf))
        return add_further(t, flags, key, tag, err);
    put_leaf_item(t, flags | ITEM_LAST, key, 1, tag);
    return DATELINE_OK;
}

/* Closes the open blocks from the leaf upwards; the last one written is the root. */
static dateline_status write_root(struct glass_table *t, struct glass_root *root,
                                  dateline_error *err)
{
    size_t level = 1;
    uint32_t number;
    dateline_status status;

    if (!t->branches[1].block.at) { /* a single leaf needs no parent */
        block_end(&t->leaf, 0);
        file_writer_commit(t->output, t->block_size);
        root->block = t->blocks++;
        return DATELINE_OK;
    }
    status = leaf_write(t, err);
    for (; status == DATELINE_OK; level++) {
        status = branch_write(t, level, &number, err);
        if (status != DATELINE_OK || level + 1 == GLASS_LEVELS || !t->branches[level + 1].block.at)
            break;
        status = push_child(t, level + 1, t->branches[level].own, number, err);
    }
    if (status != DATELINE_OK)
        return status;
    root->level = (uint32_t)level;
    root->block = number;
    return DATELINE_OK;
}

dateline_status glass_table_finish(struct glass_table *t, struct glass_root *root,
                                   struct output_file *file, dateline_error *err)
{
    struct glass_root r = glass_fake_root(t->kind, t->block_size);
    struct output_file f = {0};
    dateline_status status = DATELINE_OK;

    if (t->entries || glass_always_there(t->kind)) {
        r.fake = false;
        r.entries = t->entries;
        if (!t->leaf.at)
            status = first_leaf(t, err);
        if (status == DATELINE_OK)
            status = write_root(t, &r, err);
        if (status == DATELINE_OK)
            status = file_writer_finish(t->output, &f, err);
    }
    if (status != DATELINE_OK)
        return status;
    r.blocks = t->blocks;
    *root = r;
    *file = f;
    return DATELINE_OK;
}

dateline_status glass_table_sync(struct glass_table *t, dateline_error *err)
{
    return file_writer_sync(t->output, err);
}

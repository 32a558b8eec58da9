/* Walks a table in key order. */
#include "indexer/glass/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "indexer/glass/block.h"

/* The block being read at one level of the tree, and the position in it. */
struct cursor {
    uint8_t *block;
    uint32_t number;
    uint32_t items; /* in its directory */
    uint32_t next;  /* the item to be read next */
};

/* The parts of a leaf item; key and tag point into the block. */
struct item {
    uint32_t flags, component;
    struct span key, tag;
};

/* The place of an item: its key, and the number of its component. */
struct place {
    uint32_t component;
    size_t len;
    char key[GLASS_KEY_MAX];
};

struct glass_reader {
    struct buf path;
    int fd; /* -1: no file and no entries */
    uint32_t block_size, blocks;
    struct glass_root root;
    bool begun;
    uint64_t entries;   /* number of entries read */
    struct place last;  /* of the last item read */
    struct place bound; /* the current leaf's separator: the least place in it */
    struct buf joined;
    struct cursor levels[GLASS_LEVELS];
};

dateline_status glass_reader_damaged(const struct glass_reader *r, const char *what,
                                     dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "cannot read %s: block %u: %s", r->path.data,
                r->levels[0].number, what);
}

void glass_reader_close(struct glass_reader *r)
{
    if (!r)
        return;
    if (r->fd >= 0)
        close(r->fd);
    for (size_t level = 0; level < GLASS_LEVELS; level++)
        free(r->levels[level].block);
    buf_free(&r->joined);
    buf_free(&r->path);
    free(r);
}

/* ---- Opening -------------------------------------------------------------- */

static bool root_plausible(const struct glass_root *root)
{
    uint32_t size = root->block_size;

    return size >= GLASS_BLOCK_MIN && size <= GLASS_BLOCK_MAX && !(size & (size - 1)) &&
           root->level < GLASS_LEVELS;
}

static dateline_status open_table_file(struct glass_reader *r, const struct open_dir *dir,
                                       const char *name, dateline_error *err)
{
    struct stat st;

    if (!root_plausible(&r->root))
        return fail(err, DATELINE_CORRUPT, "cannot read %s: iamglass has an impossible root for it",
                    r->path.data);
    r->fd = file_open_at(dir->fd, name, O_RDONLY | O_NONBLOCK);
    if (r->fd < 0 && errno == ENOENT)
        return fail(err, DATELINE_CORRUPT, "cannot read %s: the file is missing", r->path.data);
    if (r->fd < 0)
        return fail_errno(err, "cannot open %s", r->path.data);
    if (fstat(r->fd, &st))
        return fail_errno(err, "cannot read %s", r->path.data);
    if (!S_ISREG(st.st_mode) || st.st_size % r->root.block_size ||
        st.st_size / r->root.block_size > UINT32_MAX)
        return fail(err, DATELINE_CORRUPT, "cannot read %s: not a whole number of blocks",
                    r->path.data);
    r->blocks = (uint32_t)(st.st_size / r->root.block_size);
    posix_fadvise(r->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return DATELINE_OK;
}

dateline_status glass_reader_open(const struct open_dir *dir, enum glass_kind kind,
                                  const struct glass_root *root, struct glass_reader **out,
                                  dateline_error *err)
{
    struct glass_reader *r = must_zalloc(sizeof *r);
    dateline_status status;

    r->fd = -1;
    r->root = *root;
    r->block_size = root->block_size;
    buf_printf(&r->path, "%s/%s", dir->path, glass_file_name(kind));
    status = root->fake ? DATELINE_OK : open_table_file(r, dir, glass_file_name(kind), err);
    if (status != DATELINE_OK)
        glass_reader_close(r);
    else
        *out = r;
    return status;
}

/* ---- Blocks --------------------------------------------------------------- */

static dateline_status block_damaged(const struct glass_reader *r, uint32_t number,
                                     const char *what, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "cannot read %s: block %u: %s", r->path.data, number, what);
}

static dateline_status read_table_block(struct glass_reader *r, struct cursor *c, uint32_t number,
                                        dateline_error *err)
{
    ssize_t n;

    if (number >= r->blocks)
        return block_damaged(r, number, "beyond the file's end", err);
    if (!c->block)
        c->block = must_alloc(r->block_size);
    n = file_read_at(r->fd, c->block, r->block_size, (off_t)number * r->block_size);
    if (n < 0)
        return fail_errno(err, "cannot read %s", r->path.data);
    return (size_t)n < r->block_size ? block_damaged(r, number, "beyond the file's end", err)
                                     : DATELINE_OK;
}

/* Reads block NUMBER, which must be of LEVEL, into that level's cursor. */
static dateline_status enter_block(struct glass_reader *r, size_t level, uint32_t number,
                                   dateline_error *err)
{
    struct cursor *c = &r->levels[level];
    dateline_status status = read_table_block(r, c, number, err);
    uint32_t dir_end;

    if (status != DATELINE_OK)
        return status;
    dir_end = block_get16(c->block + BLOCK_DIR_END);
    if (c->block[BLOCK_LEVEL] != level)
        return block_damaged(r, number, "of another level than its place in the tree", err);
    if (dir_end <= BLOCK_DIR || dir_end > r->block_size || (dir_end - BLOCK_DIR) % BLOCK_SLOT)
        return block_damaged(r, number, "an impossible directory", err);
    c->number = number;
    c->items = (dir_end - BLOCK_DIR) / BLOCK_SLOT;
    c->next = 0;
    return DATELINE_OK;
}

/* The position of the block's next item, with at least SIZE bytes; NULL if it has fewer, or
 * overlaps the directory. */
static const uint8_t *item_at(const struct glass_reader *r, const struct cursor *c, uint32_t size)
{
    uint32_t at = block_get16(c->block + BLOCK_DIR + BLOCK_SLOT * c->next);
    uint32_t dir_end = BLOCK_DIR + BLOCK_SLOT * c->items;

    return at < dir_end || at + size > r->block_size ? NULL : c->block + at;
}

/* ---- Branches ------------------------------------------------------------- */

/* Reads the next child of a branch block, and the bound that its separator sets. */
static bool branch_item(struct glass_reader *r, struct cursor *c, uint32_t *child)
{
    const uint8_t *p = item_at(r, c, BRANCH_HEAD + ITEM_COMPONENT);
    uint32_t len = p ? p[BRANCH_CHILD] : 0;

    if (!p || !item_at(r, c, BRANCH_HEAD + len + ITEM_COMPONENT))
        return false;
    *child = block_get32(p);
    if (c->next++ > 0) { /* the first child's separator is in the parent */
        r->bound.len = len;
        memcpy(r->bound.key, p + BRANCH_HEAD, len);
        r->bound.component = block_get16(p + BRANCH_HEAD + len);
    }
    return true;
}

/* Descends from LEVEL, whose cursor is before a child, to a leaf. */
static dateline_status descend_to_leaf(struct glass_reader *r, size_t level, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    uint32_t child;

    for (; status == DATELINE_OK && level > 0; level--) {
        if (!branch_item(r, &r->levels[level], &child))
            return block_damaged(r, r->levels[level].number, "a damaged item", err);
        status = enter_block(r, level - 1, child, err);
    }
    return status;
}

/* Finds a leaf with an unread item; *MORE is false after the last one. */
static dateline_status find_leaf(struct glass_reader *r, bool *more, dateline_error *err)
{
    size_t level = 0;
    dateline_status status;

    *more = true;
    if (!r->begun) {
        r->begun = true;
        status = enter_block(r, r->root.level, r->root.block, err);
        return status != DATELINE_OK ? status : descend_to_leaf(r, r->root.level, err);
    }
    while (level <= r->root.level && r->levels[level].next == r->levels[level].items)
        level++;
    *more = level <= r->root.level;
    return *more ? descend_to_leaf(r, level, err) : DATELINE_OK;
}

/* ---- Leaves --------------------------------------------------------------- */

static bool read_leaf_item(const struct glass_reader *r, const struct cursor *c, struct item *out)
{
    const uint8_t *p = item_at(r, c, ITEM_HEAD);
    uint32_t size, head;

    if (!p)
        return false;
    out->flags = block_get16(p);
    out->component = 1;
    size = (out->flags & ITEM_SIZE) + ITEM_HEAD;
    out->key = (struct span){(const char *)p + ITEM_HEAD, p[ITEM_HEAD - 1]};
    head = ITEM_HEAD + p[ITEM_HEAD - 1] + (out->flags & ITEM_FIRST ? 0 : ITEM_COMPONENT);
    if (size < head || !item_at(r, c, size))
        return false;
    if (!(out->flags & ITEM_FIRST))
        out->component = block_get16(p + head - ITEM_COMPONENT);
    out->tag = (struct span){(const char *)p + head, size - head};
    return true;
}

static int place_cmp(const struct place *p, struct span key, uint32_t component)
{
    int order = span_cmp((struct span){p->key, p->len}, key);

    return order ? order : (p->component > component) - (p->component < component);
}

/* Whether ITEM may follow the last one: it has a greater key, or the next component of the same
 * key. */
static bool item_follows(const struct glass_reader *r, const struct item *i)
{
    if (!(i->flags & ITEM_FIRST))
        return place_cmp(&r->last, i->key, i->component - 1) == 0;
    return !r->entries || span_cmp((struct span){r->last.key, r->last.len}, i->key) < 0;
}

/* Whether the leaf's separator divides ITEM, the first one, from the last item of the leaf before,
 * as look-ups through the branches assume. */
static bool item_bounded(const struct glass_reader *r, const struct item *i)
{
    const struct place *last = &r->last;

    return !r->bound.len ||
           (place_cmp(&r->bound, i->key, i->component) <= 0 &&
            place_cmp(&r->bound, (struct span){last->key, last->len}, last->component) > 0);
}

static dateline_status read_next_item(struct glass_reader *r, struct item *out, bool *more,
                                      dateline_error *err)
{
    struct cursor *leaf = &r->levels[0];
    dateline_status status = find_leaf(r, more, err);

    if (status != DATELINE_OK || !*more)
        return status;
    if (!read_leaf_item(r, leaf, out))
        return glass_reader_damaged(r, "a damaged item", err);
    if (!item_follows(r, out))
        return glass_reader_damaged(r, "keys out of order", err);
    if (!leaf->next && !item_bounded(r, out))
        return glass_reader_damaged(r, "a key on the wrong side of its separator", err);
    leaf->next++;
    r->last.component = out->component;
    r->last.len = out->key.len;
    memcpy(r->last.key, out->key.data, out->key.len);
    return DATELINE_OK;
}

/* ---- Entries -------------------------------------------------------------- */

/* Every table begins with an item without key and tag, which is not an entry. */
static dateline_status pass_first(struct glass_reader *r, dateline_error *err)
{
    struct item item = {0};
    bool more = false;
    dateline_status status = read_next_item(r, &item, &more, err);

    if (status == DATELINE_OK &&
        (!more || item.key.len || item.tag.len || !(item.flags & ITEM_FIRST)))
        status = glass_reader_damaged(r, "does not begin as a table does", err);
    return status;
}

/* Appends the components of the entry that ITEM begins. */
static dateline_status join_tag(struct glass_reader *r, struct item *item, dateline_error *err)
{
    uint32_t compressed = item->flags & ITEM_COMPRESSED;
    dateline_status status;
    bool more = false;

    buf_clear(&r->joined);
    buf_span_add(&r->joined, item->tag);
    while (!(item->flags & ITEM_LAST)) {
        status = read_next_item(r, item, &more, err);
        if (status != DATELINE_OK)
            return status;
        if (!more || item->flags & ITEM_FIRST || (item->flags & ITEM_COMPRESSED) != compressed)
            return glass_reader_damaged(r, "a tag with a piece missing", err);
        buf_span_add(&r->joined, item->tag);
    }
    item->tag = buf_span(&r->joined);
    return DATELINE_OK;
}

/* Compares the number of entries with iamglass's: nothing else would reveal a leaf that the
 * branches no longer mention. */
static dateline_status check_end(const struct glass_reader *r, dateline_error *err)
{
    if (r->entries == r->root.entries)
        return DATELINE_OK;
    return fail(err, DATELINE_CORRUPT, "cannot read %s: %llu entries where iamglass says %llu",
                r->path.data, (unsigned long long)r->entries, (unsigned long long)r->root.entries);
}

dateline_status glass_reader_next(struct glass_reader *r, struct glass_entry *out, bool *more,
                                  dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    struct item item = {0};

    *more = false;
    if (r->fd < 0)
        return DATELINE_OK;
    if (!r->begun)
        status = pass_first(r, err);
    if (status == DATELINE_OK)
        status = read_next_item(r, &item, more, err);
    if (status != DATELINE_OK || !*more)
        return status != DATELINE_OK ? status : check_end(r, err);
    r->entries++;
    if (!item.key.len || !(item.flags & ITEM_FIRST))
        return glass_reader_damaged(r, "an entry without its beginning", err);
    if (!(item.flags & ITEM_LAST))
        status = join_tag(r, &item, err);
    if (status == DATELINE_OK)
        *out = (struct glass_entry){
            {r->last.key, r->last.len}, item.tag, !!(item.flags & ITEM_COMPRESSED)};
    return status;
}

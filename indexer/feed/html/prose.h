/* The text of a part of a page, as blocks: paragraphs, headings, list items, rows of tables. */
#ifndef DATELINE_INDEXER_FEED_HTML_PROSE_H
#define DATELINE_INDEXER_FEED_HTML_PROSE_H

#include "indexer/feed/html/outline.h"

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_ITEM, /* of a list, or a row of a table */
    BLOCK_CODE,
};

struct prose_block {
    size_t at, len;  /* in text */
    uint32_t linked; /* bytes of it, in links */
    uint8_t kind;    /* enum block_kind */
    uint8_t level;   /* of a heading, from 1 */
    bool apart;      /* an empty line stands before it */
    bool left_out;
};

/* All zeros is an empty text. */
struct prose {
    struct buf text;
    struct prose_block *blocks;
    size_t len, cap;
};

void prose_clear(struct prose *p);
/* Appends the text of NODE that is not left out; of a table, cells with a tab between them; code as
 * it stands. */
void prose_add(struct prose *p, const struct html_outline *o, const struct html_tree *t,
               size_t node);
/* Appends the blocks of P that are not left out to OUT. */
void prose_write(const struct prose *p, struct buf *out);
void prose_free(struct prose *p);

static inline struct span prose_text(const struct prose *p, size_t block)
{
    return (struct span){p->text.data + p->blocks[block].at, p->blocks[block].len};
}

#endif

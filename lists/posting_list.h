/* One term's postings, read in blocks of 128 and skipped by their directory.
 *
 * A cursor stands in a block, whose documents are unpacked when they are first needed and
 * its wdfs when one of them is. Moving by posting_shallow() touches the directory alone.
 * Numbers of documents only ever go up. Damage makes a cursor end, and sets DAMAGED, which
 * the caller looks at when the list has ended. */
#ifndef DATELINE_LISTS_POSTING_LIST_H
#define DATELINE_LISTS_POSTING_LIST_H

#include "lists/lists.h"
#include "lists/packing.h"

#define POSTING_END UINT32_MAX

enum { POSTING_PAD = 8 /* entries after a block's last, all POSTING_END */ };

struct posting_list {
    const struct lists *lists;
    struct list_term term;
    uint32_t blocks;
    uint32_t usual;   /* the wdf that short forms stand for: 1, or 0 where all are 0 */
    uint32_t wdf_max; /* 0: not known, as the list is short */
    float x_max, x_tenth, x_hundredth; /* 0: not known, or fewer documents */
    /* The directory, by block; NULL in a list of one block that has none. */
    const uint8_t *last, *ends, *bounds, *position_ends;
    const uint8_t *data;
    uint64_t data_at; /* in the file */
    uint32_t data_len;
};

struct posting_cursor {
    const struct posting_list *list;
    uint32_t block;    /* where it stands; list->blocks: at the end */
    uint32_t decoded;  /* the block whose documents are below, or POSTING_END */
    uint32_t with_wdf; /* the same of wdfs */
    uint32_t at, len;  /* in the decoded block */
    const uint8_t *wdf_bytes, *wdf_end;
    uint32_t wdf_base;
    bool damaged;
    uint32_t docs[PACKING_BLOCK + POSTING_PAD];
    uint32_t wdfs[PACKING_BLOCK];
};

/* TERM as lexicon_find gives it. DATELINE_CORRUPT where its list is damaged. */
dateline_status posting_list_open(const struct lists *l, const struct list_term *term,
                                  struct posting_list *out, dateline_error *err);

/* The last document of BLOCK, and the greatest share (impact.h) in it by the settings that
 * the lists were made with; of a list without directory the last document of all and 1. */
uint32_t posting_block_last(const struct posting_list *l, uint32_t block);
double posting_block_bound(const struct posting_list *l, uint32_t block);
/* Documents in BLOCK. */
static inline uint32_t posting_block_len(const struct posting_list *l, uint32_t block)
{
    uint32_t before = block * PACKING_BLOCK, left = l->term.documents - before;

    return left < PACKING_BLOCK ? left : PACKING_BLOCK;
}

/* Before the first posting. */
void posting_cursor_begin(struct posting_cursor *c, const struct posting_list *list);
/* Moves to the block that may hold the first document not below TO; unpacks nothing.
 * False at the end. */
bool posting_shallow(struct posting_cursor *c, uint32_t to);
/* Unpacks the documents of the block it stands in; they are docs[0 .. len). */
bool posting_decode(struct posting_cursor *c);
/* The first document not below TO; POSTING_END. */
uint32_t posting_seek(struct posting_cursor *c, uint32_t to);
/* The one after that it stands at. */
uint32_t posting_next(struct posting_cursor *c);
/* Unpacks the wdfs of the decoded block. */
bool posting_wdfs(struct posting_cursor *c);
/* The same, unless they are unpacked already; false where they are damaged. */
static inline bool posting_wdfs_ready(struct posting_cursor *c)
{
    return c->with_wdf == c->decoded || posting_wdfs(c);
}
/* The wdf at the document it stands at. */
static inline uint32_t posting_wdf(struct posting_cursor *c)
{
    return posting_wdfs_ready(c) ? c->wdfs[c->at] : 0;
}

#endif

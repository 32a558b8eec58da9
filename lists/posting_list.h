/* Reads one term's postings in blocks of 128, and skips blocks by their directory.
 *
 * A cursor is at a block. The block is opened when its bytes are first needed; its documents are
 * unpacked when one is, its wdfs when one of these is. A block that is a set (doc_set.h) can be
 * asked for documents without being unpacked. posting_shallow() reads the directory only. A cursor
 * moves forward, and only posting_back() moves it back. Damage ends the list early and sets
 * DAMAGED: the caller tests it where the list ends.
 *
 * Whatever the file holds, and however it was made: documents of a decoded block ascend,
 * lie above the last document of the block before, and end with posting_block_last() of
 * their block, if the list has a directory; posting_block_last() is at most
 * lists->documents, and after posting_shallow(c, to) at least TO; bounds and shares are
 * from 0 to 1, and no bound exceeds x_max. Wdfs and bounds themselves may be wrong. */
#ifndef DATELINE_LISTS_POSTING_LIST_H
#define DATELINE_LISTS_POSTING_LIST_H

#include "lists/doc_set.h"
#include "lists/lists.h"

#define POSTING_END UINT32_MAX

enum {
    POSTING_PAD = 8 /* entries after a block's last, all POSTING_END; a block that is not full
                       is padded to PACKING_BLOCK and these */
};

struct posting_list {
    const struct lists *lists;
    struct list_term term;
    uint32_t blocks;
    uint32_t usual;                    /* the usual wdf: 1, or 0 if all are 0 */
    uint32_t wdf_max;                  /* 0 in a list without directory */
    float x_max, x_tenth, x_hundredth; /* greatest shares; 0 without directory */
    /* The arrays of the directory; NULL in a list of fewer than 128 documents. */
    const uint8_t *last, *ends, *bounds, *position_ends;
    const uint8_t *data; /* the blocks */
    uint64_t data_at;    /* their offset in the file */
    uint32_t data_len;
};

struct posting_cursor {
    const struct posting_list *list;
    uint32_t block;    /* the block it is at; list->blocks at the end */
    uint32_t opened;   /* the block whose bytes are found; POSTING_END: none */
    uint32_t decoded;  /* the opened block, if DOCS holds it; POSTING_END: it does not */
    uint32_t with_wdf; /* the block that WDFS holds; POSTING_END: none */
    uint32_t at, len;  /* index of the current document in the opened block; documents in it */
    /* Parts of a full block that is opened. */
    uint32_t before, last;              /* the last documents of the block before, and of it, */
    const uint8_t *doc_bytes;           /* documents, */
    unsigned bits;                      /* of each gap; PACKING_SET, */
    const uint8_t *wdf_bytes, *wdf_end; /* wdfs, */
    uint32_t wdf_base;                  /* and what to add to each */
    bool is_set;                        /* the opened block is in SET, */
    bool ranked;                        /* which is counted */
    bool damaged;
    struct doc_set set;
    uint32_t docs[PACKING_BLOCK + POSTING_PAD];
    uint32_t wdfs[PACKING_BLOCK];
};

/* Opens the postings of TERM, an entry of the lexicon. DATELINE_CORRUPT if its directory is
 * damaged; LISTS is borrowed as long as OUT is used. */
dateline_status posting_list_open(const struct lists *l, const struct list_term *term,
                                  struct posting_list *out, dateline_error *err);

/* Has the processor fetch the beginning of TERM's postings, which will be opened. */
static inline void posting_list_expect(const struct lists *l, const struct list_term *term)
{
    const struct pages *p = l->files[LISTS_POSTINGS];

    if (p && term->postings < p->size)
        __builtin_prefetch(p->data + term->postings);
}
/* The last document of BLOCK; without directory, the segment's last document. */
uint32_t posting_block_last(const struct posting_list *l, uint32_t block);
/* A bound of the shares (impact.h) in BLOCK, by the settings that the lists were written
 * with; 1 without directory. */
double posting_block_bound(const struct posting_list *l, uint32_t block);
/* The first block from FROM on whose bound is not below LEAST; l->blocks if there is none. */
uint32_t posting_block_above(const struct posting_list *l, uint32_t from, double least);
/* The number of documents in BLOCK. */
static inline uint32_t posting_block_len(const struct posting_list *l, uint32_t block)
{
    uint32_t before = block * PACKING_BLOCK, left = l->term.documents - before;

    return left < PACKING_BLOCK ? left : PACKING_BLOCK;
}

/* Places C before the first posting. */
void posting_cursor_begin(struct posting_cursor *c, const struct posting_list *list);
/* Moves to the first block, from the current one on, whose last document is not below TO;
 * unpacks nothing. False at the end. */
bool posting_shallow(struct posting_cursor *c, uint32_t to);
/* Moves back to BLOCK, where C was before; what is unpacked stays. */
static inline void posting_back(struct posting_cursor *c, uint32_t block)
{
    c->block = block;
    c->at = 0;
}
/* Finds the bytes of the current block, and reads it if it is a set, without counting it; a block
 * that is neither full nor a set is unpacked. False at the end or if it is damaged. */
bool posting_open(struct posting_cursor *c);
/* Counts the opened block, which is a set; call posting_ranked instead. */
bool posting_rank(struct posting_cursor *c);
/* Makes the opened block, which is a set, ready for doc_set_has(); false if it is damaged. */
static inline bool posting_ranked(struct posting_cursor *c)
{
    return c->ranked || posting_rank(c);
}
/* Opens the current block and unpacks its documents into docs[0 .. len). False at the end or
 * if they are damaged. */
bool posting_decode(struct posting_cursor *c);
/* Moves to the first document not below TO, and returns it; POSTING_END if there is none. */
uint32_t posting_seek(struct posting_cursor *c, uint32_t to);
/* Moves to the next document, and returns it; POSTING_END at the end. */
uint32_t posting_next(struct posting_cursor *c);
/* Unpacks the wdfs of the opened block; call posting_wdfs_ready instead. */
bool posting_wdfs(struct posting_cursor *c);
/* The index of the first document of the decoded block that is not below TO; len or more if
 * there is none. Bisects without branches: for many documents that are looked up in one
 * block the look-ups overlap in the processor. */
static inline uint32_t posting_place(const struct posting_cursor *c, uint32_t to)
{
    uint32_t at = 0;

    for (int bit = 6; bit >= 0; bit--) /* an addition of (... ? step : 0) becomes branches */
        at += (uint32_t)(c->docs[at + (1U << bit) - 1] < to) << bit;
    return at + (c->docs[at] < to);
}
/* Whether the list has DOCUMENT, which is not before the current block; the cursor then stands
 * at it. Faster than posting_seek() for many documents of one block. */
static inline bool posting_has(struct posting_cursor *c, uint32_t document)
{
    bool unpacked = c->decoded == c->block && document <= c->docs[c->len - 1];

    if (!unpacked && !(posting_shallow(c, document) && posting_open(c)))
        return false;
    if (!unpacked && c->is_set)
        return posting_ranked(c) && doc_set_has(&c->set, document, &c->at);
    if (!unpacked && !posting_decode(c))
        return false;
    c->at = posting_place(c, document);
    return c->docs[c->at] == document;
}
/* Makes wdfs[0 .. len) valid for the opened block; false if they are damaged. */
static inline bool posting_wdfs_ready(struct posting_cursor *c)
{
    return c->with_wdf == c->opened || posting_wdfs(c);
}
/* The wdf of the current document; 0 if it is damaged. */
static inline uint32_t posting_wdf(struct posting_cursor *c)
{
    return posting_wdfs_ready(c) ? c->wdfs[c->at] : 0;
}

#endif

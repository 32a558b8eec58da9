/* Compresses and inflates tags: raw deflate, one stream a tag, which ends at the tag's end. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_H
#define DATELINE_INDEXER_GLASS_DEFLATE_H

#include "core/buf.h"
#include "core/fail.h"
#include "indexer/glass/glass.h"

/* Our encoder's codes are fitted to newswire. A tag that they shrink too little, their
 * header aside, goes through libdeflate's fastest level, which makes codes for each tag.
 * So does a tiny tag that the header makes larger: it may shrink without codes. */
enum { DEFLATE_TINY = 100, DEFLATE_LEVEL = 1 };

/* The hundredths of LEN bytes that a tag must shrink to; for a short tag, codes of its own
 * would take more than they save. */
static inline unsigned deflate_good(size_t len)
{
    return len < 256 ? 100 : 82;
}

/* Bytes a tag may inflate to; more is damage or an attack. */
enum { INFLATE_MAX = 256 << 20 };

struct deflater;
/* For tags of GLASS_DOCDATA or GLASS_TERMLIST; others work as well. */
struct deflater *deflater_new(enum glass_kind kind);
void deflater_free(struct deflater *d);

/* Sets *OUT to TAG compressed, valid until the next call; false, with *OUT unchanged, where
 * that is not smaller. OUT may point to the variable passed as TAG. */
bool deflate_tag(struct deflater *d, struct span tag, struct span *out);

struct inflater;
struct inflater *inflater_new(void);
void inflater_free(struct inflater *i);

/* Sets *OUT to TAG inflated, valid until the next call; false where it is no stream, does
 * not end at TAG's end, or exceeds INFLATE_MAX. */
bool inflate_tag(struct inflater *i, struct span tag, struct span *out);

#endif

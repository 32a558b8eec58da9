/* Compresses and inflates tags: raw deflate, one stream a tag, which ends at the tag's end. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_H
#define DATELINE_INDEXER_GLASS_DEFLATE_H

#include "core/buf.h"
#include "core/fail.h"
#include "indexer/glass/glass.h"

/* The encoder's fixed codes suit newswire. If they shrink a tag, without the header, too little,
 * libdeflate's fastest level makes codes for that tag. So it does for a tiny tag that the header
 * makes larger: it may shrink without codes. */
enum { DEFLATE_TINY = 100, DEFLATE_LEVEL = 1 };

/* The percentage of LEN to which a tag must shrink. A short tag's own codes would take more space
 * than they save. */
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

/* Sets *OUT to TAG compressed, valid until the next call; false, with *OUT unchanged, if that is
 * not smaller. OUT may point to the variable passed as TAG. */
bool deflate_tag(struct deflater *d, struct span tag, struct span *out);

struct inflater;
struct inflater *inflater_new(void);
void inflater_free(struct inflater *i);

/* Sets *OUT to TAG inflated, valid until the next call; false if TAG is no stream, continues after
 * its end, or exceeds INFLATE_MAX. */
bool inflate_tag(struct inflater *i, struct span tag, struct span *out);

#endif

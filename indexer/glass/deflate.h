/* Tags compressed and back: raw deflate, one stream a tag, ending where it ends. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_H
#define DATELINE_INDEXER_GLASS_DEFLATE_H

#include "core/buf.h"
#include "core/fail.h"
#include "indexer/glass/glass.h"

/* Our encoder's codes are fitted to newswire. A tag of which they leave too much,
 * their header aside, goes through libdeflate at its fastest level, which makes
 * codes for each tag; so does one that the header makes larger, if it is tiny: it
 * has a chance without any codes. */
enum { DEFLATE_TINY = 100, DEFLATE_LEVEL = 1 };

/* The hundredths that are too much of LEN bytes; of a short tag, codes of its own
 * would save less than they take. */
static inline unsigned deflate_good(size_t len)
{
    return len < 256 ? 100 : 82;
}

/* Bytes a tag may inflate to; a longer one is damage or an attack. */
enum { INFLATE_MAX = 256 << 20 };

struct deflater;
/* For tags of GLASS_DOCDATA or GLASS_TERMLIST; any other kind's work as well. */
struct deflater *deflater_new(enum glass_kind kind);
void deflater_free(struct deflater *d);

/* Lends TAG compressed until the next call; false, and *out untouched, where
 * that is not smaller. OUT may be TAG's own variable. */
bool deflate_tag(struct deflater *d, struct span tag, struct span *out);

struct inflater;
struct inflater *inflater_new(void);
void inflater_free(struct inflater *i);

/* Lends TAG inflated until the next call; false where it is no stream, does not
 * end at TAG's end or exceeds INFLATE_MAX. */
bool inflate_tag(struct inflater *i, struct span tag, struct span *out);

#endif

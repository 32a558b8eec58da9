/* Tags compressed and back: raw deflate, one stream a tag, ending where it ends. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_H
#define DATELINE_INDEXER_GLASS_DEFLATE_H

#include "core/buf.h"
#include "core/fail.h"
#include "indexer/glass/glass.h"

/* Our encoder's codes are fitted to newswire. A tag of which they leave, their
 * header aside, more than so many hundredths, or which they don't make smaller,
 * goes through libdeflate at its fastest level, which makes codes for each tag. */
enum { DEFLATE_GOOD = 82, DEFLATE_LEVEL = 1 };

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

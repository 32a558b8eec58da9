/* Compresses and inflates tags: raw deflate, one stream a tag, which ends at the tag's end. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_H
#define DATELINE_INDEXER_GLASS_DEFLATE_H

#include "core/buf.h"
#include "core/fail.h"

/* Bytes a tag may inflate to; more is damage or an attack. */
enum { INFLATE_MAX = 256 << 20 };

struct deflater;
struct deflater *deflater_new(void);
/* Accepts NULL. */
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

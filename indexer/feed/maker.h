/* Raw fields into an article: the one way, for a feed's formats and the library.
 *
 * The same fields give the same article, byte for byte, whoever has them:
 *   - Text of any encoding becomes UTF-8 (encoding.h), less a byte order mark.
 *   - An id is what ident.h makes of it.
 *   - Title, source, url and lang are one line (clean.h), lang in lower case.
 *   - The body keeps its lines (clean.h).
 *   - Without a title, the body's first line or sentence is it (title.h).
 *   - The title, source, url, lang and body have ARTICLE_BYTES_MAX bytes together,
 *     as given and as UTF-8, and so has the id.
 *
 * What is refused has a reason to be read after a colon: "it has no id". */
#ifndef DATELINE_INDEXER_FEED_MAKER_H
#define DATELINE_INDEXER_FEED_MAKER_H

#include "core/article.h"
#include "core/fail.h"

enum { ARTICLE_BYTES_MAX = 64 << 20 };

/* What is not known is empty. */
struct article_fields {
    struct span id, title, source, url, lang, body;
    dateline_day day; /* 0: undated, or dated by the caller */
    bool utf8;        /* all but the id is valid UTF-8, and not looked at again */
};

/* Memory kept from one article to the next; all zeros is ready for use. */
struct article_maker {
    struct buf id, title, source, url, lang, body, utf8;
};

/* Makes *OUT of F; its spans are lent by F and M until either changes. *TEXT is
 * the whole text, of which a title may be the first line; TEXT may be NULL.
 * DATELINE_BAD_ARTICLE without an id, with neither title nor text, or with a day
 * that does not exist; DATELINE_LIMIT where it is too large. */
dateline_status article_make(struct article_maker *m, const struct article_fields *f,
                             struct article *out, struct span *text, dateline_error *err);
void article_maker_free(struct article_maker *m);

#endif

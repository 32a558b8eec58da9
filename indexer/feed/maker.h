/* Makes an article from raw fields, for the formats of a feed and for the library.
 *
 * The same fields always give the same article, byte for byte:
 *   - Text of any encoding becomes UTF-8 (encoding.h), without a byte order mark.
 *   - The id is made by ident.h.
 *   - Title, source, url and lang are one line (clean.h), lang in lower case.
 *   - The body keeps its lines (clean.h).
 *   - A missing title is the body's first line or sentence (title.h).
 *   - The title, source, url, lang and body have at most ARTICLE_BYTES_MAX bytes
 *     together, both as given and as UTF-8; so has the id.
 *
 * Messages of refusal are meant to follow a colon: "it has no id". */
#ifndef DATELINE_INDEXER_FEED_MAKER_H
#define DATELINE_INDEXER_FEED_MAKER_H

#include "core/article.h"
#include "core/fail.h"
#include "indexer/feed/charset.h"

enum { ARTICLE_BYTES_MAX = 64 << 20 };

/* Unknown fields are empty. */
struct article_fields {
    struct span id, title, source, url, lang, body;
    struct span marks; /* on the body; none if they do not fit */
    dateline_day day;  /* 0: undated, or dated by the caller */
    bool utf8;         /* all but the id is valid UTF-8 and need not be checked */
};

/* Memory reused for the next article; all zeros is ready for use. */
struct article_maker {
    struct buf id, title, source, url, lang, body, utf8, tidy;
    struct charset_tables charsets;
};

/* Makes *OUT of F; its spans are borrowed from F and M until either changes. The title stays empty
 * if F has none. DATELINE_BAD_ARTICLE without an id, with neither title nor text, or with a day
 * that does not exist; DATELINE_LIMIT if it is too large. */
dateline_status article_make(struct article_maker *m, const struct article_fields *f,
                             struct article *out, dateline_error *err);
void article_maker_free(struct article_maker *m);

/* Memory for article_entitle, which the article borrows afterwards; all zeros is ready for use. */
struct entitled {
    struct buf title, body, marks;
};

/* Gives A a title made from the unmarked parts of its text; a first line that becomes the title is
 * removed from the text. */
void article_entitle(struct article *a, struct entitled *room);
void entitled_free(struct entitled *e);

#endif

/* Makes an article of a web page: its text without navigation and other asides, and its metadata.
 *
 * Any bytes give a result; the same bytes always the same. Time and memory grow with the page's
 * size alone (tree.h). Nothing is fetched. */
#ifndef DATELINE_INDEXER_FEED_HTML_HTML_H
#define DATELINE_INDEXER_FEED_HTML_HTML_H

#include "indexer/feed/html/claims.h"
#include "indexer/feed/html/dated.h"
#include "indexer/feed/html/outline.h"
#include "indexer/feed/html/prose.h"

/* Unknown fields are empty. The spans are borrowed from the reader until its next page. */
struct html_article {
    struct span title, author, site, lang, url;
    struct span date; /* YYYY-MM-DD */
    enum html_date_source date_source;
    struct span body; /* paragraphs with an empty line between them */
};

/* Memory reused for the next page; all zeros is ready for use. */
struct html_reader {
    struct html_tree tree;
    struct html_outline outline;
    struct html_claims claims;
    struct prose prose;
    struct buf title, body;
    char day[DAY_TEXT];
};

/* Makes *OUT of PAGE, which is UTF-8. */
void html_extract(struct html_reader *r, struct span page, struct html_article *out);
/* All the shown text of FRAGMENT, which is UTF-8, in the same form as a body: for the HTML of mail
 * and of records, which holds nothing but the article. Borrowed from R until its next page. */
struct span html_text(struct html_reader *r, struct span fragment);
/* Whether TEXT is plainly HTML: it begins with an element or has several that lay out text, and few
 * tags of other languages. */
bool html_is_fragment(struct span text);
/* Whether TEXT has a tag of HTML's: for text whose markup is HTML if it has any. */
bool html_has_tags(struct span text);
void html_reader_free(struct html_reader *r);

#endif

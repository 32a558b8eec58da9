/* Marks the parts of articles that are not their own text.
 *
 * Boilerplate is decided by an article's own lines (furniture.h) and by those that it shares with
 * other articles of its source (repeats.h). A sentence is left to its article where there is doubt:
 *
 *   - a line twice in a row is marked the second time;
 *   - after a heading as "Related stories" or a form for comments the rest is marked, unless a
 *     sentence follows;
 *   - a line that enough articles have is marked; a sentence only if it speaks to the site's
 *     readers, or half of many articles have it; a line with a code, which may be an archive's
 *     reference, needs more articles than others, unless it speaks to readers;
 *   - where most of an article's sentences are in other ones too, it is a version of them: none of
 *     its lines is marked for being there;
 *   - never is all of an article marked. */
#ifndef DATELINE_INDEXER_FEED_MARKING_MARKING_H
#define DATELINE_INDEXER_FEED_MARKING_MARKING_H

#include "indexer/feed/marking/lines.h"
#include "indexer/feed/marking/repeats.h"

enum {
    REPEATED_LEAST = 3,     /* a line counts as repeated from 3 articles on */
    REPEATED_SHARE = 20,    /* a line at an end needs 1 article in 20 */
    REPEATED_MANY = 50,     /* or 50 articles, however many the source has */
    REPEATED_WITHIN = 5,    /* a line between sentences, or with a code, needs 1 article in 5 */
    REPEATED_SENTENCE = 20, /* a sentence needs 20 articles, and half of all */
};

/* An article's text and its lines. */
struct marked_lines {
    struct span text;
    struct text_line *list;
    size_t len;
    bool untitled; /* its first line may become its title */
};

/* Counts the lines of the next article. */
void marking_count(const struct marked_lines *l, struct repeats *r);
/* Appends the marks of boilerplate to OUT. R has counted this article. */
void marking_boilerplate(const struct marked_lines *l, const struct repeats *r, struct buf *out);
/* Appends the marks of the quoted lines and the signature of a mail's TEXT to OUT. */
void marking_quoted(struct span text, struct buf *out);

#endif

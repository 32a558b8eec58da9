/* The words of an element's class and id, and the sense that sites give them. */
#ifndef DATELINE_INDEXER_FEED_HTML_WORDS_H
#define DATELINE_INDEXER_FEED_HTML_WORDS_H

#include "indexer/feed/html/tree.h"

enum {
    WORD_ASIDE = 1,    /* no part of an article: navigation, related links */
    WORD_COMMENT = 2,  /* readers' comments */
    WORD_ARTICLE = 4,  /* the article, a post, an entry */
    WORD_TEXT = 8,     /* its body, text or content */
    WORD_DATE = 16,    /* its date */
    WORD_MAIN = 32,    /* the main part of the page */
    WORD_AROUND = 64,  /* often none: shares, captions, teasers */
    WORD_AUTHOR = 128, /* who wrote it */
    WORD_LINK = 256,   /* "link", "next": aside where links are */
};

/* The senses of the words in NODE's class, id and role, as WORD_ flags. */
unsigned words_of(const struct html_tree *t, size_t node);

#endif

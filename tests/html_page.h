/* A page of three paragraphs of news, fed as a file. */
#ifndef DATELINE_TESTS_HTML_PAGE_H
#define DATELINE_TESTS_HTML_PAGE_H

#include "feeding.h"

#define FIRST                                                                                  \
    "The ferry to Quillhaven stayed in port on Monday, as the harbour had no pilot who could " \
    "take "                                                                                    \
    "her past the bar."
#define SECOND                                                                                   \
    "Captain Ada Marlowe said that she had waited since dawn, and that the tide would not wait " \
    "for anybody, least of all for a committee."
#define THIRD                                                                                  \
    "A second boat is expected from Brannock Sound on Tuesday, if the weather and her owners " \
    "permit it to leave."
#define PROSE "<p>" FIRST "</p>\n<p>" SECOND "</p><p>" THIRD "</p>"
#define BODY  FIRST "\n\n" SECOND "\n\n" THIRD

/* The only article of a page with HEAD and BODY. */
static inline const struct seen *page(const char *head, const char *body)
{
    char text[16384];
    int len = snprintf(
        text, sizeof text,
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head>%s</head><body>%s</body></html>", head, body);

    assert_in_range(len, 1, sizeof text - 1);
    feed_text("a.html", text);
    return only();
}

#endif

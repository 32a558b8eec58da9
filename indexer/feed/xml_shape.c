/* The kinds of XML whose records and fields have names of their own. */
#include "indexer/feed/xml_shape.h"
#include "indexer/feed/markup.h"

/* RSS 0.9 to 2.0 and Atom. */
static const struct xml_field feed_fields[] = {
    {"guid", NULL, ROLE_ID, 0},
    {"id", NULL, ROLE_ID, 0},
    {"title", NULL, ROLE_TITLE, 0},
    {"link", NULL, ROLE_URL, 0},
    {"link", "href", ROLE_URL, 0},
    {"published", NULL, ROLE_DATE, 0},
    {"issued", NULL, ROLE_DATE, 0},
    {"pubDate", NULL, ROLE_DATE, 0},
    {"dc:date", NULL, ROLE_DATE, 1},
    {"updated", NULL, ROLE_DATE, 2},
    {"modified", NULL, ROLE_DATE, 2},
    {"content:encoded", NULL, ROLE_BODY, 0},
    {"content", NULL, ROLE_BODY, 0},
    {"description", NULL, XML_SUMMARY, 0},
    {"summary", NULL, XML_SUMMARY, 0},
    {"dc:language", NULL, ROLE_LANG, 0},
    {"language", NULL, ROLE_LANG, 0},
    {"itunes:summary", NULL, XML_OTHER_SUMMARY, 0},
    {"media:description", NULL, XML_OTHER_SUMMARY, 1},
    {NULL, NULL, ROLE_ID, 0},
};

/* NITF, and NewsML with NITF or XHTML in it. */
static const struct xml_field news_fields[] = {
    {"doc-id", "id-string", ROLE_ID, 1},
    {"newsItem", "guid", ROLE_ID, 0},
    {"PublicIdentifier", NULL, ROLE_ID, 0},
    {"headline", NULL, ROLE_TITLE, 0},
    {"HeadLine", NULL, ROLE_TITLE, 0},
    {"hl1", NULL, ROLE_TITLE, 1},
    {"title", NULL, ROLE_TITLE, 2},
    {"date.issue", "norm", ROLE_DATE, 0},
    {"pubdata", "date.publication", ROLE_DATE, 1},
    {"contentCreated", NULL, ROLE_DATE, 2},
    {"firstCreated", NULL, ROLE_DATE, 3},
    {"FirstCreated", NULL, ROLE_DATE, 3},
    {"versionCreated", NULL, ROLE_DATE, 4},
    {"DateId", NULL, ROLE_DATE, 5},
    {"body.content", NULL, ROLE_BODY, 0},
    {"inlineXML", NULL, ROLE_BODY, 0},
    {"inlineData", NULL, ROLE_BODY, 0},
    {"DataContent", NULL, ROLE_BODY, 0},
    {"language", "tag", ROLE_LANG, 0},
    {NULL, NULL, ROLE_ID, 0},
};

static const struct xml_shape shapes[] = {
    {"rss", "item", feed_fields, true},
    {"rdf:RDF", "item", feed_fields, true},
    {"feed", "entry", feed_fields, true},
    {"nitf", "nitf", news_fields, false},
    {"NewsML", "NewsItem", news_fields, false},
    {"newsItem", "newsItem", news_fields, false},
    {"newsMessage", "newsItem", news_fields, false},
};

const struct xml_shape *xml_shape_of(struct span root)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (span_eq(root, span_of(shapes[i].root)))
            return &shapes[i];
    return NULL;
}

bool xml_shape_begins(struct span s)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (markup_opens(s, &shapes[i].root, 1))
            return true;
    return false;
}

bool xml_is_inline(struct span name)
{
    static const char *const inlines[] = {
        "a",      "abbr",     "b",     "cite",  "code",   "em",    "font",     "i",
        "q",      "s",        "small", "span",  "strong", "sub",   "sup",      "u",
        "person", "location", "org",   "chron", "num",    "money", "function", "object.title",
        "event",  "copyrite", "lang"};

    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++)
        if (span_eq(name, span_of(inlines[i])))
            return true;
    return false;
}

/* Web pages: one article a file, its text without navigation and other asides (html/html.h). */
#include "indexer/feed/format.h"
#include "indexer/feed/html/html.h"
#include "indexer/feed/markup.h"
#include "indexer/feed/utf8.h"
#include "indexer/feed/xml_shape.h"

/* Dates R: a date that the page shows is a header, one of its metadata or address is meta. */
static void set_page_date(const struct html_article *a, struct record *r)
{
    if (!a->date.len)
        return;
    r->date = a->date;
    r->date_kind = a->date_source == HTML_DATE_SHOWN ? DATE_FROM_HEADER : DATE_FROM_META;
    r->date_confidence = a->date_source == HTML_DATE_CHANGED ? DATE_GUESS : DATE_LIKELY;
}

static dateline_status read_page(struct input *in, dateline_error *err)
{
    struct html_article a;
    struct record r = {.date_kind = DATE_FROM_NOTHING};
    struct span raw;

    if (!input_whole(in, &raw))
        return DATELINE_OK;
    html_extract(&in->feed->html, input_utf8(in, raw, 0), &a);
    r.title = a.title;
    r.body = a.body;
    r.source = a.site;
    r.url = a.url;
    r.lang = a.lang;
    set_page_date(&a, &r);
    return input_record(in, &r, err);
}

static bool recognise_page(struct span start, bool named)
{
    start = span_trim(utf8_without_mark(start));
    return markup_is_html(start) ||
           (named && !xml_shape_begins(start) && !format_unread.recognise(start, false));
}

const struct format format_html = {.extensions = "html htm xhtml ",
                                   .types = "text/html application/xhtml+xml ",
                                   .recognise = recognise_page,
                                   .read = read_page};

/* Formats that are recognised and not read: their files are reported and skipped, as tags and
 * headers are no text. --input-format=text reads them all the same. */
#include "indexer/feed/format.h"
#include "indexer/feed/markup.h"
#include "indexer/feed/utf8.h"

static bool is_feed(struct span s)
{
    static const char *const roots[] = {"rss", "feed", "rdf:RDF"};

    return markup_opens(s, roots, sizeof roots / sizeof *roots);
}

static bool is_xml(struct span s)
{
    static const char *const roots[] = {
        "nitf",      "NewsML",     "newsItem", "newsMessage", "article", "add",
        "mediawiki", "urlset",     "TEI",      "teiHeader",   "docs",    "records",
        "articles",  "collection", "xml",      "items",       "channel"};

    return markup_begins(s, "<?xml") || markup_opens(s, roots, sizeof roots / sizeof *roots);
}

/* The next line of S, which advances; without its line end. */
static struct span take_header_line(struct span *s)
{
    const char *newline = s->len ? memchr(s->data, '\n', s->len) : NULL;
    struct span line = {s->data, newline ? (size_t)(newline - s->data) : s->len};

    *s = span_from(*s, line.len + (newline != NULL));
    return line;
}

/* Whether LINE is a header "Name: value" of mail. */
static bool is_header(struct span line)
{
    size_t n = 0;

    while (n < line.len && line.data[n] > ' ' && line.data[n] < 0x7F && line.data[n] != ':')
        n++;
    return n && n < line.len && line.data[n] == ':';
}

static bool is_mbox(struct span s)
{
    struct span first = take_header_line(&s);

    return markup_begins(first, "From ") && memchr(first.data, ':', first.len) &&
           is_header(take_header_line(&s));
}

/* A message begins with headers, one of which no other text has. */
static bool is_mail(struct span s)
{
    static const char *const sure[] = {
        "Message-ID:", "MIME-Version:", "Received:", "Return-Path:", "Delivered-To:"};
    bool found = false;

    while (s.len) {
        struct span line = take_header_line(&s);

        for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
            found |= markup_begins(line, sure[i]);
        if (!span_trim(line).len)
            break;
        if (!is_header(line) && !is_blank(*line.data))
            return false;
    }
    return found;
}

static bool is_warc(struct span s)
{
    return markup_begins(s, "WARC/");
}

static bool is_document(struct span s)
{
    return markup_begins(s, "%PDF-") || markup_begins(s, "%!PS") || markup_begins(s, "{\\rtf");
}

static const struct {
    const char *what;
    bool (*is)(struct span start);
} kinds[] = {
    {"a feed (RSS or Atom)", is_feed}, {"XML", is_xml},
    {"a mailbox (mbox)", is_mbox},     {"a mail message", is_mail},
    {"a web archive (WARC)", is_warc}, {"a PDF, PostScript or RTF document", is_document},
};

/* What a file that begins with START is, if it is not read; else NULL. */
static const char *unread_kind(struct span start)
{
    start = utf8_without_mark(start);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].is(start) || kinds[i].is(span_trim(start)))
            return kinds[i].what;
    return NULL;
}

static bool recognise_unread(struct span start, bool named)
{
    /* XML by its name needs no more than a tag. */
    return unread_kind(start) || (named && markup_begins(span_trim(utf8_without_mark(start)), "<"));
}

static dateline_status skip_unread(struct input *in, dateline_error *err)
{
    const char *kind = unread_kind(stream_peek(in->stream, FORMAT_START));

    (void)err;
    input_tell(in, FEED_SKIPPED, 0, "skipped: it is %s, which is not read yet",
               kind ? kind : "XML");
    return DATELINE_OK;
}

const struct format format_unread = {"xml rss atom rdf nitf newsml ", recognise_unread,
                                     skip_unread};

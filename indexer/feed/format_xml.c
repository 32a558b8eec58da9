/* XML: feeds (RSS, Atom), newswire (NITF, NewsML), and the records that --record names.
 *
 * libxml2's reader parses it piece by piece. Nothing outside the file is read, and entities are
 * never replaced but those of characters; libxml2 refuses names, texts and depths beyond its
 * limits. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>

#include "indexer/feed/encoding.h"
#include "indexer/feed/format.h"
#include "indexer/feed/markup.h"
#include "indexer/feed/sgml.h"
#include "indexer/feed/utf8.h"
#include "indexer/feed/xml_record.h"

#if LIBXML_VERSION < 21200
typedef xmlError xml_fault;
#else
typedef const xmlError xml_fault;
#endif

struct xml {
    struct input *in;
    xmlParserCtxtPtr parser;
    dateline_status status; /* of the sink; not OK: the parser is stopped */
    dateline_error *err;
    struct xml_record record;
    bool skip;                   /* its records are not known, which is told */
    const char *element;         /* of records */
    int depth;                   /* of open elements */
    int at;                      /* depth of the current record; -1: none is open */
    uint64_t line, nth, records; /* of the current record, as in struct record */
    struct buf source, lang;     /* of the whole feed */
    struct buf *outer;           /* which of them takes text outside records; NULL: none */
    struct buf title, body;      /* decoded */
    struct buf character;        /* of ENTITY */
    xmlEntity entity;            /* the last one looked up */
    char fault[120];             /* the first one; "" for none */
    uint64_t fault_line;
};

static int pull_xml(void *context, char *to, int room)
{
    return (int)stream_copy(context, to, (uint64_t)room);
}

static void xml_on_fault(void *context, xml_fault *e)
{
    struct xml *x = context;
    const char *message = e && e->message ? e->message : "";

    if (!e || e->level < XML_ERR_ERROR || *x->fault)
        return;
    x->fault_line = e->line > 0 ? (uint64_t)e->line : 0;
    snprintf(x->fault, sizeof x->fault, "%.*s", (int)strcspn(message, "\n"), message);
}

static struct span xml_span(const xmlChar *text)
{
    return span_or_none((const char *)text);
}

/* Text of a feed without the HTML or the references in it, in OUT. */
static struct span feed_text(struct xml *x, struct span text, struct buf *out)
{
    buf_clear(out);
    if (html_has_tags(text))
        buf_span_add(out, html_text(&x->in->feed->html, text));
    else
        sgml_decode(out, text);
    return buf_span(out);
}

/* Fills the fields of R, all but its place, from the record of X. */
static void set_xml_fields(struct xml *x, struct record *r)
{
    struct xml_record *from = &x->record;
    const struct xml_shape *shape = from->shape;

    r->id = span_trim(buf_span(&from->field[ROLE_ID]));
    r->url = span_trim(buf_span(&from->field[ROLE_URL]));
    r->title = buf_span(&from->field[ROLE_TITLE]);
    r->date = span_trim(buf_span(&from->field[ROLE_DATE]));
    r->date_kind = r->date.len ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    r->source = buf_span(&from->field[ROLE_SOURCE]);
    r->lang = span_trim(buf_span(&from->field[ROLE_LANG]));
    r->body = buf_span(&from->field[from->given[ROLE_BODY] || shape ? ROLE_BODY : XML_REST]);
    if (!shape || !shape->feed)
        return;
    r->title = feed_text(x, r->title, &x->title);
    if (!from->markup)
        r->body = feed_text(x, r->body, &x->body);
    if (!r->id.len)
        r->id = r->url;
    if (!r->source.len)
        r->source = span_trim(buf_span(&x->source));
    if (!r->lang.len)
        r->lang = span_trim(buf_span(&x->lang));
}

static void end_xml_record(struct xml *x)
{
    struct record r = {.line = x->line, .nth = x->nth};

    x->at = -1;
    if (x->record.too_long) {
        input_tell_too_long(x->in, x->line);
        return;
    }
    set_xml_fields(x, &r);
    for (int role = 0; role < FEED_ROLES; role++)
        x->in->feed->counts->named[role] |= x->record.given[role];
    x->status = input_record(x->in, &r, x->err);
    if (x->status != DATELINE_OK)
        xmlStopParser(x->parser);
}

/* Of Atom's links only the one to the page itself counts. */
static bool is_other_link(const struct xml *x, const xmlChar **attributes)
{
    for (; x->record.shape && x->record.shape->feed && attributes && *attributes; attributes += 2)
        if (span_eq(xml_span(attributes[0]), span_of("rel")))
            return !span_eq(xml_span(attributes[1]), span_of("alternate"));
    return false;
}

/* Passes ATTRIBUTES, names and values in turns, of the innermost element to the record. */
static void take_xml_attributes(struct xml *x, struct span element, const xmlChar **attributes)
{
    if (is_other_link(x, attributes))
        return;
    for (; attributes && *attributes; attributes += 2) {
        struct span value = xml_span(attributes[1]);

        /* libxml2 cuts a character that is written as an entity. */
        if (utf8_valid(value) == value.len)
            xml_record_attribute(&x->record, element, xml_span(attributes[0]), value);
    }
}

static void begin_xml_record(struct xml *x, struct span element, const xmlChar **attributes)
{
    int line = xmlSAX2GetLineNumber(x->parser);

    x->nth = line > 0 && (uint64_t)line == x->line ? x->nth + 1 : 1;
    /* A file that is one record has the file's place. */
    x->line = x->depth == 0 || line < 0 ? 0 : (uint64_t)line;
    x->at = x->depth;
    x->records++;
    xml_record_begin(&x->record);
    take_xml_attributes(x, element, attributes);
}

/* The outermost element NAME decides which elements are records; stops, after a report, if none are
 * known. */
static void take_root(struct xml *x, struct span name)
{
    const char *record = x->in->feed->options->record;

    x->record.shape = record ? NULL : xml_shape_of(name);
    x->element = record ? record : x->record.shape ? x->record.shape->record : NULL;
    if (x->element)
        return;
    x->skip = true;
    xmlStopParser(x->parser);
    input_tell(x->in, FEED_SKIPPED, 0,
               "skipped: it is XML of an unknown kind (<%.*s>); --record=ELEMENT names what is an "
               "article in it",
               (int)(name.len < 40 ? name.len : 40), name.data);
}

/* Which field of the whole feed text in the element NAME is, that is in no record; NULL: none. */
static struct buf *outer_field(struct xml *x, struct span name)
{
    if (!x->record.shape || !x->record.shape->feed || x->depth > 2)
        return NULL;
    if (span_eq(name, span_of("title")) && !x->source.len)
        return &x->source;
    return span_eq(name, span_of("language")) && !x->lang.len ? &x->lang : NULL;
}

static void xml_on_open(void *context, const xmlChar *text, const xmlChar **attributes)
{
    struct xml *x = context;
    struct span name = xml_span(text);

    if (!x->depth && !x->element)
        take_root(x, name);
    if (x->skip || x->status != DATELINE_OK)
        return;
    if (x->at < 0 && span_eq(name, span_of(x->element)))
        begin_xml_record(x, name, attributes);
    else if (x->at < 0)
        x->outer = outer_field(x, name);
    else if (xml_record_open(&x->record, name))
        take_xml_attributes(x, name, attributes);
    else
        xmlStopParser(x->parser);
    x->depth++;
}

static void xml_on_close(void *context, const xmlChar *name)
{
    struct xml *x = context;

    (void)name;
    if (x->skip || x->status != DATELINE_OK || !x->depth)
        return;
    x->depth--;
    x->outer = NULL;
    if (x->depth == x->at)
        end_xml_record(x);
    else if (x->at >= 0)
        xml_record_close(&x->record);
}

static void xml_on_text(void *context, const xmlChar *text, int len)
{
    enum { OUTER_MAX = 1000 };
    struct xml *x = context;
    struct span some = {(const char *)text, (size_t)len};
    uint64_t replaced = 0; /* told as a fault */

    if (x->skip || x->status != DATELINE_OK)
        return;
    /* After a fault libxml2 may pass on bytes that are no characters. */
    if (utf8_valid(some) < some.len)
        some = encoding_to_utf8(&x->in->feed->maker.charsets, NULL, some, &x->in->feed->utf8,
                                &replaced);
    if (x->at >= 0)
        xml_record_text(&x->record, some);
    else if (x->outer && x->outer->len + some.len <= OUTER_MAX)
        buf_span_add(x->outer, some);
}

/* HTML's names of characters have a meaning everywhere; no others have, declared or not. */
static xmlEntityPtr xml_on_reference(void *context, const xmlChar *name)
{
    struct xml *x = context;
    struct buf reference = {0};

    buf_printf(&reference, "&%.*s;", (int)xml_span(name).len, (const char *)name);
    buf_clear(&x->character);
    sgml_decode(&x->character, buf_span(&reference));
    x->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                            .name = name,
                            .content = (xmlChar *)x->character.data,
                            .length = (int)x->character.len,
                            .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    if (span_eq(buf_span(&reference), buf_span(&x->character))) {
        buf_free(&reference);
        return NULL;
    }
    buf_free(&reference);
    return &x->entity;
}

/* Whether R, in which the file breaks off, has text that is worth keeping. */
static bool has_xml_text(const struct xml_record *r)
{
    return r->field[ROLE_TITLE].len || r->field[ROLE_BODY].len ||
           (!r->shape && r->field[XML_REST].len);
}

/* Ends the file: keeps what there is of its last record, reports damage, or that no record came. */
static void end_xml(struct xml *x)
{
    const char *trouble = x->in->stream->trouble;
    bool cut = *trouble || x->depth;

    if (x->skip || x->status != DATELINE_OK)
        return;
    if (x->at >= 0 && has_xml_text(&x->record))
        end_xml_record(x);
    if (cut || !x->element)
        input_tell(x->in, FEED_SKIPPED, x->fault_line, "damaged here, the rest is lost: %s",
                   *trouble    ? trouble
                   : *x->fault ? x->fault
                               : "truncated XML");
    else if (*x->fault)
        input_tell(x->in, x->records ? FEED_DAMAGED : FEED_SKIPPED, x->fault_line,
                   "damaged here: %s", x->fault);
    else if (!x->records)
        input_tell(x->in, FEED_SKIPPED, 0, "skipped: it has no element <%s>", x->element);
}

/* The encoding of IN, where it does not say so itself; NULL if it does. */
static const char *xml_encoding(struct input *in)
{
    enum { DECLARATION = 256 };
    struct span sample;

    if (in->encoding->decided)
        return in->encoding->charset.name;
    if (in->feed->options->encoding)
        return in->feed->options->encoding;
    sample = stream_peek(in->stream, CHARSET_SAMPLE);
    if (encoding_is_utf8(sample) ||
        memmem(sample.data, sample.len < DECLARATION ? sample.len : DECLARATION, "encoding=", 9))
        return NULL;
    return charset_detect(&in->feed->maker.charsets, sample).name;
}

/* Makes the parser of X, by the calls of SAX 1, whose names have their prefixes; false if libxml2
 * does not know ENCODING, NULL for what the file says. */
static bool open_xml(struct xml *x, const char *encoding)
{
    static xmlSAXHandler calls = {
        .startElement = xml_on_open,
        .endElement = xml_on_close,
        .characters = xml_on_text,
        .cdataBlock = xml_on_text,
        .ignorableWhitespace = xml_on_text,
        .getEntity = xml_on_reference,
    };

    xmlCharEncodingHandlerPtr handler = encoding ? xmlFindCharEncodingHandler(encoding) : NULL;

    if (encoding && !handler)
        return false;
    x->parser =
        xmlCreateIOParserCtxt(&calls, x, pull_xml, NULL, x->in->stream, XML_CHAR_ENCODING_NONE);
    if (!x->parser) {
        if (handler)
            xmlCharEncCloseFunc(handler);
        return false;
    }
    xmlCtxtUseOptions(x->parser,
                      XML_PARSE_NONET | XML_PARSE_RECOVER | (handler ? XML_PARSE_IGNORE_ENC : 0));
    if (handler)
        xmlSwitchToEncoding(x->parser, handler);
    return true;
}

static dateline_status read_xml(struct input *in, dateline_error *err)
{
    struct xml x = {.in = in, .at = -1, .err = err, .record = {.options = in->feed->options}};
    const char *encoding = xml_encoding(in);

    if (open_xml(&x, encoding)) {
        xmlSetStructuredErrorFunc(&x, xml_on_fault);
        xmlParseDocument(x.parser);
        xmlSetStructuredErrorFunc(NULL, NULL);
        end_xml(&x);
        xmlFreeDoc(x.parser->myDoc);
        xmlFreeParserCtxt(x.parser);
    } else
        input_tell(in, FEED_SKIPPED, 0, "skipped: libxml2 does not know the encoding %s",
                   encoding ? encoding : "of it");
    xml_record_free(&x.record);
    buf_free(&x.source);
    buf_free(&x.lang);
    buf_free(&x.title);
    buf_free(&x.body);
    buf_free(&x.character);
    return x.status;
}

static bool recognise_xml(struct span start, bool named)
{
    static const char *const roots[] = {"article",  "add",       "urlset",    "mediawiki", "TEI",
                                        "docs",     "teiHeader", "records",   "xml",       "items",
                                        "articles", "channel",   "collection"};
    struct span s = span_trim(utf8_without_mark(start));

    return span_begins_any_case(s, "<?xml") || (named && s.len && *s.data == '<') ||
           xml_shape_begins(s) || markup_opens(s, roots, sizeof roots / sizeof *roots);
}

const struct format format_xml = {
    .extensions = "xml rss atom rdf nitf newsml ",
    .types =
        "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml ",
    .bytes = true,
    .recognise = recognise_xml,
    .read = read_xml};

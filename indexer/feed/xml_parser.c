/* Parses XML with libxml2. */
#include "indexer/feed/xml_parser.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>

#include "core/alloc.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/sgml.h"
#include "indexer/feed/utf8.h"

#if LIBXML_VERSION < 21200
typedef xmlError xml_error;
#else
typedef const xmlError xml_error;
#endif

struct xml_parsing {
    struct input *in;
    const struct xml_events *events;
    void *ctx;
    struct xml_fault *fault;
    xmlParserCtxtPtr parser;
    struct buf character; /* of ENTITY */
    xmlEntity entity;     /* the last one looked up */
};

/* ---- Calls by libxml2 ------------------------------------------------------ */

static int pull_xml(void *context, char *to, int room)
{
    return (int)stream_copy(context, to, (uint64_t)room);
}

static void xml_on_fault(void *context, xml_error *e)
{
    struct xml_parsing *x = context;
    const char *message = e && e->message ? e->message : "";

    if (!e || e->level < XML_ERR_ERROR || *x->fault->text)
        return;
    x->fault->line = e->line > 0 ? (uint64_t)e->line : 0;
    snprintf(x->fault->text, sizeof x->fault->text, "%.*s", (int)strcspn(message, "\n"), message);
}

static void go_on_if(struct xml_parsing *x, bool more)
{
    if (!more)
        xmlStopParser(x->parser);
}

static void xml_on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct xml_parsing *x = context;
    int line = xmlSAX2GetLineNumber(x->parser);

    go_on_if(x, x->events->open(x->ctx, span_of((const char *)name),
                                (const char *const *)attributes, line > 0 ? (uint64_t)line : 0));
}

static void xml_on_close(void *context, const xmlChar *name)
{
    struct xml_parsing *x = context;

    (void)name;
    go_on_if(x, x->events->close(x->ctx));
}

static void xml_on_text(void *context, const xmlChar *text, int len)
{
    struct xml_parsing *x = context;
    struct span some = {(const char *)text, (size_t)len};
    uint64_t replaced = 0; /* told as a fault */

    /* After a fault libxml2 may pass on bytes that are no characters. */
    if (utf8_valid(some) < some.len)
        some = encoding_to_utf8(&x->in->feed->maker.charsets, NULL, some, &x->in->feed->utf8,
                                &replaced);
    go_on_if(x, x->events->text(x->ctx, some));
}

/* HTML's names of characters have a meaning everywhere; no others have, declared or not. */
static xmlEntityPtr xml_on_reference(void *context, const xmlChar *name)
{
    struct xml_parsing *x = context;
    struct buf reference = {0};
    bool known;

    buf_printf(&reference, "&%s;", (const char *)name);
    buf_clear(&x->character);
    sgml_decode(&x->character, buf_span(&reference));
    known = !span_eq(buf_span(&reference), buf_span(&x->character));
    buf_free(&reference);
    x->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                            .name = name,
                            .content = (xmlChar *)x->character.data,
                            .length = (int)x->character.len,
                            .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return known ? &x->entity : NULL;
}

/* ---- The parser ------------------------------------------------------------- */

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
static bool open_xml(struct xml_parsing *x, const char *encoding)
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
    if (!x->parser) /* its locks are allocated by malloc: xml_memory.h has no say */
        out_of_memory(0);
    xmlCtxtUseOptions(x->parser,
                      XML_PARSE_NONET | XML_PARSE_RECOVER | (handler ? XML_PARSE_IGNORE_ENC : 0));
    if (handler)
        xmlSwitchToEncoding(x->parser, handler);
    return true;
}

bool xml_parse(struct input *in, const struct xml_events *e, void *ctx, struct xml_fault *fault)
{
    struct xml_parsing x = {.in = in, .events = e, .ctx = ctx, .fault = fault};
    const char *encoding = xml_encoding(in);

    if (!open_xml(&x, encoding)) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: libxml2 does not know the encoding %s",
                   encoding ? encoding : "of it");
        return false;
    }
    xmlSetStructuredErrorFunc(&x, xml_on_fault);
    xmlParseDocument(x.parser);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlFreeDoc(x.parser->myDoc);
    xmlFreeParserCtxt(x.parser);
    buf_free(&x.character);
    return true;
}

/* XML: feeds (RSS, Atom), newswire (NITF, NewsML), and the records that --record names. */
#include "indexer/feed/format.h"
#include "indexer/feed/markup.h"
#include "indexer/feed/sgml.h"
#include "indexer/feed/summary.h"
#include "indexer/feed/utf8.h"
#include "indexer/feed/xml_parser.h"
#include "indexer/feed/xml_record.h"

struct xml {
    struct input *in;
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
    struct buf brief, joined[2]; /* a summary decoded; each with the body that is after it */
    struct summary summary;
    struct xml_fault fault;
};

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

/* The text of the field ROLE of a feed's record, in OUT or borrowed from the record. */
static struct span feed_field(struct xml *x, int role, struct buf *out)
{
    struct span text = buf_span(&x->record.field[role]);

    return x->record.markup[role] ? text : feed_text(x, text, out);
}

/* BODY, of a feed's record called TITLE, after what only the summary in the field ROLE says; in OUT
 * unless it is BODY. */
static struct span with_summary(struct xml *x, int role, struct span title, struct span body,
                                struct buf *out)
{
    if (!x->record.field[role].len)
        return body;
    if (!span_trim(body).len)
        return feed_field(x, role, out);
    buf_clear(out);
    summary_add(&x->summary, feed_field(x, role, &x->brief), title, body, out);
    if (!out->len)
        return body;
    buf_char(out, '\n');
    buf_span_add(out, body);
    return buf_span(out);
}

/* The body of a feed's record called TITLE: its content and its summaries. */
static struct span feed_body(struct xml *x, struct span title)
{
    struct span body = feed_field(x, ROLE_BODY, &x->body);

    body = with_summary(x, XML_SUMMARY, title, body, &x->joined[0]);
    return with_summary(x, XML_OTHER_SUMMARY, title, body, &x->joined[1]);
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
    r->body = feed_body(x, r->title);
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
}

/* Whether ATTRIBUTES are of a link of Atom's that does not lead to the page itself. */
static bool is_other_link(const struct xml *x, const char *const *attributes)
{
    for (; x->record.shape && x->record.shape->feed && attributes && *attributes; attributes += 2)
        if (span_eq(span_of(attributes[0]), span_of("rel")))
            return !span_eq(span_or_none(attributes[1]), span_of("alternate"));
    return false;
}

/* Passes ATTRIBUTES, names and values in turns, of the innermost element to the record. */
static void take_xml_attributes(struct xml *x, struct span element, const char *const *attributes)
{
    if (is_other_link(x, attributes))
        return;
    for (; attributes && *attributes; attributes += 2) {
        struct span value = span_or_none(attributes[1]);

        /* libxml2 cuts a character that is written as an entity. */
        if (utf8_valid(value) == value.len)
            xml_record_attribute(&x->record, element, span_of(attributes[0]), value);
    }
}

static void begin_xml_record(struct xml *x, struct span element, const char *const *attributes,
                             uint64_t line)
{
    x->nth = line && line == x->line ? x->nth + 1 : 1;
    x->line = x->depth ? line : 0; /* a file that is one record has the file's place */
    x->at = x->depth;
    x->records++;
    xml_record_begin(&x->record);
    take_xml_attributes(x, element, attributes);
}

/* The outermost element NAME decides which elements are records; skips the file, after a report, if
 * none are known. */
static void take_root(struct xml *x, struct span name)
{
    const char *record = x->in->feed->options->record;

    x->record.shape = record ? NULL : xml_shape_of(name);
    x->element = record ? record : x->record.shape ? x->record.shape->record : NULL;
    if (x->element)
        return;
    x->skip = true;
    input_tell(x->in, FEED_SKIPPED, 0,
               "skipped: it is XML of an unknown kind (<%.*s>); --record=ELEMENT names what is an "
               "article in it",
               (int)(name.len < 40 ? name.len : 40), name.data);
}

/* The field of the whole feed whose text is in the element NAME, outside records; NULL: none. */
static struct buf *outer_field(struct xml *x, struct span name)
{
    if (!x->record.shape || !x->record.shape->feed || x->depth > 2)
        return NULL;
    if (span_eq(name, span_of("title")) && !x->source.len)
        return &x->source;
    return span_eq(name, span_of("language")) && !x->lang.len ? &x->lang : NULL;
}

/* Whether the file is read on. */
static bool is_read_on(const struct xml *x)
{
    return !x->skip && x->status == DATELINE_OK;
}

static bool xml_opens(void *ctx, struct span name, const char *const *attributes, uint64_t line)
{
    struct xml *x = ctx;
    bool fits = true;

    if (!x->depth && !x->element)
        take_root(x, name);
    if (!is_read_on(x))
        return false;
    if (x->at < 0 && span_eq(name, span_of(x->element)))
        begin_xml_record(x, name, attributes, line);
    else if (x->at < 0)
        x->outer = outer_field(x, name);
    else if ((fits = xml_record_open(&x->record, name)))
        take_xml_attributes(x, name, attributes);
    x->depth++;
    return fits;
}

static bool xml_closes(void *ctx)
{
    struct xml *x = ctx;

    if (!is_read_on(x) || !x->depth)
        return is_read_on(x);
    x->depth--;
    x->outer = NULL;
    if (x->depth == x->at)
        end_xml_record(x);
    else if (x->at >= 0)
        xml_record_close(&x->record);
    return is_read_on(x);
}

static bool xml_says(void *ctx, struct span text)
{
    enum { OUTER_MAX = 1000 };
    struct xml *x = ctx;

    if (!is_read_on(x))
        return false;
    if (x->at >= 0)
        xml_record_text(&x->record, text);
    else if (x->outer && x->outer->len + text.len <= OUTER_MAX)
        buf_span_add(x->outer, text);
    return true;
}

/* Whether R, in which the file breaks off, has text that is worth keeping. */
static bool has_xml_text(const struct xml_record *r)
{
    return r->field[ROLE_TITLE].len || r->field[ROLE_BODY].len || r->field[XML_SUMMARY].len ||
           r->field[XML_OTHER_SUMMARY].len || (!r->shape && r->field[XML_REST].len);
}

/* Ends the file: keeps what there is of its last record, reports damage, or that no record came. */
static void end_xml(struct xml *x)
{
    const char *trouble = x->in->stream->trouble;
    bool cut = *trouble || x->depth;

    if (!is_read_on(x))
        return;
    if (x->at >= 0 && has_xml_text(&x->record))
        end_xml_record(x);
    if (cut || !x->element)
        input_tell(x->in, FEED_SKIPPED, x->fault.line, "damaged here, the rest is lost: %s",
                   *trouble         ? trouble
                   : *x->fault.text ? x->fault.text
                                    : "truncated XML");
    else if (*x->fault.text)
        input_tell(x->in, x->records ? FEED_DAMAGED : FEED_SKIPPED, x->fault.line,
                   "damaged here: %s", x->fault.text);
    else if (!x->records)
        input_tell(x->in, FEED_SKIPPED, 0, "skipped: it has no element <%s>", x->element);
}

static dateline_status read_xml(struct input *in, dateline_error *err)
{
    static const struct xml_events events = {xml_opens, xml_closes, xml_says};
    struct xml x = {.in = in, .at = -1, .err = err, .record = {.options = in->feed->options}};

    if (xml_parse(in, &events, &x, &x.fault))
        end_xml(&x);
    xml_record_free(&x.record);
    buf_free(&x.source);
    buf_free(&x.lang);
    buf_free(&x.title);
    buf_free(&x.body);
    buf_free(&x.brief);
    buf_free(&x.joined[0]);
    buf_free(&x.joined[1]);
    summary_free(&x.summary);
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

/* SGML of TREC's collections and Reuters-21578: many <DOC> or <REUTERS> a file.
 *
 * The name of an element, or --field, decides its field; TITLE counts even inside TEXT. All other
 * text of a document follows its body, but for elements of codes. A DATELINE stays in the text,
 * where --date-from=dateline looks for it. A document has one id and one date: those with the names
 * listed first; an attribute counts where no element has one. */
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/sgml.h"
#include "indexer/feed/utf8.h"

enum { NAMES = 6, NESTED = 8, REST = FEED_ROLES, CODES, FIELDS };

/* The elements of each role in known collections; also attributes of the document's tag. */
static const char *const usual[FEED_ROLES][NAMES] = {
    [ROLE_ID] = {"DOCNO", "NEWID", "DOCID", "ID"},
    [ROLE_TITLE] = {"TITLE", "HEADLINE", "HEAD", "HL", "TI"},
    [ROLE_DATE] = {"DATE", "DATE_TIME", "DATETIME", "PUBDATE", "DATE1"},
    [ROLE_BODY] = {"TEXT", "BODY", "LP", "LEADPARA", "SUMMARY", "ABSTRACT"},
    [ROLE_SOURCE] = {"SOURCE"},
    [ROLE_URL] = {"URL"},
    [ROLE_LANG] = {"LANGUAGE", "LANG"},
};

/* Elements of codes, which are no text. */
static const char *const codes[] = {"TOPICS",    "PLACES", "PEOPLE", "ORGS",   "EXCHANGES",
                                    "COMPANIES", "MKNOTE", "FILEID", "FIRST",  "SECOND",
                                    "UNKNOWN",   "UNK",    "DOCID",  "DOCTYPE"};

/* The tags around a document. */
static const struct limits {
    const char *open, *close;
} documents[] = {{"<DOC", "</DOC>"}, {"<REUTERS", "</REUTERS>"}};

struct sgml {
    struct input *in;
    struct buf raw;              /* the current document */
    uint64_t first;              /* its first line */
    const struct limits *inside; /* NULL between documents */
    bool too_long;
    bool lax;                 /* documents end where the next one begins, without closing tags */
    struct buf field[FIELDS]; /* by role; then text outside any field, and codes */
    int rank[FEED_ROLES];     /* of the name that gave an id or date: 0 is the best */
    struct element {
        struct span name;
        int role;
    } open[NESTED]; /* the open elements; those without a role are not stored */
    size_t depth;
    struct role_fields fields;
};

/* The rank of NAME among the names of ROLE; -1 if it is none. */
static int rank_of(const struct sgml *d, struct span name, int role)
{
    const char *const *own = d->in->feed->options->field_name[role];
    const char *const *names = *own ? own : usual[role];
    int n = *own ? FEED_NAMES : NAMES;

    for (int i = 0; i < n && names[i]; i++)
        if (sgml_named(name, names[i]))
            return i;
    return -1;
}

static bool is_code(struct span name)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (sgml_named(name, codes[i]))
            return true;
    return false;
}

/* The role of elements called NAME; CODES, or REST if they have none. */
static int role_of(const struct sgml *d, struct span name)
{
    int role = 0;

    while (role < FEED_ROLES && rank_of(d, name, role) < 0)
        role++;
    return role < FEED_ROLES ? role : is_code(name) ? CODES : REST;
}

/* Takes the fields that no element gave from the attributes of the document's tag. */
static void take_attributes(struct sgml *d, struct span attributes)
{
    for (int role = 0; role < FEED_ROLES; role++) {
        const char *const *own = d->in->feed->options->field_name[role];
        const char *const *names = *own ? own : usual[role];
        int n = *own ? FEED_NAMES : NAMES;

        for (int i = 0; i < n && names[i] && !d->field[role].len; i++)
            sgml_decode(&d->field[role], sgml_attribute(attributes, names[i]));
    }
}

/* The open element's role; REST outside all. */
static int current_role(const struct sgml *d)
{
    return d->depth ? d->open[d->depth - 1].role : REST;
}

/* Tags separate words; those of paragraphs, and those outside a field's text, begin a line. */
static void separate_words(struct sgml *d, struct span name)
{
    struct buf *out = &d->field[current_role(d)];
    bool line =
        !d->depth || sgml_named(name, "P") || sgml_named(name, "BR") || sgml_named(name, "LP");
    char last = out->len ? out->data[out->len - 1] : '\n';

    if (last != '\n' && (line || last != ' '))
        buf_char(out, line ? '\n' : ' ');
}

static bool inside_body(const struct sgml *d)
{
    for (size_t i = 0; i < d->depth; i++)
        if (d->open[i].role == ROLE_BODY)
            return true;
    return false;
}

/* Whether an element called NAME gives the document its id or date: it has none, or one by a name
 * of a higher rank, which is dropped. */
static bool gives_single(struct sgml *d, struct span name, int role)
{
    int rank = rank_of(d, name, role);

    if (d->field[role].len && rank >= d->rank[role])
        return false;
    buf_clear(&d->field[role]);
    d->rank[role] = rank;
    return true;
}

static void open_element(struct sgml *d, struct span name)
{
    int role = role_of(d, name), outer = current_role(d);

    separate_words(d, name);
    if (role == REST || d->depth == NESTED)
        return;
    if ((role == ROLE_ID || role == ROLE_DATE) && !gives_single(d, name, role)) {
        if (inside_body(d))
            return;
        role = CODES;
    }
    d->open[d->depth++] = (struct element){name, role};
    if (d->field[role].len && role != outer)
        buf_char(&d->field[role], '\n');
}

/* In the body, an element with another field's name is part of the text as well; a title is not. */
static void take_text(struct sgml *d, struct span text)
{
    int role = current_role(d);

    if (role == REST && !span_trim(text).len)
        return;
    sgml_decode(&d->field[role], text);
    if (role < FEED_ROLES && role != ROLE_BODY && role != ROLE_TITLE && inside_body(d))
        sgml_decode(&d->field[ROLE_BODY], text);
}

/* Closes the innermost element called NAME and the unclosed elements inside it. */
static void close_element(struct sgml *d, struct span name)
{
    size_t depth = d->depth;

    while (depth && !span_eq_any_case(d->open[depth - 1].name, name))
        depth--;
    if (depth)
        d->depth = depth - 1;
    separate_words(d, name);
}

static void parse_document(struct sgml *d, struct span text)
{
    const char *closed = sgml_comments_end(text);
    struct sgml_token t = sgml_next(&text);
    struct span attributes = t.attributes;

    for (int i = 0; i < FIELDS; i++)
        buf_clear(&d->field[i]);
    d->depth = 0;
    while ((t = sgml_next_before(&text, closed)).kind != SGML_END) {
        if (t.kind == SGML_TEXT)
            take_text(d, t.text);
        else if (t.kind == SGML_OPEN)
            open_element(d, t.name);
        else if (t.kind == SGML_CLOSE)
            close_element(d, t.name);
    }
    take_attributes(d, attributes);
}

/* Makes a record of the current document and passes it on. */
static dateline_status give_document(struct sgml *d, dateline_error *err)
{
    struct record r;

    d->inside = NULL;
    if (d->too_long) {
        input_tell_too_long(d->in, d->first);
        return DATELINE_OK;
    }
    parse_document(d, input_utf8(d->in, buf_span(&d->raw), d->first));
    role_fields_clear(&d->fields);
    for (int role = 0; role < FEED_ROLES; role++)
        role_fields_add(&d->fields, role, span_trim(buf_span(&d->field[role])));
    role_fields_add(&d->fields, ROLE_BODY, span_trim(buf_span(&d->field[REST])));
    for (int role = 0; role < FEED_ROLES; role++)
        d->in->feed->counts->named[role] |= d->fields.found[role].len != 0;
    r = role_record(&d->fields, d->first);
    return input_record(d->in, &r, err);
}

/* The offset of TAG in S, case-insensitive; S.len if there is none. */
static size_t find_tag(struct span s, const char *tag)
{
    size_t len = strlen(tag);

    for (size_t at = 0; at + len <= s.len; at++) {
        const char *next = memchr(s.data + at, '<', s.len - at);

        if (!next)
            break;
        at = (size_t)(next - s.data);
        if (at + len <= s.len && sgml_named((struct span){next, len}, tag))
            return at;
    }
    return s.len;
}

/* The first document tag in LINE, at *AT; NULL if there is none. */
static const struct limits *find_open(struct span line, size_t *at)
{
    const struct limits *found = NULL;

    *at = line.len;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        size_t here = find_tag(line, documents[i].open);
        size_t end = here + strlen(documents[i].open);

        /* <DOCNO> is not <DOC>. */
        if (here < *at && (end == line.len || strchr(" >\t\r\n", line.data[end]))) {
            found = &documents[i];
            *at = here;
        }
    }
    return found;
}

/* The length of LINE up to and including the tag CLOSE; 0 if there is none. */
static size_t find_close(struct span line, const char *close)
{
    size_t at = find_tag(line, close);

    return at < line.len ? at + strlen(close) : 0;
}

static void gather_line(struct sgml *d, struct span part_of_line)
{
    d->too_long = d->too_long || d->raw.len + part_of_line.len >= ARTICLE_BYTES_MAX;
    if (d->too_long)
        return;
    buf_span_add(&d->raw, part_of_line);
    buf_char(&d->raw, '\n');
}

static void begin_document(struct sgml *d, const struct limits *limits, uint64_t line)
{
    d->inside = limits;
    d->first = line;
    d->too_long = false;
    buf_clear(&d->raw);
}

/* Adds a line. A document tag at its start ends an unclosed document. */
static dateline_status take_line(struct sgml *d, struct span line, uint64_t number,
                                 dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    while (status == DATELINE_OK) {
        size_t at = 0, end;
        const struct limits *limits = find_open(line, &at);

        if (limits && d->inside && !at) {
            d->lax = true;
            status = give_document(d, err);
        }
        if (limits && !d->inside) {
            begin_document(d, limits, number);
            line = span_from(line, at);
        }
        if (!d->inside || status != DATELINE_OK)
            break;
        end = find_close(line, d->inside->close);
        gather_line(d, (struct span){line.data, end ? end : line.len});
        if (!end)
            break;
        status = give_document(d, err);
        line = span_from(line, end);
    }
    return status;
}

/* Gives the document that the end of the file leaves open. */
static dateline_status give_cut_document(struct sgml *d, dateline_error *err)
{
    if (!d->lax && !*d->in->stream->trouble) {
        d->in->feed->counts->unread++;
        input_tell(d->in, FEED_DAMAGED, d->first, "ends before %s: the file may be cut off",
                   d->inside->close);
    }
    return give_document(d, err);
}

static dateline_status read_documents(struct sgml *d, dateline_error *err)
{
    struct stream *s = d->in->stream;
    dateline_status status = DATELINE_OK;
    uint64_t number = 0;
    struct span line;
    enum stream_line got;

    while (status == DATELINE_OK &&
           (got = stream_line(s, ARTICLE_BYTES_MAX, &line)) != STREAM_END) {
        number++;
        if (got == STREAM_LINE)
            status = take_line(d, line, number, err);
        else if (d->inside)
            d->too_long = true;
        else
            input_tell_too_long(d->in, number);
    }
    if (status == DATELINE_OK && d->inside)
        status = give_cut_document(d, err);
    if (status == DATELINE_OK)
        input_tell_lost(d->in, number);
    return status;
}

static dateline_status read_sgml(struct input *in, dateline_error *err)
{
    struct sgml d = {.in = in};
    dateline_status status = read_documents(&d, err);

    buf_free(&d.raw);
    for (int i = 0; i < FIELDS; i++)
        buf_free(&d.field[i]);
    role_fields_free(&d.fields);
    return status;
}

/* A document, after comments and declarations, and perhaps inside one element around all of them;
 * Solr's <add> has fields by attribute, which this does not read. */
static bool recognise_sgml(struct span start, bool named)
{
    struct span rest = span_trim(utf8_without_mark(start));
    bool wrapped = false;
    struct sgml_token t;
    size_t at;

    (void)named;
    for (;;) {
        start = rest;
        t = sgml_next(&rest);
        rest = span_trim(rest);
        if (t.kind == SGML_OPEN && find_open(start, &at) && at == 0)
            return true;
        if (t.kind == SGML_OPEN && !wrapped && !sgml_named(t.name, "add"))
            wrapped = true;
        else if (t.kind != SGML_OTHER)
            return false;
    }
}

const struct format format_sgml = {.recognise = recognise_sgml, .read = read_sgml};

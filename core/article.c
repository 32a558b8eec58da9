/* Articles encoded as records of lines NAME=VALUE. */
#include "core/article.h"

#include "core/hash.h"
#include "core/names.h"

_Static_assert((int)ARTICLE_HASH_TEXT == (int)HASH_TEXT, "one hash everywhere");

static const char HASH[] = "hash=", TEXT[] = "text=";

enum { TEXT_NAME = sizeof TEXT - 1 };

static const char *const source_names[] = {
    [DATE_FROM_NOTHING] = NULL,        [DATE_FROM_FIELD] = "field", [DATE_FROM_HEADER] = "header",
    [DATE_FROM_DATELINE] = "dateline", [DATE_FROM_PATH] = "path",   [DATE_FROM_MTIME] = "mtime",
    [DATE_FROM_CAPTURE] = "capture",   [DATE_FROM_META] = "meta",   [DATE_FROM_TEXT] = "text",
};

static const char *const confidence_names[] = {[DATE_BY_SOURCE] = NULL,
                                               [DATE_SURE] = "sure",
                                               [DATE_LIKELY] = "likely",
                                               [DATE_GUESS] = "guess"};

static const struct names date_confidence_names = NAMES("confidence", confidence_names);

const struct names date_source_names = NAMES("date source", source_names);

const char *date_source_name(enum date_source s)
{
    return source_names[s];
}

static enum date_confidence confidence_of_source(enum date_source s)
{
    switch (s) {
    case DATE_FROM_NOTHING:
        break;
    case DATE_FROM_FIELD:
    case DATE_FROM_HEADER:
        return DATE_SURE;
    case DATE_FROM_DATELINE:
    case DATE_FROM_PATH:
    case DATE_FROM_META:
        return DATE_LIKELY;
    case DATE_FROM_MTIME:
    case DATE_FROM_CAPTURE:
    case DATE_FROM_TEXT:
        return DATE_GUESS;
    }
    return DATE_BY_SOURCE;
}

const char *article_date_confidence(const struct article *a)
{
    if (a->date_source == DATE_FROM_NOTHING)
        return NULL;
    return confidence_names[a->date_confidence ? a->date_confidence
                                               : confidence_of_source(a->date_source)];
}

enum date_confidence date_confidence_by_name(struct span name)
{
    int found = names_find(&date_confidence_names, name, NULL);

    return found > 0 ? (enum date_confidence)found : DATE_BY_SOURCE;
}

dateline_status date_source_by_name(struct span name, enum date_source *out, dateline_error *err)
{
    int found = names_find(&date_source_names, name, err);

    if (found < 0)
        return DATELINE_BAD_OPTION;
    *out = (enum date_source)found;
    return DATELINE_OK;
}

/* Appends a line NAME=VALUE. Bytes that would end the line become blanks, so a title cannot forge a
 * date. */
static void add_field_line(struct buf *out, const char *name, struct span value)
{
    size_t start;

    buf_str(out, name);
    buf_char(out, '=');
    start = out->len;
    buf_span_add(out, value);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] == '\n' || out->data[i] == '\r' || out->data[i] == '\0')
            out->data[i] = ' ';
    buf_char(out, '\n');
}

static void add_field_unless_empty(struct buf *out, const char *name, struct span value)
{
    if (value.len)
        add_field_line(out, name, value);
}

/* The lines of A that come before its text; those that only dateline knows if OWN. */
static void add_field_lines(struct buf *out, const struct article *a, bool own)
{
    char text[DAY_TEXT];

    add_field_line(out, "id", a->id);
    add_field_line(out, "title", a->title);
    if (a->day)
        add_field_line(out, "date", (struct span){text, day_format(a->day, text)});
    if (a->day && own && a->date_source != DATE_FROM_NOTHING)
        add_field_line(out, "date_source", span_of(source_names[a->date_source]));
    if (a->day && own && a->date_confidence &&
        a->date_confidence != confidence_of_source(a->date_source))
        add_field_line(out, "date_confidence", span_of(confidence_names[a->date_confidence]));
    add_field_unless_empty(out, "source", a->source);
    add_field_unless_empty(out, "url", a->url);
    add_field_unless_empty(out, "lang", a->lang);
    if (own)
        add_field_unless_empty(out, "marks", a->marks);
}

struct span article_searched(const struct article *a, struct buf *room)
{
    return marked_kept(a->body, a->marks, false, room);
}

struct span article_own_words(const struct article *a, struct buf *room)
{
    return marked_kept(a->body, a->marks, true, room);
}

void article_lines(const struct article *a, struct buf *out)
{
    add_field_lines(out, a, false);
}

/* Begins a record; returns where its content starts. */
static size_t record_begin(struct buf *out)
{
    char unknown[HASH_TEXT + 1] = {[HASH_TEXT] = '\n'};

    buf_str(out, HASH);
    buf_add(out, unknown, sizeof unknown);
    return out->len;
}

/* Ends the record whose content starts at CONTENT with its text, and sets its hash. */
static void record_end(struct buf *out, size_t content, struct span body)
{
    buf_str(out, TEXT);
    buf_span_add(out, body);
    hash_text((struct span){out->data + content, out->len - content},
              out->data + content - HASH_TEXT - 1);
}

void article_encode(const struct article *a, struct buf *out)
{
    size_t content = record_begin(out);

    add_field_lines(out, a, true);
    record_end(out, content, a->body);
}

void article_join(const struct article_parts *p, struct buf *out)
{
    size_t content = record_begin(out);

    buf_span_add(out, p->head);
    record_end(out, content, p->body);
}

static void read_field_line(struct article *a, struct span name, struct span value)
{
    const struct {
        const char *name;
        struct span *value;
    } texts[] = {
        {"id", &a->id},   {"title", &a->title}, {"source", &a->source},
        {"url", &a->url}, {"lang", &a->lang},   {"marks", &a->marks},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (span_eq(name, span_of(texts[i].name)))
            *texts[i].value = value;
    if (span_eq(name, span_of("date")))
        a->day = day_read(value.data, value.len);
    else if (span_eq(name, span_of("date_source")))
        date_source_by_name(value, &a->date_source, NULL);
    else if (span_eq(name, span_of("date_confidence")))
        a->date_confidence = date_confidence_by_name(value);
}

/* Returns REST up to its first SEP, or all of it, and removes both from REST. */
static struct span split_at_first(struct span *rest, char sep)
{
    struct span head = {rest->data, 0};
    size_t taken;

    while (head.len < rest->len && rest->data[head.len] != sep)
        head.len++;
    taken = head.len + (head.len < rest->len);
    if (taken)
        *rest = (struct span){rest->data + taken, rest->len - taken};
    return head;
}

static bool starts_text(struct span rest)
{
    return span_begins(rest, span_of(TEXT));
}

bool article_decode_omega(struct span record, struct article *out)
{
    struct article a = {0};

    while (record.len) {
        struct span line = split_at_first(&record, '\n'), name = split_at_first(&line, '=');

        read_field_line(&a, name, line);
        if (span_eq(name, span_of("caption")) && !a.title.len)
            a.title = line;
        else if (span_eq(name, span_of("sample")))
            a.body = line;
    }
    if (!a.id.len)
        a.id = a.url;
    *out = a;
    return a.id.len > 0;
}

bool article_decode(struct span record, struct article *out)
{
    struct article a = {0};

    while (record.len) {
        struct span line, name;

        if (starts_text(record)) {
            a.body = span_from(record, TEXT_NAME);
            break;
        }
        line = split_at_first(&record, '\n');
        name = split_at_first(&line, '=');
        read_field_line(&a, name, line);
    }
    if (!a.id.len)
        return false;
    if (!a.day)
        a.date_source = DATE_FROM_NOTHING;
    if (a.date_source == DATE_FROM_NOTHING)
        a.date_confidence = DATE_BY_SOURCE;
    *out = a;
    return true;
}

struct span article_stored_hash(struct span record)
{
    const size_t start = sizeof HASH - 1;

    if (record.len <= start + HASH_TEXT || memcmp(record.data, HASH, start) != 0 ||
        record.data[start + HASH_TEXT] != '\n')
        return (struct span){0};
    return (struct span){record.data + start, HASH_TEXT};
}

bool article_split(struct span record, struct article_parts *out)
{
    struct span hash = article_stored_hash(record), content, rest;
    char wanted[HASH_TEXT];

    if (!hash.len)
        return false;
    content = rest = span_from(record, sizeof HASH + HASH_TEXT);
    hash_text(content, wanted);
    if (memcmp(wanted, hash.data, HASH_TEXT) != 0)
        return false;
    while (rest.len && !starts_text(rest))
        split_at_first(&rest, '\n');
    if (!rest.len)
        return false;
    *out = (struct article_parts){{content.data, (size_t)(rest.data - content.data)},
                                  span_from(rest, TEXT_NAME)};
    return true;
}

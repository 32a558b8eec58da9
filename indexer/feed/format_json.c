/* JSON: objects one after another, pretty-printed or not; lists of objects; or an object around a
 * list or a table of records, as interfaces and exports give it.
 *
 * A record is an object. One without a text, but with a list of objects that have a title or a
 * text, stands around these records; so does one whose members are such objects. Values are read
 * one at a time, so the memory held is that of the largest, at most ARTICLE_BYTES_MAX. */
#include "indexer/feed/body_type.h"
#include "indexer/feed/format.h"
#include "indexer/feed/json_extent.h"
#include "indexer/feed/json_roles.h"
#include "indexer/feed/utf8.h"

struct json_file {
    struct input *in;
    struct json_reader reader;
    struct json_roles roles;
    struct role_fields fields;
    uint64_t line, last; /* the line being read, and that of the last record */
    uint64_t nth;        /* of the record on its line */
    size_t lists;        /* open lists */
    size_t around;       /* open objects around the records */
    bool table;          /* the members of those objects are the records */
    bool broken;         /* text was passed over, with a report, in which brackets may be */
};

static void skip_json(struct json_file *j, size_t len)
{
    struct span skipped = stream_peek(j->in->stream, len);

    for (size_t i = 0; i < skipped.len; i++)
        j->line += skipped.data[i] == '\n';
    stream_skip(j->in->stream, skipped.len);
}

/* Holds the value that comes next in *TEXT: all of it, or as much as there is or fits; false if it
 * is not whole. */
static bool hold_value(struct json_file *j, struct span *text)
{
    struct json_extent e = {0};
    size_t want = FORMAT_START;

    for (;;) {
        struct span held = stream_peek(j->in->stream, want);
        bool whole = json_extent(&e, held);

        *text = (struct span){held.data, e.at};
        /* A number or word may end with the file. */
        if (whole || held.len < want || want > ARTICLE_BYTES_MAX)
            return whole || (held.len < want && !e.depth && !e.string);
        want = want < ARTICLE_BYTES_MAX / 4 ? 4 * want : ARTICLE_BYTES_MAX + (size_t)1;
    }
}

/* Whether OBJECT has a title or a text. */
static bool is_json_record(void *ctx, struct span object)
{
    struct json_file *j = ctx;
    const struct json_value *value = json_read(&j->reader, object);

    if (value && value->type == JSON_OBJECT)
        json_roles_take(&j->roles, value, &j->fields);
    return value && value->type == JSON_OBJECT &&
           (j->fields.found[ROLE_TITLE].len || j->fields.found[ROLE_BODY].len);
}

/* The offset in TEXT, an object, after the '{', if its first member is a record; else 0. */
static size_t find_table(struct json_file *j, struct span text)
{
    struct json_extent name = {0}, member = {0};
    size_t at = 1;

    while (at < text.len && is_blank(text.data[at]))
        at++;
    if (at == text.len || text.data[at] != '"' || !json_extent(&name, span_from(text, at)))
        return 0;
    for (at += name.at; at < text.len && (is_blank(text.data[at]) || text.data[at] == ':');)
        at++;
    if (at == text.len || text.data[at] != '{' || !json_extent(&member, span_from(text, at)))
        return 0;
    return is_json_record(j, (struct span){text.data + at, member.at}) ? 1 : 0;
}

/* Enters TEXT, an object around records, up to its first record; false if it is none. */
static bool enter_records(struct json_file *j, struct span text)
{
    size_t depth = 1, at = json_find_list(text, is_json_record, j, &depth);

    j->table = !at;
    j->lists = at != 0;
    if (!at)
        at = find_table(j, text);
    if (at) {
        j->around = depth;
        skip_json(j, at);
    }
    return at != 0;
}

/* The length of TEXT before its first line that begins with a bracket; all of it if there is
 * none. */
static size_t next_start(struct span text)
{
    for (size_t at = 1; at < text.len; at++) {
        const char *newline = memchr(text.data + at, '\n', text.len - at);

        if (!newline)
            break;
        at = (size_t)(newline + 1 - text.data);
        if (at < text.len && strchr("{[", text.data[at]))
            return at;
    }
    return text.len;
}

/* Passes over a value that is too long, to where it ends. */
static void pass_long_value(struct json_file *j)
{
    struct json_extent e = {0};
    bool done = false;

    input_tell_too_long(j->in, j->line);
    while (!done) {
        struct span held = stream_peek(j->in->stream, ARTICLE_BYTES_MAX);

        if (!held.len)
            return;
        e.at = 0;
        done = json_extent(&e, held);
        skip_json(j, e.at);
    }
}

/* Records may be in text that is passed over, or after it. */
static void count_unread(struct json_file *j)
{
    j->broken = true;
    j->in->feed->counts->unread++;
}

/* Passes over a value that the file's end cuts off. */
static void pass_cut_value(struct json_file *j, struct span text)
{
    size_t next = next_start(text);

    count_unread(j);
    if (next < text.len || !*j->in->stream->trouble)
        input_tell(j->in, FEED_SKIPPED, j->line, "skipped: not JSON: it ends too early");
    skip_json(j, next);
}

/* Reports why TEXT is not JSON, and passes over it or its start. */
static void pass_fault(struct json_file *j, struct span text, size_t len)
{
    const struct json_reader *r = &j->reader;

    count_unread(j);
    input_tell(j->in, FEED_SKIPPED, j->line, "skipped: not JSON: %s at byte %zu", r->fault,
               (size_t)(r->at - text.data) + 1);
    skip_json(j, len);
}

static dateline_status json_record(struct json_file *j, const struct json_value *object,
                                   dateline_error *err)
{
    struct record r;

    json_roles_take(&j->roles, object, &j->fields);
    json_roles_unmapped(&j->roles, object);
    j->nth = j->line == j->last ? j->nth + 1 : 1;
    j->last = j->line;
    r = role_record(&j->fields, j->line);
    r.nth = j->nth;
    body_to_text(j->in, &r);
    return input_record(j->in, &r, err);
}

/* Whether OBJECT is a record itself, and not one around others. */
static bool stands_alone(struct json_file *j, const struct json_value *object)
{
    json_roles_take(&j->roles, object, &j->fields);
    return j->fields.found[ROLE_BODY].len ||
           (j->fields.found[ROLE_TITLE].len && j->fields.found[ROLE_DATE].len);
}

/* Reads an object that is held in TEXT. */
static dateline_status json_object(struct json_file *j, struct span text, dateline_error *err)
{
    struct span utf8 = input_utf8(j->in, text, j->line);
    const struct json_value *object = json_read(&j->reader, utf8);
    dateline_status status;

    if (!object) {
        pass_fault(j, utf8, j->lists || j->around ? text.len : next_start(text));
        return DATELINE_OK;
    }
    if (!j->around && !j->lists && !stands_alone(j, object)) {
        if (enter_records(j, text))
            return DATELINE_OK;
        object = json_read(&j->reader, utf8);
    }
    status = json_record(j, object, err);
    skip_json(j, text.len);
    return status;
}

static dateline_status json_value(struct json_file *j, dateline_error *err)
{
    struct span text;
    bool whole = hold_value(j, &text), object = text.len && *text.data == '{';
    bool record = object && (!j->around || j->lists || j->table);

    if (whole && record)
        return json_object(j, text, err);
    if (!whole && object && !j->around && !j->lists && enter_records(j, text))
        return DATELINE_OK;
    if (!whole && text.len > ARTICLE_BYTES_MAX) {
        pass_long_value(j);
    } else if (!whole) {
        pass_cut_value(j, text);
    } else {
        /* In an object around records, other members are no records. */
        if (!j->around || j->lists)
            input_tell(j->in, FEED_SKIPPED, j->line, "skipped: it is not a JSON object");
        skip_json(j, text.len);
    }
    return DATELINE_OK;
}

/* Reports text that is no value, and passes over it to a line that begins with a bracket. */
static void pass_garbage(struct json_file *j)
{
    struct span held;

    count_unread(j);
    input_tell(j->in, FEED_SKIPPED, j->line, "skipped: not JSON: unexpected character");
    while ((held = stream_peek(j->in->stream, FORMAT_START)).len) {
        size_t next = next_start(held);

        skip_json(j, next);
        if (next < held.len)
            break;
    }
}

/* Goes over the blanks, commas and brackets between values; false at the end. */
static bool reach_value(struct json_file *j)
{
    for (;;) {
        struct span next = stream_peek(j->in->stream, 1);
        char c = next.len ? *next.data : '\0';

        if (!next.len)
            return false;
        if (strchr("{\"-0123456789tfnNI", c) && c)
            return true;
        if (c == '[')
            j->lists++;
        else if (c == ']' && j->lists)
            j->lists--;
        else if (c == '}' && j->around && !j->lists)
            j->around--;
        else if (!is_blank(c) && !strchr(",\x1E\xEF\xBB\xBF", c) && !(c == ':' && j->around)) {
            pass_garbage(j);
            continue;
        }
        skip_json(j, 1);
    }
}

static dateline_status read_json_values(struct json_file *j, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    struct stream *s = j->in->stream;

    while (status == DATELINE_OK && reach_value(j))
        status = json_value(j, err);
    if (status == DATELINE_OK)
        input_tell_lost(j->in, j->line);
    if (status != DATELINE_OK || *s->trouble || !(j->lists || j->around) || j->broken)
        return status;
    count_unread(j);
    input_tell(j->in, FEED_SKIPPED, j->line,
               "ends too early: a %s is not closed, records may be missing",
               j->lists ? "list" : "JSON object");
    return status;
}

static dateline_status read_json(struct input *in, dateline_error *err)
{
    struct json_file j = {.in = in, .roles = json_roles_of(in, false), .line = 1};
    dateline_status status = read_json_values(&j, err);

    json_reader_free(&j.reader);
    role_fields_free(&j.fields);
    return status;
}

/* A text may begin with a bracket, but hardly with a name in quotes or an object after it. */
static bool recognise_json(struct span start, bool named)
{
    struct span rest = span_trim(utf8_without_mark(start));
    char first = rest.len ? *rest.data : '\0';

    if (named || (first != '{' && first != '['))
        return named;
    rest = span_trim(span_from(rest, 1));
    return rest.len && strchr(first == '{' ? "\"}" : "{", *rest.data);
}

const struct format format_json = {.marking = MARKING_BOILERPLATE,
                                   .extensions = "json ",
                                   .recognise = recognise_json,
                                   .read = read_json};

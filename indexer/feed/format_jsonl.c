/* JSON Lines: one object a line, whose members --field names. */
#include "core/json_read.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/utf8.h"

struct jsonl {
    struct input *in;
    struct json_reader reader;
    struct span names[FEED_ROLES];
    struct buf joined[FEED_ROLES];
};

/* Returns the member called NAME; else, at each dot in NAME, looks for the rest of the name inside
 * the member called by the part before the dot. NULL if there is none. */
static const struct json_value *jsonl_find(const struct json_value *object, struct span name)
{
    const struct json_value *value = json_member(object, name);

    for (size_t i = 0; i < name.len && !value; i++)
        if (name.data[i] == '.')
            value = jsonl_find(json_member(object, (struct span){name.data, i}),
                               span_from(name, i + 1));
    return value;
}

/* Returns the text of a string or a number; empty for other types. */
static struct span jsonl_scalar(const struct json_value *v)
{
    bool scalar = v && (v->type == JSON_STRING || v->type == JSON_NUMBER);

    return scalar ? v->text : (struct span){0};
}

/* Returns the text of a scalar, or writes an array's scalars to OUT, one a line. */
static struct span jsonl_text(const struct json_value *value, struct buf *out)
{
    if (!value || value->type != JSON_ARRAY)
        return jsonl_scalar(value);
    buf_clear(out);
    for (const struct json_value *v = value + 1; v < value + value->size; v += v->size) {
        if (out->len)
            buf_char(out, '\n');
        buf_span_add(out, jsonl_scalar(v));
    }
    return buf_span(out);
}

static dateline_status jsonl_object(struct jsonl *j, const struct json_value *object, uint64_t line,
                                    dateline_error *err)
{
    struct span found[FEED_ROLES];
    struct record r;

    for (int role = 0; role < FEED_ROLES; role++)
        found[role] = jsonl_text(jsonl_find(object, j->names[role]), &j->joined[role]);
    r = role_record(found, line);
    return input_record(j->in, &r, err);
}

/* Reports why TEXT is not JSON, unless the file is truncated here: read_json_lines() reports
 * that. */
static void jsonl_tell_fault(struct jsonl *j, struct span text, uint64_t line)
{
    const struct json_reader *r = &j->reader;

    if (*j->in->stream->trouble)
        return;
    if (r->at == r->end)
        input_tell(j->in, FEED_SKIPPED, line, "skipped: not JSON: the line ends too early");
    else
        input_tell(j->in, FEED_SKIPPED, line, "skipped: not JSON: %s at byte %zu", r->fault,
                   (size_t)(r->at - text.data) + 1);
}

static dateline_status jsonl_line(struct jsonl *j, struct span raw, uint64_t line,
                                  dateline_error *err)
{
    struct span text = input_utf8(j->in, span_trim(raw), line);
    const struct json_value *object;

    if (!text.len)
        return DATELINE_OK;
    if (*text.data != '{') {
        input_tell(j->in, FEED_SKIPPED, line, "skipped: it is not a JSON object");
        return DATELINE_OK;
    }
    object = json_read(&j->reader, text);
    if (object)
        return jsonl_object(j, object, line, err);
    jsonl_tell_fault(j, text, line);
    return DATELINE_OK;
}

static dateline_status read_json_lines(struct jsonl *j, dateline_error *err)
{
    struct stream *s = j->in->stream;
    dateline_status status = DATELINE_OK;
    uint64_t number = 0;
    struct span line;
    enum stream_line got;

    while (status == DATELINE_OK &&
           (got = stream_line(s, ARTICLE_BYTES_MAX, &line)) != STREAM_END) {
        number++;
        if (got == STREAM_TOO_LONG)
            input_tell_too_long(j->in, number);
        else
            status = jsonl_line(j, line, number, err);
    }
    if (status == DATELINE_OK && *s->trouble)
        input_tell(j->in, FEED_SKIPPED, number, "damaged here, the rest is lost: %s", s->trouble);
    return status;
}

static dateline_status read_jsonl(struct input *in, dateline_error *err)
{
    struct jsonl j = {.in = in};
    dateline_status status;

    for (int role = 0; role < FEED_ROLES; role++)
        j.names[role] = span_of(role_field(in, role));
    status = read_json_lines(&j, err);
    json_reader_free(&j.reader);
    for (int role = 0; role < FEED_ROLES; role++)
        buf_free(&j.joined[role]);
    return status;
}

static bool recognise_jsonl(struct span start, bool named)
{
    start = span_trim(utf8_without_mark(start));
    if (named || !start.len || *start.data != '{')
        return named;
    do
        start = span_from(start, 1);
    while (start.len && (*start.data == ' ' || *start.data == '\t'));
    return start.len && (*start.data == '"' || *start.data == '}');
}

const struct format format_jsonl = {"jsonl ndjson ", recognise_jsonl, read_jsonl};

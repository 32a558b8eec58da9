/* JSON Lines: an object a line, its members named by --field. */
#include <json-c/json.h>
#include <json-c/json_tokener.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/utf8.h"
#include "shim/json.h"

enum { NESTING_MAX = 128 };

struct jsonl {
    struct input *in;
    struct json_plain *plain; /* for nearly all lines; NULL where a field's name has dots */
    struct json_tokener *parser;
    const char *names[FEED_ROLES];
    struct buf joined[FEED_ROLES];
};

/* The value NAME leads to: a member of that very name, else what the part
 * behind a dot leads to inside the member named before it. */
static struct json_object *find(struct json_object *object, const char *name)
{
    struct json_object *value = NULL;

    if (!json_object_is_type(object, json_type_object))
        return NULL;
    if (json_object_object_get_ex(object, name, &value))
        return value;
    for (const char *dot = strchr(name, '.'); dot && !value; dot = strchr(dot + 1, '.')) {
        char *outer = must_dup(name, (size_t)(dot - name));
        struct json_object *inner = NULL;

        if (json_object_object_get_ex(object, outer, &inner))
            value = find(inner, dot + 1);
        free(outer);
    }
    return value;
}

/* Numbers past 64 bits are pinned to the ends of the range by json-c: many
 * different ones would look alike. */
static bool pinned(struct json_object *number)
{
    return json_object_get_uint64(number) == UINT64_MAX ||
           json_object_get_int64(number) == INT64_MIN;
}

/* The text of a string or a number; empty for all else. */
static struct span scalar(struct json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_string:
        return (struct span){json_object_get_string(value),
                             (size_t)json_object_get_string_len(value)};
    case json_type_int:
        if (pinned(value))
            break;
        return span_of(json_object_get_string(value));
    case json_type_double:
        return span_of(json_object_get_string(value));
    default:
        break;
    }
    return (struct span){NULL, 0};
}

/* The same, and of an array its scalars as lines, in OUT. */
static struct span text_of(struct json_object *value, struct buf *out)
{
    if (!json_object_is_type(value, json_type_array))
        return scalar(value);
    buf_clear(out);
    for (size_t i = 0; i < json_object_array_length(value); i++) {
        if (out->len)
            buf_char(out, '\n');
        buf_span_add(out, scalar(json_object_array_get_idx(value, i)));
    }
    return buf_span(out);
}

static dateline_status give(struct jsonl *j, const struct span found[FEED_ROLES], uint64_t line,
                            dateline_error *err)
{
    struct record r = role_record(found, line);

    return input_record(j->in, &r, err);
}

static dateline_status give_object(struct jsonl *j, struct json_object *object, uint64_t line,
                                   dateline_error *err)
{
    struct span found[FEED_ROLES];

    for (int role = 0; role < FEED_ROLES; role++)
        found[role] = text_of(find(object, j->names[role]), &j->joined[role]);
    return give(j, found, line, err);
}

/* Tells why LINE could not be parsed, unless that is the damage that read_lines()
 * tells of: then it is where the file breaks off. */
static void tell_not_json(struct jsonl *j, uint64_t line)
{
    enum json_tokener_error why = json_tokener_get_error(j->parser);

    if (*j->in->stream->trouble)
        return;
    if (why == json_tokener_continue)
        input_tell(j->in, FEED_SKIPPED, line, "skipped: not JSON: the line ends too early");
    else
        input_tell(j->in, FEED_SKIPPED, line, "skipped: not JSON: %s at byte %zu",
                   json_tokener_error_desc(why), json_tokener_get_parse_end(j->parser) + 1);
}

/* A line whose fields are no strings, or that is no JSON. */
static dateline_status parse_any(struct jsonl *j, struct span text, uint64_t line,
                                 dateline_error *err)
{
    struct json_object *object;
    dateline_status status = DATELINE_OK;

    json_tokener_reset(j->parser);
    object = json_tokener_parse_ex(j->parser, text.data, (int)text.len);
    if (object)
        status = give_object(j, object, line, err);
    else
        tell_not_json(j, line);
    json_object_put(object);
    return status;
}

static dateline_status parse_line(struct jsonl *j, struct span raw, uint64_t line,
                                  dateline_error *err)
{
    struct span text = input_utf8(j->in, span_trim(raw), line);
    struct span found[FEED_ROLES];

    if (!text.len)
        return DATELINE_OK;
    if (*text.data != '{') {
        input_tell(j->in, FEED_SKIPPED, line, "skipped: it is not a JSON object");
        return DATELINE_OK;
    }
    if (j->plain && json_plain_read(j->plain, text, j->names, FEED_ROLES, found))
        return give(j, found, line, err);
    return parse_any(j, text, line, err);
}

static dateline_status read_lines(struct jsonl *j, dateline_error *err)
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
            status = parse_line(j, line, number, err);
    }
    if (status == DATELINE_OK && *s->trouble)
        input_tell(j->in, FEED_SKIPPED, number, "damaged here, the rest is lost: %s", s->trouble);
    return status;
}

static dateline_status read_jsonl(struct input *in, dateline_error *err)
{
    struct jsonl j = {.in = in, .parser = json_tokener_new_ex(NESTING_MAX)};
    bool dots = false;
    dateline_status status;

    for (int role = 0; role < FEED_ROLES; role++) {
        j.names[role] = role_field(in, role);
        dots = dots || strchr(j.names[role], '.');
    }
    j.plain = dots ? NULL : json_plain_new();
    json_tokener_set_flags(j.parser, JSON_TOKENER_STRICT);
    status = read_lines(&j, err);
    json_tokener_free(j.parser);
    json_plain_free(j.plain);
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

const struct format format_jsonl = {"jsonl", "jsonl ndjson ", recognise_jsonl, read_jsonl};

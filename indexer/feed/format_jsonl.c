/* JSON Lines: one object a line, whose members --field names. */
#include "indexer/feed/body_type.h"
#include "indexer/feed/format.h"
#include "indexer/feed/json_extent.h"
#include "indexer/feed/json_roles.h"
#include "indexer/feed/utf8.h"

struct jsonl {
    struct input *in;
    struct json_reader reader;
    struct json_roles roles;
    struct role_fields fields;
};

static dateline_status jsonl_object(struct jsonl *j, const struct json_value *object, uint64_t line,
                                    dateline_error *err)
{
    struct record r;

    json_roles_take(&j->roles, object, &j->fields);
    json_roles_unmapped(&j->roles, object);
    r = role_record(&j->fields, line);
    body_to_text(j->in, &r);
    return input_record(j->in, &r, err);
}

/* Reports why TEXT is not JSON, unless the file is truncated here: input_line() reports that. */
static void jsonl_tell_fault(struct jsonl *j, struct span text, uint64_t line)
{
    const struct json_reader *r = &j->reader;

    if (*j->in->stream->trouble)
        return;
    j->in->feed->counts->unread++;
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

static dateline_status read_jsonl(struct input *in, dateline_error *err)
{
    struct jsonl j = {.in = in, .roles = json_roles_of(in, false)};
    dateline_status status = DATELINE_OK;
    uint64_t number = 0;
    struct span line;

    while (status == DATELINE_OK && input_line(in, ARTICLE_BYTES_MAX, &line, &number))
        status = jsonl_line(&j, line, number, err);
    json_reader_free(&j.reader);
    role_fields_free(&j.fields);
    return status;
}

/* Whether LINE is one whole object and nothing else. */
static bool is_whole_object(struct span line)
{
    struct json_extent e = {0};

    return line.len && *line.data == '{' && json_extent(&e, line) && e.at == line.len;
}

/* Other JSON is format_json's: lists, and objects of several lines or on the only line. */
static bool recognise_jsonl(struct span start, bool named)
{
    const char *newline;
    struct span line, rest;

    start = span_trim(utf8_without_mark(start));
    newline = start.len ? memchr(start.data, '\n', start.len) : NULL;
    line =
        span_trim((struct span){start.data, newline ? (size_t)(newline - start.data) : start.len});
    rest = newline ? span_trim(span_from(start, (size_t)(newline - start.data))) : (struct span){0};
    if (named)
        return !line.len ||
               (*line.data != '[' && !(line.len == 1 && *line.data == '{' && rest.len));
    return rest.len && is_whole_object(line);
}

const struct format format_jsonl = {.marking = MARKING_BOILERPLATE,
                                    .extensions = "jsonl ndjson ",
                                    .recognise = recognise_jsonl,
                                    .nuls = NULS_LINES,
                                    .read = read_jsonl};

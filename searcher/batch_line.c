/* A line of a batch, understood. */
#include "searcher/batch.h"
#include "searcher/line_reader.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

/* Copies TEXT behind what *MEMORY holds; room for all was made before. */
static struct span keep(struct buf *memory, const char *text, size_t len)
{
    struct span copy = {memory->data + memory->len, len};

    buf_add(memory, text, len);
    return copy;
}

static struct span keep_string(struct buf *memory, struct json_object *value)
{
    return keep(memory, json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

static dateline_status read_id(struct json_object *value, struct buf *memory, struct question *q,
                               dateline_error *err)
{
    char number[32];

    if (json_object_is_type(value, json_type_string)) {
        q->qid = keep_string(memory, value);
    } else if (json_object_is_type(value, json_type_int)) {
        int n = snprintf(number, sizeof number, "%" PRId64, json_object_get_int64(value));

        q->qid = keep(memory, number, (size_t)n);
    } else {
        return fail(err, DATELINE_BAD_QUERY, "\"id\" is neither a string nor a number");
    }
    return DATELINE_OK;
}

static dateline_status read_member(const char *name, struct json_object *value, struct buf *memory,
                                   struct question *q, dateline_error *err)
{
    bool text = json_object_is_type(value, json_type_string);

    if (!strcmp(name, "id"))
        return read_id(value, memory, q, err);
    if (!strcmp(name, "q") && text) {
        q->text = keep_string(memory, value);
        return DATELINE_OK;
    }
    if ((!strcmp(name, "since") || !strcmp(name, "until")) && text)
        return question_bound(q, *name == 's', name, keep_string(memory, value), err);
    if (!strcmp(name, "limit") && json_object_is_type(value, json_type_int) &&
        json_object_get_int64(value) >= 0) {
        q->limit = (uint64_t)json_object_get_int64(value);
        return DATELINE_OK;
    }
    if (!strcmp(name, "any") && json_object_is_type(value, json_type_boolean)) {
        q->any = json_object_get_boolean(value);
        return DATELINE_OK;
    }
    if (!strcmp(name, "sort") && text && match_order_by_name(keep_string(memory, value), &q->sort))
        return DATELINE_OK;
    return fail(err, DATELINE_BAD_QUERY, "cannot use the member \"%s\"", name);
}

/* LINE is one JSON object and nothing else; NULL with *err filled otherwise. */
static struct json_object *parse_json(struct span line, dateline_error *err)
{
    struct json_tokener *parser = json_tokener_new();
    struct json_object *object = NULL;

    json_tokener_set_flags(parser, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    if (line.len < LINE_READER_MAX)
        object = json_tokener_parse_ex(parser, line.data, (int)line.len);
    if (!object)
        fail(err, DATELINE_BAD_QUERY, "not a JSON object: %s",
             json_tokener_error_desc(json_tokener_get_error(parser)));
    json_tokener_free(parser);
    return object;
}

static dateline_status parse_object(struct span line, struct buf *memory, struct question *q,
                                    dateline_error *err)
{
    struct json_object *object = parse_json(line, err);
    dateline_status status = DATELINE_OK;

    if (!object)
        return DATELINE_BAD_QUERY;
    json_object_object_foreach(object, name, value)
    {
        if (status == DATELINE_OK)
            status = read_member(name, value, memory, q, err);
    }
    if (status == DATELINE_OK && !json_object_object_get_ex(object, "q", NULL))
        status = fail(err, DATELINE_BAD_QUERY, "the object has no \"q\"");
    json_object_put(object);
    return status;
}

dateline_status batch_parse(struct span line, uint64_t number, const struct question *defaults,
                            struct buf *memory, struct question *out, dateline_error *err)
{
    const char *tab = memchr(line.data, '\t', line.len);
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" PRIu64, number);
    struct question q = *defaults;
    dateline_status status = DATELINE_OK;

    buf_clear(memory);
    buf_reserve(memory, line.len + sizeof digits);
    q.qid = keep(memory, digits, (size_t)n);
    if (*line.data == '{') {
        status = parse_object(line, memory, &q, err);
    } else if (tab) {
        q.qid = (struct span){line.data, (size_t)(tab - line.data)};
        q.text = (struct span){tab + 1, line.len - q.qid.len - 1};
    } else {
        q.text = line;
    }
    if (status == DATELINE_OK)
        status = question_check(&q, err);
    if (status == DATELINE_OK)
        *out = q;
    return status;
}

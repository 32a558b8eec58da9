/* Reads a line of a batch into a question. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/json_read.h"
#include "core/utf8.h"
#include "searcher/cli/batch.h"
#include "searcher/cli/line_reader.h"

/* Copies TEXT to the end of *MEMORY; room for all was made before. */
static struct span keep(struct buf *memory, const char *text, size_t len)
{
    struct span copy = {memory->data + memory->len, len};

    buf_add(memory, text, len);
    return copy;
}

static struct span keep_text(struct buf *memory, const struct json_value *v)
{
    return keep(memory, v->text.data, v->text.len);
}

/* Returns a copy of V's digits; empty if V is not a whole number. */
static struct span keep_whole_number(struct buf *memory, const struct json_value *v)
{
    struct span copy = {0};

    if (v->type == JSON_NUMBER)
        copy = keep_text(memory, v);
    if (copy.len && strspn(copy.data, "-0123456789") != copy.len)
        copy.len = 0;
    return copy;
}

static dateline_status read_id(const struct json_value *v, struct buf *memory, struct question *q,
                               dateline_error *err)
{
    q->qid = v->type == JSON_STRING ? keep_text(memory, v) : keep_whole_number(memory, v);
    if (v->type != JSON_STRING && !q->qid.len)
        return fail(err, DATELINE_BAD_QUERY, "\"id\" is neither a string nor a number");
    return DATELINE_OK;
}

/* Reads a count; one beyond 64 bits is as good as the largest. */
static bool read_limit(const struct json_value *v, struct buf *memory, struct question *q)
{
    struct span digits = keep_whole_number(memory, v);
    long long limit = digits.len ? strtoll(digits.data, NULL, 10) : -1;

    if (limit >= 0)
        q->limit = (uint64_t)limit;
    return limit >= 0;
}

static dateline_status read_sort(const struct json_value *v, struct buf *memory, struct question *q,
                                 dateline_error *err)
{
    int order = names_find(&match_order_names, keep_text(memory, v), err);

    if (order < 0)
        return DATELINE_BAD_OPTION;
    q->sort = (enum match_order)order;
    return DATELINE_OK;
}

static dateline_status read_member(const char *name, const struct json_value *v, struct buf *memory,
                                   struct question *q, dateline_error *err)
{
    bool text = v->type == JSON_STRING;

    if (!strcmp(name, "id"))
        return read_id(v, memory, q, err);
    if (!strcmp(name, "q") && text) {
        q->text = keep_text(memory, v);
        return DATELINE_OK;
    }
    if ((!strcmp(name, "since") || !strcmp(name, "until")) && text)
        return question_bound(q, *name == 's', name, keep_text(memory, v), err);
    if (!strcmp(name, "limit") && read_limit(v, memory, q))
        return DATELINE_OK;
    if ((!strcmp(name, "any") || !strcmp(name, "widen")) && v->type == JSON_BOOLEAN) {
        *(*name == 'a' ? &q->any : &q->widen) = span_eq(v->text, span_of("true"));
        return DATELINE_OK;
    }
    if (!strcmp(name, "sort") && text)
        return read_sort(v, memory, q, err);
    return fail(err, DATELINE_BAD_QUERY, "cannot use the member \"%s\"", name);
}

static const char *const member_list[] = {"id",    "q",   "since", "until",
                                          "limit", "any", "widen", "sort"};
static const struct names members = NAMES("member", member_list);

static dateline_status refuse_other_members(const struct json_value *object, dateline_error *err)
{
    for (const struct json_value *v = object + 1; v < object + object->size; v += v->size)
        if (names_find(&members, v->name, err) < 0)
            return DATELINE_BAD_QUERY;
    return DATELINE_OK;
}

static bool is_utf8(struct span text)
{
    const char *at = text.data, *end = text.data + text.len;

    while (at < end) {
        const char *start = at;

        if (utf8_get(&at, end) >= 0x80 && at - start == 1)
            return false;
    }
    return true;
}

/* Returns LINE, which is one JSON object and nothing else, borrowed from R and LINE;
 * NULL with *err filled otherwise. */
static const struct json_value *parse_json(struct json_reader *r, struct span line,
                                           dateline_error *err)
{
    const struct json_value *object = NULL;

    if (line.len >= LINE_READER_MAX)
        fail(err, DATELINE_BAD_QUERY, "not a JSON object: it is too long");
    else if (!is_utf8(line))
        fail(err, DATELINE_BAD_QUERY, "not a JSON object: it is not UTF-8");
    else if (!(object = json_read(r, line)))
        fail(err, DATELINE_BAD_QUERY, "not a JSON object: %s", r->fault);
    return object;
}

static dateline_status read_object(const struct json_value *object, struct buf *memory,
                                   struct question *q, dateline_error *err)
{
    dateline_status status = refuse_other_members(object, err);

    for (size_t i = 0; i < members.len && status == DATELINE_OK; i++) {
        const struct json_value *v = json_member(object, span_of(members.list[i]));

        if (v)
            status = read_member(members.list[i], v, memory, q, err);
    }
    if (status == DATELINE_OK && !json_member(object, span_of("q")))
        status = fail(err, DATELINE_BAD_QUERY, "the object has no \"q\"");
    return status;
}

static dateline_status parse_object(struct span line, struct buf *memory, struct question *q,
                                    dateline_error *err)
{
    struct json_reader reader = {0};
    const struct json_value *object = parse_json(&reader, line, err);
    dateline_status status = DATELINE_BAD_QUERY;

    if (object)
        status = read_object(object, memory, q, err);
    json_reader_free(&reader);
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

/* Finds where JSON values end, by their brackets and quotes. */
#include "indexer/feed/json_extent.h"

static void leave_string(struct json_extent *e, struct span text)
{
    const char *at = text.data + e->at, *end = text.data + text.len;

    for (; at < end && e->string; at++) {
        if (e->escape)
            e->escape = false;
        else if (*at == '\\')
            e->escape = true;
        else if (*at == '"')
            e->string = false;
    }
    e->at = (size_t)(at - text.data);
    e->done = !e->string && !e->depth;
}

bool json_extent(struct json_extent *e, struct span text)
{
    while (e->at < text.len && !e->done) {
        char c = text.data[e->at];

        if (e->string) {
            leave_string(e, text);
            continue;
        }
        if ((is_blank(c) || c == ',' || c == '}' || c == ']') && !e->depth) {
            e->done = true; /* after a number or word */
            break;
        }
        e->at++;
        e->string = c == '"';
        e->depth += c == '{' || c == '[';
        e->depth -= c == '}' || c == ']';
        e->done = (c == '}' || c == ']') && !e->depth;
    }
    return e->done;
}

static size_t skip_json_blanks(struct span text, size_t at)
{
    while (at < text.len && is_blank(text.data[at]))
        at++;
    return at;
}

/* The value at the start of TEXT; empty if it is not whole. */
static struct span whole_value(struct span text)
{
    struct json_extent e = {0};

    return json_extent(&e, text) ? (struct span){text.data, e.at} : (struct span){NULL, 0};
}

size_t json_find_list(struct span text, bool (*is_record)(void *ctx, struct span object), void *ctx,
                      size_t *depth)
{
    size_t at = 0, open = 0;

    while (at < text.len) {
        char c = text.data[at];
        struct span value = {NULL, 0};

        open += c == '{';
        open -= c == '}' && open;
        if (c == '[') {
            size_t first = skip_json_blanks(text, at + 1);

            value = whole_value(span_from(text, first));
            if (value.len && *value.data == '{' && is_record(ctx, value)) {
                *depth = open;
                return at + 1;
            }
        }
        if (c == '[' || c == '"') {
            value = whole_value(span_from(text, at));
            if (!value.len)
                return 0;
        }
        at += value.len ? value.len : 1;
    }
    return 0;
}

/* Markdown: one article a file, its fields in front matter: YAML between two lines "---", TOML
 * between two lines "+++", or a JSON object. Front matter that is none is text and stays. */
#include "indexer/feed/format.h"
#include "indexer/feed/front.h"
#include "indexer/feed/json_extent.h"
#include "indexer/feed/utf8.h"

enum { FRONT_MAX = 1 << 20 }; /* bytes; longer front matter is read as text */

/* Front matter and the text after it. */
struct split {
    enum front_result (*read)(struct input *in, struct span text, struct role_fields *fields);
    struct span front, body;
};

/* The length of the first line of S, including its line end. */
static size_t markdown_line_length(struct span s)
{
    const char *newline = s.len ? memchr(s.data, '\n', s.len) : NULL;

    return newline ? (size_t)(newline + 1 - s.data) : s.len;
}

static bool is_fence(struct span line, const char *fence)
{
    return line.len >= 3 && !memcmp(line.data, fence, 3) && span_trim(line).len == 3;
}

/* Splits TEXT at its fences, a first line OPEN and the next line OPEN or CLOSE. */
static bool split_fenced(struct span text, const char *open, const char *close, struct split *out)
{
    size_t first = markdown_line_length(text), len;

    if (!is_fence((struct span){text.data, first}, open))
        return false;
    for (size_t at = first; at < text.len && at < FRONT_MAX; at += len) {
        struct span line = {text.data + at, len = markdown_line_length(span_from(text, at))};

        if (is_fence(line, open) || is_fence(line, close)) {
            out->front = (struct span){text.data + first, at - first};
            out->body = span_from(text, at + len);
            return true;
        }
    }
    return false;
}

/* Splits TEXT after the object that it begins with, which ends its line. */
static bool split_json(struct span text, struct split *out)
{
    struct json_extent e = {0};
    struct span rest;

    if (!text.len || *text.data != '{' || !json_extent(&e, text) || e.at > FRONT_MAX)
        return false;
    rest = span_from(text, e.at);
    out->front = (struct span){text.data, e.at};
    out->body = span_from(rest, markdown_line_length(rest));
    return !span_trim((struct span){rest.data, markdown_line_length(rest)}).len;
}

/* False if there is no front matter. */
static bool split_front_matter(struct span text, struct split *out)
{
    out->read = front_yaml;
    if (split_fenced(text, "---", "...", out))
        return true;
    out->read = front_toml;
    if (split_fenced(text, "+++", "+++", out))
        return true;
    out->read = front_json;
    return split_json(text, out);
}

/* Makes a heading at the start of the body the title, and removes it from the body. */
static void title_from_heading(struct record *r)
{
    struct span body = span_trim(r->body), line;
    size_t marks = 0;

    line = (struct span){body.data, markdown_line_length(body)};
    while (marks < line.len && line.data[marks] == '#')
        marks++;
    if (r->title.len || !marks || marks > 6 || marks == line.len || line.data[marks] != ' ')
        return;
    r->title = span_trim(span_from(line, marks));
    r->body = span_from(body, line.len);
}

/* TEXT without the rule at its start, which is no title. */
static struct span without_rule(struct span text)
{
    size_t len = markdown_line_length(text);
    struct span line = {text.data, len};

    return is_fence(line, "---") || is_fence(line, "+++") ? span_from(text, len) : text;
}

static dateline_status read_markdown(struct input *in, dateline_error *err)
{
    struct role_fields fields = {0};
    struct split split;
    struct span raw, text;
    struct record r = {.line = 0};
    enum front_result front = FRONT_BAD;
    dateline_status status;

    if (!input_whole(in, &raw))
        return DATELINE_OK;
    text = input_utf8(in, raw, 0);
    if (split_front_matter(text, &split))
        front = split.read(in, split.front, &fields);
    if (front == FRONT_READ) {
        fields.found[ROLE_BODY] = split.body;
        r = role_record(&fields, 0);
    } else {
        r.body = front == FRONT_TEXT ? without_rule(text) : text;
    }
    title_from_heading(&r);
    unmapped_found(&in->feed->unmapped, ROLE_ID); /* its path */
    unmapped_found(&in->feed->unmapped, ROLE_BODY);
    if (r.title.len)
        unmapped_found(&in->feed->unmapped, ROLE_TITLE);
    status = input_record(in, &r, err);
    role_fields_free(&fields);
    return status;
}

/* A file without front matter is read as text instead, which may have a date line. */
static bool recognise_markdown(struct span start, bool named)
{
    struct span first, second;
    bool yaml, toml;

    start = utf8_without_mark(start);
    first = (struct span){start.data, markdown_line_length(start)};
    yaml = is_fence(first, "---");
    toml = is_fence(first, "+++");
    second = span_from(start, first.len);
    second.len = markdown_line_length(second);
    if (named)
        return yaml || toml || (start.len && *start.data == '{');
    return second.len && ((yaml && memchr(second.data, ':', second.len)) ||
                          (toml && memchr(second.data, '=', second.len)));
}

const struct format format_markdown = {.marking = MARKING_BOILERPLATE,
                                       .extensions = "md markdown mdown qmd ",
                                       .recognise = recognise_markdown,
                                       .read = read_markdown};

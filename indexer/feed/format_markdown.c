/* Markdown, one article a file, its fields in YAML between two lines "---". */
#include <stdio.h>
#include <yaml.h>

#include "core/alloc.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/utf8.h"

enum { FRONT_MAX = 1 << 20 }; /* bytes; front matter that goes on longer is text */

struct front {
    yaml_document_t yaml;
    struct buf joined[FEED_ROLES];
};

/* S's first line with its end. */
static size_t line_length(struct span s)
{
    const char *newline = s.len ? memchr(s.data, '\n', s.len) : NULL;

    return newline ? (size_t)(newline + 1 - s.data) : s.len;
}

static bool is_fence(struct span line)
{
    return line.len >= 3 && !memcmp(line.data, "---", 3) && span_trim(line).len == 3;
}

/* Parts TEXT into the YAML between its fences and what follows; false where there is none. */
static bool split(struct span text, struct span *yaml, struct span *body)
{
    size_t first = line_length(text), len;

    if (!is_fence((struct span){text.data, first}))
        return false;
    for (size_t at = first; at < text.len && at < FRONT_MAX; at += len) {
        len = line_length(span_from(text, at));
        if (is_fence((struct span){text.data + at, len})) {
            *yaml = (struct span){text.data + first, at - first};
            *body = span_from(text, at + len);
            return true;
        }
    }
    return false;
}

static struct span scalar(const yaml_node_t *node)
{
    if (!node || node->type != YAML_SCALAR_NODE)
        return (struct span){NULL, 0};
    return (struct span){(const char *)node->data.scalar.value, node->data.scalar.length};
}

/* The value of MAPPING's member NAME; of two the last. */
static yaml_node_t *member(yaml_document_t *yaml, const yaml_node_t *mapping, struct span name)
{
    yaml_node_pair_t *pair = mapping->data.mapping.pairs.top;

    while (pair-- > mapping->data.mapping.pairs.start)
        if (span_eq(scalar(yaml_document_get_node(yaml, pair->key)), name))
            return yaml_document_get_node(yaml, pair->value);
    return NULL;
}

/* The value NAME leads to: as of a JSON object, dots reach into mappings. */
static yaml_node_t *find(yaml_document_t *yaml, const yaml_node_t *node, const char *name)
{
    yaml_node_t *value;

    if (!node || node->type != YAML_MAPPING_NODE)
        return NULL;
    value = member(yaml, node, span_of(name));
    for (const char *dot = strchr(name, '.'); dot && !value; dot = strchr(dot + 1, '.'))
        value = find(yaml, member(yaml, node, (struct span){name, (size_t)(dot - name)}), dot + 1);
    return value;
}

/* A scalar's text, or the lines that a sequence of scalars makes in OUT. YAML's
 * null, however it is written, is no text. */
static struct span text_of(yaml_document_t *yaml, const yaml_node_t *node, struct buf *out)
{
    struct span s = scalar(node);

    if (s.len && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        (span_eq(s, span_of("~")) || span_eq(s, span_of("null"))))
        return (struct span){NULL, 0};
    if (!node || node->type != YAML_SEQUENCE_NODE)
        return s;
    for (yaml_node_item_t *i = node->data.sequence.items.start; i < node->data.sequence.items.top;
         i++) {
        buf_span_add(out, scalar(yaml_document_get_node(yaml, *i)));
        buf_char(out, '\n');
    }
    return buf_span(out);
}

/* A heading that opens the text is its title, and then no longer in the text. */
static void title_from_heading(struct record *r)
{
    struct span body = span_trim(r->body), line;
    size_t marks = 0;

    line = (struct span){body.data, line_length(body)};
    while (marks < line.len && line.data[marks] == '#')
        marks++;
    if (r->title.len || !marks || marks > 6 || marks == line.len || line.data[marks] != ' ')
        return;
    r->title = span_trim(span_from(line, marks));
    r->body = span_from(body, line.len);
}

static dateline_status give(struct input *in, struct front *front, struct span body,
                            dateline_error *err)
{
    const yaml_node_t *root = yaml_document_get_root_node(&front->yaml);
    struct span found[FEED_ROLES];
    struct record r;

    for (int role = 0; role < FEED_ROLES; role++)
        found[role] = text_of(&front->yaml, find(&front->yaml, root, role_field(in, role)),
                              &front->joined[role]);
    found[ROLE_BODY] = body;
    r = role_record(found, 0);
    title_from_heading(&r);
    return input_record(in, &r, err);
}

/* False after telling where YAML is none. */
static bool load(struct input *in, struct span yaml, yaml_document_t *out)
{
    yaml_parser_t parser;
    bool loaded = yaml_parser_initialize(&parser);

    if (loaded) {
        yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.data, yaml.len);
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        loaded = yaml_parser_load(&parser, out);
        if (!loaded) /* its lines count from 0, and the fence is one */
            input_tell(in, FEED_DAMAGED, parser.problem_mark.line + 2,
                       "the front matter is not YAML, and kept as text: %s",
                       parser.problem ? parser.problem : "unknown error");
        yaml_parser_delete(&parser);
    }
    return loaded;
}

static dateline_status read_split(struct input *in, struct span text, struct span yaml,
                                  struct span body, dateline_error *err)
{
    struct front front = {.joined = {{0}}};
    struct record whole = {.body = text};
    dateline_status status;

    if (!load(in, yaml, &front.yaml))
        return input_record(in, &whole, err);
    status = give(in, &front, body, err);
    yaml_document_delete(&front.yaml);
    for (int role = 0; role < FEED_ROLES; role++)
        buf_free(&front.joined[role]);
    return status;
}

static dateline_status read_markdown(struct input *in, dateline_error *err)
{
    struct span raw, text, yaml, body;
    struct record r = {.line = 0};

    if (!input_whole(in, &raw))
        return DATELINE_OK;
    text = input_utf8(in, raw, 0);
    if (split(text, &yaml, &body))
        return read_split(in, text, yaml, body, err);
    r.body = text;
    title_from_heading(&r);
    return input_record(in, &r, err);
}

/* Front matter tells it from text; a file without is read as text, whose date
 * line it may have. */
static bool recognise_markdown(struct span start, bool named)
{
    struct span first;
    size_t len;

    start = utf8_without_mark(start);
    first = (struct span){start.data, line_length(start)};
    if (!is_fence(first))
        return false;
    len = line_length(span_from(start, first.len));
    return named || memchr(first.data + first.len, ':', len) != NULL;
}

const struct format format_markdown = {"md markdown mdown qmd ", recognise_markdown, read_markdown};

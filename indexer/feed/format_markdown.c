/* Markdown: one article a file, its fields in YAML between two lines "---". */
#include <stdio.h>
#include <yaml.h>

#include "core/alloc.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/utf8.h"

enum { FRONT_MAX = 1 << 20 }; /* bytes; longer front matter is read as text */

struct front {
    yaml_document_t yaml;
    struct buf joined[FEED_ROLES];
};

/* The length of the first line of S, including its line end. */
static size_t markdown_line_length(struct span s)
{
    const char *newline = s.len ? memchr(s.data, '\n', s.len) : NULL;

    return newline ? (size_t)(newline + 1 - s.data) : s.len;
}

static bool is_fence(struct span line)
{
    return line.len >= 3 && !memcmp(line.data, "---", 3) && span_trim(line).len == 3;
}

/* Splits TEXT into the YAML between the fences and the body; false if there are no fences. */
static bool split_front_matter(struct span text, struct span *yaml, struct span *body)
{
    size_t first = markdown_line_length(text), len;

    if (!is_fence((struct span){text.data, first}))
        return false;
    for (size_t at = first; at < text.len && at < FRONT_MAX; at += len) {
        len = markdown_line_length(span_from(text, at));
        if (is_fence((struct span){text.data + at, len})) {
            *yaml = (struct span){text.data + first, at - first};
            *body = span_from(text, at + len);
            return true;
        }
    }
    return false;
}

static struct span yaml_scalar(const yaml_node_t *node)
{
    if (!node || node->type != YAML_SCALAR_NODE)
        return (struct span){NULL, 0};
    return (struct span){(const char *)node->data.scalar.value, node->data.scalar.length};
}

/* The value of member NAME of MAPPING; the last one if there are several. */
static yaml_node_t *yaml_member(yaml_document_t *yaml, const yaml_node_t *mapping, struct span name)
{
    yaml_node_pair_t *pair = mapping->data.mapping.pairs.top;

    while (pair-- > mapping->data.mapping.pairs.start)
        if (span_eq(yaml_scalar(yaml_document_get_node(yaml, pair->key)), name))
            return yaml_document_get_node(yaml, pair->value);
    return NULL;
}

/* The value that NAME leads to; as in JSON, dots reach into mappings. */
static yaml_node_t *find_yaml(yaml_document_t *yaml, const yaml_node_t *node, const char *name)
{
    yaml_node_t *value;

    if (!node || node->type != YAML_MAPPING_NODE)
        return NULL;
    value = yaml_member(yaml, node, span_of(name));
    for (const char *dot = strchr(name, '.'); dot && !value; dot = strchr(dot + 1, '.'))
        value = find_yaml(yaml, yaml_member(yaml, node, (struct span){name, (size_t)(dot - name)}),
                          dot + 1);
    return value;
}

/* A scalar's text, or a sequence of scalars as lines in OUT. YAML's null, in either spelling, is
 * empty. */
static struct span yaml_text(yaml_document_t *yaml, const yaml_node_t *node, struct buf *out)
{
    struct span s = yaml_scalar(node);

    if (s.len && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        (span_eq(s, span_of("~")) || span_eq(s, span_of("null"))))
        return (struct span){NULL, 0};
    if (!node || node->type != YAML_SEQUENCE_NODE)
        return s;
    for (yaml_node_item_t *i = node->data.sequence.items.start; i < node->data.sequence.items.top;
         i++) {
        buf_span_add(out, yaml_scalar(yaml_document_get_node(yaml, *i)));
        buf_char(out, '\n');
    }
    return buf_span(out);
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

static dateline_status give_markdown(struct input *in, struct front *front, struct span body,
                                     dateline_error *err)
{
    const yaml_node_t *root = yaml_document_get_root_node(&front->yaml);
    struct span found[FEED_ROLES];
    struct record r;

    for (int role = 0; role < FEED_ROLES; role++)
        found[role] = yaml_text(&front->yaml, find_yaml(&front->yaml, root, role_field(in, role)),
                                &front->joined[role]);
    found[ROLE_BODY] = body;
    r = role_record(found, 0);
    title_from_heading(&r);
    return input_record(in, &r, err);
}

/* Parses YAML; false after reporting an error. */
static bool load_yaml(struct input *in, struct span yaml, yaml_document_t *out)
{
    yaml_parser_t parser;
    bool loaded = yaml_parser_initialize(&parser);

    if (loaded) {
        yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.data, yaml.len);
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        loaded = yaml_parser_load(&parser, out);
        if (!loaded) /* lines count from 0, and the fence is the first */
            input_tell(in, FEED_DAMAGED, parser.problem_mark.line + 2,
                       "the front matter is not YAML and is kept as text: %s",
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

    if (!load_yaml(in, yaml, &front.yaml))
        return input_record(in, &whole, err);
    status = give_markdown(in, &front, body, err);
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
    if (split_front_matter(text, &yaml, &body))
        return read_split(in, text, yaml, body, err);
    r.body = text;
    title_from_heading(&r);
    return input_record(in, &r, err);
}

/* A file without front matter is read as text instead, which may have a date line. */
static bool recognise_markdown(struct span start, bool named)
{
    struct span first;
    size_t len;

    start = utf8_without_mark(start);
    first = (struct span){start.data, markdown_line_length(start)};
    if (!is_fence(first))
        return false;
    len = markdown_line_length(span_from(start, first.len));
    return named || memchr(first.data + first.len, ':', len) != NULL;
}

const struct format format_markdown = {"md markdown mdown qmd ", recognise_markdown, read_markdown};

/* Reads YAML front matter. */
#include <yaml.h>

#include "indexer/feed/front.h"

enum { YAML_DEPTH = 100, YAML_ANCHORS = 1000 };

static struct span yaml_scalar(const yaml_node_t *node)
{
    if (!node || node->type != YAML_SCALAR_NODE)
        return (struct span){NULL, 0};
    return (struct span){(const char *)node->data.scalar.value, node->data.scalar.length};
}

/* The value of member NAME of MAPPING; the last one if there are several, and one in the same
 * capitals before others. */
static yaml_node_t *yaml_member(yaml_document_t *yaml, const yaml_node_t *mapping, struct span name)
{
    yaml_node_pair_t *pair = mapping->data.mapping.pairs.top, *other = NULL;

    while (pair-- > mapping->data.mapping.pairs.start) {
        struct span key = yaml_scalar(yaml_document_get_node(yaml, pair->key));

        if (span_eq(key, name))
            return yaml_document_get_node(yaml, pair->value);
        if (!other && span_eq_any_case(key, name))
            other = pair;
    }
    return other ? yaml_document_get_node(yaml, other->value) : NULL;
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

/* A scalar's text; empty for YAML's null in either spelling. */
static struct span yaml_text(const yaml_node_t *node)
{
    struct span s = yaml_scalar(node);
    bool plain = s.len && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool null = plain && (span_eq(s, span_of("~")) || span_eq(s, span_of("null")));

    return null ? (struct span){NULL, 0} : s;
}

/* Adds a scalar, or each scalar of a sequence. */
static void take_yaml(yaml_document_t *yaml, const yaml_node_t *node, enum feed_role role,
                      struct role_fields *fields)
{
    if (node->type == YAML_SCALAR_NODE)
        role_fields_keep(fields, role, yaml_text(node));
    else if (node->type == YAML_SEQUENCE_NODE)
        for (yaml_node_item_t *i = node->data.sequence.items.start;
             i < node->data.sequence.items.top; i++)
            role_fields_keep(fields, role, yaml_text(yaml_document_get_node(yaml, *i)));
}

static void take_mapping(struct input *in, yaml_document_t *yaml, struct role_fields *fields)
{
    const yaml_node_t *root = yaml_document_get_root_node(yaml);
    const char *name;

    for (int role = 0; role < FEED_ROLES; role++)
        for (size_t i = 0; (name = role_name(in, role, i)); i++) {
            const yaml_node_t *node = find_yaml(yaml, root, name);

            if (!node)
                continue;
            role_named(in, role);
            take_yaml(yaml, node, role, fields);
        }
    if (unmapped_record(&in->feed->unmapped))
        for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
             pair < root->data.mapping.pairs.top; pair++)
            unmapped_see(&in->feed->unmapped, yaml_scalar(yaml_document_get_node(yaml, pair->key)));
}

/* Counts of things that libyaml looks through again for each token or anchor. */
struct yaml_extent {
    int depth, anchors;
};

/* Adds EVENT to E; what is too much then, or NULL. */
static const char *extend_yaml(struct yaml_extent *e, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SEQUENCE_START_EVENT:
        e->depth++;
        e->anchors += event->data.sequence_start.anchor != NULL;
        break;
    case YAML_MAPPING_START_EVENT:
        e->depth++;
        e->anchors += event->data.mapping_start.anchor != NULL;
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        e->depth--;
        break;
    case YAML_SCALAR_EVENT:
        e->anchors += event->data.scalar.anchor != NULL;
        break;
    default:
        break;
    }
    return e->depth > YAML_DEPTH       ? "it is nested too deeply"
           : e->anchors > YAML_ANCHORS ? "it has too many anchors"
                                       : NULL;
}

static bool begin_yaml(yaml_parser_t *parser, struct span text)
{
    if (!yaml_parser_initialize(parser))
        return false;
    yaml_parser_set_input_string(parser, (const unsigned char *)text.data, text.len);
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    return true;
}

/* Whether libyaml loads TEXT in a time proportional to its length: 100,000 brackets that are nested
 * take it over a minute. True of what is not YAML, up to where it is not. */
static bool loads_soon(struct span text, const char **why, size_t *line)
{
    struct yaml_extent extent = {0};
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = begin_yaml(&parser, text);

    *why = NULL;
    if (!more)
        return true;
    while (more && yaml_parser_parse(&parser, &event)) {
        *why = extend_yaml(&extent, &event);
        *line = event.start_mark.line;
        more =
            !*why && event.type != YAML_DOCUMENT_END_EVENT && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return !*why;
}

/* Parses YAML; false if it is not YAML, then *LINE counts from 0. */
static bool load_yaml(struct span text, yaml_document_t *out, const char **why, size_t *line)
{
    yaml_parser_t parser;
    bool loaded;

    if (!loads_soon(text, why, line))
        return false;
    *why = "out of memory";
    if (!begin_yaml(&parser, text))
        return false;
    loaded = yaml_parser_load(&parser, out);
    *why = parser.problem ? parser.problem : "unknown error";
    *line = parser.problem_mark.line;
    yaml_parser_delete(&parser);
    return loaded;
}

/* The length of the key of LINE with its colon and the blanks after it; 0 if it is not "KEY: value"
 * from its first column on. */
static size_t key_length(struct span line)
{
    size_t at = 0;

    if (!line.len || is_blank(*line.data) || strchr("-#\"'[{", *line.data))
        return 0;
    while (at < line.len && line.data[at] != ':')
        at++;
    at++;
    if (at >= line.len || !is_blank(line.data[at]))
        return 0;
    while (at < line.len && is_blank(line.data[at]))
        at++;
    return at;
}

/* Whether the plain or quoted VALUE is not what YAML takes it for: it has a colon, begins with a
 * sign, or quotes inside quotes. */
static bool needs_quotes(struct span value)
{
    char quote = value.len ? *value.data : 0;
    struct span inside = value.len > 2 ? (struct span){value.data + 1, value.len - 2} : value;

    if (!value.len || strchr("[{|>", quote))
        return false;
    if (quote == '"' || quote == '\'')
        return value.len < 2 || value.data[value.len - 1] != quote ||
               (value.len > 2 && memchr(inside.data, quote, inside.len));
    return strchr("@`%*&!,]}?-", quote) || value.data[value.len - 1] == ':' ||
           memmem(value.data, value.len, ": ", 2);
}

static void add_quoted(struct buf *out, struct span value)
{
    char quote = *value.data;

    if ((quote == '"' || quote == '\'') && value.len > 1 && value.data[value.len - 1] == quote)
        value = (struct span){value.data + 1, value.len - 2};
    buf_char(out, '\'');
    for (size_t i = 0; i < value.len; i++) {
        if (value.data[i] == '\'')
            buf_char(out, '\'');
        buf_char(out, value.data[i]);
    }
    buf_char(out, '\'');
}

/* TEXT in OUT with quotes around the values that people forget to quote, and no tabs that indent.
 */
static void quote_values(struct span text, struct buf *out)
{
    while (text.len) {
        const char *newline = memchr(text.data, '\n', text.len);
        struct span line = {text.data, newline ? (size_t)(newline - text.data) : text.len};
        size_t key = key_length(line);
        struct span value = span_trim(span_from(line, key));

        text = span_from(text, line.len + (newline != NULL));
        for (; line.len && *line.data == '\t'; line = span_from(line, 1))
            buf_str(out, "  ");
        if (key && needs_quotes(value)) {
            buf_add(out, line.data, key);
            add_quoted(out, value);
        } else {
            buf_span_add(out, line);
        }
        buf_char(out, '\n');
    }
}

/* As load_yaml, for TEXT as written or else with the quotes that it lacks. */
static bool load_lenient(struct span text, yaml_document_t *out, const char **why, size_t *line)
{
    struct buf quoted = {0};
    const char *ignored;
    size_t also_ignored;
    bool loaded = load_yaml(text, out, why, line);

    if (loaded)
        return true;
    quote_values(text, &quoted);
    loaded = load_yaml(buf_span(&quoted), out, &ignored, &also_ignored);
    buf_free(&quoted);
    return loaded;
}

enum front_result front_yaml(struct input *in, struct span text, struct role_fields *fields)
{
    yaml_document_t yaml;
    const yaml_node_t *root;
    enum front_result result = FRONT_READ;
    const char *why = "";
    size_t line = 0;

    if (!load_lenient(text, &yaml, &why, &line)) {
        /* the fence is the first line */
        input_tell(in, FEED_DAMAGED, line + 2,
                   "the front matter is not YAML and is kept as text: %s", why);
        return FRONT_BAD;
    }
    root = yaml_document_get_root_node(&yaml);
    if (root && root->type != YAML_MAPPING_NODE)
        result = FRONT_TEXT;
    if (root && result == FRONT_READ)
        take_mapping(in, &yaml, fields);
    yaml_document_delete(&yaml);
    return result;
}

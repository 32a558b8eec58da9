/* Reads a web page into a tree with libxml2's parser. */
#include "indexer/feed/html/tree.h"

#include <libxml/HTMLparser.h>

#include "core/alloc.h"
#include "core/utf8.h"
#include "indexer/feed/html/tame.h"
#include "indexer/feed/sgml.h"
#include "indexer/feed/utf8.h"

/* A page being read. */
struct tree_build {
    struct html_tree *tree;
    htmlParserCtxtPtr parser;
    uint32_t open[TREE_DEPTH_MAX + 1]; /* the path to the place that is read */
    size_t depth;
    bool stopped; /* at a bound */
};

static const struct {
    const char *name;
    enum html_attribute is;
} kept[] = {
    {"aria-hidden", ATTR_HIDDEN},
    {"class", ATTR_CLASS},
    {"content", ATTR_CONTENT},
    {"datetime", ATTR_DATETIME},
    {"hidden", ATTR_HIDDEN},
    {"href", ATTR_HREF},
    {"id", ATTR_ID},
    {"itemprop", ATTR_ITEMPROP},
    {"lang", ATTR_LANG},
    {"name", ATTR_NAME},
    {"property", ATTR_PROPERTY},
    {"rel", ATTR_REL},
    {"role", ATTR_ROLE},
    {"style", ATTR_HIDDEN},
    {"title", ATTR_TITLE},
    {"type", ATTR_TYPE},
    {"xml:lang", ATTR_LANG},
};

/* Whether attribute NAME with VALUE hides its element; others than hiding ones do not. */
static bool hides(const char *name, const char *value)
{
    if (!strcmp(name, "style"))
        return strstr(value, "display:none") || strstr(value, "display: none") ||
               strstr(value, "visibility:hidden") || strstr(value, "visibility: hidden");
    return strcmp(name, "aria-hidden") != 0 || !strcmp(value, "true");
}

static void keep_attribute(struct tree_build *b, const char *name, const char *value)
{
    struct html_tree *t = b->tree;

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!strcmp(name, kept[i].name) &&
            (kept[i].is != ATTR_HIDDEN || hides(name, value ? value : ""))) {
            size_t len = value ? strlen(value) : 0;

            GROW(t->attributes, t->attributes_len, t->attributes_cap);
            t->attributes[t->attributes_len++] =
                (struct html_value){(uint32_t)t->values.len, (uint32_t)len, (uint8_t)kept[i].is};
            buf_add(&t->values, value, len);
            t->nodes[t->len - 1].attributes++;
        }
}

static struct html_node *append_node(struct tree_build *b, enum html_tag tag, unsigned traits)
{
    struct html_tree *t = b->tree;

    GROW(t->nodes, t->len, t->cap);
    t->nodes[t->len] = (struct html_node){.tag = (uint8_t)tag,
                                          .traits = (uint8_t)traits,
                                          .parent = b->open[b->depth],
                                          .end = (uint32_t)t->len + 1,
                                          .first = (uint32_t)t->attributes_len};
    return &t->nodes[t->len++];
}

static void on_open(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    struct tree_build *b = ctx;
    unsigned traits;
    enum html_tag tag = html_tag_of((const char *)name, &traits);

    if (b->stopped)
        return;
    if (b->depth == TREE_DEPTH_MAX || b->tree->len >= TREE_NODES_MAX) {
        b->stopped = true;
        xmlStopParser(b->parser);
        return;
    }
    append_node(b, tag, traits);
    b->open[++b->depth] = (uint32_t)b->tree->len - 1;
    for (; attributes && *attributes; attributes += 2)
        keep_attribute(b, (const char *)attributes[0], (const char *)attributes[1]);
}

static void on_close(void *ctx, const xmlChar *name)
{
    struct tree_build *b = ctx;

    (void)name;
    if (!b->depth || b->stopped)
        return;
    b->tree->nodes[b->open[b->depth--]].end = (uint32_t)b->tree->len;
}

/* Whether text goes on where the last node, also text, ends. */
static bool continues_text(const struct tree_build *b)
{
    const struct html_node *last = &b->tree->nodes[b->tree->len - 1];

    return last->tag == TAG_TEXT && last->parent == b->open[b->depth];
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    struct tree_build *b = ctx;
    struct html_tree *t = b->tree;

    if (b->stopped || len <= 0 || !b->depth)
        return;
    if (!continues_text(b))
        append_node(b, TAG_TEXT, 0)->first = (uint32_t)t->texts.len;
    t->nodes[t->len - 1].len += (uint32_t)len;
    buf_add(&t->texts, text, (size_t)len);
}

/* The text of scripts and styles; of it only data is of use. */
static void on_script(void *ctx, const xmlChar *text, int len)
{
    struct tree_build *b = ctx;

    if (!b->stopped && html_holds(tree_value(b->tree, b->open[b->depth], ATTR_TYPE), "json"))
        on_text(ctx, text, len);
}

static htmlParserCtxtPtr new_parser(struct tree_build *b)
{
    htmlParserCtxtPtr parser = htmlNewParserCtxt();

    if (!parser) /* its locks are allocated by malloc: xml_memory.h has no say */
        out_of_memory(0);
    *parser->sax = (xmlSAXHandler){
        .startElement = on_open,
        .endElement = on_close,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_script,
    };
    parser->userData = b;
    return parser;
}

/* Appends the text between the tags of REST, a line a piece. */
static void append_pieces(struct buf *out, struct span rest)
{
    const char *closed = sgml_comments_end(rest);
    bool shown = true;

    for (struct sgml_token token; (token = sgml_next(&rest)).kind != SGML_END;) {
        bool raw = sgml_named(token.name, "script") || sgml_named(token.name, "style");

        if (token.kind == SGML_OPEN || token.kind == SGML_CLOSE)
            shown = !raw || token.kind == SGML_CLOSE;
        else if (token.kind == SGML_TEXT && shown && span_trim(token.text).len) {
            sgml_decode(out, token.text);
            buf_char(out, '\n');
        }
        /* sgml_next would look for the end of each comment that is not closed. */
        while (rest.len > 4 && !memcmp(rest.data, "<!--", 4) && rest.data >= closed)
            rest = span_from(rest, 4);
    }
}

/* Appends the text of REST as one node of the root. */
static void append_rest(struct tree_build *b, struct span rest)
{
    struct html_tree *t = b->tree;
    size_t begin = t->texts.len;

    b->depth = 0;
    append_pieces(&t->texts, rest);
    t->rest = t->len;
    append_node(b, TAG_PRE, TAG_IS_BLOCK | TAG_IS_PARAGRAPH);
    b->open[++b->depth] = (uint32_t)t->len - 1;
    append_node(b, TAG_TEXT, 0)->first = (uint32_t)begin;
    t->nodes[t->len - 1].len = (uint32_t)(t->texts.len - begin);
    t->nodes[t->len - 2].end = (uint32_t)t->len;
}

/* Parses PAGE; returns its rest where parsing stopped. */
static struct span parse_page(struct tree_build *b, struct span page)
{
    enum {
        OPTIONS = HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT
    };
    struct span rest = {NULL, 0};
    htmlDocPtr doc;

    b->parser = new_parser(b);
    doc = htmlCtxtReadMemory(b->parser, page.data, (int)page.len, NULL, "UTF-8", OPTIONS);
    if (b->stopped) {
        long at = xmlByteConsumed(b->parser);
        const char *close;

        rest = span_from(page, at > 0 && (size_t)at < page.len ? (size_t)at : 0);
        close = memchr(rest.data, '>', rest.len);
        rest = span_from(rest, close ? (size_t)(close + 1 - rest.data) : 0);
    }
    if (doc)
        xmlFreeDoc(doc);
    htmlFreeParserCtxt(b->parser);
    return rest;
}

void html_tree_read(struct html_tree *tree, struct span page)
{
    struct tree_build b = {.tree = tree};
    struct buf tamed = {0};
    struct span rest;

    tree->len = tree->attributes_len = tree->rest = 0;
    buf_clear(&tree->texts);
    buf_clear(&tree->values);
    buf_reserve(&tree->texts, 1); /* so that an empty value is not NULL */
    buf_reserve(&tree->values, 1);
    append_node(&b, TAG_OTHER, TAG_IS_BLOCK);
    page = html_tame(page, TREE_ATTRIBUTES_MAX, &tamed);
    rest = parse_page(&b, page);
    while (b.depth)
        tree->nodes[b.open[b.depth--]].end = (uint32_t)tree->len;
    if (!tree->texts.len)
        rest = page; /* a comment that is not closed, or no page at all */
    if (rest.len)
        append_rest(&b, rest);
    tree->nodes[0].end = (uint32_t)tree->len;
    buf_free(&tamed);
}

void html_tree_free(struct html_tree *tree)
{
    free(tree->nodes);
    free(tree->attributes);
    buf_free(&tree->texts);
    buf_free(&tree->values);
}

struct span tree_value(const struct html_tree *t, size_t node, enum html_attribute name)
{
    const struct html_node *n = &t->nodes[node];

    if (n->tag != TAG_TEXT)
        for (size_t i = n->first; i < (size_t)n->first + n->attributes; i++)
            if (t->attributes[i].name == (uint8_t)name)
                return (struct span){t->values.data + t->attributes[i].at, t->attributes[i].len};
    return (struct span){NULL, 0};
}

size_t tree_find(const struct html_tree *t, size_t from, size_t to, enum html_tag tag)
{
    while (from < to && t->nodes[from].tag != (uint8_t)tag)
        from++;
    return from;
}

/* Appends TEXT with each run of blanks as one, and none at the start of OUT after FROM. */
static void add_folded(struct buf *out, size_t from, struct span text)
{
    for (size_t i = 0; i < text.len && out->len - from < TREE_LINE_MAX; i++) {
        if (!is_blank(text.data[i]))
            buf_char(out, text.data[i]);
        else if (out->len > from && out->data[out->len - 1] != ' ')
            buf_char(out, ' ');
    }
}

void tree_line(const struct html_tree *t, size_t node, struct buf *out)
{
    size_t from = out->len;

    for (size_t i = node; i < t->nodes[node].end && out->len - from < TREE_LINE_MAX; i++) {
        const struct html_node *n = &t->nodes[i];

        if (i > node && n->traits & TAG_IS_HIDDEN)
            i = n->end - 1;
        else if (n->tag == TAG_TEXT)
            add_folded(out, from, tree_text(t, i));
        else if (i > node && (n->tag == TAG_BR || n->traits & TAG_IS_BLOCK))
            add_folded(out, from, span_of(" "));
    }
    if (out->len - from >= TREE_LINE_MAX)
        out->len = from + utf8_cut(span_from(buf_span(out), from), TREE_LINE_MAX - 3).len;
    while (out->len > from && out->data[out->len - 1] == ' ')
        out->len--;
    if (out->data)
        out->data[out->len] = '\0';
}

/* Leaves out the parts of a page that are no article. */
#include "indexer/feed/html/aside.h"

#include "indexer/feed/html/words.h"

/* Whether NODE holds an element by which a page marks its article. */
static bool holds_article(const struct html_tree *t, size_t node)
{
    size_t end = t->nodes[node].end;

    return tree_find(t, node, end, TAG_ARTICLE) < end || tree_find(t, node, end, TAG_MAIN) < end;
}

static bool is_hidden(const struct html_tree *t, size_t node)
{
    static const char *const names[] = {"visually-hidden", "visuallyhidden", "screen-reader",
                                        "sr-only"};
    struct span classes = tree_value(t, node, ATTR_CLASS);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (html_holds(classes, names[i]))
            return true;
    return tree_value(t, node, ATTR_HIDDEN).data != NULL;
}

enum {
    FORM_PROSE_MIN = 400,   /* characters of sentences in a form that is the page itself */
    AUTHOR_CHARS_MAX = 300, /* characters of a note on the author */
};

static bool is_aside_by_tag(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    const struct outline_node *n = &o->nodes[node];
    size_t end = t->nodes[node].end;

    switch (t->nodes[node].tag) {
    case TAG_NAV:
    case TAG_BUTTON:
    case TAG_FOOTER:
    case TAG_ASIDE:
    case TAG_FIGURE:
    case TAG_FIGCAPTION:
    case TAG_NOSCRIPT:
        return true;
    case TAG_HEADER:
        return tree_find(t, node, end, TAG_H1) == end && !n->prose;
    case TAG_FORM:
        return n->prose < FORM_PROSE_MIN;
    default:
        return t->nodes[node].traits & TAG_IS_CONTROL;
    }
}

static bool is_aside_by_words(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    unsigned senses = words_of(t, node);
    enum html_tag tag = t->nodes[node].tag;

    if (tag == TAG_BODY || tag == TAG_HTML || tag == TAG_MAIN || tag == TAG_ARTICLE ||
        tag_is_heading(tag))
        return false;
    if (senses & (WORD_ASIDE | WORD_COMMENT))
        return true;
    if (senses & WORD_AROUND)
        return !o->nodes[node].prose || outline_is_linked(o, node, 10);
    if (senses & WORD_LINK)
        return outline_is_linked(o, node, 50);
    return senses & WORD_AUTHOR && o->nodes[node].chars < AUTHOR_CHARS_MAX;
}

/* Whether NODE is too much of the page to be left out. */
static bool is_most(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    return (uint64_t)o->nodes[node].prose * 10 > (uint64_t)o->nodes[0].prose * 6 ||
           (t->nodes[node].tag != TAG_NAV && o->nodes[node].prose && holds_article(t, node));
}

void aside_by_name(struct html_outline *o, const struct html_tree *t)
{
    for (size_t i = 1; i < t->len; i++) {
        struct outline_node *n = &o->nodes[i];

        if (!n->left_out && t->nodes[i].tag != TAG_TEXT &&
            (is_aside_by_tag(o, t, i) || is_aside_by_words(o, t, i) || is_hidden(t, i)))
            n->left_out = !is_most(o, t, i);
        if (n->left_out)
            i = t->nodes[i].end - 1;
    }
    outline_count(o, t);
}

static bool is_mostly_links(const struct html_outline *o, const struct html_tree *t, size_t node)
{
    const struct outline_node *n = &o->nodes[node];

    if (!n->linked)
        return false;
    switch (t->nodes[node].tag) {
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
    case TAG_TABLE:
        return outline_is_linked(o, node, 60);
    case TAG_DIV:
    case TAG_SECTION:
    case TAG_OTHER:
    case TAG_ARTICLE:
        return outline_is_linked(o, node, 66) && t->nodes[node].traits & TAG_IS_BLOCK;
    case TAG_P:
    case TAG_LI:
        return outline_is_linked(o, node, 80) && n->chars < 200;
    default:
        return tag_is_heading(t->nodes[node].tag) && outline_is_linked(o, node, 80);
    }
}

void aside_by_links(struct html_outline *o, const struct html_tree *t, size_t node)
{
    for (size_t i = node + 1; i < t->nodes[node].end; i++) {
        if (!o->nodes[i].left_out && is_mostly_links(o, t, i))
            o->nodes[i].left_out = true;
        if (o->nodes[i].left_out)
            i = t->nodes[i].end - 1;
    }
    outline_count(o, t);
}

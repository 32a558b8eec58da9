/* Recognises HTML in a text. */
#include "indexer/feed/html/html.h"
#include "indexer/feed/sgml.h"

/* The tags of a text. */
struct tag_census {
    size_t known, layout, other;
    bool first; /* the text begins with one of HTML's */
};

/* Whether NAME is of an element that lays out text. */
static bool lays_out(struct span name)
{
    static const char *const names[] = {"p",  "br", "div", "li", "h1",
                                        "h2", "h3", "h4",  "td", "blockquote"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sgml_named(name, names[i]))
            return true;
    return false;
}

static struct tag_census count_tags(struct span text)
{
    struct tag_census n = {0};

    for (bool begun = false; text.len;) {
        struct sgml_token token = sgml_next(&text);
        bool tag = token.kind == SGML_OPEN || token.kind == SGML_CLOSE;

        if (tag && html_tag_known(token.name)) {
            n.known++;
            n.layout += lays_out(token.name);
            n.first |= !begun;
        } else {
            n.other += tag;
        }
        begun |= tag || token.kind == SGML_TEXT;
    }
    return n;
}

/* The tags at the start of TEXT. */
static struct tag_census sample_tags(struct span text)
{
    enum { SAMPLE = 8 << 10 }; /* bytes */

    if (!text.len || !memchr(text.data, '<', text.len))
        return (struct tag_census){0};
    if (text.len > SAMPLE)
        text.len = SAMPLE;
    return count_tags(text);
}

bool html_is_fragment(struct span text)
{
    struct tag_census n = sample_tags(span_trim(text));

    return n.known > 4 * n.other && ((n.first && n.known > 1) || n.layout > 1);
}

bool html_has_tags(struct span text)
{
    return sample_tags(text).known > 0;
}

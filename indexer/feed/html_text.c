/* The text of a piece of HTML: drops the tags. */
#include "indexer/feed/html_text.h"

#include <strings.h>

#include "indexer/feed/sgml.h"

/* Elements whose content is no text. */
static const char *const hidden_elements[] = {"script", "style", "title", "template", "noscript"};

/* Elements around whose content lines end. */
static const char *const blocks[] = {"p",     "br",    "div",     "li",      "tr",         "table",
                                     "ul",    "ol",    "dl",      "dt",      "dd",         "h1",
                                     "h2",    "h3",    "h4",      "h5",      "h6",         "hr",
                                     "pre",   "body",  "section", "article", "blockquote", "header",
                                     "title", "aside", "footer",  "figure",  "figcaption"};

static bool is_one_of(struct span name, const char *const names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sgml_named(name, names[i]))
            return true;
    return false;
}

/* Ends the line in OUT, unless it is empty. */
static void end_line(struct buf *out)
{
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
    if (out->len && out->data[out->len - 1] != '\n')
        buf_char(out, '\n');
}

/* Appends TEXT with each run of blanks as one. */
static void add_collapsed(struct buf *out, struct span text)
{
    while (text.len) {
        size_t n = 0;

        while (n < text.len && !is_blank(text.data[n]))
            n++;
        buf_add(out, text.data, n);
        text = span_from(text, n);
        if (!text.len)
            return;
        if (out->len && !is_blank(out->data[out->len - 1]))
            buf_char(out, ' ');
        for (n = 0; n < text.len && is_blank(text.data[n]);)
            n++;
        text = span_from(text, n);
    }
}

/* Moves REST to the closing tag of NAME; to the end if there is none. */
static void pass_element(struct span *rest, struct span name)
{
    while (rest->len) {
        const char *tag = memmem(rest->data, rest->len, "</", 2);
        struct span at = tag ? span_from(*rest, (size_t)(tag - rest->data)) : (struct span){0};

        *rest = at;
        if (at.len > 2 + name.len && !strncasecmp(at.data + 2, name.data, name.len))
            return;
        *rest = span_from(at, at.len < 2 ? at.len : 2);
    }
}

/* A comment that does not end hides all the rest. */
static bool is_endless_comment(struct span rest)
{
    static const char begin[] = "<!--", end[] = "-->";

    return rest.len >= 4 && !memcmp(rest.data, begin, 4) &&
           !memmem(rest.data + 4, rest.len - 4, end, 3);
}

void html_text(struct span html, struct buf *out)
{
    struct buf decoded = {0};
    struct sgml_token t;

    while (!is_endless_comment(html) && (t = sgml_next(&html)).kind != SGML_END) {
        if (t.kind == SGML_TEXT) {
            buf_clear(&decoded);
            sgml_decode(&decoded, t.text);
            add_collapsed(out, buf_span(&decoded));
        } else if (t.kind == SGML_OPEN &&
                   is_one_of(t.name, hidden_elements,
                             sizeof hidden_elements / sizeof *hidden_elements))
            pass_element(&html, t.name);
        else if (t.kind != SGML_OTHER && is_one_of(t.name, blocks, sizeof blocks / sizeof *blocks))
            end_line(out);
        else if (t.kind != SGML_OTHER && (sgml_named(t.name, "td") || sgml_named(t.name, "th")))
            add_collapsed(out, (struct span){" ", 1});
    }
    buf_free(&decoded);
}

bool html_text_is_html(struct span text)
{
    static const char *const tags[] = {"p",  "br", "div", "a",  "b",    "i",  "em",
                                       "ul", "li", "h1",  "h2", "span", "img"};
    struct sgml_token t;

    while (!is_endless_comment(text) && (t = sgml_next(&text)).kind != SGML_END)
        if ((t.kind == SGML_OPEN || t.kind == SGML_CLOSE) &&
            is_one_of(t.name, tags, sizeof tags / sizeof *tags))
            return true;
    return false;
}

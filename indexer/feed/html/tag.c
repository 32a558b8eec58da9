/* The table of HTML's elements. */
#include "indexer/feed/html/tag.h"

#include <stdlib.h>
#include <strings.h>

struct tag_row {
    const char *name;
    enum html_tag tag;
    unsigned traits;
};

enum {
    BLOCK = TAG_IS_BLOCK,
    PARAGRAPH = TAG_IS_BLOCK | TAG_IS_PARAGRAPH,
    HIDDEN = TAG_IS_HIDDEN,
    CONTROL = TAG_IS_CONTROL,
};

/* In the order of their names. */
static const struct tag_row rows[] = {
    {"a", TAG_A, 0},
    {"abbr", TAG_ABBR, 0},
    {"address", TAG_OTHER, BLOCK},
    {"applet", TAG_OTHER, HIDDEN},
    {"article", TAG_ARTICLE, PARAGRAPH},
    {"aside", TAG_ASIDE, PARAGRAPH},
    {"audio", TAG_OTHER, HIDDEN},
    {"b", TAG_OTHER, 0},
    {"blockquote", TAG_BLOCKQUOTE, PARAGRAPH},
    {"body", TAG_BODY, PARAGRAPH},
    {"br", TAG_BR, 0},
    {"button", TAG_BUTTON, CONTROL},
    {"canvas", TAG_OTHER, HIDDEN},
    {"caption", TAG_OTHER, BLOCK},
    {"center", TAG_DIV, PARAGRAPH},
    {"code", TAG_OTHER, 0},
    {"datalist", TAG_OTHER, HIDDEN},
    {"dd", TAG_DD, BLOCK},
    {"details", TAG_OTHER, PARAGRAPH},
    {"dialog", TAG_OTHER, CONTROL | PARAGRAPH},
    {"dir", TAG_UL, PARAGRAPH},
    {"div", TAG_DIV, PARAGRAPH},
    {"dl", TAG_DL, PARAGRAPH},
    {"dt", TAG_DT, BLOCK},
    {"em", TAG_OTHER, 0},
    {"embed", TAG_OTHER, HIDDEN},
    {"fieldset", TAG_OTHER, PARAGRAPH},
    {"figcaption", TAG_FIGCAPTION, PARAGRAPH},
    {"figure", TAG_FIGURE, PARAGRAPH},
    {"font", TAG_OTHER, 0},
    {"footer", TAG_FOOTER, PARAGRAPH},
    {"form", TAG_FORM, PARAGRAPH},
    {"frameset", TAG_OTHER, HIDDEN},
    {"h1", TAG_H1, PARAGRAPH},
    {"h2", TAG_H2, PARAGRAPH},
    {"h3", TAG_H3, PARAGRAPH},
    {"h4", TAG_H4, PARAGRAPH},
    {"h5", TAG_H5, PARAGRAPH},
    {"h6", TAG_H6, PARAGRAPH},
    {"head", TAG_HEAD, PARAGRAPH},
    {"header", TAG_HEADER, PARAGRAPH},
    {"hgroup", TAG_DIV, PARAGRAPH},
    {"hr", TAG_HR, PARAGRAPH},
    {"html", TAG_HTML, PARAGRAPH},
    {"i", TAG_OTHER, 0},
    {"iframe", TAG_OTHER, HIDDEN},
    {"img", TAG_OTHER, 0},
    {"input", TAG_OTHER, CONTROL},
    {"label", TAG_OTHER, CONTROL},
    {"legend", TAG_OTHER, CONTROL | BLOCK},
    {"li", TAG_LI, BLOCK},
    {"link", TAG_LINK, HIDDEN},
    {"listing", TAG_PRE, PARAGRAPH},
    {"main", TAG_MAIN, PARAGRAPH},
    {"map", TAG_OTHER, HIDDEN},
    {"menu", TAG_UL, CONTROL | PARAGRAPH},
    {"meta", TAG_META, HIDDEN},
    {"nav", TAG_NAV, CONTROL | PARAGRAPH},
    {"noframes", TAG_NOSCRIPT, PARAGRAPH},
    {"noscript", TAG_NOSCRIPT, 0},
    {"object", TAG_OTHER, HIDDEN},
    {"ol", TAG_OL, PARAGRAPH},
    {"optgroup", TAG_OTHER, CONTROL},
    {"option", TAG_OTHER, CONTROL},
    {"output", TAG_OTHER, CONTROL},
    {"p", TAG_P, PARAGRAPH},
    {"pre", TAG_PRE, PARAGRAPH},
    {"progress", TAG_OTHER, CONTROL},
    {"rp", TAG_OTHER, HIDDEN},
    {"rt", TAG_OTHER, HIDDEN},
    {"script", TAG_SCRIPT, HIDDEN},
    {"section", TAG_SECTION, PARAGRAPH},
    {"select", TAG_OTHER, CONTROL},
    {"small", TAG_OTHER, 0},
    {"span", TAG_OTHER, 0},
    {"strong", TAG_OTHER, 0},
    {"style", TAG_OTHER, HIDDEN},
    {"sub", TAG_OTHER, 0},
    {"summary", TAG_OTHER, BLOCK},
    {"sup", TAG_OTHER, 0},
    {"svg", TAG_OTHER, HIDDEN},
    {"table", TAG_TABLE, PARAGRAPH},
    {"tbody", TAG_OTHER, BLOCK},
    {"td", TAG_TD, 0},
    {"template", TAG_OTHER, HIDDEN},
    {"textarea", TAG_OTHER, CONTROL},
    {"tfoot", TAG_OTHER, BLOCK},
    {"th", TAG_TD, 0},
    {"thead", TAG_OTHER, BLOCK},
    {"time", TAG_TIME, 0},
    {"title", TAG_TITLE, HIDDEN},
    {"tr", TAG_TR, BLOCK},
    {"u", TAG_OTHER, 0},
    {"ul", TAG_UL, PARAGRAPH},
    {"video", TAG_OTHER, HIDDEN},
    {"xmp", TAG_PRE, PARAGRAPH},
};

static int compare_tag(const void *name, const void *row)
{
    return strcasecmp(name, ((const struct tag_row *)row)->name);
}

bool html_tag_known(struct span name)
{
    enum { LONGEST = 12 };
    char word[LONGEST + 1];

    if (!name.len || name.len > LONGEST)
        return false;
    memcpy(word, name.data, name.len);
    word[name.len] = '\0';
    return bsearch(word, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_tag);
}

enum html_tag html_tag_of(const char *name, unsigned *traits)
{
    const char *colon = strchr(name, ':');
    const struct tag_row *row = bsearch(colon ? colon + 1 : name, rows, sizeof rows / sizeof *rows,
                                        sizeof *rows, compare_tag);

    *traits = row ? row->traits : 0;
    return row ? row->tag : TAG_OTHER;
}

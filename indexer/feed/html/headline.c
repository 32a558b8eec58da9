/* The title of a page's article. */
#include "indexer/feed/html/headline.h"

#include <strings.h>

enum {
    HEADING_MIN = 3, /* bytes of a heading that may be the title */
    HEADING_MAX = 400,
    HEADINGS_MAX = 1000, /* that are looked at */
};

/* The title that a page claims, the title of its window, and the name of its site. */
struct title_claims {
    struct span said, window, site;
};

/* The length of a sign between a title and a site's name at the start of S; 0: none. *LOOSE: it may
 * as well be a part of the title. */
static size_t sign_length(struct span s, bool *loose)
{
    static const char *const signs[] = {" - ",  " – ", " — ", " / ", " | ",
                                        " :: ", " » ", " « ", " · ", " • "};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (s.len > strlen(signs[i]) && !memcmp(s.data, signs[i], strlen(signs[i]))) {
            *loose = i < 4;
            return strlen(signs[i]);
        }
    return 0;
}

/* S without SITE, or a shorter part that may be a site's name, after a sign. */
static struct span without_site(struct span s, struct span site)
{
    for (size_t at = 1; at < s.len; at++) {
        bool loose;
        size_t len = s.data[at] == ' ' ? sign_length(span_from(s, at), &loose) : 0;
        struct span tail = span_from(s, at + len);

        if (len && (span_eq_any_case(tail, site) || tail.len * (loose ? 2 : 1) < at))
            return (struct span){s.data, at};
    }
    return s;
}

/* Where PART stands in S, in any capitals of ASCII; S.len if it does not. */
static size_t place_in(struct span s, struct span part)
{
    for (size_t at = 0; part.len >= HEADING_MIN && at + part.len <= s.len; at++)
        if (!strncasecmp(s.data + at, part.data, part.len))
            return at;
    return s.len;
}

/* How well the heading LINE fits C: the bytes they share, half of them if LINE stands where windows
 * have the site's name; 0: not at all. */
static size_t fitness(struct span line, const struct title_claims *c)
{
    size_t at;

    if (line.len < HEADING_MIN || line.len > HEADING_MAX || span_eq_any_case(line, c->site))
        return 0;
    if (place_in(c->said, line) < c->said.len)
        return line.len;
    at = place_in(c->window, line);
    if (at < c->window.len)
        return at && at + line.len == c->window.len ? line.len / 2 : line.len;
    return place_in(line, c->said) < line.len ? c->said.len : 0;
}

/* The heading that fits best, of those the first; 0: none. *OUT is the title in it. */
static size_t fitting_heading(const struct html_tree *t, const struct title_claims *c,
                              struct buf *out)
{
    struct buf line = {0};
    size_t best = 0, most = 0, looked = 0;

    for (size_t i = 1; i < t->len && looked < HEADINGS_MAX; i++) {
        size_t fits;

        if (!tag_is_heading(t->nodes[i].tag) || t->nodes[i].tag > TAG_H3)
            continue;
        looked++;
        buf_clear(&line);
        tree_line(t, i, &line);
        fits = fitness(buf_span(&line), c);
        if (fits <= most)
            continue;
        best = i;
        most = fits;
        buf_clear(out);
        /* A heading may have a kicker as well. */
        buf_span_add(out, fits == c->said.len && 2 * fits > line.len ? c->said : buf_span(&line));
    }
    buf_free(&line);
    return best;
}

/* The only heading of the first level; 0 if there are none or several. */
static size_t only_heading(const struct html_tree *t, struct buf *line)
{
    size_t found = tree_find(t, 1, t->len, TAG_H1);

    if (found == t->len || tree_find(t, found + 1, t->len, TAG_H1) < t->len)
        return 0;
    buf_clear(line);
    tree_line(t, found, line);
    return line->len >= HEADING_MIN && line->len <= HEADING_MAX ? found : 0;
}

size_t html_headline(const struct html_claims *c, const struct html_tree *t, struct buf *out)
{
    struct title_claims all = {.said = claim_text(c, CLAIM_TITLE),
                               .site = claim_text(c, CLAIM_SITE)};
    struct buf window = {0};
    size_t at = tree_find(t, 1, t->len, TAG_TITLE), node;

    if (at < t->len)
        tree_line(t, at, &window);
    all.window = buf_span(&window);
    buf_clear(out);
    node = fitting_heading(t, &all, out);
    if (!node)
        node = only_heading(t, out);
    if (!node) {
        buf_clear(out);
        buf_span_add(out, without_site(all.said.len ? all.said : all.window, all.site));
    }
    buf_free(&window);
    return node;
}

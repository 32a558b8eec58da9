/* Makes an article of a web page. */
#include "indexer/feed/html/html.h"

#include "indexer/feed/html/aside.h"
#include "indexer/feed/html/choose.h"
#include "indexer/feed/html/headline.h"
#include "indexer/feed/html/trim.h"

/* Adds the sentences between the title at node FROM and the text at TO: the lead. */
static void add_lead(struct html_reader *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct outline_node *n = &r->outline.nodes[i];
        size_t end = r->tree.nodes[i].end;

        if (!n->left_out && n->prose && n->own >= PROSE_MIN && end <= to)
            prose_add(&r->prose, &r->outline, &r->tree, i);
        if (n->left_out || (n->own >= PROSE_MIN && end <= to))
            i = end - 1;
    }
}

enum { BODY_MIN = 100 }; /* bytes; with less, the page's whole text may be better */

/* Replaces r->body with the whole text of the page; with ALL, text in elements that show none, as
 * one of them may be open to the end of a damaged page. */
static void write_page(struct html_reader *r, bool all)
{
    outline_make(&r->outline, &r->tree, all);
    prose_clear(&r->prose);
    buf_clear(&r->body);
    prose_add(&r->prose, &r->outline, &r->tree, 0);
    prose_write(&r->prose, &r->body);
}

/* Replaces r->body with the page's text, whose title is at node TITLE; returns the node it is from.
 */
static size_t extract_body(struct html_reader *r, size_t title)
{
    size_t node;

    if (title)
        r->outline.nodes[title].left_out = true;
    aside_by_name(&r->outline, &r->tree);
    node = choose_body(&r->outline, &r->tree);
    aside_by_links(&r->outline, &r->tree, node);
    prose_clear(&r->prose);
    buf_clear(&r->body);
    if (title && r->tree.nodes[title].end < node)
        add_lead(r, r->tree.nodes[title].end, node);
    prose_add(&r->prose, &r->outline, &r->tree, node);
    if (node && r->tree.rest)
        prose_add(&r->prose, &r->outline, &r->tree, r->tree.rest);
    prose_trim(&r->prose);
    prose_write(&r->prose, &r->body);
    if (r->body.len >= BODY_MIN)
        return node;
    write_page(r, false);
    if (!r->body.len)
        write_page(r, true);
    if (span_eq(buf_span(&r->body), buf_span(&r->title)))
        buf_clear(&r->body);
    return 0;
}

/* The host of URL without a leading "www."; empty if it has none. */
static struct span host_of(struct span url)
{
    const char *start = url.len ? memmem(url.data, url.len, "://", 3) : NULL;
    struct span host = {NULL, 0};
    size_t len = 0;

    if (!start)
        return host;
    host = span_from(url, (size_t)(start + 3 - url.data));
    if (host.len > 4 && !memcmp(host.data, "www.", 4))
        host = span_from(host, 4);
    while (len < host.len && !strchr("/:?#", host.data[len]))
        len++;
    return (struct span){host.data, len};
}

/* LANG without its country: the "de" of de-AT and de_AT. */
static struct span language_of(struct span lang)
{
    size_t len = 0;

    while (len < lang.len && !strchr("-_,; ", lang.data[len]))
        len++;
    return (struct span){lang.data, len};
}

void html_extract(struct html_reader *r, struct span page, struct html_article *out)
{
    struct html_article a = {.body = {NULL, 0}};
    size_t title, body;
    dateline_day day;

    html_tree_read(&r->tree, page);
    claims_read(&r->claims, &r->tree);
    outline_make(&r->outline, &r->tree, false);
    title = html_headline(&r->claims, &r->tree, &r->title);
    body = extract_body(r, title);
    day = html_date(&r->claims, &r->tree, title, body, &a.date_source);
    a.date = (struct span){r->day, day_format(day, r->day)};
    a.title = buf_span(&r->title);
    a.body = buf_span(&r->body);
    a.author = claim_text(&r->claims, CLAIM_AUTHOR);
    a.url = claim_text(&r->claims, CLAIM_URL);
    a.site = claim_text(&r->claims, CLAIM_SITE);
    if (!a.site.len)
        a.site = host_of(a.url);
    a.lang = language_of(claim_text(&r->claims, CLAIM_LANG));
    *out = a;
}

struct span html_text(struct html_reader *r, struct span fragment)
{
    html_tree_read(&r->tree, fragment);
    write_page(r, false);
    if (!r->body.len)
        write_page(r, true);
    return buf_span(&r->body);
}

void html_reader_free(struct html_reader *r)
{
    html_tree_free(&r->tree);
    outline_free(&r->outline);
    claims_free(&r->claims);
    prose_free(&r->prose);
    buf_free(&r->title);
    buf_free(&r->body);
}

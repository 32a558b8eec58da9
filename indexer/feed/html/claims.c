/* Collects the claims of a page about its article. */
#include "indexer/feed/html/claims.h"

#include "indexer/feed/clean.h"

struct meta_row {
    const char *name;
    enum html_claim claim;
    enum claim_rank rank;
};

/* Names of <meta>, in any capitals, with ':', '_' and '-' as '.'. */
static const struct meta_row meta_rows[] = {
    {"og.title", CLAIM_TITLE, RANK_STATED},
    {"twitter.title", CLAIM_TITLE, RANK_NAMED},
    {"dc.title", CLAIM_TITLE, RANK_NAMED},
    {"dcterms.title", CLAIM_TITLE, RANK_NAMED},
    {"citation.title", CLAIM_TITLE, RANK_NAMED},
    {"parsely.title", CLAIM_TITLE, RANK_NAMED},
    {"sailthru.title", CLAIM_TITLE, RANK_NAMED},
    {"headline", CLAIM_TITLE, RANK_NAMED},
    {"title", CLAIM_TITLE, RANK_LOOSE},

    {"article.published.time", CLAIM_PUBLISHED, RANK_STATED},
    {"article.published", CLAIM_PUBLISHED, RANK_STATED},
    {"og.article.published.time", CLAIM_PUBLISHED, RANK_STATED},
    {"og.published.time", CLAIM_PUBLISHED, RANK_STATED},
    {"og.pubdate", CLAIM_PUBLISHED, RANK_STATED},
    {"shareaholic.article.published.time", CLAIM_PUBLISHED, RANK_STATED},
    {"datepublished", CLAIM_PUBLISHED, RANK_STATED},
    {"date.published", CLAIM_PUBLISHED, RANK_STATED},
    {"published.date", CLAIM_PUBLISHED, RANK_STATED},
    {"published.time", CLAIM_PUBLISHED, RANK_STATED},
    {"publicationdate", CLAIM_PUBLISHED, RANK_STATED},
    {"publication.date", CLAIM_PUBLISHED, RANK_STATED},
    {"publication.time", CLAIM_PUBLISHED, RANK_STATED},
    {"originalpublicationdate", CLAIM_PUBLISHED, RANK_STATED},
    {"publishdate", CLAIM_PUBLISHED, RANK_STATED},
    {"publish.date", CLAIM_PUBLISHED, RANK_STATED},
    {"publish.time", CLAIM_PUBLISHED, RANK_STATED},
    {"publishtime", CLAIM_PUBLISHED, RANK_STATED},
    {"cxenseparse.recs.publishtime", CLAIM_PUBLISHED, RANK_STATED},
    {"cxenseparse.publishtime", CLAIM_PUBLISHED, RANK_STATED},
    {"pubdate", CLAIM_PUBLISHED, RANK_STATED},
    {"pub.date", CLAIM_PUBLISHED, RANK_STATED},
    {"bt.pubdate", CLAIM_PUBLISHED, RANK_STATED},
    {"parsely.pub.date", CLAIM_PUBLISHED, RANK_STATED},
    {"sailthru.date", CLAIM_PUBLISHED, RANK_STATED},
    {"citation.publication.date", CLAIM_PUBLISHED, RANK_STATED},
    {"citation.online.date", CLAIM_PUBLISHED, RANK_NAMED},
    {"citation.date", CLAIM_PUBLISHED, RANK_NAMED},
    {"dc.date.issued", CLAIM_PUBLISHED, RANK_NAMED},
    {"dcterms.issued", CLAIM_PUBLISHED, RANK_NAMED},
    {"dc.issued", CLAIM_PUBLISHED, RANK_NAMED},
    {"dc.date.created", CLAIM_PUBLISHED, RANK_NAMED},
    {"dcterms.created", CLAIM_PUBLISHED, RANK_NAMED},
    {"dc.created", CLAIM_PUBLISHED, RANK_NAMED},
    {"datecreated", CLAIM_PUBLISHED, RANK_NAMED},
    {"date.created", CLAIM_PUBLISHED, RANK_NAMED},
    {"dc.date", CLAIM_PUBLISHED, RANK_LOOSE},
    {"dcterms.date", CLAIM_PUBLISHED, RANK_LOOSE},
    {"date", CLAIM_PUBLISHED, RANK_LOOSE},

    {"article.modified.time", CLAIM_CHANGED, RANK_STATED},
    {"og.updated.time", CLAIM_CHANGED, RANK_STATED},
    {"datemodified", CLAIM_CHANGED, RANK_STATED},
    {"dc.date.modified", CLAIM_CHANGED, RANK_NAMED},
    {"dcterms.modified", CLAIM_CHANGED, RANK_NAMED},
    {"last.modified", CLAIM_CHANGED, RANK_LOOSE},
    {"revised", CLAIM_CHANGED, RANK_LOOSE},

    {"author", CLAIM_AUTHOR, RANK_STATED},
    {"article.author", CLAIM_AUTHOR, RANK_NAMED},
    {"dc.creator", CLAIM_AUTHOR, RANK_NAMED},
    {"dcterms.creator", CLAIM_AUTHOR, RANK_NAMED},
    {"citation.author", CLAIM_AUTHOR, RANK_NAMED},
    {"parsely.author", CLAIM_AUTHOR, RANK_NAMED},
    {"sailthru.author", CLAIM_AUTHOR, RANK_NAMED},
    {"byl", CLAIM_AUTHOR, RANK_NAMED},

    {"og.site.name", CLAIM_SITE, RANK_STATED},
    {"citation.journal.title", CLAIM_SITE, RANK_NAMED},
    {"dc.publisher", CLAIM_SITE, RANK_LOOSE},
    {"dcterms.publisher", CLAIM_SITE, RANK_LOOSE},
    {"publisher", CLAIM_SITE, RANK_LOOSE},
    {"application.name", CLAIM_SITE, RANK_LOOSE},

    {"og.url", CLAIM_URL, RANK_NAMED},
    {"dc.identifier", CLAIM_URL, RANK_LOOSE},

    {"dc.language", CLAIM_LANG, RANK_NAMED},
    {"dcterms.language", CLAIM_LANG, RANK_NAMED},
    {"content.language", CLAIM_LANG, RANK_NAMED},
    {"language", CLAIM_LANG, RANK_LOOSE},
    {"og.locale", CLAIM_LANG, RANK_LOOSE},
};

/* Whether A and the name B of the table are one. */
static bool same_meta_name(struct span a, const char *b)
{
    size_t i = 0;

    for (; i < a.len && b[i]; i++) {
        char c = a.data[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c == ':' || c == '_' || c == '-')
            c = '.';
        if (c != b[i])
            return false;
    }
    return i == a.len && !b[i];
}

static bool is_address(struct span s)
{
    return s.len > 8 && (span_begins_any_case(s, "http://") || span_begins_any_case(s, "https://"));
}

void claims_add(struct html_claims *c, enum html_claim claim, enum claim_rank rank,
                struct span text)
{
    enum { CLAIM_BYTES_MAX = 2000 };
    struct buf line = {0};

    text = span_trim(text);
    if (!text.len || text.len > CLAIM_BYTES_MAX || c->of[claim].rank <= rank ||
        is_address(text) != (claim == CLAIM_URL))
        return;
    if (clean_line(text, &line).len) {
        buf_free(&c->of[claim].text);
        c->of[claim].text = line;
        c->of[claim].rank = rank;
    } else {
        buf_free(&line);
    }
}

static void read_meta(struct html_claims *c, const struct html_tree *t, size_t node)
{
    static const enum html_attribute names[] = {ATTR_PROPERTY, ATTR_NAME, ATTR_ITEMPROP};
    struct span content = tree_value(t, node, ATTR_CONTENT);

    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct span name = tree_value(t, node, names[n]);

        for (size_t i = 0; name.len && i < sizeof meta_rows / sizeof *meta_rows; i++)
            if (same_meta_name(span_trim(name), meta_rows[i].name))
                claims_add(c, meta_rows[i].claim, meta_rows[i].rank, content);
    }
}

static void read_link(struct html_claims *c, const struct html_tree *t, size_t node)
{
    if (span_eq_any_case(tree_value(t, node, ATTR_REL), span_of("canonical")))
        claims_add(c, CLAIM_URL, RANK_STATED, tree_value(t, node, ATTR_HREF));
}

/* An element of the text that says by itemprop what it is. */
static void read_property(struct html_claims *c, const struct html_tree *t, size_t node)
{
    static const struct meta_row rows[] = {
        {"headline", CLAIM_TITLE, RANK_NAMED},
        {"datepublished", CLAIM_PUBLISHED, RANK_NAMED},
        {"datecreated", CLAIM_PUBLISHED, RANK_NAMED},
        {"datemodified", CLAIM_CHANGED, RANK_NAMED},
        {"author", CLAIM_AUTHOR, RANK_NAMED},
    };
    struct span name = tree_value(t, node, ATTR_ITEMPROP);
    struct span value = tree_value(t, node, ATTR_DATETIME);
    struct buf shown = {0};

    if (!name.len)
        return;
    if (!value.len)
        value = tree_value(t, node, ATTR_CONTENT);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (same_meta_name(span_trim(name), rows[i].name)) {
            if (!value.len) {
                tree_line(t, node, &shown);
                value = buf_span(&shown);
            }
            claims_add(c, rows[i].claim, rows[i].rank, value);
        }
    buf_free(&shown);
}

static void read_script(struct html_claims *c, const struct html_tree *t, size_t node)
{
    struct span type = tree_value(t, node, ATTR_TYPE);

    if (html_holds(type, "ld+json") && t->nodes[node].end > node + 1)
        claims_read_json(c, tree_text(t, node + 1));
}

void claims_read(struct html_claims *c, const struct html_tree *t)
{
    for (int i = 0; i < CLAIMS; i++) {
        buf_clear(&c->of[i].text);
        c->of[i].rank = RANK_NOTHING;
    }
    for (size_t i = 1; i < t->len; i++)
        switch (t->nodes[i].tag) {
        case TAG_META:
            read_meta(c, t, i);
            break;
        case TAG_LINK:
            read_link(c, t, i);
            break;
        case TAG_SCRIPT:
            read_script(c, t, i);
            break;
        case TAG_HTML:
            claims_add(c, CLAIM_LANG, RANK_STATED, tree_value(t, i, ATTR_LANG));
            break;
        case TAG_TEXT:
            break;
        default:
            read_property(c, t, i);
        }
}

void claims_free(struct html_claims *c)
{
    for (int i = 0; i < CLAIMS; i++)
        buf_free(&c->of[i].text);
    json_reader_free(&c->json);
}

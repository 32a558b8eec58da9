/* Dates a page. */
#include "indexer/feed/html/dated.h"

#include "indexer/feed/html/date_find.h"
#include "indexer/feed/html/words.h"
#include "text/date_parse.h"

static bool is_full_day(dateline_day day)
{
    return day_precision(day) == DAY_DAY;
}

static bool claimed_date(const struct html_claims *c, enum html_claim claim, enum claim_rank rank,
                         dateline_day *out)
{
    struct span text = claim_text(c, claim);
    dateline_day day;

    if (c->of[claim].rank != rank || !((date_parse(text, &day) && is_full_day(day)) ||
                                       date_find(text, claim_text(c, CLAIM_LANG), &day)))
        return false;
    *out = day;
    return true;
}

/* URL without the addresses before its last one: archives of pages put theirs in front, with the
 * time at which they saved the page. */
static struct span last_address(struct span url)
{
    for (size_t at = url.len; at-- > 1;)
        if (url.len - at > 4 && !memcmp(url.data + at, "http", 4))
            return span_from(url, at);
    return url;
}

static bool url_date(const struct html_claims *c, dateline_day *out)
{
    dateline_day day;

    if (!date_in_path(last_address(claim_text(c, CLAIM_URL)), &day) || !is_full_day(day))
        return false;
    *out = day;
    return true;
}

/* How far a date is looked for: where the article is; everywhere but in comments. */
enum dated_reach { REACH_ARTICLE, REACH_PAGE };

/* A page whose date is looked for. */
struct dated_page {
    const struct html_claims *claims;
    const struct html_tree *tree;
    size_t title, body;
    enum dated_reach reach;
};

typedef bool dated_node(const struct html_tree *t, size_t node);

/* Whether NODE, which does not hold the body, has dates of other things than the article. */
static bool is_elsewhere(const struct dated_page *p, size_t node)
{
    const struct html_node *n = &p->tree->nodes[node];

    if (node <= p->body && p->body < n->end)
        return false;
    if (p->reach == REACH_PAGE)
        return n->traits & TAG_IS_HIDDEN || words_of(p->tree, node) & WORD_COMMENT;
    return n->tag == TAG_NAV || n->tag == TAG_ASIDE || n->tag == TAG_FOOTER ||
           n->traits & TAG_IS_HIDDEN || words_of(p->tree, node) & (WORD_ASIDE | WORD_COMMENT);
}

/* The date in LINE; in a long one, the date that it begins with. */
static bool date_in_line(const struct dated_page *p, struct span line, dateline_day *out)
{
    enum { LINE_LONG = 300, DATE_LONG = 24 }; /* bytes */

    if (line.len > LINE_LONG)
        line.len = *line.data >= '0' && *line.data <= '9' ? DATE_LONG : 0;
    return date_find(line, claim_text(p->claims, CLAIM_LANG), out);
}

/* The date that NODE, a time or an element named so, shows. */
static bool node_date(const struct dated_page *p, size_t node, struct buf *line, dateline_day *out)
{
    struct span value = tree_value(p->tree, node, ATTR_DATETIME);
    dateline_day day;

    if (!value.len)
        value = tree_value(p->tree, node, ATTR_CONTENT);
    if (!value.len && p->tree->nodes[node].tag == TAG_ABBR)
        value = tree_value(p->tree, node, ATTR_TITLE);
    if (value.len && date_parse(value, &day) && is_full_day(day)) {
        *out = day;
        return true;
    }
    buf_clear(line);
    tree_line(p->tree, node, line);
    return date_in_line(p, buf_span(line), out);
}

static bool is_time(const struct html_tree *t, size_t node)
{
    return t->nodes[node].tag == TAG_TIME || words_of(t, node) & WORD_DATE;
}

static bool is_stamp(const struct html_tree *t, size_t node)
{
    return t->nodes[node].tag == TAG_TIME;
}

static bool is_line(const struct html_tree *t, size_t node)
{
    return t->nodes[node].tag != TAG_A && t->nodes[node].end - node < 40;
}

/* The date of the first node in [FROM, TO) that ASKED accepts and that shows one. */
static bool date_between(const struct dated_page *p, size_t from, size_t to, dated_node *asked,
                         dateline_day *out)
{
    struct buf line = {0};
    bool found = false;

    for (size_t i = from; !found && i < to; i++) {
        if (p->tree->nodes[i].tag == TAG_TEXT)
            continue;
        if (is_elsewhere(p, i))
            i = p->tree->nodes[i].end - 1;
        else
            found = asked(p->tree, i) && node_date(p, i, &line, out);
    }
    buf_free(&line);
    return found;
}

/* The date shown after the title, to the end of the text, or before the title. */
static bool date_near(const struct dated_page *p, dated_node *asked, dateline_day *out)
{
    size_t from = p->title ? p->title : p->body;
    size_t to = p->reach == REACH_PAGE ? p->tree->len : p->tree->nodes[p->body].end;

    return (from < to && date_between(p, from, to, asked, out)) ||
           date_between(p, 1, from, asked, out);
}

/* The date of a line near the title, or of a time anywhere. */
static bool date_shown(const struct dated_page *p, dateline_day *out)
{
    struct dated_page everywhere = *p;

    everywhere.reach = REACH_PAGE;
    return date_near(p, is_line, out) || date_near(&everywhere, is_stamp, out);
}

dateline_day html_date(const struct html_claims *c, const struct html_tree *t, size_t title,
                       size_t body, enum html_date_source *source)
{
    struct dated_page p = {c, t, title, body, REACH_ARTICLE};
    struct dated_page everywhere = {c, t, title, body, REACH_PAGE};
    dateline_day day = 0;

    if (claimed_date(c, CLAIM_PUBLISHED, RANK_STATED, &day))
        *source = HTML_DATE_STATED;
    else if (url_date(c, &day))
        *source = HTML_DATE_URL;
    else if (claimed_date(c, CLAIM_PUBLISHED, RANK_NAMED, &day) ||
             claimed_date(c, CLAIM_PUBLISHED, RANK_LOOSE, &day) || date_near(&p, is_time, &day))
        *source = HTML_DATE_NAMED;
    else if (date_shown(&p, &day))
        *source = HTML_DATE_SHOWN;
    else if (claimed_date(c, CLAIM_CHANGED, c->of[CLAIM_CHANGED].rank, &day))
        *source = HTML_DATE_CHANGED;
    else
        *source = date_near(&everywhere, is_line, &day) ? HTML_DATE_SHOWN : HTML_DATE_NONE;
    return day;
}

/* Links that narrow a search: to a source, a language, or undated articles. */
#include "searcher/query/query.h"
#include "serve/page.h"
#include "serve/route.h"

enum { FACET_SHOWN = 8 };

/* How a filter is joined to a query. */
enum joining { JOIN_AFTER, JOIN_AFTER_BRACKETS, JOIN_BEFORE_BRACKETS };

/* A filter after Q's text would go with its last part alone in "a OR b source:c". Where the text is
 * not read as it is written, as with a quote that nothing closes or an AND at its end, a filter
 * after it could complete it. */
static enum joining joining_of(const struct question *q)
{
    struct query tree = {0};
    enum joining how = JOIN_AFTER;

    if (query_parse(q, &tree, NULL) == DATELINE_OK) {
        if (tree.root->kind == QUERY_OR || tree.root->kind == QUERY_XOR)
            how = JOIN_AFTER_BRACKETS;
        if (tree.n_warnings)
            how = JOIN_BEFORE_BRACKETS;
    }
    query_free(&tree);
    return how;
}

/* Replaces OUT by a query for what Q finds and FILTER lets through. */
static void narrow_query(const struct exchange *x, const struct question *q, const char *filter,
                         struct buf *out)
{
    const char *text = target_value(&x->target, "q");
    enum joining how = joining_of(q);

    buf_clear(out);
    if (!text || !*text)
        buf_str(out, filter);
    else if (how == JOIN_BEFORE_BRACKETS)
        buf_printf(out, "%s (%s)", filter, text);
    else
        buf_printf(out, how == JOIN_AFTER_BRACKETS ? "(%s) %s" : "%s %s", text, filter);
}

static void write_value(struct exchange *x, const struct question *q, const char *name,
                        const struct facet_value *v)
{
    struct buf *out = &x->reply.body, filter = {0}, query = {0};

    buf_printf(&filter, "%s:\"%.*s\"", name, (int)v->value.len, v->value.data);
    narrow_query(x, q, filter.data, &query);
    buf_str(out, "<li><a href=\"");
    html_address(out, "/", &x->target, (struct html_change[]){{"q", query.data}, {"offset", NULL}},
                 2);
    buf_str(out, "\">");
    html_isolated(out, "bdi", v->value);
    buf_printf(out, "</a> <small>%llu</small></li>\n", (unsigned long long)v->matches);
    buf_free(&filter);
    buf_free(&query);
}

static dateline_status write_facet(struct exchange *x, const struct options *o, enum facet facet,
                                   const char *title, dateline_error *err)
{
    struct question q = o->question;
    struct answer *a;
    size_t shown = 0;
    dateline_status status;

    q.kind = ASK_FACET;
    q.facet = facet;
    status = page_answer(x, &q, &a, err);
    for (size_t i = 0; status == DATELINE_OK && i < a->values.len && shown < FACET_SHOWN; i++) {
        const struct facet_value *v = &a->values.list[i];

        if (!v->value.len || memchr(v->value.data, '"', v->value.len))
            continue;
        if (!shown++)
            buf_printf(&x->reply.body, "<h2>%s</h2>\n<ul>\n", title);
        write_value(x, &o->question, facet == FACET_SOURCE ? "source" : "lang", v);
    }
    if (shown)
        buf_str(&x->reply.body, "</ul>\n");
    answer_free(a);
    return status;
}

/* A link to the matches without a date, which are in no range; none where the query is as long as
 * it may be. */
static dateline_status write_undated(struct exchange *x, const struct options *o,
                                     dateline_error *err)
{
    struct buf *out = &x->reply.body, query = {0};
    struct question q = o->question;
    struct answer *a;
    dateline_status status;

    narrow_query(x, &o->question, "date:none", &query);
    q.kind = ASK_COUNT;
    q.text = buf_span(&query);
    q.days = (struct query_days){0};
    status = page_answer(x, &q, &a, err);
    if (status == DATELINE_OK && a->matches) {
        buf_str(out, "<h2>Dates</h2>\n<ul>\n<li><a href=\"");
        html_address(out, "/", &x->target,
                     (struct html_change[]){
                         {"q", query.data}, {"since", NULL}, {"until", NULL}, {"offset", NULL}},
                     4);
        buf_printf(out, "\">undated</a> <small>%llu</small></li>\n</ul>\n",
                   (unsigned long long)a->matches);
    }
    answer_free(a);
    buf_free(&query);
    return status == DATELINE_BAD_QUERY ? DATELINE_OK : status;
}

dateline_status page_narrow(struct exchange *x, const struct options *o, dateline_error *err)
{
    dateline_status status;

    buf_str(&x->reply.body, "<aside aria-label=\"Narrow the search\">\n");
    status = write_facet(x, o, FACET_SOURCE, "Sources", err);
    if (status == DATELINE_OK)
        status = write_facet(x, o, FACET_LANG, "Languages", err);
    if (status == DATELINE_OK)
        status = write_undated(x, o, err);
    buf_str(&x->reply.body, "</aside>\n");
    return status;
}

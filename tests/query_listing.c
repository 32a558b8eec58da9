#include "query_listing.h"
#include "searcher/query/query_describe.h"

char *query_listing_of(struct span text, bool any, bool literal, bool warnings)
{
    struct question asked = {
        .text = text, .any = any, .literal = literal, .today = QUERY_LISTING_TODAY};
    struct buf out = {0};
    dateline_error err;
    struct query q;

    if (query_parse(&asked, &q, &err)) {
        buf_str(&out, err.text);
        return out.data;
    }
    query_describe(q.root, &out);
    for (size_t i = 0; warnings && i < q.n_warnings; i++)
        buf_printf(&out, "\n%s", q.warnings[i]);
    query_free(&q);
    return out.data;
}

char *query_listing(const char *query, bool warnings)
{
    bool any = !strncmp(query, "--any ", 6), literal = !strncmp(query, "--literal ", 10);

    return query_listing_of(span_of(query + (any ? 6 : literal ? 10 : 0)), any, literal, warnings);
}

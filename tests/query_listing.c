/* Queries as query_describe() writes what was understood. */
#include "query_listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "searcher/query/query_describe.h"

#include <cmocka.h> /* last: its fail() is a macro */

static char *listing_by(const struct question *asked, bool warnings)
{
    struct buf out = {0};
    dateline_error err;
    struct query q;

    if (query_parse(asked, &q, &err)) {
        buf_str(&out, err.text);
        return out.data;
    }
    query_describe(q.root, &out);
    for (size_t i = 0; warnings && i < q.n_warnings; i++)
        buf_printf(&out, "\n%s", q.warnings[i]);
    query_free(&q);
    return out.data;
}

char *query_listing_of(struct span text, bool any, bool literal, bool warnings)
{
    const struct question asked = {
        .text = text, .any = any, .literal = literal, .today = QUERY_LISTING_TODAY};

    return listing_by(&asked, warnings);
}

/* "--min-match=N", or N%, before a query. */
static char *listing_of_least(const char *query, bool warnings)
{
    struct question asked = {.any = true, .today = QUERY_LISTING_TODAY};
    char *end;

    asked.min_match = (uint32_t)strtoul(strchr(query, '=') + 1, &end, 10);
    asked.min_percent = *end == '%';
    end += asked.min_percent;
    asked.literal = !strncmp(end, " --literal", 10);
    asked.text = span_of(end + (asked.literal ? 10 : 0) + 1);
    return listing_by(&asked, warnings);
}

char *query_listing(const char *query, bool warnings)
{
    bool any = !strncmp(query, "--any ", 6), literal = !strncmp(query, "--literal ", 10);

    if (!strncmp(query, "--min-match=", 12))
        return listing_of_least(query, warnings);
    return query_listing_of(span_of(query + (any ? 6 : literal ? 10 : 0)), any, literal, warnings);
}

void assert_query_tree(const char *query, const char *expected)
{
    char *tree = query_listing(query, false);

    if (strcmp(tree, expected) != 0) {
        print_error("%s\n", query);
        assert_string_equal(tree, expected);
    }
    free(tree);
}

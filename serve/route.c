/* From a request's address and method to the function that answers it. */
#include "serve/route.h"

#include "core/alloc.h"
#include "serve/openapi.h"
#include "serve/site.h"

#define READ     (METHOD_GET | METHOD_HEAD)
#define QUESTION "q since until any min-match literal exact-names recent timeout "
#define PAGE     "limit offset total no-total sort rank widen fields marks safe-csv format "

/* Media types of replies. */
#define HTML    "text/html; charset=utf-8"
#define JSON    "application/json"
#define LINES   "application/x-ndjson"
#define PLAIN   "text/plain; charset=utf-8"
#define TABLES  "text/csv; charset=utf-8,text/tab-separated-values; charset=utf-8," PLAIN
#define FORMATS JSON "," LINES "," TABLES

static const struct route routes[] = {
    {"/", READ, QUESTION "sort rank widen limit offset period q2 q3 q4", "The page: a search", HTML,
     .asks = true, .page = true, .answer = page_search},
    {"/article/", READ, "q any literal", "The page: an article", HTML, .asks = true, .page = true,
     .finds = true, .answer = page_article},
    {"/feed", READ, QUESTION "limit", "The newest matches as an Atom feed",
     "application/atom+xml; charset=utf-8", .asks = true, .answer = page_feed},
    {"/page.css", READ, "", "The page's style", "text/css; charset=utf-8", .open = true,
     .answer = page_style},
    {"/page.js", READ, "", "The page's script", "text/javascript; charset=utf-8", .open = true,
     .answer = page_script},
    {"/api/search", READ, QUESTION PAGE " partial", "The best matches, or a page of them", FORMATS,
     "Hits", .asks = true, .answer = api_search},
    {"/api/timeline", READ, QUESTION "period timeline format partial", "Matches by period", FORMATS,
     "Timeline", .asks = true, .answer = api_timeline},
    {"/api/facets", READ, QUESTION "facet sort format partial", "Matches by value of a field",
     FORMATS, "Facets", .needs = "facet", .asks = true, .answer = api_facets},
    {"/api/articles/", READ, "format", "A whole article", FORMATS, "Article", .asks = true,
     .finds = true, .answer = api_article},
    {"/api/like/", READ, QUESTION PAGE, "Articles like one", FORMATS, "Hits", .asks = true,
     .finds = true, .answer = api_like},
    {"/api/why", READ, QUESTION "id rank", "How an article scores, or what keeps it out", JSON,
     "Why", .needs = "id", .asks = true, .finds = true, .answer = api_why},
    {"/api/explain", READ, QUESTION "rank sort limit offset", "How a query is understood", JSON,
     "Explanation", .asks = true, .answer = api_explain},
    {"/api/suggest", READ, "prefix", "Words and titles that begin as has been typed", JSON,
     "Suggestions", .needs = "prefix", .asks = true, .answer = api_suggest},
    {"/api/export", READ, QUESTION "sort rank fields marks safe-csv format tag partial",
     "All matches of one commit, with the summary at the end", LINES "," JSON "," TABLES, "Hits",
     .asks = true, .streams = true, .answer = api_export},
    {"/api/batch", METHOD_POST,
     "since until any min-match literal recent timeout limit offset total sort rank widen fields "
     "marks partial",
     "A query a line, answered in their order", LINES, .asks = true, .streams = true,
     .answer = api_batch},
    {"/api/openapi.json", READ, "", "This document", JSON, .answer = api_describe},
    {"/healthz", READ, "", "Whether the server runs", PLAIN, .open = true, .answer = health_live},
    {"/readyz", READ, "", "Whether it takes requests", PLAIN, .open = true, .answer = health_ready},
    {"/metrics", READ, "", "Counts in OpenMetrics format",
     "application/openmetrics-text; version=1.0.0; charset=utf-8", .asks = true,
     .answer = health_metrics},
};

enum { ROUTES = sizeof routes / sizeof *routes };

_Static_assert((int)ROUTES < (int)METRICS_ROUTES, "the metrics count by route");

const struct route *route_find(struct exchange *x)
{
    const char *path = x->target.path;

    for (size_t i = 0; i < ROUTES; i++) {
        size_t len = strlen(routes[i].path);
        bool prefix = routes[i].path[len - 1] == '/' && len > 1;

        if (prefix ? !strncmp(path, routes[i].path, len) && path[len]
                   : !strcmp(path, routes[i].path)) {
            x->id = span_of(path + len);
            return &routes[i];
        }
    }
    return NULL;
}

void api_describe(struct exchange *x)
{
    openapi_write(routes, ROUTES, x->site->options->max_depth, &x->reply.body);
    x->reply.status = 200;
    x->reply.type = JSON;
}

size_t route_number(const struct route *r)
{
    return r ? (size_t)(r - routes) : ROUTES;
}

const char *route_name(size_t n)
{
    return n < ROUTES ? routes[n].path : "none";
}

const char *route_policy(const struct route *r)
{
    return r && r->page ? "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' "
                          "data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                          "frame-ancestors 'none'"
                        : "default-src 'none'; frame-ancestors 'none'";
}

/* Appends "GET, HEAD" and so on. */
static void list_methods(unsigned methods, struct buf *out)
{
    static const char *const names[] = {"GET", "HEAD", "POST"};

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (methods >> i & 1)
            buf_printf(out, "%s%s", out->len ? ", " : "", names[i]);
}

static void refuse_method(struct exchange *x)
{
    struct buf allowed = {0}, detail = {0};

    list_methods(x->route->methods, &allowed);
    buf_printf(&detail, "this address takes %s", allowed.data);
    reply_problem(&x->reply, 405, NULL, 0, detail.data);
    reply_header(&x->reply, "Allow", buf_span(&allowed));
    buf_free(&allowed);
    buf_free(&detail);
}

static void refuse_stranger(struct exchange *x)
{
    reply_problem(&x->reply, 401, NULL, 0, "the request does not carry the token");
    reply_header(&x->reply, "WWW-Authenticate", span_of("Basic realm=\"dateline\""));
    reply_header(&x->reply, "WWW-Authenticate", span_of("Bearer realm=\"dateline\""));
}

bool route_begin(struct exchange *x, const struct credentials *c)
{
    dateline_error err;

    if (target_read(x->raw, &x->target, &err) != DATELINE_OK) {
        reply_problem(&x->reply, 400, NULL, 0, err.text);
        return false;
    }
    x->route = route_find(x);
    if (!c->trusted_host) {
        reply_problem(&x->reply, 421, NULL, 0, "the server is not called by this name (--host)");
    } else if (!c->token && !(x->route && x->route->open)) {
        refuse_stranger(x);
    } else if (!x->route) {
        reply_problem(&x->reply, 404, NULL, 0, "nothing is served at this address");
    } else if (!(x->route->methods & x->method)) {
        refuse_method(x);
    } else if (x->route->asks) {
        return true;
    } else {
        x->route->answer(x);
    }
    return false;
}

/* The address of a request: any bytes are refused or give texts that are UTF-8 and terminated; read
 * as options they are refused or give a question that can be parsed. */
#include "core/utf8.h"
#include "fuzz.h"
#include "serve/coding.h"
#include "serve/metrics.h"
#include "serve/parameters.h"
#include "serve/route.h"
#include "serve/token.h"

const char *const fuzz_seeds[] = {
    "/api/search?q=rare+earth&since=2025-03&until=7d&limit=3&offset=20&any&marks=1",
    "/api/timeline?q=minerals&period=month",
    "/api/articles/agency%2F2025-03-04.txt?format=json",
    "/api/articles/..%2f..%2fetc/passwd",
    "/api/why?q=x&id=%C3%A9&rank=bm25&min-match=50%25",
    "/?q=%00&q=%FF&%zz==&&&+=+",
    "/api/suggest?prefix=har&recent=&fields=id,title,date&sort=newest",
    NULL,
};

static const char allowed[] = "q since until any min-match literal recent timeout limit offset "
                              "total no-total sort rank widen "
                              "fields marks safe-csv format period timeline facet id";

static void check_text(const char *text)
{
    const char *end = text + strlen(text);

    while (text < end) {
        const char *start = text;

        FUZZ_CHECK(utf8_get(&text, end) < 0x80 || text - start > 1);
    }
}

static void check_message(const dateline_error *err)
{
    FUZZ_CHECK(*err->text);
    for (const char *p = err->text; *p; p++)
        FUZZ_CHECK((unsigned char)*p >= ' ' && *p != 0x7F);
}

static void check_parameters(const struct target *t)
{
    struct options o;
    struct parameter_fault fault;
    struct query q;
    dateline_error err;

    options_init(&o);
    o.render.format = RENDER_JSON;
    if (parameters_read(t, allowed, &o, &fault) == DATELINE_OK) {
        options_complete(&o);
        if (query_parse(&o.question, &q, &err) == DATELINE_OK)
            query_free(&q);
        else
            check_message(&err);
    } else {
        check_message(&fault.err);
    }
    options_free(&o);
}

static void check_target(const char *raw)
{
    struct exchange x = {0};
    dateline_error err;

    if (target_read(raw, &x.target, &err) == DATELINE_OK) {
        FUZZ_CHECK(*x.target.path == '/');
        check_text(x.target.path);
        for (size_t i = 0; i < x.target.n; i++) {
            check_text(x.target.parameters[i].name);
            check_text(x.target.parameters[i].value);
        }
        FUZZ_CHECK(route_number(route_find(&x)) < METRICS_ROUTES);
        check_parameters(&x.target);
    } else {
        check_message(&err);
    }
    target_free(&x.target);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf raw = {0};

    buf_add(&raw, data, size);
    buf_str(&raw, "");
    check_target(raw.data);
    token_shown(span_of("token"), raw.data);
    coding_choose(raw.data);
    buf_free(&raw);
    return 0;
}

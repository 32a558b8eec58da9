/* The page of a search: what was found, when, and where. */
#include "serve/page.h"
#include "serve/route.h"
#include "serve/site.h"

/* ---- Around the hits ------------------------------------------------------------------- */

static void write_summary(struct exchange *x, const struct options *o, const struct answer *a)
{
    struct buf *out = &x->reply.body;
    const struct query_days *days = &o->question.days;

    buf_printf(out, "<p role=\"status\" class=\"summary\">%llu %s", (unsigned long long)a->matches,
               a->matches == 1 ? "match" : "matches");
    if (days->first) {
        buf_str(out, ", since ");
        html_day(out, days->first);
    }
    if (days->last) {
        buf_str(out, ", until ");
        html_day(out, days->last);
    }
    buf_str(out, "</p>\n");
}

static void write_page_link(struct exchange *x, const char *rel, uint64_t offset, const char *text)
{
    struct buf *out = &x->reply.body, number = {0};

    buf_printf(&number, "%llu", (unsigned long long)offset);
    buf_printf(out, "<a rel=\"%s\" href=\"", rel);
    html_address(out, "/", &x->target,
                 (struct html_change[]){{"offset", offset ? number.data : NULL}}, 1);
    buf_printf(out, "\">%s</a>\n", text);
    buf_free(&number);
}

static void write_paging(struct exchange *x, const struct options *o, const struct answer *a)
{
    const struct question *q = &o->question;
    uint64_t next = q->offset + q->limit;
    bool more = a->shown == q->limit && next + q->limit <= x->site->options->max_depth &&
                (next < a->matches || a->widened_from);

    if (!q->offset && !more)
        return;
    buf_str(&x->reply.body, "<nav aria-label=\"Pages\">\n");
    if (q->offset)
        write_page_link(x, "prev", q->offset > q->limit ? q->offset - q->limit : 0, "Previous");
    if (more)
        write_page_link(x, "next", next, "Next");
    buf_str(&x->reply.body, "</nav>\n");
}

/* ---- The page ---------------------------------------------------------------------------- */

static void write_names(struct exchange *x, const struct answer *a)
{
    for (size_t i = 0; i < a->also_spelt.len; i++) {
        struct buf line = {0};

        also_spelt_line(&a->also_spelt.list[i], &line);
        page_lines(&x->reply.body, "advice", (char *const[]){line.data}, 1);
        buf_free(&line);
    }
}

/* W as a link to the query with it. */
static void write_respelling(struct exchange *x, const struct options *o, const struct answer *a,
                             const struct advice_word *w)
{
    struct buf *out = &x->reply.body, query = {0};
    struct span word = {a->advice[w->line] + w->at, w->len};

    if (answer_respell(a, w, o->question.text, &query)) {
        buf_str(out, "<a href=\"");
        html_address(out, "/", &x->target,
                     (struct html_change[]){{"q", query.data}, {"offset", NULL}}, 2);
        buf_str(out, "\">");
        html_text(out, word);
        buf_str(out, "</a>");
    } else {
        html_text(out, word);
    }
    buf_free(&query);
}

/* The lines of advice, in which words that the query may mean are links. */
static void write_advice(struct exchange *x, const struct options *o, const struct answer *a)
{
    struct buf *out = &x->reply.body;
    size_t next = 0;

    for (size_t i = 0; i < a->n_advice; i++) {
        size_t at = 0;

        buf_str(out, "<p class=\"advice\"><bdi dir=\"auto\">");
        for (; next < a->n_advice_words && a->advice_words[next].line == i; next++) {
            const struct advice_word *w = &a->advice_words[next];

            html_text(out, (struct span){a->advice[i] + at, w->at - at});
            write_respelling(x, o, a, w);
            at = w->at + w->len;
        }
        html_text(out, span_of(a->advice[i] + at));
        buf_str(out, "</bdi></p>\n");
    }
}

/* Inserts HTML at byte AT of BODY, which is not empty. */
static void insert_html(struct buf *body, size_t at, struct span html)
{
    struct buf rest = {0};

    buf_add(&rest, body->data + at, body->len - at);
    body->len = at;
    buf_span_add(body, html);
    buf_span_add(body, buf_span(&rest));
    buf_free(&rest);
}

/* Reads the hits after all other questions of the page: their snippets may use up its time. */
static dateline_status write_hits(struct exchange *x, const struct options *o, struct answer *a,
                                  dateline_error *err)
{
    size_t at = x->reply.body.len;
    struct buf hits = {0};
    dateline_status narrowed, listed;

    write_paging(x, o, a);
    narrowed = page_narrow(x, o, err);
    listed = page_hits(x, o, a, &hits, narrowed == DATELINE_OK ? err : NULL);
    insert_html(&x->reply.body, at, buf_span(&hits));
    buf_free(&hits);
    return narrowed == DATELINE_OK ? listed : narrowed;
}

static dateline_status write_answer(struct exchange *x, struct page_question *q, struct answer *a,
                                    dateline_error *err)
{
    size_t at = x->reply.body.len;
    struct buf warnings = {0};
    dateline_status status;

    write_summary(x, &q->options, a);
    write_names(x, a);
    if (!a->matches) {
        engine_advise_dates(a);
        engine_advise(a);
        write_advice(x, &q->options, a);
    }
    status = page_chart(x, q, err);
    if (status == DATELINE_OK)
        status = write_hits(x, &q->options, a, err);
    else
        write_paging(x, &q->options, a);
    page_lines(&warnings, "warning", a->warnings, a->n_warnings); /* some come with the hits */
    insert_html(&x->reply.body, at, buf_span(&warnings));
    buf_free(&warnings);
    return status;
}

static void write_fault(struct exchange *x, const char *text)
{
    buf_str(&x->reply.body, "<p class=\"error\" role=\"alert\">");
    html_isolated(&x->reply.body, "bdi", span_of(text));
    buf_str(&x->reply.body, "</p>\n");
}

static void write_search(struct exchange *x, struct page_question *q)
{
    struct question asked = q->options.question;
    struct answer *a;
    dateline_error err;
    dateline_status status;

    asked.names = NAMES_ALL;
    status = page_answer(x, &asked, &a, &err);

    if (status == DATELINE_OK)
        status = write_answer(x, q, a, &err);
    if (status != DATELINE_OK) {
        write_fault(x, err.text);
        x->reply.status = exchange_failed(x, status);
    }
    x->reply.matches = a->matches;
    answer_free(a);
}

void page_search(struct exchange *x)
{
    struct page_question q;
    struct parameter_fault fault;
    const char *text = target_value(&x->target, "q");
    struct buf title = {0};

    if (!exchange_borrow(x, false) || exchange_unchanged(x))
        return;
    page_read(x, &q);
    if (!q.fault.text[0] && asking_page_fits(x, &q.options, &fault) != DATELINE_OK)
        q.fault = fault.err;
    buf_printf(&title, "%s%sdateline", text ? text : "", text && *text ? " - " : "");
    page_begin(x, buf_span(&title));
    buf_printf(&x->reply.body, "<h1 class=\"unseen\">Search an archive of dated articles</h1>\n");
    if (q.fault.text[0]) {
        write_fault(x, q.fault.text);
        x->reply.status = 400;
    } else {
        write_search(x, &q);
    }
    page_end(x);
    buf_free(&title);
    options_free(&q.options);
}

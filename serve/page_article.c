/* The page of an article: its text with the matches marked, where its date comes from, why it was
 * found, articles like it, and how to cite it. */
#include "serve/page.h"
#include "serve/route.h"

enum { LIKE_SHOWN = 5 };

static void write_facts(struct buf *out, const struct article *a)
{
    const char *source = page_date_source(a->date_source);
    const char *confidence = article_date_confidence(a);

    buf_str(out, "<p class=\"facts\">");
    html_day(out, a->day);
    if (a->day)
        buf_printf(out, " <small>%s%s%s</small>", source ? source : "dated by the article itself",
                   confidence ? ", " : "", confidence ? confidence : "");
    if (a->source.len) {
        buf_str(out, " · ");
        html_isolated(out, "bdi", a->source);
    }
    if (a->lang.len) {
        buf_str(out, " · ");
        html_isolated(out, "bdi", a->lang);
    }
    buf_str(out, "</p>\n");
}

/* An address that a browser may follow: of the web, nothing else. */
static bool web_address(struct span url)
{
    static const char plain[] = "http://", secure[] = "https://";

    return (url.len > sizeof plain && !strncmp(url.data, plain, sizeof plain - 1)) ||
           (url.len > sizeof secure && !strncmp(url.data, secure, sizeof secure - 1));
}

static void write_citation(struct buf *out, const struct article *a)
{
    char day[DAY_TEXT];

    day_format(a->day, day);
    buf_str(out, "<section aria-label=\"Citation\"><h2>Cite</h2>\n<pre id=\"cite\" dir=\"auto\">");
    html_text(out, a->title);
    buf_str(out, ". ");
    if (a->source.len) {
        html_text(out, a->source);
        buf_str(out, ", ");
    }
    buf_printf(out, "%s. ", a->day ? day : "undated");
    html_text(out, a->id);
    if (a->url.len) {
        buf_str(out, ". ");
        html_text(out, a->url);
    }
    buf_str(out, "</pre>\n<button id=\"copy\" type=\"button\" hidden>Copy</button>\n");
    if (web_address(a->url)) {
        buf_str(out, "<p><a rel=\"noreferrer\" href=\"");
        html_text(out, a->url);
        buf_str(out, "\">The original</a></p>\n");
    }
    buf_str(out, "</section>\n");
}

/* A paragraph for each line of TEXT that is not empty, in a division of this class. MARKED: its
 * marks are ours, those of matches. */
static void write_text(struct buf *out, struct span text, const char *class, bool marked)
{
    buf_printf(out, "<div class=\"%s\">\n", class);
    while (text.len) {
        const char *newline = memchr(text.data, '\n', text.len);
        size_t len = newline ? (size_t)(newline - text.data) : text.len;

        if (span_trim((struct span){text.data, len}).len) {
            buf_str(out, "<p dir=\"auto\">");
            (marked ? html_marked : html_text)(out, (struct span){text.data, len});
            buf_str(out, "</p>\n");
        }
        text = span_from(text, newline ? len + 1 : len);
    }
    buf_str(out, "</div>\n");
}

/* The text of A, boilerplate in divisions of its own; matches are marked if MARK. */
static void write_pieces(struct exchange *x, const struct page_question *page,
                         const struct article *a, bool mark)
{
    struct marked_text m = {.text = a->body, .marks = a->marks};
    struct buf marked = {0};
    struct span piece;
    enum mark kind;

    while (marked_next(&m, &piece, &kind)) {
        bool aside = kind == MARK_BOILERPLATE;
        bool matched = mark && !aside &&
                       engine_mark(x->loan.engine, &page->options.question, piece, &marked, NULL) ==
                           DATELINE_OK;

        write_text(&x->reply.body, matched ? buf_span(&marked) : piece,
                   aside ? "text aside" : "text", matched);
    }
    buf_free(&marked);
}

static void write_why(struct exchange *x, const struct question *asked)
{
    struct buf *out = &x->reply.body;
    struct question q = *asked;
    struct answer *a;

    q.kind = ASK_WHY;
    q.why = x->id;
    if (page_answer(x, &q, &a, NULL) == DATELINE_OK) {
        const struct why *w = a->why;

        buf_printf(out, "<section aria-label=\"Why\"><h2>%s</h2>\n<ul>\n",
                   w->matches ? "Why it is found" : "Why it is not found");
        for (size_t i = 0; i < w->n_parts; i++) {
            buf_str(out, "<li>");
            html_isolated(out, "bdi", w->parts[i].clause.text);
            buf_printf(out, " <small>%.3f</small></li>\n", (double)w->parts[i].score / 1e6);
        }
        for (size_t i = 0; i < w->n_reasons; i++) {
            buf_str(out, "<li>");
            html_isolated(out, "bdi", w->reasons[i].clause.text);
            buf_str(out, ": ");
            html_isolated(out, "bdi", w->reasons[i].text);
            buf_str(out, "</li>\n");
        }
        buf_str(out, "</ul></section>\n");
    }
    answer_free(a);
}

static void write_like(struct exchange *x, const struct options *o)
{
    struct options like = *o;
    struct buf *out = &x->reply.body;
    struct answer *a;

    like.question.text = span_of("*");
    like.question.like = x->id;
    like.question.limit = LIKE_SHOWN;
    like.question.widen = false;
    like.render.marks = false; /* nearly every word is sought */
    if (page_answer(x, &like.question, &a, NULL) == DATELINE_OK && a->shown) {
        buf_str(out, "<section aria-label=\"Articles like this one\"><h2>Like this one</h2>\n");
        page_hits(x, &like, a, out, NULL);
        buf_str(out, "</section>\n");
    }
    answer_free(a);
}

/* A link to the articles of the days around it. */
static void write_days_around(struct buf *out, const struct article *a)
{
    enum { AROUND = 3 };
    char since[DAY_TEXT], until[DAY_TEXT];

    if (day_precision(a->day) != DAY_DAY)
        return;
    day_format(day_from_number(day_number(a->day) - AROUND), since);
    day_format(day_from_number(day_number(a->day) + AROUND), until);
    buf_printf(
        out, "<p><a href=\"/?since=%s&amp;until=%s&amp;sort=oldest\">The days around it</a></p>\n",
        since, until);
}

static void write_article(struct exchange *x, const struct page_question *page,
                          const struct article *a)
{
    struct buf *out = &x->reply.body;
    const char *text = target_value(&x->target, "q");
    bool asked = text && *text && !page->fault.text[0];

    page_begin(x, a->title);
    buf_str(out, "<article>\n");
    html_isolated(out, "h1", a->title);
    write_facts(out, a);
    write_pieces(x, page, a, asked);
    buf_str(out, "</article>\n");
    write_citation(out, a);
    write_days_around(out, a);
    if (asked)
        write_why(x, &page->options.question);
    write_like(x, &page->options);
    page_end(x);
}

/* A page that says why there is no article to show. */
static void write_no_article(struct exchange *x, unsigned status, const dateline_error *err)
{
    char line[sizeof err->text];
    char *const lines[] = {line};

    memcpy(line, err->text, sizeof line);
    page_begin(x, span_of(status == 404 ? "No such article" : "No such address"));
    page_lines(&x->reply.body, "fault", lines, 1);
    page_end(x);
    x->reply.status = status;
}

void page_article(struct exchange *x)
{
    struct page_question page;
    struct buf record = {0};
    struct article a;
    dateline_error err;
    dateline_status status;

    if (!exchange_borrow(x, false) || exchange_unchanged(x))
        return;
    page_read(x, &page);
    status = engine_article(x->loan.engine, x->id, &record, &a, &err);
    if (*page.fault.text)
        write_no_article(x, 400, &page.fault);
    else if (status == DATELINE_OK)
        write_article(x, &page, &a);
    else if (status == DATELINE_NOT_FOUND)
        write_no_article(x, 404, &err);
    else
        exchange_fail(x, status, &err);
    buf_free(&record);
    options_free(&page.options);
}

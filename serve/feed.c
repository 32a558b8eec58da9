/* The newest matches of a search as an Atom feed (RFC 4287). */
#include "serve/page.h"
#include "serve/route.h"

/* An Atom date of a day; the start of the first where less is known. */
static void write_instant(struct buf *out, const char *element, dateline_day d)
{
    char day[DAY_TEXT];

    day_format(d ? day_first(d) : DAY_FIRST, day);
    buf_printf(out, "<%s>%sT00:00:00Z</%s>\n", element, day, element);
}

static void write_id(struct buf *out, struct span id)
{
    buf_str(out, "<id>urn:dateline:");
    target_encode(out, id);
    buf_str(out, "</id>\n");
}

static void write_entry(struct buf *out, const struct hit *h)
{
    const struct article *a = &h->article;

    buf_str(out, "<entry>\n<title>");
    html_text(out, a->title.len ? a->title : a->id);
    buf_str(out, "</title>\n");
    write_id(out, a->id);
    write_instant(out, "updated", a->day);
    buf_str(out, "<link href=\"/article/");
    target_encode(out, a->id);
    buf_str(out, "\"/>\n<summary>");
    html_text(out, h->snippet);
    buf_str(out, "</summary>\n</entry>\n");
}

static dateline_status write_feed(struct exchange *x, struct answer *a, dateline_error *err)
{
    struct buf *out = &x->reply.body;
    const char *q = target_value(&x->target, "q");
    const struct hit *h = NULL;
    dateline_status status = answer_next(a, &h, err);

    buf_str(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>");
    html_text(out, span_of(q && *q ? q : "New articles"));
    buf_str(out, "</title>\n<author><name>dateline</name></author>\n");
    write_id(out, span_of(x->raw));
    write_instant(out, "updated", h ? h->article.day : loan_facts(&x->loan)->last);
    buf_str(out, "<link rel=\"self\" href=\"");
    html_text(out, span_of(x->raw));
    buf_str(out, "\"/>\n");
    for (; status == DATELINE_OK && h; status = answer_next(a, &h, err))
        write_entry(out, h);
    buf_str(out, "</feed>\n");
    return status;
}

void page_feed(struct exchange *x)
{
    struct page_question page;
    struct answer *a;
    dateline_error err;
    dateline_status status;

    if (!exchange_borrow(x, false) || exchange_unchanged(x))
        return;
    page_read(x, &page);
    page.options.question.sort = MATCH_NEWEST;
    page.options.question.widen = false;
    if (page.fault.text[0]) {
        reply_problem(&x->reply, 400, NULL, 0, page.fault.text);
    } else if (asking_page(x, &page.options)) {
        status = engine_answer(x->loan.engine, &page.options.question, &a, &err);
        if (status == DATELINE_OK)
            status = write_feed(x, a, &err);
        x->reply.status = 200;
        x->reply.type = "application/atom+xml; charset=utf-8";
        if (status != DATELINE_OK)
            exchange_fail(x, status, &err);
        answer_free(a);
    }
    options_free(&page.options);
}

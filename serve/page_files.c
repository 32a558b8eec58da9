/* Serves the files of the page. */
#include "serve/page_files.h"

#include "serve/route.h"

static void reply_file(struct exchange *x, const struct page_file *f, const char *type)
{
    buf_add(&x->reply.body, f->data, f->len);
    x->reply.status = 200;
    x->reply.type = type;
}

void page_style(struct exchange *x)
{
    reply_file(x, &page_css, "text/css; charset=utf-8");
}

void page_script(struct exchange *x)
{
    reply_file(x, &page_js, "text/javascript; charset=utf-8");
}

/* The ids format: one id a line, or each with a NUL byte after it. */
#include "searcher/render/render_format.h"

static void ids_hit(struct renderer *r, const struct hit *h)
{
    rewrite(r->out, render_shown(r, h->article.id), rewrite_control);
    buf_char(r->out, r->options.null ? '\0' : '\n');
}

const struct format render_ids = {
    .fields = {RENDER_ID},
    .n_fields = 1,
    .fixed = true,
    .hit = ids_hit,
    .article = render_text_article,
};

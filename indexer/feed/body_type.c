/* Makes text of records whose text is HTML. */
#include "indexer/feed/body_type.h"

static const char *const body_type_names[] = {
    [FEED_BODY_AUTO] = "auto", [FEED_BODY_TEXT] = "text", [FEED_BODY_HTML] = "html"};

const struct names feed_body_type_names = NAMES("body type", body_type_names);

void body_to_text(struct input *in, struct record *r)
{
    struct feed *f = in->feed;
    enum feed_body_type type = f->options->body_type;

    if (type == FEED_BODY_TEXT || (type == FEED_BODY_AUTO && !html_is_fragment(r->body)))
        return;
    buf_clear(&f->title);
    buf_span_add(&f->title, html_text(&f->html, r->title));
    r->title = buf_span(&f->title);
    r->body = html_text(&f->html, r->body);
}

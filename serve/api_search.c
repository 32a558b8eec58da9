/* Answers in one piece: hits, timelines, facets, explanations. */
#include "serve/asking.h"
#include "serve/route.h"

/* O is filled with what the address asks for, and owned. */
static void answer_options(struct exchange *x, struct options *o, bool page)
{
    if (asking_read(x, o) && (!page || asking_page(x, o)))
        asking_answer(x, o);
    options_free(o);
}

static struct options json_options(void)
{
    struct options o;

    options_init(&o);
    o.render.format = RENDER_JSON;
    return o;
}

void api_search(struct exchange *x)
{
    struct options o = json_options();

    answer_options(x, &o, true);
}

void api_timeline(struct exchange *x)
{
    struct options o = json_options();

    o.question.timeline = PERIOD_MONTH;
    answer_options(x, &o, false);
}

void api_facets(struct exchange *x)
{
    struct options o = json_options();

    if (!target_value(&x->target, "facet")) {
        reply_problem(&x->reply, 400, "facet", 0, "facet is needed: year, month, source or lang");
        return;
    }
    answer_options(x, &o, false);
}

void api_like(struct exchange *x)
{
    struct options o = json_options();

    o.like = x->id.data;
    answer_options(x, &o, true);
}

void api_why(struct exchange *x)
{
    struct options o = json_options();

    if (!target_value(&x->target, "id")) {
        reply_problem(&x->reply, 400, "id", 0, "id is needed: the article's");
        return;
    }
    answer_options(x, &o, false);
}

void api_explain(struct exchange *x)
{
    struct options o = json_options();

    o.explain = true;
    answer_options(x, &o, true);
}

/* Whether the server works, and how well. */
#include "serve/route.h"
#include "serve/site.h"

static void reply_line(struct exchange *x, const char *line)
{
    buf_str(&x->reply.body, line);
    x->reply.status = 200;
    x->reply.type = "text/plain; charset=utf-8";
}

void health_live(struct exchange *x)
{
    reply_line(x, "ok\n");
}

void health_ready(struct exchange *x)
{
    if (atomic_load(&x->site->stopping))
        reply_problem(&x->reply, 503, NULL, 0, "the server is stopping");
    else
        reply_line(x, "ready\n"); /* it listens only with an index open */
}

void health_metrics(struct exchange *x)
{
    if (!exchange_borrow(x, false))
        return;
    metrics_write(x->site->metrics, loan_facts(&x->loan), &x->reply.body);
    x->reply.status = 200;
    x->reply.type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
}

#include <inttypes.h>
#include <stdio.h>

#include "core/clock.h"
#include "searcher/answer_parts.h"
#include "searcher/chart.h"
#include "searcher/print_format.h"

enum { LABEL_MAX = 40 };

static const char none[] = "none";

void facet_begin(const struct print_options *o, struct buf *out)
{
    static const struct span names[] = {{"query", 5}, {"value", 5}, {"matches", 7}};

    print_row(o->format, o->batch ? names : names + 1, o->batch ? 3 : 2, out);
}

static struct span label(const struct facet_value *v)
{
    return v->value.len ? v->value : span_of(none);
}

static struct chart chart_of(const struct facet_values *v, unsigned width)
{
    unsigned widest = 0;

    for (size_t i = 0; i < v->len && widest < LABEL_MAX; i++) {
        unsigned needs = chart_label_width(label(&v->list[i]));

        widest = needs > widest ? needs : widest;
    }
    return chart_make(width, widest < LABEL_MAX ? widest : LABEL_MAX,
                      v->len ? v->list[0].matches : 1, false);
}

static void table_row(const struct printer *p, struct span qid, const struct facet_value *v)
{
    char number[32];
    struct span cells[3] = {qid, v->value, {number, 0}};

    cells[2].len = (size_t)snprintf(number, sizeof number, "%" PRIu64, v->matches);
    print_row(p->options.format, p->options.batch ? cells : cells + 1, p->options.batch ? 3 : 2,
              p->out);
}

static void json_row(const struct printer *p, struct span qid, const struct facet_value *v)
{
    bool lines = p->options.format == PRINT_JSONL;

    buf_str(p->out, lines ? "{\"type\":\"value\"," : p->hits ? ",\n{" : "\n{");
    if (p->options.batch) {
        buf_str(p->out, "\"query\":");
        print_json_string(p->out, qid);
        buf_char(p->out, ',');
    }
    buf_str(p->out, "\"value\":");
    if (v->value.len)
        print_json_string(p->out, v->value);
    else
        buf_str(p->out, "null");
    buf_printf(p->out, ",\"matches\":%" PRIu64 "}%s", v->matches, lines ? "\n" : "");
}

static void print_value_row(struct printer *p, const struct chart *c, struct span qid,
                            const struct facet_value *v)
{
    switch (p->options.format) {
    case PRINT_TEXT:
        print_heading(p, qid);
        chart_line(c, label(v), v->matches, 0, p->out);
        break;
    case PRINT_CSV:
    case PRINT_TSV:
        table_row(p, qid, v);
        break;
    default:
        json_row(p, qid, v);
    }
    p->hits++;
}

static dateline_status print_values(struct reply *r, const struct facet_values *v,
                                    const struct print_summary *summary, dateline_error *err)
{
    const struct print_options *o = r->print;
    struct printer *p = printer_open(o, &r->out->bytes);
    struct chart chart = chart_of(v, o->width);
    dateline_status status = DATELINE_OK;

    if (o->format == PRINT_JSON) {
        buf_str(p->out, "{\"summary\":{");
        print_json_summary(o, summary, &(struct json){.out = p->out});
        buf_str(p->out, "},\"values\":[");
    }
    for (size_t i = 0; i < v->len && status == DATELINE_OK; i++) {
        print_value_row(p, &chart, r->question->qid, &v->list[i]);
        status = output_piece(r->out, err);
    }
    print_answer_end(p, summary);
    printer_close(p);
    return status;
}

dateline_status answer_facet(struct reply *r, dateline_error *err)
{
    const struct question *q = r->question;
    struct snapshot *s = r->searcher->snapshot;
    struct print_summary summary = reply_summary(r);
    struct match_listing listed;
    struct facet_values values;
    dateline_status status =
        match_list(r->searcher->matcher, r->asked->plan.root, &q->limits, &listed, err);

    if (status != DATELINE_OK)
        return status;
    status = facet_count(s, q->facet, &listed, &values, err);
    match_listing_free(&listed);
    if (status != DATELINE_OK)
        return status;
    summary.total = true;
    summary.matches = summary.shown = values.total;
    summary.seconds = clock_seconds() - r->started;
    r->matched = values.total > 0;
    status = print_values(r, &values, &summary, err);
    facet_free(&values);
    return status;
}

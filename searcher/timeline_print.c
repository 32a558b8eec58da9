#include "searcher/timeline_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/chart.h"
#include "searcher/print_format.h"

static const char undated[] = "undated";

/* A row of one query's timeline. */
struct row {
    struct span label;
    uint64_t matches, articles;
};

static double share(const struct row *r)
{
    return r->articles ? (double)r->matches / (double)r->articles : 0;
}

/* How a format prints the rows. */
struct rows {
    struct printer *printer;
    struct chart chart; /* of PRINT_TEXT */
    bool any;           /* a row was printed */
};

/* ---- One query ------------------------------------------------------------ */

static void table_row(const struct rows *to, const struct row *r)
{
    char numbers[3][32];
    struct span cells[4] = {r->label};

    snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, r->matches);
    snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, r->articles);
    snprintf(numbers[2], sizeof numbers[2], "%.6f", share(r));
    for (int i = 0; i < 3; i++)
        cells[i + 1] = span_of(numbers[i]);
    print_row(to->printer->options.format, cells, 4, to->printer->out);
}

static void json_row(const struct rows *to, const struct row *r)
{
    bool lines = to->printer->options.format == PRINT_JSONL;
    struct buf *out = to->printer->out;

    buf_str(out, lines ? "{\"type\":\"period\"," : to->any ? ",\n{" : "\n{");
    buf_str(out, "\"period\":");
    print_json_string(out, r->label);
    buf_printf(out, ",\"matches\":%" PRIu64 ",\"articles\":%" PRIu64 ",\"share\":%.6f}", r->matches,
               r->articles, share(r));
    buf_str(out, lines ? "\n" : "");
}

static void one_row(struct rows *to, const struct row *r)
{
    switch (to->printer->options.format) {
    case PRINT_TEXT:
        chart_line(&to->chart, r->label, r->matches, share(r), to->printer->out);
        break;
    case PRINT_CSV:
    case PRINT_TSV:
        table_row(to, r);
        break;
    default:
        json_row(to, r);
    }
    to->any = true;
}

static void begin(const struct rows *to, const struct print_summary *s)
{
    static const struct span names[] = {
        {"period", 6}, {"matches", 7}, {"articles", 8}, {"share", 5}};
    const struct print_options *o = &to->printer->options;
    struct buf *out = to->printer->out;

    if (o->format == PRINT_CSV || o->format == PRINT_TSV) {
        print_row(o->format, names, 4, out);
    } else if (o->format == PRINT_JSON) {
        buf_str(out, "{\"summary\":{");
        print_json_summary(o, s, &(struct json){.out = out});
        buf_str(out, "},\"periods\":[");
    }
}

static void end(const struct rows *to, const struct print_summary *s)
{
    if (to->printer->options.format == PRINT_JSON) {
        buf_str(to->printer->out, "]}\n");
        return;
    }
    to->printer->hits = to->any;
    print_answer_end(to->printer, s);
}

static unsigned label_width(const struct timeline *t, bool with_undated)
{
    char text[PERIOD_TEXT];
    unsigned width = t->first ? (unsigned)period_format(t->unit, t->last, text) : 0;

    return with_undated && width < sizeof undated - 1 ? sizeof undated - 1 : width;
}

static uint64_t greatest(const struct timeline_counts *c)
{
    uint64_t most = c->undated;

    for (size_t i = 0; i < c->len; i++)
        if (c->counts[i] > most)
            most = c->counts[i];
    return most;
}

dateline_status timeline_print(const struct timeline *t, const struct timeline_counts *articles,
                               const struct print_options *o, const struct print_summary *summary,
                               struct output *out, dateline_error *err)
{
    const struct timeline_counts *c = &t->columns[0].counts;
    bool with_undated = c->undated || o->format != PRINT_TEXT;
    struct rows to = {.printer = printer_open(o, &out->bytes),
                      .chart =
                          chart_make(o->width, label_width(t, with_undated), greatest(c), true)};
    dateline_status status = DATELINE_OK;

    begin(&to, summary);
    for (int32_t p = t->first; t->first && p <= t->last && status == DATELINE_OK; p++) {
        char text[PERIOD_TEXT];
        struct span label = {text, period_format(t->unit, p, text)};

        one_row(&to, &(struct row){label, timeline_at(c, p), timeline_at(articles, p)});
        status = output_piece(out, err);
    }
    if (with_undated)
        one_row(&to, &(struct row){span_of(undated), c->undated, articles->undated});
    end(&to, summary);
    printer_close(to.printer);
    return status;
}

/* ---- A batch -------------------------------------------------------------- */

static void text_names(const struct timeline *t, unsigned label, const unsigned *widths,
                       struct buf *out)
{
    buf_printf(out, "%-*s", (int)label, "");
    for (size_t i = 0; i < t->len; i++) {
        buf_printf(out, "%*s", (int)(widths[i] - chart_label_width(t->columns[i].qid) + 2), "");
        rewrite_plain(out, t->columns[i].qid);
    }
    buf_char(out, '\n');
}

static unsigned *column_widths(const struct timeline *t)
{
    unsigned *widths = must_alloc((t->len + 1) * sizeof *widths);

    for (size_t i = 0; i < t->len; i++) {
        unsigned name = chart_label_width(t->columns[i].qid);
        int number = snprintf(NULL, 0, "%" PRIu64, greatest(&t->columns[i].counts));

        widths[i] = name > (unsigned)number ? name : (unsigned)number;
    }
    return widths;
}

static uint64_t cell(const struct timeline_counts *c, int32_t period)
{
    return period ? timeline_at(c, period) : c->undated;
}

static void text_row(const struct timeline *t, unsigned label, const unsigned *widths,
                     struct span name, int32_t period, struct buf *out)
{
    buf_span_add(out, name);
    buf_printf(out, "%*s", (int)(label - name.len), "");
    for (size_t i = 0; i < t->len; i++)
        buf_printf(out, "  %*" PRIu64, (int)widths[i], cell(&t->columns[i].counts, period));
    buf_char(out, '\n');
}

/* The names of the columns in PRINT_CSV and PRINT_TSV, or a row: of numbers alone,
 * which need no quotes. */
static void table_names(const struct timeline *t, enum print_format format, struct buf *out)
{
    struct span *names = must_alloc((t->len + 1) * sizeof *names);

    names[0] = span_of("period");
    for (size_t i = 0; i < t->len; i++)
        names[i + 1] = t->columns[i].qid;
    print_row(format, names, t->len + 1, out);
    free(names);
}

static void numbers_row(const struct timeline *t, enum print_format format, struct span name,
                        int32_t period, struct buf *out)
{
    buf_span_add(out, name);
    for (size_t i = 0; i < t->len; i++)
        buf_printf(out, "%c%" PRIu64, format == PRINT_CSV ? ',' : '\t',
                   cell(&t->columns[i].counts, period));
    buf_str(out, format == PRINT_CSV ? "\r\n" : "\n");
}

static void object_row(const struct timeline *t, enum print_format format, struct span name,
                       int32_t period, bool first, struct buf *out)
{
    bool lines = format == PRINT_JSONL;

    buf_str(out, lines ? "{\"type\":\"period\"," : first ? "\n{" : ",\n{");
    buf_printf(out, "\"period\":\"%.*s\",\"matches\":{", (int)name.len, name.data);
    for (size_t i = 0; i < t->len; i++) {
        buf_str(out, i ? "," : "");
        print_json_string(out, t->columns[i].qid);
        buf_printf(out, ":%" PRIu64, cell(&t->columns[i].counts, period));
    }
    buf_str(out, lines ? "}}\n" : "}}");
}

static void many_row(const struct timeline *t, enum print_format format, const unsigned *widths,
                     int32_t period, bool first, struct buf *out)
{
    char text[PERIOD_TEXT];
    struct span name =
        period ? (struct span){text, period_format(t->unit, period, text)} : span_of(undated);

    if (format == PRINT_TEXT)
        text_row(t, label_width(t, true), widths, name, period, out);
    else if (format == PRINT_CSV || format == PRINT_TSV)
        numbers_row(t, format, name, period, out);
    else
        object_row(t, format, name, period, first, out);
}

dateline_status timeline_print_table(const struct timeline *t, const struct print_options *o,
                                     struct output *out, dateline_error *err)
{
    unsigned *widths = column_widths(t);
    dateline_status status = DATELINE_OK;

    if (o->format == PRINT_TEXT)
        text_names(t, label_width(t, true), widths, &out->bytes);
    else if (o->format == PRINT_JSON)
        buf_str(&out->bytes, "{\"periods\":[");
    else if (o->format != PRINT_JSONL)
        table_names(t, o->format, &out->bytes);
    for (int32_t p = t->first; t->first && p <= t->last && status == DATELINE_OK; p++) {
        many_row(t, o->format, widths, p, p == t->first, &out->bytes);
        status = output_piece(out, err);
    }
    many_row(t, o->format, widths, 0, !t->first, &out->bytes);
    if (o->format == PRINT_JSON)
        buf_str(&out->bytes, "]}\n");
    free(widths);
    return status;
}

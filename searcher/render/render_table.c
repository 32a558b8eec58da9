/* The csv (RFC 4180) and tsv (backslash escapes) formats, with a header line. */
#include <inttypes.h>
#include <stdio.h>

#include "searcher/render/render_format.h"

struct table_dialect {
    void (*cell)(struct buf *out, const char *guard, struct span value);
    char separator;
    const char *line_end;
};

static bool csv_quoted(struct buf *out, uint32_t c)
{
    if (c == '"')
        buf_str(out, "\"\"");
    else
        return c != '\t' && c != '\r' && c != '\n' && rewrite_control(out, c);
    return true;
}

/* Leading and trailing blanks are quoted: some readers drop them. */
static bool needs_quotes(struct span value)
{
    if (!value.len)
        return false;
    if (span_trim(value).len < value.len)
        return true;
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] && strchr(",\"\r\n", value.data[i]))
            return true;
    return false;
}

static void csv_cell(struct buf *out, const char *guard, struct span value)
{
    const char *quote = needs_quotes(value) ? "\"" : "";

    buf_str(out, quote);
    buf_str(out, guard);
    rewrite(out, value, csv_quoted);
    buf_str(out, quote);
}

static bool tsv_escaped(struct buf *out, uint32_t c)
{
    const char *escape = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\\\";

    if (c != '\t' && c != '\n' && c != '\r' && c != '\\')
        return rewrite_control(out, c);
    buf_str(out, escape);
    return true;
}

void render_tsv_cell(struct buf *out, struct span value)
{
    rewrite(out, value, tsv_escaped);
}

static void tsv_cell(struct buf *out, const char *guard, struct span value)
{
    buf_str(out, guard);
    render_tsv_cell(out, value);
}

/* ---- Lines ------------------------------------------------------------------ */

/* The guard that --safe-csv puts before VALUE if a spreadsheet would take it for a formula. */
static const char *cell_guard(const struct renderer *r, struct span value)
{
    bool formula =
        r->options.safe_csv && value.len && *value.data && strchr("=+-@\t\r\n", *value.data);

    return formula ? "'" : "";
}

static void table_cell(struct renderer *r, size_t at, struct span value)
{
    value = render_shown(r, value);
    if (at)
        buf_char(r->out, r->format->dialect->separator);
    r->format->dialect->cell(r->out, cell_guard(r, value), value);
}

static void table_line_end(struct renderer *r)
{
    buf_str(r->out, r->format->dialect->line_end);
}

static void table_line(struct renderer *r, const struct span *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        table_cell(r, i, cells[i]);
    table_line_end(r);
}

static void table_names(struct renderer *r)
{
    static const struct span facet[] = {{"query", 5}, {"value", 5}, {"matches", 7}};
    static const struct span timeline[] = {
        {"period", 6}, {"matches", 7}, {"articles", 8}, {"share", 5}};

    if (r->kind == ASK_TIMELINE) {
        table_line(r, timeline, 4);
    } else if (r->kind == ASK_FACET) {
        table_line(r, facet + !r->options.batch, 3 - !r->options.batch);
    } else {
        for (size_t i = 0; i < r->options.n_fields; i++)
            table_cell(r, i, span_of(render_field_names.list[r->options.fields[i]]));
        table_line_end(r);
    }
}

static void table_hit(struct renderer *r, const struct hit *h)
{
    for (size_t i = 0; i < r->options.n_fields; i++)
        table_cell(r, i, render_value(r, r->options.fields[i], h));
    table_line_end(r);
}

static void table_period(struct renderer *r, const struct period_row *row)
{
    char numbers[3][32];
    struct span cells[4] = {row->label};

    snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, row->matches);
    snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, row->articles);
    snprintf(numbers[2], sizeof numbers[2], "%.6f", timeline_share(row->matches, row->articles));
    for (int i = 0; i < 3; i++)
        cells[i + 1] = span_of(numbers[i]);
    table_line(r, cells, 4);
}

static void table_value(struct renderer *r, const struct facet_value *v)
{
    char number[32];
    struct span cells[3] = {r->answer->qid, v->value, {number, 0}};

    cells[2].len = (size_t)snprintf(number, sizeof number, "%" PRIu64, v->matches);
    table_line(r, cells + !r->options.batch, 3 - !r->options.batch);
}

/* ---- The timelines of a batch ------------------------------------------------- */

static void table_columns(struct renderer *r)
{
    table_cell(r, 0, span_of("period"));
    for (size_t i = 0; i < r->timeline->len; i++)
        table_cell(r, i + 1, r->timeline->columns[i].qid);
    table_line_end(r);
}

/* Period labels and numbers need no quotes. */
static void table_counts(struct renderer *r, struct span label, int32_t period)
{
    const struct timeline *t = r->timeline;

    buf_span_add(r->out, label);
    for (size_t i = 0; i < t->len; i++)
        buf_printf(r->out, "%c%" PRIu64, r->format->dialect->separator,
                   render_cell(&t->columns[i].counts, period));
    table_line_end(r);
}

static const struct table_dialect csv_dialect = {csv_cell, ',', "\r\n"};
static const struct table_dialect tsv_dialect = {tsv_cell, '\t', "\n"};

#define TABLE                                                                                  \
    .fields = {RENDER_QUERY, RENDER_RANK, RENDER_ID, RENDER_DATE, RENDER_SCORE, RENDER_TITLE}, \
    .n_fields = 6, .begin = table_names, .hit = table_hit, .period = table_period,             \
    .value = table_value, .table_begin = table_columns, .table_row = table_counts,             \
    .article = render_text_article

const struct format render_csv = {.dialect = &csv_dialect, TABLE};
const struct format render_tsv = {.dialect = &tsv_dialect, TABLE};

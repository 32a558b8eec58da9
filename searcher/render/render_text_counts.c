/* The text format: timelines and facets as bar charts, timelines of a batch as a table. */
#include <inttypes.h>
#include <stdio.h>

#include "core/alloc.h"
#include "searcher/render/render_format.h"

enum { LABEL_MAX = 40 };

static const char no_value_label[] = "none";

/* ---- Charts --------------------------------------------------------------- */

static uint64_t greatest_count(const struct timeline_counts *c)
{
    uint64_t most = c->undated;

    for (size_t i = 0; i < c->len; i++)
        if (c->counts[i] > most)
            most = c->counts[i];
    return most;
}

static unsigned period_width(const struct timeline *t, bool with_undated)
{
    char text[PERIOD_TEXT];
    unsigned width = t->first ? (unsigned)period_format(t->unit, t->last, text) : 0;
    unsigned undated = (unsigned)strlen(TIMELINE_UNDATED);

    return with_undated && width < undated ? undated : width;
}

/* The name over a chart's labels; NULL where no person looks on. */
static const char *chart_heading(const struct renderer *r, const struct names *names, int name)
{
    return r->options.terminal ? names->list[name] : NULL;
}

static struct chart chart_of_periods(const struct renderer *r)
{
    const struct timeline_counts *c = &r->timeline->columns[0].counts;

    return chart_make(r->options.width, period_width(r->timeline, c->undated), greatest_count(c),
                      true, chart_heading(r, &period_unit_names, (int)r->timeline->unit));
}

static struct span value_label(const struct facet_value *v)
{
    return v->value.len ? v->value : span_of(no_value_label);
}

static uint64_t greatest_value(const struct facet_values *v)
{
    uint64_t most = 1;

    for (size_t i = 0; i < v->len; i++)
        if (v->list[i].matches > most)
            most = v->list[i].matches;
    return most;
}

static struct chart chart_of_values(const struct renderer *r)
{
    const struct facet_values *v = &r->answer->values;
    unsigned widest = 0;

    for (size_t i = 0; i < v->len && widest < LABEL_MAX; i++) {
        unsigned needs = chart_label_width(value_label(&v->list[i]));

        widest = needs > widest ? needs : widest;
    }
    return chart_make(r->options.width, widest < LABEL_MAX ? widest : LABEL_MAX, greatest_value(v),
                      false, chart_heading(r, &facet_names, (int)r->answer->facet));
}

void render_text_counts_begin(struct renderer *r)
{
    if (r->kind == ASK_TIMELINE)
        r->chart = chart_of_periods(r);
    else if (r->kind == ASK_FACET)
        r->chart = chart_of_values(r);
}

/* The undated row is shown only if it has matches. */
void render_text_period(struct renderer *r, const struct period_row *row)
{
    if (row->undated && !row->matches)
        return;
    if (!r->rows)
        chart_headings(&r->chart, r->out);
    chart_line(&r->chart, row->label, row->matches, timeline_share(row->matches, row->articles),
               r->out);
    r->rows++;
}

void render_text_value(struct renderer *r, const struct facet_value *v)
{
    render_text_heading(r);
    if (!r->rows)
        chart_headings(&r->chart, r->out);
    chart_line(&r->chart, value_label(v), v->matches, 0, r->out);
    r->rows++;
}

/* ---- A table with a column for each query ----------------------------------- */

static unsigned *column_widths(const struct timeline *t)
{
    unsigned *widths = must_alloc((t->len + 1) * sizeof *widths);

    for (size_t i = 0; i < t->len; i++) {
        unsigned name = chart_label_width(t->columns[i].qid);
        int number = snprintf(NULL, 0, "%" PRIu64, greatest_count(&t->columns[i].counts));

        widths[i] = name > (unsigned)number ? name : (unsigned)number;
    }
    return widths;
}

void render_text_table_begin(struct renderer *r)
{
    const struct timeline *t = r->timeline;

    r->widths = column_widths(t);
    buf_printf(r->out, "%-*s", (int)period_width(t, true), "");
    for (size_t i = 0; i < t->len; i++) {
        buf_printf(r->out, "%*s", (int)(r->widths[i] - chart_label_width(t->columns[i].qid) + 2),
                   "");
        rewrite_plain(r->out, t->columns[i].qid);
    }
    buf_char(r->out, '\n');
}

void render_text_table_row(struct renderer *r, struct span label, int32_t period)
{
    const struct timeline *t = r->timeline;

    buf_span_add(r->out, label);
    buf_printf(r->out, "%*s", (int)(period_width(t, true) - label.len), "");
    for (size_t i = 0; i < t->len; i++)
        buf_printf(r->out, "  %*" PRIu64, (int)r->widths[i],
                   render_cell(&t->columns[i].counts, period));
    buf_char(r->out, '\n');
}

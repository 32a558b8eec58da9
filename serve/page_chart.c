/* The timeline of a search: a chart whose periods are links, and a table. */
#include "searcher/engine/period.h"
#include "serve/page_timeline.h"

enum {
    BAR_GAP = 1,
    BARS_MAX = 3000, /* of more the period is the next longer one */
    DAYS_OF_DAYS = 120,
    DAYS_OF_WEEKS = 600,
    DAYS_OF_MONTHS = 12 * 365,
};

/* The question of T's query I. */
static struct question question_of(const struct question *asked, const struct page_timeline *t,
                                   size_t i, enum period_unit unit)
{
    struct question q = *asked;

    q.kind = ASK_TIMELINE;
    q.timeline = unit;
    q.text = span_of(t->texts[i]);
    return q;
}

/* Widens *OUT, where the range is open, to the days of the first and of the last match of Q. */
static dateline_status widen_to_matches(struct exchange *x, const struct question *q,
                                        struct query_days *out, dateline_error *err)
{
    struct answer *a;
    dateline_status status = page_answer(x, q, &a, err);

    if (status == DATELINE_OK && a->periods.len) {
        const struct timeline_counts *c = &a->periods;
        dateline_day first = period_first(q->timeline, c->first);
        dateline_day last = period_last(q->timeline, c->first + (int32_t)c->len - 1);

        if (!q->days.first && (!out->first || first < out->first))
            out->first = first;
        if (!q->days.last && last > out->last)
            out->last = last;
    }
    answer_free(a);
    return status;
}

/* Sets *OUT to the days that the chart is of: those asked for, and where the range is open those of
 * the first and of the last match. Zeros where there is none. */
static dateline_status chart_days(struct exchange *x, const struct question *asked,
                                  const struct page_timeline *t, struct query_days *out,
                                  dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    *out = asked->days;
    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        struct question q = question_of(asked, t, i, PERIOD_MONTH);

        status = widen_to_matches(x, &q, out, err);
    }
    return status;
}

static int64_t periods_between(enum period_unit u, const struct query_days *days)
{
    return (int64_t)period_of(u, days->last) - period_of(u, days->first) + 1;
}

static enum period_unit fitting_unit(enum period_unit wanted, const struct query_days *days)
{
    int32_t n = day_number(days->last) - day_number(days->first);
    enum period_unit unit = wanted;

    if (!unit)
        unit = n <= DAYS_OF_DAYS     ? PERIOD_DAY
               : n <= DAYS_OF_WEEKS  ? PERIOD_WEEK
               : n <= DAYS_OF_MONTHS ? PERIOD_MONTH
                                     : PERIOD_YEAR;
    while (unit < PERIOD_YEAR && periods_between(unit, days) > BARS_MAX)
        unit++;
    return unit;
}

/* The link to the search within PERIOD; the chart's are not stepped through with the keyboard, the
 * table's are. */
static void write_period_link(struct buf *out, const struct exchange *x, enum period_unit unit,
                              int32_t period, bool in_chart)
{
    char since[DAY_TEXT], until[DAY_TEXT];

    day_format(period_first(unit, period), since);
    day_format(period_last(unit, period), until);
    buf_str(out, "<a href=\"");
    html_address(out, "/", &x->target,
                 (struct html_change[]){
                     {"since", since}, {"until", until}, {"offset", NULL}, {"period", NULL}},
                 4);
    if (in_chart)
        buf_printf(out, "\" tabindex=\"-1\" data-since=\"%s\" data-until=\"%s", since, until);
    buf_str(out, "\">");
}

/* How many matched in P: "3 of 7", or of several queries "3, 0, 2 of 7". */
static void write_counts(struct buf *out, const struct page_timeline *t, int32_t p)
{
    for (size_t i = 0; i < t->n; i++)
        buf_printf(out, "%s%u", i ? ", " : "", timeline_at(&t->answers[i]->periods, p));
    buf_printf(out, " of %u", timeline_at(t->answers[0]->articles, p));
}

/* The link of a period, and if there is one query, its bar. */
static void write_bar(struct buf *out, const struct exchange *x, const struct page_timeline *t,
                      int32_t p)
{
    uint32_t matches = timeline_at(&t->answers[0]->periods, p);
    unsigned at = (unsigned)(p - t->first) * CHART_STEP;
    double height = t->most ? (double)CHART_HEIGHT * matches / t->most : 0;
    char label[PERIOD_TEXT];

    period_format(t->unit, p, label);
    write_period_link(out, x, t->unit, p, true);
    buf_printf(out, "<title>%s: ", label);
    write_counts(out, t, p);
    buf_printf(out, "</title><rect class=\"back\" x=\"%u\" width=\"%d\" height=\"%d\"/>", at,
               CHART_STEP, CHART_HEIGHT);
    if (matches && t->n == 1)
        buf_printf(out, "<rect class=\"bar\" x=\"%u\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                   at, CHART_HEIGHT - height, CHART_STEP - BAR_GAP, height);
    buf_str(out, "</a>\n");
}

/* Periods without an article in the index, FIRST to LAST: that nothing matches there is no news. */
static void write_gap(struct buf *out, const struct page_timeline *t, int32_t first, int32_t last)
{
    if (first <= last)
        buf_printf(out, "<rect class=\"gap\" x=\"%u\" width=\"%u\" height=\"%d\"/>\n",
                   (unsigned)(first - t->first) * CHART_STEP,
                   (unsigned)(last - first + 1) * CHART_STEP, CHART_HEIGHT);
}

static void write_bars(struct buf *out, const struct exchange *x, const struct page_timeline *t)
{
    int32_t gap = t->first; /* the first period after the last bar */

    for (int32_t p = t->first; p <= t->last; p++) {
        if (!timeline_at(t->answers[0]->articles, p))
            continue;
        write_gap(out, t, gap, p - 1);
        write_bar(out, x, t, p);
        gap = p + 1;
    }
    write_gap(out, t, gap, t->last);
}

static void write_svg(struct buf *out, const struct exchange *x, const struct page_timeline *t)
{
    char first[PERIOD_TEXT], last[PERIOD_TEXT];

    period_format(t->unit, t->first, first);
    period_format(t->unit, t->last, last);
    buf_printf(out,
               "<svg id=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %u %d\" "
               "preserveAspectRatio=\"none\" aria-hidden=\"true\">\n",
               (unsigned)(t->last - t->first + 1) * CHART_STEP, CHART_HEIGHT);
    write_bars(out, x, t);
    if (t->n > 1)
        compare_write_lines(out, t);
    buf_printf(out,
               "</svg>\n<p class=\"axis\"><span>%s</span><span>at most %u; shaded: no article in "
               "the archive</span><span>%s</span>"
               "</p>\n",
               first, t->most, last);
    if (t->n > 1)
        compare_write_legend(out, t);
}

/* ---- The table ------------------------------------------------------------------------ */

static void write_table_head(struct buf *out, const struct page_timeline *t)
{
    buf_str(out, "<details><summary>As a table</summary><div class=\"scroll\" tabindex=\"0\" "
                 "role=\"region\" aria-label=\"Matches by period\"><table><thead><tr>"
                 "<th scope=\"col\">Period</th>");
    for (size_t i = 0; i < t->n && t->n > 1; i++) {
        buf_str(out, "<th scope=\"col\">");
        html_isolated(out, "bdi", span_of(t->texts[i]));
        buf_str(out, "</th>");
    }
    if (t->n == 1)
        buf_str(out, "<th scope=\"col\">Matches</th>");
    buf_printf(out, "<th scope=\"col\">Articles</th>%s</tr></thead><tbody>\n",
               t->n == 1 ? "<th scope=\"col\">Share</th>" : "");
}

static void write_row(struct buf *out, const struct exchange *x, const struct page_timeline *t,
                      int32_t p)
{
    uint32_t articles = timeline_at(t->answers[0]->articles, p);
    char label[PERIOD_TEXT];

    if (!articles)
        return;
    period_format(t->unit, p, label);
    buf_str(out, "<tr><th scope=\"row\">");
    write_period_link(out, x, t->unit, p, false);
    buf_printf(out, "%s</a></th>", label);
    for (size_t i = 0; i < t->n; i++)
        buf_printf(out, "<td>%u</td>", timeline_at(&t->answers[i]->periods, p));
    buf_printf(out, "<td>%u</td>", articles);
    if (t->n == 1)
        buf_printf(out, "<td>%.1f%%</td>",
                   100 * timeline_share(timeline_at(&t->answers[0]->periods, p), articles));
    buf_str(out, "</tr>\n");
}

static void write_table(struct buf *out, const struct exchange *x, const struct page_timeline *t)
{
    write_table_head(out, t);
    for (int32_t p = t->first; p <= t->last; p++)
        write_row(out, x, t, p);
    buf_str(out, "<tr><th scope=\"row\">undated</th>");
    for (size_t i = 0; i < t->n; i++)
        buf_printf(out, "<td>%llu</td>", (unsigned long long)t->answers[i]->periods.undated);
    buf_printf(out, "<td>%llu</td>%s</tr>\n", (unsigned long long)t->answers[0]->articles->undated,
               t->n == 1 ? "<td></td>" : "");
    buf_str(out, "</tbody></table></div></details>\n");
}

/* ---- All of it ------------------------------------------------------------------------- */

static void write_chart(struct exchange *x, const struct page_timeline *t)
{
    struct buf *out = &x->reply.body;

    buf_str(out, "<section class=\"timeline\" aria-label=\"Timeline\">\n");
    write_svg(out, x, t);
    write_table(out, x, t);
    buf_str(out, "<p class=\"save\">");
    if (t->n == 1) { /* a script makes that of several from the table */
        buf_str(out, "<a download href=\"");
        html_address(out, "/api/timeline", &x->target,
                     (struct html_change[]){{"offset", NULL},
                                            {"sort", NULL},
                                            {"period", period_unit_names.list[t->unit]},
                                            {"format", "csv"}},
                     4);
        buf_str(out, "\">Save as CSV</a>");
    }
    buf_str(out, "</p>\n</section>\n");
}

/* Counts T's queries by period. */
static dateline_status count_timeline(struct exchange *x, const struct question *asked,
                                      struct page_timeline *t, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        struct question q = question_of(asked, t, i, t->unit);

        status = page_answer(x, &q, &t->answers[i], err);
        for (int32_t p = t->first; p <= t->last && status == DATELINE_OK; p++) {
            uint32_t n = timeline_at(&t->answers[i]->periods, p);

            t->most = n > t->most ? n : t->most;
        }
    }
    return status;
}

dateline_status page_chart(struct exchange *x, const struct page_question *page,
                           dateline_error *err)
{
    const struct question *asked = &page->options.question;
    struct page_timeline t = {0};
    struct query_days days;
    dateline_status status;

    compare_read(x, &t);
    status = chart_days(x, asked, &t, &days, err);
    if (status != DATELINE_OK || !days.first || !days.last)
        return status; /* or nothing that matches is dated */
    t.unit = fitting_unit(page->unit, &days);
    t.first = period_of(t.unit, days.first);
    t.last = period_of(t.unit, days.last);
    if (periods_between(t.unit, &days) <= BARS_MAX) {
        status = count_timeline(x, asked, &t, err);
        if (status == DATELINE_OK)
            write_chart(x, &t);
    }
    for (size_t i = 0; i < t.n; i++)
        answer_free(t.answers[i]);
    return status;
}

/* The timeline of a search: a chart whose bars are links, and a table. */
#include "searcher/engine/period.h"
#include "serve/page.h"

enum {
    BAR_WIDTH = 10,
    BAR_GAP = 1,
    CHART_HEIGHT = 100,
    BARS_MAX = 3000, /* of more the period is the next longer one */
    DAYS_OF_DAYS = 120,
    DAYS_OF_WEEKS = 600,
    DAYS_OF_MONTHS = 12 * 365,
};

/* Sets *OUT to the days that the chart is of: those asked for, and where the range is open those of
 * the first and of the last match. Zeros where there is none. */
static dateline_status chart_days(struct exchange *x, const struct question *asked,
                                  struct query_days *out, dateline_error *err)
{
    struct question q = *asked;
    struct answer *a;
    dateline_status status;

    q.kind = ASK_TIMELINE;
    q.timeline = PERIOD_MONTH;
    *out = q.days;
    status = engine_answer(x->loan.engine, &q, &a, err);
    if (status == DATELINE_OK && a->periods.len) {
        const struct timeline_counts *c = &a->periods;

        if (!out->first)
            out->first = period_first(PERIOD_MONTH, c->first);
        if (!out->last)
            out->last = period_last(PERIOD_MONTH, c->first + (int32_t)c->len - 1);
    }
    answer_free(a);
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

struct chart_scale {
    uint32_t most; /* the greatest count */
    int32_t first, last;
};

static struct chart_scale scale_of(const struct answer *a, const struct query_days *days)
{
    struct chart_scale s = {0, period_of(a->unit, days->first), period_of(a->unit, days->last)};

    for (int32_t p = s.first; p <= s.last; p++) {
        uint32_t n = timeline_at(&a->periods, p);

        s.most = n > s.most ? n : s.most;
    }
    return s;
}

static void write_bar(struct buf *out, const struct exchange *x, const struct answer *a,
                      const struct chart_scale *s, int32_t p)
{
    uint32_t matches = timeline_at(&a->periods, p), articles = timeline_at(a->articles, p);
    unsigned at = (unsigned)(p - s->first) * BAR_WIDTH;
    double height = s->most ? (double)CHART_HEIGHT * matches / s->most : 0;
    char label[PERIOD_TEXT];

    period_format(a->unit, p, label);
    write_period_link(out, x, a->unit, p, true);
    buf_printf(out,
               "<title>%s: %u of %u</title><rect class=\"back\" x=\"%u\" width=\"%d\" "
               "height=\"%d\"/>",
               label, matches, articles, at, BAR_WIDTH, CHART_HEIGHT);
    if (matches)
        buf_printf(out, "<rect class=\"bar\" x=\"%u\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                   at, CHART_HEIGHT - height, BAR_WIDTH - BAR_GAP, height);
    buf_str(out, "</a>\n");
}

/* Periods without an article in the index, FIRST to LAST: that nothing matches there is no news. */
static void write_gap(struct buf *out, const struct chart_scale *s, int32_t first, int32_t last)
{
    if (first <= last)
        buf_printf(out, "<rect class=\"gap\" x=\"%u\" width=\"%u\" height=\"%d\"/>\n",
                   (unsigned)(first - s->first) * BAR_WIDTH,
                   (unsigned)(last - first + 1) * BAR_WIDTH, CHART_HEIGHT);
}

static void write_bars(struct buf *out, const struct exchange *x, const struct answer *a,
                       const struct chart_scale *s)
{
    int32_t gap = s->first; /* the first period after the last bar */

    for (int32_t p = s->first; p <= s->last; p++) {
        if (!timeline_at(a->articles, p))
            continue;
        write_gap(out, s, gap, p - 1);
        write_bar(out, x, a, s, p);
        gap = p + 1;
    }
    write_gap(out, s, gap, s->last);
}

static void write_svg(struct buf *out, const struct exchange *x, const struct answer *a,
                      const struct chart_scale *s)
{
    char first[PERIOD_TEXT], last[PERIOD_TEXT];

    period_format(a->unit, s->first, first);
    period_format(a->unit, s->last, last);
    buf_printf(out,
               "<svg id=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %u %d\" "
               "preserveAspectRatio=\"none\" aria-hidden=\"true\">\n",
               (unsigned)(s->last - s->first + 1) * BAR_WIDTH, CHART_HEIGHT);
    write_bars(out, x, a, s);
    buf_printf(out,
               "</svg>\n<p class=\"axis\"><span>%s</span><span>at most %u; shaded: no article in "
               "the archive</span><span>%s</span>"
               "</p>\n",
               first, s->most, last);
}

static void write_table(struct buf *out, const struct exchange *x, const struct answer *a,
                        const struct chart_scale *s)
{
    buf_str(out,
            "<details><summary>As a table</summary><div class=\"scroll\" tabindex=\"0\" "
            "role=\"region\" aria-label=\"Matches by period\"><table><thead><tr>"
            "<th scope=\"col\">Period</th><th scope=\"col\">Matches</th>"
            "<th scope=\"col\">Articles</th><th scope=\"col\">Share</th></tr></thead><tbody>\n");
    for (int32_t p = s->first; p <= s->last; p++) {
        uint32_t matches = timeline_at(&a->periods, p), articles = timeline_at(a->articles, p);
        char label[PERIOD_TEXT];

        if (!articles)
            continue;
        period_format(a->unit, p, label);
        buf_str(out, "<tr><th scope=\"row\">");
        write_period_link(out, x, a->unit, p, false);
        buf_printf(out, "%s</a></th><td>%u</td><td>%u</td><td>%.1f%%</td></tr>\n", label, matches,
                   articles, 100 * timeline_share(matches, articles));
    }
    buf_printf(out, "<tr><th scope=\"row\">undated</th><td>%llu</td><td>%llu</td><td></td></tr>\n",
               (unsigned long long)a->periods.undated, (unsigned long long)a->articles->undated);
    buf_str(out, "</tbody></table></div></details>\n");
}

static void write_chart(struct exchange *x, const struct answer *a, const struct query_days *days)
{
    struct buf *out = &x->reply.body;
    struct chart_scale s = scale_of(a, days);

    buf_str(out, "<section class=\"timeline\" aria-label=\"Timeline\">\n");
    write_svg(out, x, a, &s);
    write_table(out, x, a, &s);
    buf_str(out, "<p class=\"save\"><a download href=\"");
    html_address(out, "/api/timeline", &x->target,
                 (struct html_change[]){{"offset", NULL},
                                        {"sort", NULL},
                                        {"period", period_unit_names.list[a->unit]},
                                        {"format", "csv"}},
                 4);
    buf_str(out, "\">Save as CSV</a></p>\n</section>\n");
}

dateline_status page_chart(struct exchange *x, const struct page_question *page,
                           dateline_error *err)
{
    struct question q = page->options.question;
    struct query_days days;
    struct answer *a;
    dateline_status status = chart_days(x, &q, &days, err);

    if (status != DATELINE_OK || !days.first || !days.last)
        return status; /* or nothing that matches is dated */
    q.kind = ASK_TIMELINE;
    q.timeline = fitting_unit(page->unit, &days);
    status = engine_answer(x->loan.engine, &q, &a, err);
    if (status == DATELINE_OK && periods_between(q.timeline, &days) <= BARS_MAX)
        write_chart(x, a, &days);
    answer_free(a);
    return status;
}

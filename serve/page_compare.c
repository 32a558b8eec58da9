/* Timelines of several queries, compared: their fields, lines and legend. */
#include "serve/page_timeline.h"

const char *const compared_names[COMPARED_MOST] = {"q", "q2", "q3", "q4"};

void compare_read(const struct exchange *x, struct page_timeline *t)
{
    for (size_t i = 0; i < COMPARED_MOST; i++) {
        const char *text = target_value(&x->target, compared_names[i]);

        if (text && *text)
            t->texts[t->n++] = text;
        else if (!i)
            t->texts[t->n++] = "*";
    }
}

void compare_write_fields(struct buf *out, const struct target *t)
{
    bool open = false;

    for (size_t i = 1; i < COMPARED_MOST; i++) {
        const char *text = target_value(t, compared_names[i]);

        open |= text && *text;
    }
    buf_printf(out, "<details%s><summary>Compare timelines</summary>\n", open ? " open" : "");
    for (size_t i = 1; i < COMPARED_MOST; i++) {
        const char *text = target_value(t, compared_names[i]);

        buf_printf(out, "<label>%s <input name=\"%s\" dir=\"auto\" autocomplete=\"off\" value=\"",
                   i == 1 ? "with" : "and", compared_names[i]);
        html_text(out, span_of(text ? text : ""));
        buf_str(out, "\"></label>\n");
    }
    buf_str(out, "</details>\n");
}

static void write_point(struct buf *out, const struct page_timeline *t, unsigned x, uint32_t n)
{
    buf_printf(out, "%u,%.1f ", x, CHART_HEIGHT - (t->most ? 1.0 * CHART_HEIGHT * n / t->most : 0));
}

void compare_write_lines(struct buf *out, const struct page_timeline *t)
{
    for (size_t i = 0; i < t->n; i++) {
        buf_printf(out, "<polyline class=\"line line%zu\" points=\"", i + 1);
        for (int32_t p = t->first; p <= t->last; p++)
            write_point(out, t, (unsigned)(p - t->first) * CHART_STEP + CHART_STEP / 2,
                        timeline_at(&t->answers[i]->periods, p));
        if (t->first == t->last) /* a line of one point would not be drawn */
            write_point(out, t, CHART_STEP, timeline_at(&t->answers[i]->periods, t->first));
        buf_str(out, "\"/>\n");
    }
}

void compare_write_legend(struct buf *out, const struct page_timeline *t)
{
    buf_str(out, "<ul class=\"legend\">\n");
    for (size_t i = 0; i < t->n; i++) {
        buf_printf(out,
                   "<li><svg viewBox=\"0 0 40 10\" aria-hidden=\"true\"><polyline class=\"line "
                   "line%zu\" points=\"0,5 40,5\"/></svg> ",
                   i + 1);
        html_isolated(out, "bdi", span_of(t->texts[i]));
        buf_printf(out, " <small>%llu</small></li>\n", (unsigned long long)t->answers[i]->matches);
    }
    buf_str(out, "</ul>\n");
}

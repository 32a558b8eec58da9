/* Formats lines of a bar chart. */
#include "searcher/render/render_chart.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/utf8.h"
#include "searcher/render/render_format.h"

#define COUNT_HEADING "matches"
#define SHARE_HEADING "share"

enum { GAP = 2, SHARE_WIDTH = 6, BAR_MIN = 10, EIGHTHS = 8 };

/* Appends LABEL without controls, in at most LIMIT columns; returns the columns used. */
static unsigned chart_add_label(struct span label, unsigned limit, struct buf *out)
{
    struct buf plain = {0};
    unsigned used = 0;
    const char *p, *end;

    buf_str(&plain, "");
    rewrite_plain(&plain, label);
    p = plain.data;
    end = p + plain.len;
    while (p < end) {
        uint32_t c = utf8_get(&p, end);
        bool more = p < end;

        if (used + rewrite_columns(c) + more > limit) {
            buf_str(out, "…");
            used++;
            break;
        }
        used += rewrite_columns(c);
        rewrite_utf8(out, c);
    }
    buf_free(&plain);
    return used;
}

unsigned chart_label_width(struct span label)
{
    struct buf text = {0};
    unsigned width = chart_add_label(label, UINT16_MAX, &text);

    buf_free(&text);
    return width;
}

static unsigned wider(unsigned a, size_t b)
{
    return a < b ? (unsigned)b : a;
}

struct chart chart_make(unsigned width, unsigned label_width, uint64_t most, bool shares,
                        const char *heading)
{
    struct chart c = {.label_width = label_width,
                      .count_width = (unsigned)snprintf(NULL, 0, "%" PRIu64, most),
                      .bar_width = BAR_MIN,
                      .most = most,
                      .shares = shares,
                      .heading = heading};
    unsigned taken;

    if (heading) {
        c.label_width = wider(label_width, strlen(heading));
        c.count_width = wider(c.count_width, strlen(COUNT_HEADING));
    }
    taken = c.label_width + GAP + c.count_width + GAP + (shares ? SHARE_WIDTH + GAP : 0);
    if (!width)
        width = RENDER_WIDTH;
    if (taken + BAR_MIN < width)
        c.bar_width = width - taken;
    return c;
}

/* Appends a bar in eighths of a column; at least one. */
static void chart_add_bar(const struct chart *c, uint64_t count, struct buf *out)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double full = (double)c->bar_width * EIGHTHS;
    unsigned length = (unsigned)((double)count / (double)c->most * full);

    length = length ? length : 1;
    for (unsigned i = 0; i < length / EIGHTHS; i++)
        buf_str(out, "█");
    buf_str(out, parts[length % EIGHTHS]);
}

void chart_headings(const struct chart *c, struct buf *out)
{
    if (!c->heading)
        return;
    buf_printf(out, "%-*s%*s%*s", (int)c->label_width, c->heading, GAP, "", (int)c->count_width,
               COUNT_HEADING);
    if (c->shares)
        buf_printf(out, "%*s%*s", GAP, "", SHARE_WIDTH, SHARE_HEADING);
    buf_char(out, '\n');
}

void chart_line(const struct chart *c, struct span label, uint64_t count, double share,
                struct buf *out)
{
    unsigned used = chart_add_label(label, c->label_width, out);

    buf_printf(out, "%*s%*" PRIu64, (int)(c->label_width - used + GAP), "", (int)c->count_width,
               count);
    if (c->shares)
        buf_printf(out, "%*s%*.1f%%", GAP, "", SHARE_WIDTH - 1, share * 100);
    if (count) {
        buf_printf(out, "%*s", GAP, "");
        chart_add_bar(c, count, out);
    }
    buf_char(out, '\n');
}

/* The frame, the form and the notes of all pages. */
#include "serve/page.h"

#include "serve/page_timeline.h"
#include "serve/route.h"

/* ---- Questions ------------------------------------------------------------------- */

static void page_options(struct options *o)
{
    options_init(o);
    o->render.format = RENDER_JSON;
    o->colour = WHEN_NEVER;
    o->widen = WHEN_ALWAYS;
    o->render.marks = true;
}

static bool is_compared(const char *name)
{
    for (size_t i = 1; i < COMPARED_MOST; i++)
        if (!strcmp(name, compared_names[i]))
            return true;
    return false;
}

/* The parameters of the question itself: a form sends its empty fields too, and queries to compare
 * with are the timeline's, on the page that has one. */
static struct target of_question(const struct exchange *x)
{
    const struct target *t = &x->target;
    struct target kept = {.text = t->text, .path = t->path};

    for (size_t i = 0; i < t->n; i++) {
        const char *name = t->parameters[i].name;

        if (*t->parameters[i].value &&
            !(is_compared(name) && parameter_taken(name, x->route->parameters)))
            kept.parameters[kept.n++] = t->parameters[i];
    }
    return kept;
}

void page_read(struct exchange *x, struct page_question *out)
{
    const struct target filled = of_question(x);
    struct parameter_fault fault;

    *out = (struct page_question){.unit = PERIOD_NONE};
    page_options(&out->options);
    if (parameters_read(&filled, x->route->parameters, &out->options, &fault) != DATELINE_OK) {
        out->fault = fault.err;
        options_free(&out->options);
        page_options(&out->options);
    }
    out->unit = out->options.question.timeline;
    out->options.question.timeline = PERIOD_NONE;
    options_complete(&out->options);
    out->options.question.names = NAMES_NONE; /* a page asks several questions: one tells names */
    asking_limit(x, &out->options.question);
}

dateline_status page_answer(struct exchange *x, const struct question *q, struct answer **out,
                            dateline_error *err)
{
    struct question limited = *q;

    asking_limit(x, &limited);
    return engine_answer(x->loan.engine, &limited, out, err);
}

const char *page_date_source(enum date_source s)
{
    switch (s) {
    case DATE_FROM_PATH:
        return "dated by its file name";
    case DATE_FROM_MTIME:
        return "dated by its file's last change: a guess";
    case DATE_FROM_DATELINE:
        return "dated by its dateline";
    case DATE_FROM_CAPTURE:
        return "dated by when it was fetched: a guess";
    case DATE_FROM_META:
        return "dated by its page's metadata";
    case DATE_FROM_TEXT:
        return "dated by a date in its text: a guess";
    default:
        return NULL;
    }
}

void page_lines(struct buf *out, const char *class_name, char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "<p class=\"%s\">", class_name);
        html_isolated(out, "bdi", span_of(lines[i]));
        buf_str(out, "</p>\n");
    }
}

/* ---- The form ------------------------------------------------------------------------ */

static void write_value(struct buf *out, const struct target *t, const char *name)
{
    const char *value = target_value(t, name);

    html_text(out, span_of(value ? value : ""));
}

static void write_field(struct buf *out, const struct target *t, const char *name,
                        const char *label)
{
    buf_printf(out,
               "<label>%s <input name=\"%s\" size=\"10\" placeholder=\"2025-03\" "
               "autocomplete=\"off\" value=\"",
               label, name);
    write_value(out, t, name);
    buf_str(out, "\"></label>\n");
}

static void write_choice(struct buf *out, const struct target *t, const char *name,
                         const char *label, const char *const *choices, const char *first)
{
    const char *chosen = target_value(t, name);

    buf_printf(out, "<label>%s <select name=\"%s\">", label, name);
    if (first)
        buf_printf(out, "<option value=\"\">%s</option>", first);
    for (; *choices; choices++)
        buf_printf(out, "<option%s>%s</option>",
                   chosen && !strcmp(chosen, *choices) ? " selected" : "", *choices);
    buf_str(out, "</select></label>\n");
}

static void write_form(struct buf *out, const struct target *t)
{
    static const char *const orders[] = {"relevance", "newest", "oldest", NULL};
    static const char *const periods[] = {"day", "week", "month", "quarter", "year", NULL};

    buf_str(out, "<form id=\"form\" role=\"search\" action=\"/\">\n"
                 "<label class=\"query\"><span>Search for</span> <input id=\"q\" name=\"q\" "
                 "type=\"search\" dir=\"auto\" list=\"hints\" autocomplete=\"off\" value=\"");
    write_value(out, t, "q");
    buf_str(out, "\"></label><datalist id=\"hints\"></datalist>\n"
                 "<button>Search</button>\n<div class=\"more\">\n");
    write_field(out, t, "since", "Since");
    write_field(out, t, "until", "Until");
    write_choice(out, t, "sort", "Sort by", orders, NULL);
    write_choice(out, t, "period", "Timeline by", periods, "fitting period");
    buf_printf(out,
               "<label><input type=\"checkbox\" name=\"any\" value=\"1\"%s> any of the words"
               "</label>\n",
               target_value(t, "any") ? " checked" : "");
    compare_write_fields(out, t);
    buf_str(out, "</div></form>\n");
}

static void write_help(struct buf *out)
{
    buf_str(out, "<details class=\"help\"><summary>How to ask</summary>\n<p>"
                 "Articles must have all words, whatever their endings and accents. "
                 "<code>\"a phrase\"</code>, <code>wild*</code>, <code>a OR b</code>, "
                 "<code>-without</code>, <code>a NEAR/3 b</code>, <code>title:word</code>, "
                 "<code>source:name</code>, <code>lang:en</code>, <code>date:2025-03</code>, "
                 "<code>date:none</code>.</p>\n<p>Keys: <kbd>/</kbd> the query, <kbd>j</kbd> "
                 "<kbd>k</kbd> the next and the last result, <kbd>Enter</kbd> opens it, "
                 "<kbd>?</kbd> this help.</p></details>\n");
}

void page_begin(struct exchange *x, struct span title)
{
    static const struct html_change no_feed[] = {
        {"offset", NULL}, {"sort", NULL}, {"period", NULL}, {"rank", NULL},
        {"widen", NULL},  {"q2", NULL},   {"q3", NULL},     {"q4", NULL}};
    struct buf *out = &x->reply.body;

    x->reply.status = 200;
    x->reply.type = "text/html; charset=utf-8";
    buf_str(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    html_text(out, title);
    buf_str(out, "</title>\n<meta name=\"viewport\" content=\"width=device-width, "
                 "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                 "<link rel=\"stylesheet\" href=\"/page.css\">\n"
                 "<link rel=\"icon\" href=\"data:,\">\n"
                 "<script src=\"/page.js\" defer></script>\n"
                 "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"New articles\" "
                 "href=\"");
    html_address(out, "/feed", &x->target, no_feed, sizeof no_feed / sizeof *no_feed);
    buf_str(out, "\">\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the results</a>\n"
                 "<header><p class=\"name\"><a href=\"/\">dateline</a></p>\n");
    write_form(out, &x->target);
    write_help(out);
    buf_str(out, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void page_end(struct exchange *x)
{
    const struct edition_facts *facts = loan_facts(&x->loan);
    struct buf *out = &x->reply.body;

    buf_printf(out, "</main>\n<footer><p>%llu articles", (unsigned long long)facts->articles);
    if (facts->first) {
        buf_str(out, ", from ");
        html_day(out, facts->first);
        buf_str(out, " to ");
        html_day(out, facts->last);
    }
    buf_str(out, "</p></footer>\n</body>\n</html>\n");
}

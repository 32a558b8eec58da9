/* Answers and articles for people: 80 columns, and colour if they like.
 *
 *     1. The title
 *        2025-03-31 · agency/0001.txt · 11.532
 *        The snippet, in as many lines as it needs.
 *
 *     2 of 5 matches */
#include <inttypes.h>

#include "searcher/print_format.h"

#define BOLD       "\x1b[1m"
#define GREEN      "\x1b[32m"
#define MAGENTA    "\x1b[35m"
#define COLOUR_OFF "\x1b[0m"

enum { TEXT_DECIMALS = 3 };

static void coloured(struct buf *out, bool colour, const char *on, struct span text)
{
    buf_str(out, colour ? on : "");
    rewrite_plain(out, text);
    buf_str(out, colour ? COLOUR_OFF : "");
}

/* TEXT in lines, behind INDENT columns that are there already. */
static void wrapped(struct printer *p, unsigned indent, struct span text, bool snippet)
{
    struct print_wrap w = {
        .out = p->out,
        .indent = indent,
        .colour = snippet && p->options.colour,
        .marks = snippet && p->options.marks,
    };

    buf_clear(&p->scratch);
    rewrite_plain(&p->scratch, text);
    print_wrapped(&w, buf_span(&p->scratch));
}

static struct span date_text(struct printer *p, const struct print_hit *h)
{
    struct span date = print_value(p, PRINT_DATE, h);

    return date.len ? date : span_of("undated");
}

/* The line between title and snippet. */
static void facts(struct printer *p, const struct print_hit *h)
{
    bool colour = p->options.colour;

    coloured(p->out, colour, GREEN, date_text(p, h));
    buf_str(p->out, " · ");
    coloured(p->out, colour, MAGENTA, h->article.id);
    if (!p->options.by_date) {
        buf_str(p->out, " · ");
        print_score(p->out, h->score, TEXT_DECIMALS);
    }
    buf_char(p->out, '\n');
}

static void title(struct printer *p, unsigned indent, struct span text)
{
    buf_str(p->out, p->options.colour ? BOLD : "");
    wrapped(p, indent, text.len ? text : span_of("(no title)"), false);
    buf_str(p->out, p->options.colour ? COLOUR_OFF : "");
}

static void own_layout(struct printer *p, const struct print_hit *h)
{
    size_t before = p->out->len;
    unsigned indent;

    buf_printf(p->out, "%" PRIu64 ". ", h->rank);
    indent = (unsigned)(p->out->len - before);
    title(p, indent, h->article.title);
    buf_printf(p->out, "\n%*s", (int)indent, "");
    facts(p, h);
    if (!h->snippet.len)
        return;
    buf_printf(p->out, "%*s", (int)indent, "");
    wrapped(p, indent, h->snippet, true);
    buf_char(p->out, '\n');
}

static void named(struct buf *out, const char *name, struct span value)
{
    if (!value.len)
        return;
    buf_printf(out, "%s: ", name);
    rewrite_plain(out, value);
    buf_char(out, '\n');
}

static void chosen_fields(struct printer *p, const struct print_hit *h)
{
    for (size_t i = 0; i < p->options.n_fields; i++) {
        enum print_field f = p->options.fields[i];

        named(p->out, print_field_name(f),
              f == PRINT_DATE ? date_text(p, h) : print_value(p, f, h));
    }
}

void print_heading(struct printer *p, struct span query)
{
    if (!p->options.batch || p->hits)
        return;
    buf_str(p->out, "== ");
    coloured(p->out, p->options.colour, BOLD, query);
    buf_char(p->out, '\n');
}

static void hit(struct printer *p, const struct print_hit *h)
{
    if (p->hits)
        buf_char(p->out, '\n');
    print_heading(p, h->query);
    if (p->chosen)
        chosen_fields(p, h);
    else
        own_layout(p, h);
}

static void between(const struct print_options *o, bool first, struct buf *out)
{
    (void)o;
    buf_str(out, first ? "" : "\n");
}

static void count(struct buf *out, const struct print_summary *s)
{
    if (!s->total)
        buf_str(out, s->shown ? "" : "no hits");
    else if (!s->matches)
        buf_str(out, "no matches");
    else if (s->shown == s->matches)
        buf_printf(out, "%" PRIu64 " match%s", s->matches, s->matches == 1 ? "" : "es");
    else
        buf_printf(out, "%" PRIu64 " of %" PRIu64 " match%s", s->shown, s->matches,
                   s->matches == 1 ? "" : "es");
}

static void bound(struct buf *out, const char *name, dateline_day day)
{
    char text[DAY_TEXT];

    if (!day)
        return;
    day_format(day, text);
    buf_printf(out, "%s%s %s", out->len ? ", " : "", name, text);
}

/* One line of what is known of the whole; none where nothing is. */
static void answer_end(struct printer *p, const struct print_summary *s)
{
    struct buf *line = &p->scratch;

    buf_clear(line);
    count(line, s);
    if (line->len) {
        bound(line, "since", s->since);
        bound(line, "until", s->until);
    }
    if (s->timed)
        buf_printf(line, "%s%.6f s", line->len ? ", " : "", s->seconds);
    if (!line->len)
        return;
    buf_str(p->out, p->hits ? "\n" : "");
    print_heading(p, s->query);
    buf_span_add(p->out, buf_span(line));
    buf_char(p->out, '\n');
}

static void article_date(const struct article *a, struct buf *out)
{
    const char *source = date_source_name(a->date_source);
    char text[DAY_TEXT];

    if (!day_format(a->day, text))
        buf_str(out, "date: undated\n");
    else
        buf_printf(out, source ? "date: %s (%s)\n" : "date: %s\n", text, source);
}

static void print_text_article(const struct print_options *o, const struct article *a,
                               struct buf *out)
{
    if (a->title.len) {
        coloured(out, o->colour, BOLD, a->title);
        buf_char(out, '\n');
    }
    article_date(a, out);
    named(out, "id", a->id);
    named(out, "source", a->source);
    named(out, "url", a->url);
    named(out, "lang", a->lang);
    buf_char(out, '\n');
    rewrite_plain_lines(out, a->body);
    if (out->data[out->len - 1] != '\n')
        buf_char(out, '\n');
}

void print_article(const struct print_options *o, const struct article *a, struct buf *out)
{
    if (o->format == PRINT_JSON || o->format == PRINT_JSONL)
        print_json_article(a, out);
    else
        print_text_article(o, a, out);
}

const struct print_writer print_text = {
    .name = "text",
    .fields = {PRINT_RANK, PRINT_TITLE, PRINT_DATE, PRINT_ID, PRINT_SCORE, PRINT_SNIPPET},
    .n_fields = 6,
    .between = between,
    .hit = hit,
    .answer_end = answer_end,
};

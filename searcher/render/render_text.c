/* The text format: hits in 79 columns, or a terminal's, optionally coloured.
 *
 *     1. The title
 *        2025-03-31 · agency/0001.txt · 11.532
 *        The snippet, in as many lines as it needs.
 *
 *     2 of 5 matches */
#include <inttypes.h>

#include "searcher/render/render_format.h"
#include "searcher/snippet/snippet.h"

#define BOLD    "\x1b[1m"
#define DIM     "\x1b[2m"
#define GREEN   "\x1b[32m"
#define MAGENTA "\x1b[35m"

enum { TEXT_DECIMALS = 3 };

static void text_coloured(struct buf *out, bool colour, const char *on, struct span text)
{
    buf_str(out, colour ? on : "");
    rewrite_plain(out, text);
    buf_str(out, colour ? RENDER_COLOUR_OFF : "");
}

/* The columns of hits. */
static unsigned text_width(const struct render_options *o)
{
    if (!o->terminal || !o->width)
        return RENDER_WIDTH;
    return o->width < RENDER_WIDTH_MAX ? o->width : RENDER_WIDTH_MAX;
}

/* Wraps TEXT, after INDENT columns that the caller has written. */
static void text_wrapped(struct renderer *r, unsigned indent, struct span text, bool snippet)
{
    struct render_wrap w = {
        .out = r->out,
        .width = text_width(&r->options),
        .indent = indent,
        .colour = snippet && r->options.colour,
        .marks = snippet && r->options.marks,
    };

    buf_clear(&r->scratch);
    rewrite_plain(&r->scratch, text);
    render_wrapped(&w, buf_span(&r->scratch));
}

static struct span hit_date(struct renderer *r, const struct hit *h)
{
    struct span date = render_value(r, RENDER_DATE, h);

    return date.len ? date : span_of("undated");
}

/* Appends the line between title and snippet. */
static void hit_facts(struct renderer *r, const struct hit *h)
{
    bool colour = r->options.colour;

    text_coloured(r->out, colour, GREEN, hit_date(r, h));
    buf_str(r->out, " · ");
    text_coloured(r->out, colour, MAGENTA, h->article.id);
    if (r->answer->sort == MATCH_RELEVANCE) {
        buf_str(r->out, " · ");
        render_score(r->out, h->score, TEXT_DECIMALS);
    }
    buf_char(r->out, '\n');
}

static void hit_title(struct renderer *r, unsigned indent, struct span text)
{
    buf_str(r->out, r->options.colour ? BOLD : "");
    text_wrapped(r, indent, text.len ? text : span_of("(no title)"), false);
    buf_str(r->out, r->options.colour ? RENDER_COLOUR_OFF : "");
}

static void hit_default_layout(struct renderer *r, const struct hit *h)
{
    size_t before = r->out->len;
    unsigned indent;

    buf_printf(r->out, "%" PRIu64 ". ", h->rank);
    indent = (unsigned)(r->out->len - before);
    hit_title(r, indent, h->article.title);
    buf_printf(r->out, "\n%*s", (int)indent, "");
    hit_facts(r, h);
    if (!h->snippet.len)
        return;
    buf_printf(r->out, "%*s", (int)indent, "");
    text_wrapped(r, indent, h->snippet, true);
    buf_char(r->out, '\n');
}

static void text_named_value(struct buf *out, const char *name, struct span value)
{
    if (!value.len)
        return;
    buf_printf(out, "%s: ", name);
    rewrite_plain(out, value);
    buf_char(out, '\n');
}

static void hit_chosen_fields(struct renderer *r, const struct hit *h)
{
    for (size_t i = 0; i < r->options.n_fields; i++) {
        enum render_field f = r->options.fields[i];

        text_named_value(r->out, render_field_names.list[f],
                         f == RENDER_DATE ? hit_date(r, h) : render_value(r, f, h));
    }
}

void render_text_heading(struct renderer *r)
{
    if (!r->options.batch || r->rows)
        return;
    buf_str(r->out, "== ");
    text_coloured(r->out, r->options.colour, BOLD, r->answer->qid);
    buf_char(r->out, '\n');
}

/* Appends how many articles match all words of a query that was widened. */
static void text_with_all_words(struct buf *out, const struct answer *a)
{
    uint64_t n = a->widened_from - 1;

    if (n)
        buf_printf(out, "%" PRIu64 " article%s all words", n, n == 1 ? " matches" : "s match");
    else
        buf_str(out, "no article matches all words");
}

/* Before the first hit that need not have all words, on this page, says so. */
static void text_widened(struct renderer *r, const struct hit *h)
{
    uint64_t from = r->answer->widened_from;

    if (!from || h->rank < from || (h->rank > from && r->rows))
        return;
    text_with_all_words(r->out, r->answer);
    buf_str(r->out, "; these match any of them:\n\n");
}

static void text_hit(struct renderer *r, const struct hit *h)
{
    if (r->rows)
        buf_char(r->out, '\n');
    render_text_heading(r);
    text_widened(r, h);
    if (r->chosen)
        hit_chosen_fields(r, h);
    else
        hit_default_layout(r, h);
    r->rows++;
}

static void text_between(struct renderer *r, bool first)
{
    buf_str(r->out, first ? "" : "\n");
}

static void summary_widened(struct buf *out, const struct answer *a)
{
    buf_printf(out, "%" PRIu64 " shown; ", a->shown);
    text_with_all_words(out, a);
}

static void summary_count(struct buf *out, const struct answer *a)
{
    if (!a->counted)
        buf_str(out, a->shown ? "" : "no hits");
    else if (a->widened_from)
        summary_widened(out, a);
    else if (!a->matches)
        buf_str(out, "no matches");
    else if (a->shown == a->matches)
        buf_printf(out, "%" PRIu64 " match%s", a->matches, a->matches == 1 ? "" : "es");
    else
        buf_printf(out, "%" PRIu64 " of %" PRIu64 " match%s", a->shown, a->matches,
                   a->matches == 1 ? "" : "es");
}

static void summary_bound(struct buf *out, const char *name, dateline_day day)
{
    char text[DAY_TEXT];

    if (!day)
        return;
    day_format(day, text);
    buf_printf(out, "%s%s %s", out->len ? ", " : "", name, text);
}

/* Appends the summary line, unless it would be empty. */
static void text_answer_end(struct renderer *r)
{
    const struct answer *a = r->answer;
    struct buf *line = &r->scratch;

    buf_clear(line);
    summary_count(line, a);
    if (line->len) {
        summary_bound(line, "since", a->days.first);
        summary_bound(line, "until", a->days.last);
        if (a->n_lost)
            buf_printf(line, ", without %zu shard%s", a->n_lost, a->n_lost == 1 ? "" : "s");
    }
    if (r->options.timing)
        buf_printf(line, "%s%.6f s", line->len ? ", " : "", a->seconds);
    if (!line->len)
        return;
    buf_str(r->out, r->rows ? "\n" : "");
    render_text_heading(r);
    buf_span_add(r->out, buf_span(line));
    buf_char(r->out, '\n');
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

enum { MARK_LENGTH = sizeof SNIPPET_MARK_START - 1 };

/* The bytes of TEXT before its first mark. */
static size_t bytes_before_mark(struct span text)
{
    for (size_t at = 0; at + MARK_LENGTH <= text.len; at++)
        if (!memcmp(text.data + at, SNIPPET_MARK_START, MARK_LENGTH) ||
            !memcmp(text.data + at, SNIPPET_MARK_END, MARK_LENGTH))
            return at;
    return text.len;
}

/* Appends the lines of TEXT, which has been marked, with its marks as escapes or as they are. */
static void text_marked_lines(const struct render_options *o, struct span text, struct buf *out)
{
    for (size_t len; text.len; text = span_from(text, len)) {
        len = bytes_before_mark(text);
        rewrite_plain_lines(out, (struct span){text.data, len});
        if (len == text.len)
            return;
        if (o->marks)
            buf_add(out, text.data + len, MARK_LENGTH);
        else
            buf_str(out, memcmp(text.data + len, SNIPPET_MARK_START, MARK_LENGTH) != 0
                             ? RENDER_COLOUR_OFF
                             : RENDER_MATCH_ON);
        len += MARK_LENGTH;
    }
}

/* The text of A; boilerplate, which is not searched, is dimmed. */
static void add_article_text(const struct render_options *o, const struct article *a,
                             struct buf *out)
{
    struct marked_text m = {.text = a->body, .marks = a->marks};
    struct span piece;
    enum mark kind;

    while (marked_next(&m, &piece, &kind)) {
        bool dim = o->colour && kind == MARK_BOILERPLATE;

        buf_str(out, dim ? DIM : "");
        if (o->marked)
            text_marked_lines(o, piece, out);
        else
            rewrite_plain_lines(out, piece);
        buf_str(out, dim ? RENDER_COLOUR_OFF : "");
    }
}

void render_text_article(const struct render_options *o, const struct article *a, struct buf *out)
{
    if (a->title.len) {
        text_coloured(out, o->colour, BOLD, a->title);
        buf_char(out, '\n');
    }
    article_date(a, out);
    text_named_value(out, "id", a->id);
    text_named_value(out, "source", a->source);
    text_named_value(out, "url", a->url);
    text_named_value(out, "lang", a->lang);
    buf_char(out, '\n');
    add_article_text(o, a, out);
    if (out->data[out->len - 1] != '\n')
        buf_char(out, '\n');
}

const struct format render_text = {
    .fields = {RENDER_RANK, RENDER_TITLE, RENDER_DATE, RENDER_ID, RENDER_SCORE, RENDER_SNIPPET},
    .n_fields = 6,
    .between = text_between,
    .answer_begin = render_text_counts_begin,
    .hit = text_hit,
    .period = render_text_period,
    .value = render_text_value,
    .answer_end = text_answer_end,
    .table_begin = render_text_table_begin,
    .table_row = render_text_table_row,
    .explanation = render_text_explanation,
    .why = render_text_why,
    .article = render_text_article,
};

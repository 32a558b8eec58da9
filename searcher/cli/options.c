/* The command line of dateline-search as a question and how to print its answer. */
#include "searcher/cli/options.h"

#include <stdlib.h>

#include "program/program.h"
#include "searcher/engine/facet.h"
#include "searcher/engine/period.h"
#include "searcher/match/match.h"
#include "searcher/plan/ranking.h"

enum { DEFAULT_LIMIT = 10 };

enum {
    OPT_SINCE = 256,
    OPT_UNTIL,
    OPT_OFFSET,
    OPT_ANY,
    OPT_LITERAL,
    OPT_MIN_MATCH,
    OPT_TIMEOUT,
    OPT_COUNT,
    OPT_TOTAL,
    OPT_NO_TOTAL,
    OPT_BATCH,
    OPT_SHOW,
    OPT_FORMAT,
    OPT_FIELDS,
    OPT_MARKS,
    OPT_COLOUR,
    OPT_TAG,
    OPT_TIMING,
    OPT_SORT,
    OPT_RANK,
    OPT_TIMELINE,
    OPT_FACET,
    OPT_THREADS,
    OPT_EXPLAIN,
    OPT_WHY,
    OPT_LIKE,
};

static const struct argp_option table[] = {
    {NULL, 0, NULL, 0, "What is looked for:", 1},
    {"since", OPT_SINCE, "DATE", 0,
     "Only articles dated on DATE or later: 2025, 2025-03, 2025-03-31; counted back from today: "
     "7d, "
     "2w, 3m, 1y, today, yesterday",
     0},
    {"until", OPT_UNTIL, "DATE", 0, "Only articles dated on DATE or earlier", 0},
    {"any", OPT_ANY, NULL, 0, "Rank by any of the words instead of asking for all", 0},
    {"min-match", OPT_MIN_MATCH, "N", 0, "At least N of the words, or N% of them; implies --any",
     0},
    {"literal", OPT_LITERAL, NULL, 0, "Read everything in QUERY as words", 0},
    {"like", OPT_LIKE, "ID", 0, "Articles like the article ID, of those that QUERY finds", 0},
    {"timeout", OPT_TIMEOUT, "SECONDS", 0, "Give up on a query that takes longer", 0},
    {NULL, 0, NULL, 0, "What is shown:", 2},
    {"limit", 'n', "N", 0, "At most N articles (default 10; 0: all)", 0},
    {"offset", OPT_OFFSET, "N", 0, "Leave out the first N", 0},
    {"sort", OPT_SORT, "ORDER", 0,
     "relevance, newest or oldest first (default relevance); undated articles come last", 0},
    {"rank", OPT_RANK, "RANKING", 0,
     "dateline, or bm25 with Xapian's settings for comparison (default dateline)", 0},
    {"timeline", OPT_TIMELINE, "PERIOD", 0,
     "The number of matches in each day, week, month, quarter or year", 0},
    {"facet", OPT_FACET, "FIELD", 0, "The number of matches for each year, month, source or lang",
     0},
    {"count", OPT_COUNT, NULL, 0, "Only the number of matches", 0},
    {"total", OPT_TOTAL, NULL, 0, "Count all matches (the default, but for a batch)", 0},
    {"no-total", OPT_NO_TOTAL, NULL, 0, "Don't count all matches", 0},
    {"show", OPT_SHOW, "ID", 0, "Print the article ID", 0},
    {"explain", OPT_EXPLAIN, NULL, 0, "How the query is understood and answered", 0},
    {"why", OPT_WHY, "ID", 0, "How the article ID scores, or what keeps it out", 0},
    {NULL, 0, NULL, 0, "How it is printed:", 3},
    {"format", OPT_FORMAT, "NAME", 0, "text, json, jsonl, csv, tsv, trec or ids (default text)", 0},
    {"fields", OPT_FIELDS, "LIST", 0,
     "These columns or members: query, rank, id, date, score, title, snippet, date_source, source, "
     "url, lang",
     0},
    {"marks", OPT_MARKS, NULL, 0, "Put matched words in snippets between U+E000 and U+E001", 0},
    {"color", OPT_COLOUR, "WHEN", 0, "Colour: auto, always or never (default auto)", 0},
    {"colour", OPT_COLOUR, NULL, OPTION_ALIAS | OPTION_HIDDEN, NULL, 0},
    {NULL, 0, NULL, 0, "Many queries:", 4},
    {"batch", OPT_BATCH, "FILE", 0,
     "Answer each line of FILE (-: standard input): query, qid<TAB>query, or a JSON object with "
     "id, "
     "q, since, until, limit, sort, any",
     0},
    {"threads", OPT_THREADS, "N", 0, "Answer N lines at a time (default: one for each processor)",
     0},
    {"tag", OPT_TAG, "NAME", 0, "The run's name in trec lines (default dateline)", 0},
    {"timing", OPT_TIMING, NULL, 0, "Tell how long each answer took", 0},
    {0},
};

static const char doc[] =
    "Search INDEX for articles that match QUERY; several are joined by blanks, none stands for "
    "every article."
    "\vWords must all occur, whatever their endings and capitals. \"a phrase\", wild*, a OR b, a "
    "AND "
    "b, a XOR b, NOT x, -x, +x, a NEAR/3 b, a ADJ b, (brackets), title:x, source:x, lang:x, id:x, "
    "date:2025-03, date:2025-02..2025-03-15, date:none.\n\n"
    "Exit status: 0 something matched; 1 nothing did; 2 the command line, a query or a date could "
    "not be understood; 3 no index, or something could not be read or written.";

static void check(const struct argp_state *state, dateline_status status, const dateline_error *err)
{
    if (status != DATELINE_OK)
        argp_error(state, "%s", err->text);
}

static void parse_choice(int key, const char *arg, struct argp_state *state, struct question *q)
{
    struct span name = span_of(arg);
    dateline_error err;

    if (key == OPT_SORT)
        check(state, match_order_by_name(name, &q->sort, &err), &err);
    if (key == OPT_RANK)
        check(state, ranking_by_name(name, &q->ranking, &err), &err);
    if (key == OPT_TIMELINE)
        check(state, period_unit_by_name(name, &q->timeline, &err), &err);
    if (key == OPT_FACET)
        check(state, facet_by_name(name, &q->facet, &err), &err);
}

static void parse_min_match(const char *arg, struct argp_state *state, struct question *q)
{
    struct buf number = {0};
    size_t len = strlen(arg);

    q->any = true;
    q->min_percent = len && arg[len - 1] == '%';
    buf_add(&number, arg, len - q->min_percent);
    buf_str(&number, "");
    q->min_match = (uint32_t)program_number(state, "min-match", number.data, 1,
                                            q->min_percent ? 100 : QUERY_MAX_WORDS);
    buf_free(&number);
}

static bool parse_question(int key, char *arg, struct argp_state *state, struct question *q)
{
    dateline_error err;

    switch (key) {
    case OPT_SINCE:
        check(state, question_bound(q, true, "--since", span_of(arg), &err), &err);
        return true;
    case OPT_UNTIL:
        check(state, question_bound(q, false, "--until", span_of(arg), &err), &err);
        return true;
    case 'n':
        q->limit = program_number(state, "limit", arg, 0, UINT32_MAX);
        return true;
    case OPT_OFFSET:
        q->offset = program_number(state, "offset", arg, 0, UINT32_MAX);
        return true;
    case OPT_TIMEOUT:
        q->limits.seconds = program_seconds(state, "timeout", arg);
        return true;
    case OPT_LIKE:
        q->like = span_of(arg);
        return true;
    case OPT_ANY:
        return q->any = true;
    case OPT_MIN_MATCH:
        parse_min_match(arg, state, q);
        return true;
    case OPT_LITERAL:
        return q->literal = true;
    case OPT_WHY:
        q->why = span_of(arg);
        return true;
    case OPT_SORT:
    case OPT_RANK:
    case OPT_TIMELINE:
    case OPT_FACET:
        parse_choice(key, arg, state, q);
        return true;
    default:
        return false;
    }
}

static bool parse_render(int key, char *arg, struct argp_state *state, struct render_options *p)
{
    dateline_error err;

    switch (key) {
    case OPT_FORMAT:
        check(state, render_parse_format(arg, &p->format, &err), &err);
        return true;
    case OPT_FIELDS:
        check(state, render_parse_fields(arg, p, &err), &err);
        return true;
    case OPT_COLOUR:
        p->colour = program_colour(program_when(state, "color", arg), stdout);
        return true;
    case OPT_MARKS:
        return p->marks = true;
    case OPT_TAG:
        p->tag = arg;
        return true;
    case OPT_TIMING:
        return p->timing = true;
    default:
        return false;
    }
}

static void add_word(struct options *o, const char *word)
{
    if (o->query.len)
        buf_char(&o->query, ' ');
    buf_str(&o->query, word);
}

static enum question_kind kind_of(const struct options *o)
{
    const struct question *q = &o->question;

    return q->why.data   ? ASK_WHY
           : o->explain  ? ASK_EXPLAIN
           : o->count    ? ASK_COUNT
           : q->timeline ? ASK_TIMELINE
           : q->facet    ? ASK_FACET
                         : ASK_HITS;
}

/* NAME is the option that asked for an answer of another kind than hits. */
static void check_format(const struct argp_state *state, const struct options *o, const char *name)
{
    enum question_kind kind = kind_of(o);
    const char *known[RENDER_FORMATS];
    size_t n = 0;
    struct buf list = {0};

    if (render_can(o->render.format, kind))
        return;
    for (int f = 0; f < RENDER_FORMATS; f++)
        if (render_can((enum render_format)f, kind))
            known[n++] = render_format_name((enum render_format)f);
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%s%s", !i ? "" : i + 1 < n ? ", " : " or ", known[i]);
    argp_error(state, "%s is printed as %s", name, list.data);
}

/* --explain and --why are answers of their own. */
static void check_explaining(const struct argp_state *state, const struct options *o)
{
    bool why = o->question.why.data != NULL;
    const char *name = why ? "--why" : "--explain";

    if (o->question.like.data && (o->batch || o->show))
        argp_error(state, "--like goes with no --batch and no --show");
    if (!why && !o->explain)
        return;
    if (why && o->explain)
        argp_error(state, "--why and --explain do not go together");
    if (o->batch || o->show || o->count)
        argp_error(state, "%s goes with no --batch, --show or --count", name);
    check_format(state, o, name);
    if (o->render.n_fields)
        argp_error(state, "%s goes with no --fields", name);
}

/* Timelines and facets are tables of their own. */
static void check_counting(const struct argp_state *state, const struct options *o)
{
    const struct question *q = &o->question;
    const char *name = q->timeline ? "--timeline" : "--facet";

    if (!q->timeline && !q->facet)
        return;
    if (q->timeline && q->facet)
        argp_error(state, "--timeline and --facet do not go together");
    if (o->count || o->show || q->why.data || o->explain)
        argp_error(state, "%s goes with no --count, --show, --why or --explain", name);
    check_format(state, o, name);
    if (o->render.n_fields)
        argp_error(state, "%s goes with no --fields", name);
}

static void finish(const struct argp_state *state, struct options *o)
{
    dateline_error err;

    if (!o->index)
        argp_error(state, "no INDEX is named");
    if (o->batch && (o->query.len || o->show))
        argp_error(state, "--batch goes with no QUERY and no --show");
    if (o->show && o->query.len)
        argp_error(state, "--show goes with no QUERY");
    check_explaining(state, o);
    check_counting(state, o);
    check(state, question_check(&o->question, &err), &err);
    o->question.kind = kind_of(o);
    o->render.batch = o->batch != NULL;
    o->render.timing |= !o->batch;
    o->question.parts = render_needs(&o->render);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct options *o = state->input;

    if (parse_question(key, arg, state, &o->question) || parse_render(key, arg, state, &o->render))
        return 0;
    if (key == OPT_BATCH)
        o->batch = arg;
    else if (key == OPT_SHOW)
        o->show = arg;
    else if (key == OPT_THREADS)
        o->threads = (unsigned)program_number(state, "threads", arg, 1, BATCH_MAX_THREADS);
    else if (key == OPT_COUNT)
        o->count = true;
    else if (key == OPT_EXPLAIN)
        o->explain = true;
    else if (key == OPT_TOTAL || key == OPT_NO_TOTAL)
        o->question.total = key == OPT_TOTAL, o->total_said = true;
    else if (key == ARGP_KEY_ARG && !o->index)
        o->index = arg;
    else if (key == ARGP_KEY_ARG)
        add_word(o, arg);
    else if (key == ARGP_KEY_END)
        finish(state, o);
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

void options_parse(int argc, char **argv, struct options *out)
{
    const struct argp argp = {table, parse, "INDEX [QUERY]...", doc, NULL, NULL, NULL};

    *out = (struct options){0};
    question_init(&out->question, day_today());
    out->question.limit = DEFAULT_LIMIT;
    out->render.colour = program_colour(WHEN_AUTO, stdout);
    out->render.width = program_columns(stdout) - 1; /* the last one stays free, as elsewhere */
    argp_parse(&argp, argc, argv, 0, NULL, out);
    if (!out->total_said)
        out->question.total = !out->batch;
    if (!out->query.len) {
        buf_char(&out->query, '*');
        out->question.literal &= out->batch != NULL; /* a batch's lines have words of their own */
    }
    out->question.text = buf_span(&out->query);
}

void options_free(struct options *o)
{
    buf_free(&o->query);
}

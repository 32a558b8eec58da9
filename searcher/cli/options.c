/* The options of dateline-search, and the question and rendering that they ask for. */
#include "searcher/cli/options.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/day.h"
#include "searcher/engine/facet.h"
#include "searcher/engine/period.h"
#include "searcher/match/match.h"
#include "searcher/plan/ranking.h"

#define LIMIT_DEFAULT   10
#define LIMIT_NOT_GIVEN UINT64_MAX

static dateline_status read_since(const char *text, void *values, dateline_error *err)
{
    struct options *o = values;

    return question_bound(&o->question, true, "--since", span_of(text), err);
}

static dateline_status read_until(const char *text, void *values, dateline_error *err)
{
    struct options *o = values;

    return question_bound(&o->question, false, "--until", span_of(text), err);
}

void options_show(struct options *o, const char *id)
{
    GROW(o->shows, o->n_shows, o->cap_shows);
    o->shows[o->n_shows++] = id;
}

static dateline_status read_show(const char *text, void *values, dateline_error *err)
{
    (void)err;
    options_show(values, text);
    return DATELINE_OK;
}

static dateline_status read_recent(const char *text, void *values, dateline_error *err)
{
    return question_recent(&((struct options *)values)->question, text, err);
}

static const char *const sort_list[] = {
    [SORT_RELEVANCE] = "relevance", [SORT_NEWEST] = "newest", [SORT_OLDEST] = "oldest",
    [SORT_COUNT] = "count",         [SORT_VALUE] = "value",
};
static const struct names sort_names = NAMES("sort order", sort_list);

#define AT(member) OPTION_AT(struct options, member)

/* N, or N percent. */
static dateline_status read_min_match(const char *text, void *values, dateline_error *err)
{
    struct question *q = &((struct options *)values)->question;
    size_t len = strlen(text);
    bool percent = len && text[len - 1] == '%';
    const struct option_row number = {
        "min-match",
        0,
        OPTION_NUMBER,
        "N",
        AT(question.min_match),
        .min = 1,
        .max = percent ? 100 : QUERY_MAX_WORDS,
    };
    struct buf digits = {0};
    dateline_status status;

    buf_add(&digits, text, len - percent);
    buf_str(&digits, "");
    status = option_store(&number, digits.data, values, err);
    buf_free(&digits);
    if (status != DATELINE_OK)
        return status;
    q->any = true;
    q->min_percent = percent;
    return DATELINE_OK;
}

static const struct option_row rows[] = {
    {.help = "What is looked for:"},
    {"since", 0, OPTION_DATE, "DATE", .action = read_since,
     .help = "Only articles dated on DATE or later: 2025, 2025-03, 2025-03-31; counted back from "
             "today: 7d, 2w, 3m, 1y, today, yesterday, last week, this month"},
    {"until", 0, OPTION_DATE, "DATE", .action = read_until,
     .help = "Only articles dated on DATE or earlier"},
    {"any", 0, OPTION_FLAG, NULL, AT(question.any),
     .help = "Rank by any of the words instead of asking for all"},
    {"min-match", 0, OPTION_TEXT, "N", .action = read_min_match,
     .help = "At least N of the words, or N% of them; implies --any"},
    {"widen", 0, OPTION_CHOICE, "WHEN", AT(widen), .keywords = &program_when_names,
     .help = "If fewer than --limit articles have all words, go on with those that have any: {} "
             "(default auto: in text on a terminal)"},
    {"literal", 0, OPTION_FLAG, NULL, AT(question.literal),
     .help = "Read everything in QUERY as words"},
    {"exact-names", 0, OPTION_FLAG, NULL, AT(question.exact_names),
     .help = "name: finds names as they are spelt, without other spellings"},
    {"ignore-case", 'i', OPTION_FLAG, NULL, AT(ignore_case),
     .help = "Capitals do not count (they never do)"},
    {"like", 0, OPTION_TEXT, "ID", AT(like),
     .help = "Articles like the article ID, of those that QUERY finds"},
    {"timeout", 0, OPTION_SECONDS, "SECONDS", AT(question.limits.seconds),
     .help = "Give up on a query that takes longer, and on a shard that does not answer (default "
             "for a shard: 10)"},
    {"partial", 0, OPTION_FLAG, NULL, AT(partial),
     .help = "Leave out the articles of shards that do not answer within a sixth of --timeout, "
             "and say so"},
    {.help = "What is shown:"},
    {"limit", 'n', OPTION_NUMBER, "N", AT(question.limit), .max = UINT32_MAX,
     .help = "At most N articles (default 10; 0: all)"},
    {"offset", 0, OPTION_NUMBER, "N", AT(question.offset), .max = UINT32_MAX,
     .help = "Leave out the first N"},
    {"sort", 0, OPTION_CHOICE, "ORDER", AT(sort), .keywords = &sort_names,
     .help =
         "{}: articles by relevance (the default), the newest or the oldest first, undated ones "
         "last; a --facet by count (the default), the highest first, or by value"},
    {"rank", 0, OPTION_CHOICE, "RANKING", AT(question.ranking), .keywords = &ranking_names,
     .help = "{} (default dateline); bm25 has Xapian's settings, for comparison"},
    {"recent", 0, OPTION_TEXT, "HALFLIFE", .optional = true, .action = read_recent,
     .help = "Newer articles weigh more: a score falls by a quarter where the article is HALFLIFE "
             "old (default 1y), by half at most; undated ones lose a quarter"},
    {"plan", 0, OPTION_CHOICE, "WAY", AT(question.matching), .keywords = &matching_names,
     .help = "Match by {} (default auto: lists if the index has them); the answer is the same"},
    {"timeline", 0, OPTION_CHOICE, "PERIOD", AT(question.timeline), .keywords = &period_unit_names,
     .help = "The number of matches in each {}"},
    {"facet", 0, OPTION_CHOICE, "FIELD", AT(question.facet), .keywords = &facet_names,
     .help = "The number of matches for each {}"},
    {"count", 'c', OPTION_FLAG, NULL, AT(count), .help = "Only the number of matches"},
    {"total", 0, OPTION_FLAG, NULL, AT(total), .value = TOTAL_WANTED,
     .help = "Count all matches (the default, but for a batch)"},
    {"no-total", 0, OPTION_FLAG, NULL, AT(total), .value = TOTAL_UNWANTED,
     .help = "Don't count all matches"},
    {"show", 0, OPTION_TEXT, "ID", .action = read_show,
     .help = "Print the article ID, as often as it is given; words of a QUERY are marked"},
    {"no-pager", 0, OPTION_FLAG, NULL, AT(no_pager),
     .help = "--show on a terminal goes to it directly, not through $PAGER (default: less -R)"},
    {"explain", 0, OPTION_FLAG, NULL, AT(explain),
     .help = "How the query is understood and answered"},
    {"why", 0, OPTION_TEXT, "ID", AT(why),
     .help = "How the article ID scores, or what keeps it out"},
    {.help = "How it is printed:"},
    {"format", 0, OPTION_CHOICE, "NAME", AT(render.format), .keywords = &render_format_names,
     .help = "{} (default text)"},
    {"list", 'l', OPTION_FLAG, NULL, AT(list),
     .help = "The ids of all matches: --format=ids --limit=0"},
    {"null", '0', OPTION_FLAG, NULL, AT(render.null),
     .help = "End ids with a NUL byte: with -l or "
             "--format=ids, for xargs -0"},
    {"quiet", 'q', OPTION_FLAG, NULL, AT(quiet),
     .help = "No warnings and, without --batch, no answer: the exit status tells"},
    {"fields", 0, OPTION_LIST, "LIST", AT(fields), .keywords = &render_field_names,
     .help = "These columns or members: {}"},
    {"safe-csv", 0, OPTION_FLAG, NULL, AT(render.safe_csv),
     .help = "Put an apostrophe before cells of csv and tsv that a spreadsheet would run as "
             "formulas"},
    {"marks", 0, OPTION_FLAG, NULL, AT(render.marks),
     .help = "Put matched words in snippets between U+E000 and U+E001"},
    {"color", 0, OPTION_CHOICE, "WHEN", AT(colour), .keywords = &program_when_names,
     .help = "Colour: {} (default auto)"},
    {"colour", .kind = OPTION_SAME},
    {.help = "Many queries:"},
    {"batch", 0, OPTION_FILE, "FILE", AT(batch),
     .help = "Answer each line of FILE (-: standard input): query, qid<TAB>query, or a JSON "
             "object with id, q, since, until, limit, sort, any, widen"},
    {"threads", 0, OPTION_NUMBER, "N", AT(threads), .min = 1, .max = BATCH_MAX_THREADS,
     .help = "Answer N lines at a time (default: one for each processor)"},
    {"tag", 0, OPTION_TEXT, "NAME", AT(render.tag),
     .help = "The run's name in trec lines (default dateline)"},
    {"timing", 0, OPTION_FLAG, NULL, AT(render.timing), .help = "Tell how long each answer took"},
};

static const struct option_conflict conflicts[] = {
    {"batch", {"QUERY", "show"}},
    {"show", {"fields", "limit", "offset", "sort", "since", "until", "any"}},
    {"show", {"literal", "min-match", "recent", "rank", "widen", "timeout", "plan"}},
    {"count", {"fields", "marks", "safe-csv", "list", "show"}},
    {"list", {"format", "show", "why", "explain", "timeline", "facet", "fields", "marks"}},
    {"quiet", {"show", "why", "explain"}},
    {"like", {"batch", "show"}},
    {"partial", {"show"}},
    {"why", {"explain", "batch", "show", "count", "fields", "limit", "offset", "sort", "marks"}},
    {"explain", {"batch", "show", "count", "fields", "limit", "offset", "sort", "marks"}},
    {"timeline",
     {"facet", "count", "show", "why", "explain", "fields", "limit", "offset", "sort", "marks"}},
    {"timeline", {"recent", "rank"}},
    {"facet", {"recent", "rank"}},
    {"facet", {"count", "show", "why", "explain", "fields", "limit", "offset", "marks"}},
};

static const char doc[] =
    "Search INDEX for articles that match QUERY; several are joined by blanks, none stands for "
    "every article."
    "\vWords must all occur, whatever their endings and capitals. \"a phrase\", wild*, a OR b, a "
    "AND "
    "b, a XOR b, NOT x, -x, +x, a NEAR/3 b, a ADJ b, (brackets), title:x, source:x, lang:x, id:x, "
    "name:\"first last\" in its spellings, date:2025-03, date:2025-02..2025-03-15, date:none.\n\n"
    "Exit status: 0 something matched; 1 nothing did; 2 the command line, a query or a date could "
    "not be understood; 3 no index, or something could not be read or written.";

static enum question_kind kind_of(const struct options *o)
{
    return o->why                 ? ASK_WHY
           : o->explain           ? ASK_EXPLAIN
           : o->count             ? ASK_COUNT
           : o->question.timeline ? ASK_TIMELINE
           : o->question.facet    ? ASK_FACET
                                  : ASK_HITS;
}

/* Refuses a format that cannot show what is asked for, naming those that can. */
static dateline_status check_format(const struct options *o, dateline_error *err)
{
    static const char *const asked_by[] = {[ASK_TIMELINE] = "timeline",
                                           [ASK_FACET] = "facet",
                                           [ASK_EXPLAIN] = "explain",
                                           [ASK_WHY] = "why"};
    enum question_kind kind = kind_of(o);
    bool article = o->render.format <= RENDER_JSONL;
    const char *able[RENDER_FORMATS];
    struct names formats = NAMES("format", able);
    struct buf known = {0};

    if (o->n_shows && !article)
        return fail(err, DATELINE_BAD_OPTION, "--show is printed as text, json or jsonl");
    if (render_can(o->render.format, kind))
        return DATELINE_OK;
    for (int f = 0; f < RENDER_FORMATS; f++)
        able[f] = render_can((enum render_format)f, kind) ? render_format_names.list[f] : NULL;
    names_list(&formats, " or ", &known);
    fail(err, DATELINE_BAD_OPTION, "--%s is printed as %s", asked_by[kind], known.data);
    buf_free(&known);
    return DATELINE_BAD_OPTION;
}

/* Refuses options that only other formats, or a batch, have a use for. */
static dateline_status check_ignored(const struct options *o, dateline_error *err)
{
    if (o->no_pager && !o->n_shows)
        return fail(err, DATELINE_BAD_OPTION, "--no-pager goes with --show");
    if (o->threads && !o->batch)
        return fail(err, DATELINE_BAD_OPTION, "--threads goes with --batch");
    if (o->render.null && o->render.format != RENDER_IDS && !o->list)
        return fail(err, DATELINE_BAD_OPTION, "--null goes with --list or --format=ids");
    if (o->sort >= SORT_COUNT && !o->question.facet)
        return fail(err, DATELINE_BAD_OPTION, "--sort=count and --sort=value go with --facet");
    if (o->sort && o->sort < SORT_COUNT && o->question.facet)
        return fail(err, DATELINE_BAD_OPTION, "--sort is count or value with --facet");
    if (o->render.tag && o->render.format != RENDER_TREC)
        return fail(err, DATELINE_BAD_OPTION, "--tag goes with --format=trec");
    return DATELINE_OK;
}

static dateline_status check_search(const void *values, dateline_error *err)
{
    const struct options *o = values;
    dateline_status status = check_format(o, err);

    if (status == DATELINE_OK && o->render.safe_csv && o->render.format != RENDER_CSV &&
        o->render.format != RENDER_TSV)
        status = fail(err, DATELINE_BAD_OPTION, "--safe-csv goes with --format=csv or tsv");
    if (status == DATELINE_OK)
        status = check_ignored(o, err);
    return status == DATELINE_OK ? question_check(&o->question, err) : status;
}

const struct option_set search_options = {
    .arguments = "INDEX [QUERY]...",
    .rest = "QUERY",
    .doc = doc,
    OPTION_ROWS(rows),
    OPTION_CONFLICTS(conflicts),
    .operands = offsetof(struct options, operands),
    .check = check_search,
};

static void fill_limit(struct options *o)
{
    if (o->list)
        o->render.format = RENDER_IDS;
    if (o->question.limit == LIMIT_NOT_GIVEN)
        o->question.limit = o->list ? 0 : LIMIT_DEFAULT;
    if (o->quiet && !o->batch)
        o->question.limit = 1; /* whether there is one */
}

static void fill_render(struct options *o)
{
    struct render_options *r = &o->render;

    for (size_t i = 0; i < o->fields.n; i++)
        r->fields[i] = (enum render_field)o->fields.keywords[i];
    r->n_fields = o->fields.n;
    r->colour = program_colour(o->colour, stdout);
    r->width = program_columns(stdout) - 1; /* the last one stays free, as elsewhere */
    r->terminal = program_shows(WHEN_AUTO, stdout);
    r->batch = o->batch != NULL;
    r->timing |= !o->batch;
}

static void join_query(struct options *o)
{
    for (int i = 0; i < o->operands.n_rest; i++) {
        if (o->query.len)
            buf_char(&o->query, ' ');
        buf_str(&o->query, o->operands.rest[i]);
    }
    if (!o->query.len) {
        buf_char(&o->query, '*');
        o->question.literal &= o->batch != NULL; /* a batch's lines have words of their own */
    }
    o->question.text = buf_span(&o->query);
}

/* Unless told, only hits that a person reads are widened. */
static bool asks_to_widen(const struct options *o)
{
    bool read = o->render.format == RENDER_TEXT && !o->batch;

    return read ? program_shows(o->widen, stdout) : o->widen == WHEN_ALWAYS;
}

/* A batch has other readers, and no time for names. A person who reads types small letters too. */
static enum names_told names_to_tell(const struct options *o)
{
    if (o->batch || o->quiet)
        return NAMES_NONE;
    return o->render.format == RENDER_TEXT && program_shows(WHEN_AUTO, stdout) ? NAMES_ALL
                                                                               : NAMES_CAPITAL;
}

static void fill_question(struct options *o)
{
    struct question *q = &o->question;

    join_query(o);
    q->kind = kind_of(o);
    q->parts = render_needs(&o->render);
    q->total = o->total == TOTAL_DEFAULT ? !o->batch : o->total == TOTAL_WANTED;
    q->by_value = o->sort == SORT_VALUE;
    if (o->sort == SORT_NEWEST || o->sort == SORT_OLDEST)
        q->sort = o->sort == SORT_NEWEST ? MATCH_NEWEST : MATCH_OLDEST;
    q->widen = asks_to_widen(o);
    q->names = names_to_tell(o);
    if (o->like)
        q->like = span_of(o->like);
    if (o->why)
        q->why = span_of(o->why);
}

void options_init(struct options *out)
{
    *out = (struct options){0};
    question_init(&out->question, day_today());
    out->question.limit = LIMIT_NOT_GIVEN;
}

void options_complete(struct options *o)
{
    fill_limit(o);
    fill_render(o);
    fill_question(o);
}

void options_parse(int argc, char **argv, struct options *out)
{
    options_init(out);
    option_read(&search_options, argc, argv, out);
    options_complete(out);
}

void options_free(struct options *o)
{
    buf_free(&o->query);
    free(o->shows);
}

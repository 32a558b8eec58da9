/* generate -- writes an archive of any size, for benchmarks: invented articles as JSON Lines, the
 * same bytes for the same options on every machine. */
#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/prose.h"
#include "text/date_parse.h"

struct options {
    uint32_t articles, vocabulary;
    uint64_t seed;
    dateline_day first, last;
};

/* The state of a run between articles. */
struct archive {
    struct options options;
    struct chance chance;
    struct lexicon lexicon;
    struct topics topics;
    int32_t today;   /* day_number */
    uint64_t tokens; /* written so far */
    struct buf out;
};

enum { SOURCES = 30, WRITE_AT = 1 << 20 };

/* Article lengths are log-normal, with Reuters' mean of 130 words and a standard deviation of 0.8
 * in natural logarithms; here to base 2 and in 16.16 fixed point: log2(130) - 0.8 * 0.8 / 2 *
 * log2(e), and 0.8 * log2(e). */
enum { LENGTH_MU = 429962, LENGTH_SIGMA = 75638, LENGTH_MIN = 8, LENGTH_MAX = 4000 };

static uint32_t draw_length(struct chance *c)
{
    int64_t x = LENGTH_MU + ((int64_t)chance_normal(c) * LENGTH_SIGMA >> 16);
    uint64_t n = fixed_pow2(x > 0 ? (uint64_t)x << 16 : 0);
    return n < LENGTH_MIN ? LENGTH_MIN : n > LENGTH_MAX ? LENGTH_MAX : (uint32_t)n;
}

/* Advances the day to that of article I; articles are spread evenly. */
static void pass_days(struct archive *a, uint32_t i)
{
    int32_t first = day_number(a->options.first), last = day_number(a->options.last);
    int32_t due = first + (int32_t)((int64_t)(last - first + 1) * i / a->options.articles);
    while (a->today < due) {
        a->today++;
        topics_next_day(&a->topics, &a->chance, &a->lexicon);
    }
}

/* Most articles are dated today, some earlier, and few on Sundays. */
static dateline_day draw_day(struct archive *a)
{
    int32_t day = a->today;
    if (chance_permille(&a->chance, 50))
        day -= (int32_t)chance_below(&a->chance, 10);
    dateline_day d = day_from_number(day);
    if (day_weekday(d) == 7 && chance_below(&a->chance, 2))
        d = day_from_number(day + 1);
    return d < a->options.first ? a->options.first : d > a->options.last ? a->options.last : d;
}

static void add_date(struct archive *a)
{
    uint32_t kind = chance_below(&a->chance, 100);
    char text[DAY_TEXT];
    dateline_day d = draw_day(a);
    if (kind < 2)
        return;
    day_format(kind == 2 ? d / 100 * 100 : d, text);
    buf_printf(&a->out, ",\"date\":\"%s\"", text);
}

static void add_origin(struct archive *a, struct prose *p)
{
    static const char *const langs[] = {"en", "de", "fr", "es"};
    uint32_t source = chance_zipf(&a->chance, fixed_log2(SOURCES + 1));
    buf_str(&a->out, ",\"source\":\"");
    prose_name(p, LEXICON_FUNCTION_WORDS + source);
    buf_printf(&a->out, "-%02u\",\"lang\":\"%s\"", source + 1,
               langs[chance_below(&a->chance, 16) ? 0 : chance_below(&a->chance, 4)]);
}

static void add_article(struct archive *a, uint32_t i)
{
    bool topical = chance_permille(&a->chance, 750);
    struct prose p = {&a->out, &a->chance, &a->lexicon,
                      topical ? topics_draw(&a->topics, &a->chance) : NULL, 450};
    uint32_t title = 5 + chance_below(&a->chance, 6), body = draw_length(&a->chance);
    buf_printf(&a->out, "{\"id\":\"%08u\",\"title\":\"", i + 1);
    prose_title(&p, title);
    buf_char(&a->out, '"');
    add_date(a);
    add_origin(a, &p);
    p.topical = 150;
    buf_str(&a->out, ",\"body\":\"");
    prose_body(&p, body);
    buf_str(&a->out, "\"}\n");
    a->tokens += title + body;
    lexicon_grow(&a->lexicon, a->tokens);
}

static bool flush(struct archive *a)
{
    bool ok = fwrite(a->out.data, 1, a->out.len, stdout) == a->out.len;
    buf_clear(&a->out);
    return ok;
}

static bool generate(const struct options *o)
{
    struct archive a = {.options = *o, .today = day_number(o->first)};
    bool ok = true;
    chance_seed(&a.chance, o->seed);
    lexicon_init(&a.lexicon, o->seed, o->vocabulary);
    topics_init(&a.topics, &a.chance, &a.lexicon);
    for (uint32_t i = 0; ok && i < o->articles; i++) {
        pass_days(&a, i);
        add_article(&a, i);
        if (a.out.len >= WRITE_AT)
            ok = flush(&a);
    }
    ok = ok && (!a.out.len || flush(&a)) && fflush(stdout) == 0;
    buf_free(&a.out);
    lexicon_free(&a.lexicon);
    return ok;
}

static uint64_t read_number(const char *text, uint64_t min, uint64_t max, const char *name,
                            struct argp_state *state)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || n < min || n > max)
        argp_error(state, "--%s: %s is not a number from %llu to %llu", name, text,
                   (unsigned long long)min, (unsigned long long)max);
    return n;
}

static dateline_day read_day(const char *text, const char *name, struct argp_state *state)
{
    dateline_day d = 0;
    if (!date_parse(span_of(text), &d))
        argp_error(state, "--%s: %s is not a date", name, text);
    return d;
}

static error_t set_option(int key, char *arg, struct argp_state *state)
{
    struct options *o = state->input;
    switch (key) {
    case 'n':
        o->articles = (uint32_t)read_number(arg, 0, 99999999, "articles", state);
        return 0;
    case 's':
        o->seed = read_number(arg, 0, UINT64_MAX, "seed", state);
        return 0;
    case 'v':
        o->vocabulary = (uint32_t)read_number(arg, 256, 1u << 26, "vocabulary", state);
        return 0;
    case 'f':
        o->first = day_first(read_day(arg, "first", state));
        return 0;
    case 'l':
        o->last = day_last(read_day(arg, "last", state));
        return 0;
    case ARGP_KEY_END:
        if (o->first > o->last)
            argp_error(state, "the first day is after the last");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option option_list[] = {
    {"articles", 'n', "N", 0, "how many articles (10000)", 0},
    {"seed", 's', "S", 0, "another seed, another archive (1)", 0},
    {"first", 'f', "DATE", 0, "first day (1985)", 0},
    {"last", 'l', "DATE", 0, "last day (2024)", 0},
    {"vocabulary", 'v', "N", 0, "at most N different stems (67108864)", 0},
    {0},
};

int main(int argc, char **argv)
{
    static const struct argp argp = {
        .options = option_list,
        .parser = set_option,
        .doc = "Write an archive of invented, dated articles to standard output, as JSON Lines.",
    };
    struct options o = {10000, 1u << 26, 1, 19850101, 20241231};
    argp_err_exit_status = 2;
    argp_parse(&argp, argc, argv, 0, NULL, &o);
    if (generate(&o))
        return 0;
    fprintf(stderr, "generate: cannot write the archive: %s\n", strerror(errno));
    return 3;
}

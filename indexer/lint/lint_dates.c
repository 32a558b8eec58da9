/* Looks for faults in the dates of articles. */
#include <inttypes.h>

#include "indexer/lint/lint_state.h"
#include "text/date_parse.h"

/* A zero or a default of some program. */
static bool is_default_day(dateline_day day)
{
    static const dateline_day defaults[] = {19700101, 19691231, 19000101, 18991230, 16010101};

    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (day == defaults[i])
            return true;
    return false;
}

static void lint_day(struct lint *l, const struct article *a, const struct place *at)
{
    char text[DAY_TEXT];

    day_format(a->day, text);
    if (day_first(a->day) > l->options.today) {
        lint_say(l, "is dated %s, in the future", text);
        lint_found_in(l, LINT_FUTURE, a, at);
    } else if (a->day / 10000 < LINT_YEAR_FIRST || is_default_day(a->day)) {
        lint_say(l, "is dated %s, which no article is likely to be", text);
        lint_found_in(l, LINT_IMPROBABLE, a, at);
    }
}

/* Whether A and B, each known to the day, the month or the year, may mean one day. */
static bool days_agree(dateline_day a, dateline_day b)
{
    return day_number(day_first(a)) <= day_number(day_last(b)) + LINT_DAYS_APART &&
           day_number(day_first(b)) <= day_number(day_last(a)) + LINT_DAYS_APART;
}

static void lint_other_day(struct lint *l, const struct article *a, const struct place *at,
                           dateline_day other, enum date_source from)
{
    char own[DAY_TEXT], text[DAY_TEXT];

    if (days_agree(a->day, other))
        return;
    day_format(a->day, own);
    day_format(other, text);
    lint_say(l, "is dated %s by %s, but %s by %s", own, date_source_name(a->date_source), text,
             date_source_name(from));
    lint_found_in(l, LINT_DISAGREEMENT, a, at);
}

static void lint_agreement(struct lint *l, const struct article *a, const struct place *at)
{
    dateline_day day;

    if (a->date_source != DATE_FROM_DATELINE &&
        (date_in_dateline(a->body, &day) || date_in_dateline(a->title, &day)))
        lint_other_day(l, a, at, day, DATE_FROM_DATELINE);
    if (a->date_source != DATE_FROM_PATH && date_in_path(span_of(at->path), &day))
        lint_other_day(l, a, at, day, DATE_FROM_PATH);
}

/* Counts A among the articles of its day. */
static void count_day(struct lint *l, const struct article *a)
{
    l->counts.dated_from[a->date_source]++;
    day_widen(a->day, &l->counts.first, &l->counts.last);
    if (day_precision(a->day) != DAY_DAY)
        return;
    l->dated++;
    l->days[day_number(a->day)]++;
    day_widen(a->day, &l->first, &l->last);
}

static void lint_cluster(struct lint *l, const char *source, int32_t day)
{
    char text[DAY_TEXT];
    struct lint_finding f = {.kind = LINT_CLUSTER};

    day_format(day_from_number(day), text);
    lint_say(l, "%s: %" PRIu32 " of %" PRIu64 " dated articles are of %s: an import date?", source,
             l->days[day], l->dated, text);
    f.message = l->message.data;
    lint_found(l, &f);
}

void lint_source_end(struct lint *l, const char *source)
{
    int32_t from = l->first ? day_number(l->first) : 1, to = l->last ? day_number(l->last) : 0;

    for (int32_t day = from; day <= to; day++) {
        if (l->dated >= LINT_CLUSTER_MIN && from < to &&
            (uint64_t)l->days[day] * LINT_CLUSTER_SHARE >= l->dated)
            lint_cluster(l, source, day);
        l->days[day] = 0;
    }
    l->dated = 0;
    l->first = l->last = 0;
}

void lint_dates(struct lint *l, const struct article *a, const struct place *at)
{
    if (!a->day)
        return;
    count_day(l, a);
    lint_day(l, a, at);
    lint_agreement(l, a, at);
}

/* Looks for what is wrong with sources. */
#include "indexer/lint/lint.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/index/id_set.h"
#include "indexer/lint/language.h"
#include "text/date_parse.h"
#include "text/stem.h"

struct lint {
    struct lint_options options;
    lint_tell *tell;
    void *ctx;
    struct lint_counts counts;
    struct stemmer *language; /* NULL: any */
    struct language_scan scan;
    struct buf other; /* the last language that is another one; empty: none */
    struct id_set ids, texts;
    uint32_t *days;           /* articles of the source at hand, by day number */
    dateline_day first, last; /* of them */
    uint64_t dated;
    struct buf message;
};

static const char *const kind_names[LINT_KINDS] = {
    [LINT_NOTE] = "note",
    [LINT_SKIPPED] = "skipped",
    [LINT_UNDATED] = "undated",
    [LINT_DAMAGED] = "damaged",
    [LINT_FUTURE] = "future",
    [LINT_IMPROBABLE] = "improbable",
    [LINT_CLUSTER] = "cluster",
    [LINT_DISAGREEMENT] = "disagreement",
    [LINT_REPEATED_ID] = "repeated-id",
    [LINT_REPEATED_TEXT] = "repeated-text",
    [LINT_EMPTY] = "empty",
    [LINT_LANGUAGE] = "language",
    [LINT_CHARACTERS] = "characters",
};

const struct names lint_kind_names = NAMES("finding", kind_names);

/* ---- Telling -------------------------------------------------------------- */

static void lint_found(struct lint *l, const struct lint_finding *f)
{
    l->counts.found[f->kind]++;
    l->tell(l->ctx, f);
}

/* Tells the message that l->message holds, of article A at AT. */
static void lint_found_in(struct lint *l, enum lint_kind kind, const struct article *a,
                          const struct place *at)
{
    const struct lint_finding f = {kind, at, a->id, l->message.data};

    lint_found(l, &f);
}

static void lint_say(struct lint *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void lint_say(struct lint *l, const char *fmt, ...)
{
    va_list ap;

    buf_clear(&l->message);
    va_start(ap, fmt);
    buf_vprintf(&l->message, fmt, ap);
    va_end(ap);
}

void lint_trouble(struct lint *l, enum feed_trouble kind, const char *message)
{
    static const enum lint_kind kinds[] = {[FEED_SKIPPED] = LINT_SKIPPED,
                                           [FEED_UNDATED] = LINT_UNDATED,
                                           [FEED_DAMAGED] = LINT_DAMAGED,
                                           [FEED_NOTED] = LINT_NOTE};
    const struct lint_finding f = {.kind = kinds[kind], .message = message};

    lint_found(l, &f);
}

/* ---- Dates ---------------------------------------------------------------- */

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

/* ---- Texts ---------------------------------------------------------------- */

static void lint_repeated(struct lint *l, const struct article *a, const struct place *at)
{
    if (l->counts.articles > LINT_SEEN_MAX)
        return;
    if (!id_set_add(&l->ids, a->id)) {
        lint_say(l, "its id came before: add keeps the last one");
        lint_found_in(l, LINT_REPEATED_ID, a, at);
    }
    if (a->body.len >= LINT_TEXT_MIN && !id_set_add(&l->texts, a->body)) {
        lint_say(l, "its text came before, with another id or the same");
        lint_found_in(l, LINT_REPEATED_TEXT, a, at);
    }
}

/* The number of times that TEXT has SIGN. */
static size_t count_sign(struct span text, const char *sign)
{
    size_t n = 0, len = strlen(sign);
    const char *at;

    while (text.len >= len && (at = memmem(text.data, text.len, sign, len))) {
        n++;
        text = span_from(text, (size_t)(at - text.data) + len);
    }
    return n;
}

static void lint_characters(struct lint *l, const struct article *a, const struct place *at)
{
    /* An apostrophe and accented letters, as UTF-8 that was read as Windows-1252. */
    static const char *const twice[] = {"\u00e2\u20ac", "\u00c3\u00a9", "\u00c3\u00a4",
                                        "\u00c3\u00b6", "\u00c3\u00bc", "\u00c3\u00a8"};
    size_t lost = count_sign(a->body, "\uFFFD") + count_sign(a->title, "\uFFFD"), wrong = 0;

    for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
        wrong += count_sign(a->body, twice[i]) + count_sign(a->title, twice[i]);
    if (!lost && !wrong)
        return;
    if (lost)
        lint_say(l, "has %zu lost characters (U+FFFD)", lost);
    else
        lint_say(l, "has %zu characters that were read in a wrong encoding, such as \u00c3\u00a9",
                 wrong);
    lint_found_in(l, LINT_CHARACTERS, a, at);
}

/* ---- Languages ------------------------------------------------------------ */

/* Whether LANG, as an article names it, is the language of L. */
static bool is_language(struct lint *l, struct span lang)
{
    struct stemmer *named;
    struct buf code = {0};
    bool is = false;

    for (size_t i = 0; i < lang.len && lang.data[i] != '-' && lang.data[i] != '_'; i++)
        buf_char(&code, lang.data[i]);
    if (code.len && stemmer_open(code.data, &named, NULL) == DATELINE_OK) {
        is = !strcmp(stemmer_language(named), stemmer_language(l->language));
        stemmer_close(named);
    }
    buf_free(&code);
    return is;
}

/* Tells of the text of A if it seems to be in another language. */
static void lint_text_language(struct lint *l, const struct article *a, const struct place *at)
{
    const char *own = stemmer_language(l->language);
    const char *other = language_other(&l->scan, own, a->body);

    if (!other)
        return;
    lint_say(l, "seems to be in %s, not %s", other, own);
    lint_found_in(l, LINT_LANGUAGE, a, at);
}

static void lint_language(struct lint *l, const struct article *a, const struct place *at)
{
    if (!l->language)
        return;
    if (!a->lang.len || !span_eq(a->lang, buf_span(&l->other))) {
        if (!a->lang.len || is_language(l, a->lang)) {
            lint_text_language(l, a, at);
            return;
        }
        buf_clear(&l->other);
        buf_span_add(&l->other, a->lang);
    }
    lint_say(l, "is in '%.*s', not %s", (int)a->lang.len, a->lang.data,
             stemmer_language(l->language));
    lint_found_in(l, LINT_LANGUAGE, a, at);
}

/* ---- Sources -------------------------------------------------------------- */

void lint_article(struct lint *l, const struct article *a, const struct place *at)
{
    l->counts.articles++;
    l->counts.undated += !a->day;
    if (a->day) {
        count_day(l, a);
        lint_day(l, a, at);
        lint_agreement(l, a, at);
    }
    if (!a->body.len) {
        lint_say(l, "has a title and no text");
        lint_found_in(l, LINT_EMPTY, a, at);
    }
    lint_repeated(l, a, at);
    lint_characters(l, a, at);
    lint_language(l, a, at);
}

const struct lint_counts *lint_counts(const struct lint *l)
{
    return &l->counts;
}

dateline_status lint_open(const struct lint_options *o, lint_tell *tell, void *ctx,
                          struct lint **out, dateline_error *err)
{
    struct lint *l = must_zalloc(sizeof *l);
    dateline_status status = DATELINE_OK;

    l->options = *o;
    l->tell = tell;
    l->ctx = ctx;
    if (o->language)
        status = stemmer_open(o->language, &l->language, err);
    if (status != DATELINE_OK) {
        free(l);
        return status;
    }
    l->days = must_zalloc(((size_t)day_number(DAY_LAST) + 1) * sizeof *l->days);
    *out = l;
    return DATELINE_OK;
}

void lint_close(struct lint *l)
{
    if (!l)
        return;
    if (l->language)
        stemmer_close(l->language);
    id_set_free(&l->ids);
    id_set_free(&l->texts);
    buf_free(&l->other);
    language_scan_free(&l->scan);
    buf_free(&l->message);
    free(l->days);
    free(l);
}

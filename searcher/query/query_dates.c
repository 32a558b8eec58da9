/* Reads dates of several words: since:last week, and tells of such among the words of a query. */
#include "searcher/query/query_dates.h"

#include "searcher/query/query_text.h"
#include "text/date_parse.h"

enum { DATE_WORDS = 4 /* at most: 31 March 2025, past 3 months */ };

static bool is_date(const struct query_reader *r, struct span text)
{
    dateline_day first, last;

    return date_period(text, r->question->today, &first, &last);
}

/* The end of the word after AT, which ends one; AT if there is none. */
static uint32_t next_word_end(struct span text, uint32_t at)
{
    uint32_t from = at, end;

    while (from < text.len && text.data[from] == ' ')
        from++;
    if (from == at)
        return at;
    end = query_span_end(text, from, "()", true);
    return end > from ? end : at;
}

void query_extend_date(const struct query_reader *r, struct span *value, uint32_t *after)
{
    struct span longer = *value, best = *value;
    uint32_t end = *after;

    if (is_date(r, *value))
        return;
    for (int i = 1; i < DATE_WORDS; i++) {
        uint32_t next = next_word_end(r->text, end);

        if (next == end)
            break;
        longer.len += next - end;
        end = next;
        if (is_date(r, longer)) {
            best = longer;
            *after = end;
        }
    }
    *value = best;
}

/* ---- Among words --------------------------------------------------------------------- */

static bool is_plain_word(const struct query_reader *r, const struct lexeme *l)
{
    uint32_t next;

    return l->kind == LEX_OPERAND && l->node->field == FIELD_TEXT &&
           (l->node->kind == QUERY_WORD || l->node->kind == QUERY_PHRASE) &&
           !query_quote(query_char(r->text, l->start, &next));
}

static bool is_one_of(struct span word, const char *const *list)
{
    for (; *list; list++)
        if (span_eq_any_case(word, span_of(*list)))
            return true;
    return false;
}

/* How many of the lexemes from AT on, MOST at most, are a date together; 0 for none. */
static size_t date_lexemes(const struct query_reader *r, const struct query_lexemes *all, size_t at,
                           size_t most)
{
    size_t found = 0;

    for (size_t n = 1; n <= most && at + n <= all->len; n++) {
        const struct lexeme *last = &all->list[at + n - 1];

        if (!is_plain_word(r, last))
            break;
        if (is_date(r, (struct span){r->text.data + all->list[at].start,
                                     last->end - all->list[at].start}))
            found = n;
    }
    return found;
}

static void warn_of_date(struct query_reader *r, uint32_t start, uint32_t end, struct span field,
                         struct span date)
{
    const char *quote = memchr(date.data, ' ', date.len) ? "\"" : "";
    struct buf name = {0};

    for (size_t i = 0; i < field.len; i++)
        buf_char(&name, (char)(field.data[i] | ' '));
    query_warn(r, start, end, "is searched for as words: %s:%s%.*s%s finds articles so dated",
               name.data, quote, (int)date.len, date.data, quote);
    buf_free(&name);
}

/* Tells of the lexemes from AT on if they are "since 2021" or "last week". */
static bool tell_of_date_at(struct query_reader *r, const struct query_lexemes *all, size_t at)
{
    static const char *const bounds[] = {"since", "until", "before", "after", NULL};
    static const char *const periods[] = {"this", "last", "past", NULL};
    const struct lexeme *l = &all->list[at];
    struct span word = {r->text.data + l->start, l->end - l->start};
    bool bound = is_one_of(word, bounds);
    size_t from = at + bound, n;
    struct span date;

    if (!is_plain_word(r, l) || (!bound && !is_one_of(word, periods)))
        return false;
    n = date_lexemes(r, all, from, DATE_WORDS);
    if (!n)
        return false;
    date.data = r->text.data + all->list[from].start;
    date.len = all->list[from + n - 1].end - all->list[from].start;
    warn_of_date(r, l->start, all->list[from + n - 1].end, bound ? word : span_of("date"), date);
    return true;
}

/* Tells of the lexeme L if it is a range, 2020..2024, without the name of a field. */
static bool tell_of_range(struct query_reader *r, const struct lexeme *l)
{
    struct span text = {r->text.data + l->start, l->end - l->start};
    const char *dots = text.len ? memmem(text.data, text.len, "..", 2) : NULL;
    struct span first = text;

    if (!dots || !is_plain_word(r, l))
        return false;
    first.len = (size_t)(dots - text.data);
    if (!is_date(r, first) || !is_date(r, span_from(text, first.len + 2)))
        return false;
    warn_of_date(r, l->start, l->end, span_of("date"), text);
    return true;
}

void query_warn_of_dates(struct query_reader *r, const struct query_lexemes *all)
{
    for (size_t i = 0; i < all->len; i++)
        if (tell_of_date_at(r, all, i) || tell_of_range(r, &all->list[i]))
            return;
}

/* Reads the operands of a query: words, phrases, and fields with their values. */
#include "searcher/query/query_operand.h"

#include "core/alloc.h"
#include "searcher/query/query_dates.h"
#include "searcher/query/query_describe.h"
#include "searcher/query/query_filter.h"
#include "searcher/query/query_foreign.h"
#include "searcher/query/query_name.h"
#include "searcher/query/query_operator.h"
#include "searcher/query/query_pattern.h"
#include "searcher/query/query_suffix.h"
#include "searcher/query/query_text.h"
#include "searcher/query/query_words.h"

enum { BRACKETED_MAX = 100 /* bytes of a range in brackets */ };

struct lexeme *query_scan_add(struct query_scan *s, enum lexeme_kind kind, uint32_t start,
                              uint32_t end)
{
    struct query_lexemes *all = s->out;
    struct lexeme *l;

    GROW(all->list, all->len, all->cap);
    l = &all->list[all->len++];
    *l = (struct lexeme){.kind = kind, .start = start, .end = end};
    return l;
}

/* Whether the bytes up to END stand apart from words: beside blanks, brackets and quotes. */
static bool stands_apart(const struct query_scan *s, uint32_t end)
{
    const struct query_lexemes *all = s->out;
    uint32_t next;

    return (s->fresh || (all->len && all->list[all->len - 1].end == s->at)) &&
           (query_ends_word(s->r->text, end) || query_quote(query_char(s->r->text, end, &next)));
}

/* Reads the bytes up to END as an operator if they are one. */
static bool lex_operator(struct query_scan *s, uint32_t end)
{
    bool alone = s->fresh && query_ends_word(s->r->text, end);
    struct lexeme l;

    if (!(alone && query_operator(s->r, s->at, end, &l)) &&
        !(stands_apart(s, end) && query_foreign_operator(s->r, s->at, end, &l)))
        return false;
    *query_scan_add(s, l.kind, s->at, end) = l;
    s->at = end;
    return true;
}

/* ---- Words -------------------------------------------------------------- */

/* Adds N, or nothing if it is NULL, and goes on at AFTER. */
static void end_operand(struct query_scan *s, struct query_node *n, bool hint, uint32_t after)
{
    if (n) {
        struct lexeme *l = query_scan_add(s, LEX_OPERAND, n->start, n->end);

        l->node = n;
        l->hint = hint;
    }
    s->at = after;
    s->fresh = false;
}

/* Ends an operand that begins at START and may have a weight at AFTER; N: NULL if it has no words.
 */
static void end_weighed(struct query_scan *s, struct query_node *n, uint32_t start, uint32_t after)
{
    struct query_reader *r = s->r;

    if (n) {
        n->start = start;
        n->end = after;
        query_weight_give(r, n, query_weight_after(r, after));
        after = n->end;
    } else {
        query_warn(r, start, after, "holds no words and is left out");
    }
    end_operand(s, n, false, after);
}

static dateline_status lex_words(struct query_scan *s, uint32_t start, enum schema_field field)
{
    struct query_reader *r = s->r;
    uint32_t end = query_span_end(r->text, s->at, "()", true);
    struct span word = {r->text.data + s->at, end - s->at};
    bool alone = s->fresh && query_ends_word(r->text, end);
    struct query_node *n = NULL;
    dateline_status status = DATELINE_OK;

    if (lex_operator(s, end))
        return DATELINE_OK;
    if (alone && span_eq(word, span_of("*")))
        n = query_node_new(r, QUERY_ALL, s->at, end);
    else
        status = query_suffixed_words(r, s->at, end, field, &n);
    if (n) {
        query_foreign_punctuation(r, s->at, end);
        n->start = start;
    } else if (alone) {
        query_foreign_lone_not(r, s->at, end);
    }
    end_operand(s, n, alone && query_small_operator(word), end);
    return status;
}

/* A phrase whose opening quote is at s->at and whose field name begins at START. */
static dateline_status lex_phrase(struct query_scan *s, uint32_t start, enum schema_field field)
{
    struct query_reader *r = s->r;
    struct query_node *n;
    uint32_t inner, close, after;
    dateline_status status;

    query_char(r->text, s->at, &inner);
    if (!query_find_quote(r->text, inner, &close, &after)) {
        query_warn(r, s->at, inner, "has no closing quote and is left out");
        s->at = inner;
        return field == FIELD_TEXT ? DATELINE_OK : lex_words(s, start, field);
    }
    status = query_phrase(r, inner, close, field, &n);
    if (status != DATELINE_OK)
        return status;
    query_quoted_wildcard(r, inner, close, "a phrase has words as they are, without wildcards");
    if (n) {
        n->start = start;
        after = query_slop(r, n, after);
    }
    end_weighed(s, n, start, after);
    return DATELINE_OK;
}

/* ---- Values of fields ---------------------------------------------------- */

/* The value at s->at: quoted, or up to a blank or bracket. *AFTER is the byte after it. */
static struct span lex_value(struct query_scan *s, uint32_t *after)
{
    struct query_reader *r = s->r;
    uint32_t from = s->at, end, inner;

    if (query_quote(query_char(r->text, from, &inner))) {
        from = inner;
        if (query_find_quote(r->text, from, &end, after))
            return (struct span){r->text.data + from, end - from};
        query_warn(r, s->at, from, "has no closing quote and is left out");
    }
    end = *after = query_span_end(r->text, from, ")", false);
    return (struct span){r->text.data + from, end - from};
}

/* A filter whose value begins at s->at. */
static dateline_status lex_filter(struct query_scan *s, uint32_t start, enum schema_field field)
{
    struct query_reader *r = s->r;
    struct query_node *n = NULL;
    uint32_t after;
    struct span value = lex_value(s, &after);
    dateline_status status = DATELINE_OK;

    if (!value.len)
        query_warn(r, start, after, "has no value and is left out");
    else
        status = query_filter(r, field, value, start, after, &n);
    if (status == DATELINE_OK)
        end_operand(s, n, false, after);
    return status;
}

/* A name whose value begins at s->at. */
static dateline_status lex_name(struct query_scan *s, uint32_t start)
{
    struct query_reader *r = s->r;
    struct query_node *n;
    uint32_t after;
    struct span value;
    uint32_t from;
    const char *weight;
    dateline_status status;

    s->at = query_lost_signs(r, s->at, true);
    value = lex_value(s, &after);
    from = (uint32_t)(value.data - r->text.data);
    weight = from == s->at && value.len ? memchr(value.data, '^', value.len) : NULL;
    if (weight) {
        value.len = (size_t)(weight - value.data);
        after = from + (uint32_t)value.len;
    }
    status = query_name(r, from, from + (uint32_t)value.len, &n);
    if (status != DATELINE_OK)
        return status;
    after = query_name_signs(r, value, after);
    end_weighed(s, n, start, after);
    return DATELINE_OK;
}

/* The length of a range in brackets, [2020 TO 2021], at the start of TEXT; 0 for none. */
static uint32_t bracketed_length(struct span text)
{
    if (!text.len || (*text.data != '[' && *text.data != '{'))
        return 0;
    for (uint32_t at = 1; at < text.len && at < BRACKETED_MAX; at++)
        if (text.data[at] == ']' || text.data[at] == '}')
            return at + 1;
    return 0;
}

static void warn_of_days(struct query_reader *r, const struct query_node *n)
{
    struct buf days = {0};

    query_describe(n, &days);
    query_warn(r, n->start, n->end, "is read as %s", days.data);
    buf_free(&days);
}

/* A date whose value begins at s->at; if it is none and need not be one, words from START on. */
static dateline_status lex_date(struct query_scan *s, uint32_t start, const struct query_field *f)
{
    struct query_reader *r = s->r;
    struct span rest = {r->text.data + s->at, r->text.len - s->at}, value;
    uint32_t bracketed = f->bound == BOUND_WITHIN ? bracketed_length(rest) : 0;
    uint32_t after = s->at + bracketed;
    struct query_node *n;
    dateline_status status;

    value = bracketed ? (struct span){rest.data, bracketed} : lex_value(s, &after);
    if (!bracketed && value.data == rest.data)
        query_extend_date(r, &value, &after);
    status = query_date_filter(r, f, value, start, after, &n);
    if (status != DATELINE_OK)
        return status;
    if (!n) {
        query_warn(r, start, after, "has no date that can be read and is read as text");
        s->at = start;
        return lex_words(s, start, FIELD_TEXT);
    }
    if ((f->foreign && !f->excludes) || bracketed)
        warn_of_days(r, n);
    end_operand(s, n, false, after);
    return DATELINE_OK;
}

static dateline_status lex_title(struct query_scan *s, uint32_t start)
{
    struct query_reader *r = s->r;
    uint32_t next;

    s->fresh = false;
    s->at = query_lost_signs(r, s->at, true);
    if (query_quote(query_char(r->text, s->at, &next)))
        return lex_phrase(s, start, FIELD_TITLE);
    if (r->text.data[s->at] != '(')
        return lex_words(s, start, FIELD_TITLE);
    query_scan_add(s, LEX_OPEN, start, next)->field = FIELD_TITLE;
    s->at = next;
    s->fresh = true;
    return DATELINE_OK;
}

/* A field's name and what follows it. */
static dateline_status lex_field(struct query_scan *s, const struct query_field *f)
{
    struct query_reader *r = s->r;
    uint32_t start = s->at;
    const char *why = query_field_misuse(r->text, start + f->len, f);

    if (why) {
        query_warn(r, start, start + f->len, "%s", why);
        return lex_words(s, start, FIELD_TEXT);
    }
    if (f->excludes) {
        query_warn(r, start, start + f->len, "is read as NOT %s:", f->name);
        query_scan_add(s, LEX_MINUS, start, start);
    }
    s->at += f->len;
    if (f->field == FIELD_DAY)
        return lex_date(s, start, f);
    query_field_warn(r, start, f);
    if (f->field == FIELD_TEXT)
        return lex_name(s, start);
    return f->field == FIELD_TITLE ? lex_title(s, start) : lex_filter(s, start, f->field);
}

dateline_status query_operand(struct query_scan *s)
{
    struct query_reader *r = s->r;
    uint32_t start = s->at, next;
    struct query_field f;

    if (query_field_read(r->text, start, &f)) {
        if (s->fresh || !f.excludes)
            return lex_field(s, &f);
        query_warn(r, start, start + f.len, "is read as text: a sign is before it");
        return lex_words(s, start, FIELD_TEXT);
    }
    if (query_quote(query_char(r->text, start, &next)))
        return lex_phrase(s, start, FIELD_TEXT);
    query_field_unknown(r, start);
    return lex_words(s, start, FIELD_TEXT);
}

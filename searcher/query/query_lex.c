/* Splits a query into operands, operators, signs and brackets. */
#include "searcher/query/query_lex.h"

#include "core/alloc.h"
#include "core/character.h"
#include "searcher/query/query_filter.h"
#include "searcher/query/query_text.h"
#include "searcher/query/query_words.h"

static const struct {
    const char *name;
    enum schema_field field;
} query_fields[] = {
    {"title", FIELD_TITLE}, {"source", FIELD_SOURCE}, {"lang", FIELD_LANG},
    {"id", FIELD_ID},       {"date", FIELD_DAY},      {"date_source", FIELD_DATE_SOURCE},
};

static const struct {
    const char *name;
    enum lexeme_kind kind;
} query_operators[] = {
    {"AND", LEX_AND}, {"OR", LEX_OR},     {"XOR", LEX_XOR},
    {"NOT", LEX_NOT}, {"NEAR", LEX_NEAR}, {"ADJ", LEX_ADJ},
};

enum {
    N_FIELDS = sizeof query_fields / sizeof *query_fields,
    N_OPERATORS = sizeof query_operators / sizeof *query_operators
};

struct scan {
    struct query_reader *r;
    struct query_lexemes *out;
    uint32_t at;
    bool fresh; /* after a blank, a bracket or the start: signs and operators count here */
};

/* Valid until the next call. */
static struct lexeme *add_lexeme(struct query_lexemes *all, enum lexeme_kind kind, uint32_t start,
                                 uint32_t end)
{
    struct lexeme *l;

    GROW(all->list, all->len, all->cap);
    l = &all->list[all->len++];
    *l = (struct lexeme){.kind = kind, .start = start, .end = end};
    return l;
}

static void add_operand(struct query_lexemes *all, struct query_node *n, bool hint)
{
    struct lexeme *l;

    if (!n)
        return;
    l = add_lexeme(all, LEX_OPERAND, n->start, n->end);
    l->node = n;
    l->hint = hint;
}

/* Whether a blank, a bracket or the end is at AT. */
static bool ends_word(struct span text, uint32_t at)
{
    uint32_t next, c;

    if (at >= text.len)
        return true;
    c = query_char(text, at, &next);
    return character_divides(c) || c == '(' || c == ')';
}

static bool has_prefix_at(struct span text, uint32_t at, const char *s)
{
    size_t len = strlen(s);

    return text.len - at >= len && !memcmp(text.data + at, s, len);
}

/* ---- Operators ---------------------------------------------------------- */

/* Parses "" or "/12", the text after NEAR or ADJ; 0 for anything else. */
static uint32_t lex_distance(struct span s)
{
    uint32_t n = 0;

    if (!s.len)
        return QUERY_DEFAULT_DISTANCE;
    if (s.len < 2 || s.data[0] != '/')
        return 0;
    for (size_t i = 1; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return 0;
        n = n > QUERY_MAX_DISTANCE ? n : n * 10 + (uint32_t)(s.data[i] - '0');
    }
    return n > QUERY_MAX_DISTANCE ? 0 : n;
}

static bool lex_operator(struct scan *s, uint32_t start, uint32_t end)
{
    struct query_reader *r = s->r;

    for (size_t i = 0; i < N_OPERATORS; i++) {
        const char *name = query_operators[i].name;
        struct span word = {r->text.data + start, end - start}, rest;
        bool takes_distance =
            query_operators[i].kind == LEX_NEAR || query_operators[i].kind == LEX_ADJ;
        uint32_t distance;

        if (!has_prefix_at(word, 0, name))
            continue;
        rest = (struct span){word.data + strlen(name), word.len - strlen(name)};
        distance = takes_distance ? lex_distance(rest) : !rest.len;
        if (distance) {
            add_lexeme(s->out, query_operators[i].kind, start, end)->distance = distance;
            return true;
        }
        if (takes_distance && *rest.data == '/')
            query_warn(r, start, end, "is read as a word: the distance is a number from 1 to %d",
                       QUERY_MAX_DISTANCE);
    }
    return false;
}

/* Whether WORD may be meant as an operator but is not in capitals. */
static bool small_operator(struct span word)
{
    return span_eq(word, span_of("and")) || span_eq(word, span_of("or")) ||
           span_eq(word, span_of("not"));
}

/* ---- Fields ------------------------------------------------------------- */

/* The length of the field name and colon at AT; 0 for none. */
static uint32_t lex_field_name(struct span text, uint32_t at, enum schema_field *out)
{
    for (size_t i = 0; i < N_FIELDS; i++) {
        uint32_t len = (uint32_t)strlen(query_fields[i].name);

        if (has_prefix_at(text, at, query_fields[i].name) && at + len < text.len &&
            text.data[at + len] == ':') {
            *out = query_fields[i].field;
            return len + 1;
        }
    }
    return 0;
}

/* Warns about letters and a colon before a word, a quote or a bracket. */
static void warn_unknown_field(struct query_reader *r, uint32_t start)
{
    uint32_t at = start, next, c;

    while (at < r->text.len && ((unsigned)(r->text.data[at] | ' ') - 'a') < 26)
        at++;
    if (at == start || at + 1 >= r->text.len || r->text.data[at] != ':')
        return;
    c = query_char(r->text, at + 1, &next);
    if (text_is_word(c) || query_quote(c) || c == '(')
        query_warn(r, start, at + 1,
                   "is not a field (title: source: lang: id: date:) and is read as text");
}

/* ---- Operands ----------------------------------------------------------- */

static dateline_status lex_words(struct scan *s, uint32_t start, enum schema_field field)
{
    struct query_reader *r = s->r;
    uint32_t end = query_span_end(r->text, s->at, "()", true);
    struct span word = {r->text.data + s->at, end - s->at};
    bool alone = s->fresh && ends_word(r->text, end);
    struct query_node *n = NULL;
    dateline_status status = DATELINE_OK;

    if (alone && lex_operator(s, s->at, end)) {
        s->at = end;
        return DATELINE_OK;
    }
    if (alone && span_eq(word, span_of("*")))
        n = query_node_new(r, QUERY_ALL, s->at, end);
    else
        status = query_words(r, s->at, end, field, &n);
    if (n)
        n->start = start;
    add_operand(s->out, n, alone && small_operator(word));
    s->at = end;
    s->fresh = false;
    return status;
}

/* A phrase whose opening quote is at s->at and whose field name begins at START. */
static dateline_status lex_phrase(struct scan *s, uint32_t start, enum schema_field field)
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
    if (n)
        n->start = start, n->end = after;
    else
        query_warn(r, start, after, "holds no words and is left out");
    add_operand(s->out, n, false);
    s->at = after;
    s->fresh = false;
    return DATELINE_OK;
}

/* A filter whose value begins at s->at: quoted, or up to a blank or bracket. */
static dateline_status lex_filter(struct scan *s, uint32_t start, enum schema_field field)
{
    struct query_reader *r = s->r;
    struct query_node *n = NULL;
    uint32_t from = s->at, end, after, inner;
    dateline_status status;

    if (query_quote(query_char(r->text, from, &inner))) {
        from = inner;
        if (!query_find_quote(r->text, from, &end, &after)) {
            query_warn(r, s->at, from, "has no closing quote and is left out");
            end = after = query_span_end(r->text, from, ")", false);
        }
    } else {
        end = after = query_span_end(r->text, from, ")", false);
    }
    s->at = after;
    s->fresh = false;
    if (end == from && field != FIELD_DAY) {
        query_warn(r, start, after, "has no value and is left out");
        return DATELINE_OK;
    }
    status =
        query_filter(r, field, (struct span){r->text.data + from, end - from}, start, after, &n);
    if (status == DATELINE_OK)
        add_operand(s->out, n, false);
    return status;
}

/* Why a field name is read as text here, or NULL; VALUE is the byte after its colon. */
static const char *field_misuse(struct span text, uint32_t value, enum schema_field field)
{
    bool bracket = value < text.len && text.data[value] == '(';

    if (!bracket && ends_word(text, value))
        return "has nothing right after it and is read as text";
    if (bracket && field != FIELD_TITLE && field != FIELD_DAY)
        return "takes one value, not brackets, and is read as text";
    return NULL;
}

static dateline_status lex_title(struct scan *s, uint32_t start)
{
    struct query_reader *r = s->r;
    uint32_t next;

    s->fresh = false;
    if (query_quote(query_char(r->text, s->at, &next)))
        return lex_phrase(s, start, FIELD_TITLE);
    if (r->text.data[s->at] != '(')
        return lex_words(s, start, FIELD_TITLE);
    add_lexeme(s->out, LEX_OPEN, start, next)->field = FIELD_TITLE;
    s->at = next;
    s->fresh = true;
    return DATELINE_OK;
}

/* Reads the operand or operator at s->at. */
static dateline_status lex_operand(struct scan *s)
{
    struct query_reader *r = s->r;
    uint32_t start = s->at, next;
    enum schema_field field;
    uint32_t name = lex_field_name(r->text, start, &field);
    const char *why = name ? field_misuse(r->text, start + name, field) : NULL;

    if (why) {
        query_warn(r, start, start + name, "%s", why);
        return lex_words(s, start, FIELD_TEXT);
    }
    if (name) {
        s->at += name;
        return field == FIELD_TITLE ? lex_title(s, start) : lex_filter(s, start, field);
    }
    if (query_quote(query_char(r->text, start, &next)))
        return lex_phrase(s, start, FIELD_TEXT);
    warn_unknown_field(r, start);
    return lex_words(s, start, FIELD_TEXT);
}

/* A single sign before an operand; others are punctuation. */
static void lex_signs(struct scan *s)
{
    struct query_reader *r = s->r;
    uint32_t start = s->at, end = start;
    bool plus = r->text.data[start] == '+';

    while (end < r->text.len && (r->text.data[end] == '+' || r->text.data[end] == '-'))
        end++;
    s->at = end;
    s->fresh = false;
    if (ends_word(r->text, end) && (end == r->text.len || r->text.data[end] != '('))
        return;
    if (end - start == 1)
        add_lexeme(s->out, plus ? LEX_PLUS : LEX_MINUS, start, end);
    else
        query_warn(r, start, end, "is left out: one + or - is a sign, several are punctuation");
}

dateline_status query_lex(struct query_reader *r, struct query_lexemes *out)
{
    struct scan s = {r, out, 0, true};
    dateline_status status = DATELINE_OK;

    while (status == DATELINE_OK && s.at < r->text.len) {
        uint32_t next, c = query_char(r->text, s.at, &next);

        if (character_divides(c)) {
            s.at = next;
            s.fresh = true;
        } else if (c == '(' || c == ')') {
            add_lexeme(out, c == '(' ? LEX_OPEN : LEX_CLOSE, s.at, next);
            s.at = next;
            s.fresh = true;
        } else if (s.fresh && (c == '+' || c == '-')) {
            lex_signs(&s);
        } else {
            status = lex_operand(&s);
        }
    }
    return status;
}

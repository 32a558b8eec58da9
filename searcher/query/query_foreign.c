/* Reads the signs of other search languages. */
#include "searcher/query/query_foreign.h"

#include "searcher/query/query_text.h"

enum {
    HYPHEN = 0x2010,
    FIRM_HYPHEN = 0x2011, /* at which no line breaks */
    FIGURE_DASH = 0x2012,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    BAR = 0x2015,
    MINUS = 0x2212,
};

static const struct {
    const char *sign;
    enum lexeme_kind kind;
} foreign_operators[] = {
    {"|", LEX_OR},
    {"||", LEX_OR},
    {"&&", LEX_AND},
};

/* Whether an operand may begin at AT. */
static bool begins_foreign_operand(struct span text, uint32_t at)
{
    uint32_t next, c;

    if (at >= text.len)
        return false;
    c = query_char(text, at, &next);
    return text_is_word(c) || query_quote(c) || c == '(';
}

static bool is_short_dash(uint32_t c)
{
    return (c >= HYPHEN && c <= EN_DASH) || c == MINUS;
}

bool query_foreign_minus(struct query_reader *r, uint32_t c, uint32_t at, uint32_t next)
{
    bool dash = is_short_dash(c);
    bool long_dash = c == EM_DASH || c == BAR;

    if ((c != '!' && !dash && !long_dash) || !begins_foreign_operand(r->text, next))
        return false;
    if (c == '!' && query_first_of(r, FORM_NOT))
        query_warn(r, at, next, "is read as NOT before a word");
    else if (dash && query_first_of(r, FORM_DASH))
        query_warn(r, at, next, "is read as NOT before a word, as - is");
    else if (long_dash && query_first_of(r, FORM_LONG_DASH))
        query_warn(r, at, next, "is left out: only - or a short dash is read as NOT before a word");
    return !long_dash;
}

static bool is_foreign_sign(uint32_t c)
{
    return c == '+' || c == '-' || c == '!' || is_short_dash(c);
}

uint32_t query_lost_signs(struct query_reader *r, uint32_t at, bool in_field)
{
    uint32_t end = at, next;

    while (end < r->text.len && is_foreign_sign(query_char(r->text, end, &next)))
        end = next;
    if (end == at || !begins_foreign_operand(r->text, end))
        return at;
    query_warn(r, at, end,
               in_field ? "is left out: a sign goes before the name of a field"
                        : "is left out: one sign before a word counts, several are punctuation");
    return end;
}

bool query_foreign_operator(const struct query_reader *r, uint32_t start, uint32_t end,
                            struct lexeme *out)
{
    struct span typed = {r->text.data + start, end - start};

    for (size_t i = 0; i < sizeof foreign_operators / sizeof *foreign_operators; i++) {
        if (!span_eq(typed, span_of(foreign_operators[i].sign)))
            continue;
        *out = (struct lexeme){
            .kind = foreign_operators[i].kind, .start = start, .end = end, .foreign = true};
        return true;
    }
    return false;
}

void query_foreign_operator_warn(struct query_reader *r, const struct lexeme *l)
{
    if (l->kind == LEX_OR && query_first_of(r, FORM_OR))
        query_warn(r, l->start, l->end, "is read as OR");
    else if (l->kind == LEX_AND && query_first_of(r, FORM_AND))
        query_warn(r, l->start, l->end, "is read as AND");
    else if (l->kind == LEX_NOT)
        query_warn(r, l->start, l->end, "is read as NOT");
    else if ((l->kind == LEX_NEAR || l->kind == LEX_ADJ) && query_first_of(r, FORM_SMALL))
        query_warn(r, l->start, l->end, "is read as %s/%u", l->kind == LEX_NEAR ? "NEAR" : "ADJ",
                   l->distance);
}

void query_foreign_lone_not(struct query_reader *r, uint32_t start, uint32_t end)
{
    bool alone = end - start == 1 && r->text.data[start] == '!';

    if (alone && span_trim(span_from(r->text, end)).len && query_first_of(r, FORM_LONE_NOT))
        query_warn(r, start, end, "is left out: it is read as NOT right before a word");
}

/* Whether TEXT is a word and one exclamation mark. */
static bool ends_in_exclamation(struct span text)
{
    bool word = false;

    if (text.len < 2 || text.data[text.len - 1] != '!')
        return false;
    for (uint32_t at = 0, next; at + 1 < text.len; at = next)
        word = text_is_word(query_char(text, at, &next));
    return word;
}

static bool begins_with_tilde(struct span text)
{
    uint32_t next, c = text.len > 1 ? query_char(text, 1, &next) : 0;

    return c && *text.data == '~' && text_is_word(c) && (c < '0' || c > '9');
}

/* Whether TEXT is a regular expression that is more than letters: between two slashes. */
static bool is_regular_expression(struct span text)
{
    bool signs = false;

    if (text.len < 3 || *text.data != '/' || text.data[text.len - 1] != '/')
        return false;
    for (size_t i = 1; i + 1 < text.len; i++) {
        if (text.data[i] == '/')
            return false;
        signs |= strchr("[]{}.*+?|\\^$", text.data[i]) != NULL;
    }
    return signs;
}

void query_foreign_punctuation(struct query_reader *r, uint32_t start, uint32_t end)
{
    struct span text = {r->text.data + start, end - start};
    bool joins = memchr(text.data, '|', text.len) || memmem(text.data, text.len, "&&", 2);

    if (joins && query_first_of(r, FORM_JOINED))
        query_warn(r, start, end, "is read as words: | and && are operators between blanks");
    if (begins_with_tilde(text) && query_first_of(r, FORM_TILDE))
        query_warn(r, start, start + 1, "is left out: it stands after a word, as in word~");
    if (is_regular_expression(text))
        query_warn(
            r, start, end,
            "is read as words: there are patterns, as wom?n and w*n, no regular expressions");
    if (ends_in_exclamation(text) && query_first_of(r, FORM_EXCLAMATION))
        query_warn(r, start, end,
                   "is read as a word: !word is NOT, word* finds words that begin so");
}

/* Splits a query into operands, operators, signs and brackets. */
#include "searcher/query/query_lex.h"

#include "core/character.h"
#include "searcher/query/query_foreign.h"
#include "searcher/query/query_operand.h"
#include "searcher/query/query_suffix.h"
#include "searcher/query/query_text.h"

/* A single sign before an operand; others are punctuation. */
static void lex_signs(struct query_scan *s)
{
    struct query_reader *r = s->r;
    uint32_t start = s->at, end = start;
    bool plus = r->text.data[start] == '+';

    while (end < r->text.len && (r->text.data[end] == '+' || r->text.data[end] == '-'))
        end++;
    s->at = end;
    s->fresh = false;
    if (query_ends_word(r->text, end) && (end == r->text.len || r->text.data[end] != '('))
        return;
    if (end - start == 1)
        query_scan_add(s, plus ? LEX_PLUS : LEX_MINUS, start, end);
    else
        query_warn(r, start, end, "is left out: one + or - is a sign, several are punctuation");
}

/* Passes over signs where an operand may begin that are not read as signs, warning of them. */
static bool lex_lost_signs(struct query_scan *s)
{
    const struct query_lexemes *all = s->out;
    const struct lexeme *last = all->len ? &all->list[all->len - 1] : NULL;
    bool signed_before =
        last && (last->kind == LEX_PLUS || last->kind == LEX_MINUS) && last->end == s->at;
    uint32_t end = s->fresh || signed_before ? query_lost_signs(s->r, s->at, false) : s->at;
    bool found = end > s->at;

    s->at = end;
    s->fresh = s->fresh && !found;
    return found;
}

static void lex_bracket(struct query_scan *s, bool opens, uint32_t next)
{
    struct query_weight w = {0, next};
    struct lexeme *l;

    if (!opens)
        w = query_weight_after(s->r, next);
    l = query_scan_add(s, opens ? LEX_OPEN : LEX_CLOSE, s->at, w.end);
    l->weight = w.factor;
    s->at = w.end;
    s->fresh = true;
}

dateline_status query_lex(struct query_reader *r, struct query_lexemes *out)
{
    struct query_scan s = {r, out, 0, true};
    dateline_status status = DATELINE_OK;

    while (status == DATELINE_OK && s.at < r->text.len) {
        uint32_t next, c = query_char(r->text, s.at, &next);

        if (character_divides(c)) {
            s.at = next;
            s.fresh = true;
        } else if (c == '(' || c == ')') {
            lex_bracket(&s, c == '(', next);
        } else if (s.fresh && (c == '+' || c == '-')) {
            lex_signs(&s);
        } else if (s.fresh && query_foreign_minus(r, c, s.at, next)) {
            query_scan_add(&s, LEX_MINUS, s.at, next);
            s.at = next;
            s.fresh = false;
        } else if (!lex_lost_signs(&s)) {
            status = query_operand(&s);
        }
    }
    return status;
}

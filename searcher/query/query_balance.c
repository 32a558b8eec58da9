/* Drops lexemes that have no meaning where they stand, or turns them into words. */
#include "searcher/query/query_balance.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/query/query_dates.h"
#include "searcher/query/query_foreign.h"
#include "searcher/query/query_text.h"
#include "searcher/query/query_words.h"

static bool ends_operand(const struct lexeme *l)
{
    return l->kind == LEX_OPERAND || l->kind == LEX_CLOSE;
}

/* A NOT may still become a word, which begins an operand too. */
static bool begins_operand(const struct lexeme *l)
{
    return l->kind == LEX_OPERAND || l->kind == LEX_OPEN || l->kind == LEX_PLUS ||
           l->kind == LEX_MINUS || l->kind == LEX_NOT;
}

static bool lexeme_is_sign(const struct lexeme *l)
{
    return l->kind == LEX_PLUS || l->kind == LEX_MINUS;
}

/* ---- Brackets ----------------------------------------------------------- */

/* Sets stray[i] for each unmatched bracket. */
static void mark_stray_brackets(const struct query_lexemes *l, bool *stray)
{
    size_t *open = must_alloc(l->len * sizeof *open), n_open = 0;

    for (size_t i = 0; i < l->len; i++) {
        if (l->list[i].kind == LEX_OPEN)
            open[n_open++] = i;
        else if (l->list[i].kind == LEX_CLOSE && n_open)
            n_open--;
        else if (l->list[i].kind == LEX_CLOSE)
            stray[i] = true;
    }
    while (n_open)
        stray[open[--n_open]] = true;
    free(open);
}

/* A dropped `title:(` leaves `title:` on the operand after it. */
static void drop_bracket(struct query_reader *r, struct lexeme *l, const struct lexeme *end)
{
    query_warn(r, l->start, l->end, "is left out: it has no %s bracket",
               l->kind == LEX_OPEN ? "closing" : "opening");
    if (l->kind == LEX_OPEN && l->field != FIELD_TEXT && l + 1 < end && l[1].kind == LEX_OPERAND)
        query_set_field(l[1].node, l->field);
}

static void drop_stray_brackets(struct query_reader *r, struct query_lexemes *l)
{
    bool *stray = must_zalloc(l->len * sizeof *stray);
    size_t kept = 0;

    mark_stray_brackets(l, stray);
    for (size_t i = 0; i < l->len; i++)
        if (stray[i])
            drop_bracket(r, &l->list[i], l->list + l->len);
        else
            l->list[kept++] = l->list[i];
    l->len = kept;
    free(stray);
}

/* Whether SIGN applies to L: no blank between them, and L begins an operand. */
static bool sign_applies_to(const struct query_reader *r, const struct lexeme *sign,
                            const struct lexeme *l)
{
    struct span before = {r->text.data, l->start};

    return (l->kind == LEX_OPERAND || l->kind == LEX_OPEN) &&
           query_span_end(before, sign->end, "", false) == l->start;
}

/* Drops those of the last lexemes of KEPT, signs and symbols, that NEXT does not continue; NULL
 * for the end. */
static void drop_dangling(struct query_reader *r, struct query_lexemes *kept,
                          const struct lexeme *next)
{
    for (; kept->len; kept->len--) {
        const struct lexeme *last = &kept->list[kept->len - 1];

        if (lexeme_is_symbol(last) && !(next && begins_operand(next)))
            query_warn(r, last->start, last->end, "is left out: nothing to join is after it");
        else if (!lexeme_is_sign(last) || (next && sign_applies_to(r, last, next)))
            return;
    }
}

/* Drops empty brackets, signs without an operand, and symbols with nothing on one side. */
static void drop_empty_lexemes(struct query_reader *r, struct query_lexemes *all)
{
    struct query_lexemes kept = {.list = all->list};

    for (size_t i = 0; i < all->len; i++) {
        const struct lexeme *l = &all->list[i], *last;

        drop_dangling(r, &kept, l);
        last = kept.len ? &kept.list[kept.len - 1] : NULL;
        if (lexeme_is_symbol(l) && !(last && ends_operand(last))) {
            query_warn(r, l->start, l->end, "is left out: nothing to join is before it");
        } else if (l->kind == LEX_CLOSE && last && last->kind == LEX_OPEN) {
            kept.len--;
            query_warn(r, last->start, l->end, "holds no words and is left out");
        } else {
            kept.list[kept.len++] = *l;
        }
    }
    drop_dangling(r, &kept, NULL);
    all->len = kept.len;
}

/* ---- Operators ---------------------------------------------------------- */

/* The side on which the operator at I has no operand; NULL for none. */
static const char *missing_side(const struct query_lexemes *all, size_t i)
{
    const struct lexeme *l = &all->list[i];

    if (l->kind >= LEX_AND && (!i || !ends_operand(l - 1)))
        return "before";
    if (i + 1 == all->len || !begins_operand(l + 1))
        return "after";
    return NULL;
}

static dateline_status operator_to_word(struct query_reader *r, struct lexeme *l,
                                        const char *missing)
{
    query_warn(r, l->start, l->end, "has nothing to join %s it and is read as a word", missing);
    l->kind = LEX_OPERAND;
    return query_words(r, l->start, l->end, FIELD_TEXT, &l->node);
}

static dateline_status check_operators(struct query_reader *r, struct query_lexemes *l)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; status == DATELINE_OK && i < l->len; i++) {
        const char *missing = l->list[i].kind >= LEX_NOT ? missing_side(l, i) : NULL;

        if (missing)
            status = operator_to_word(r, &l->list[i], missing);
    }
    return status;
}

static void warn_foreign_operators(struct query_reader *r, const struct query_lexemes *all)
{
    for (size_t i = 0; i < all->len; i++)
        if (all->list[i].foreign && all->list[i].kind >= LEX_NOT)
            query_foreign_operator_warn(r, &all->list[i]);
}

/* Warns once a query: a pasted sentence has many. */
static void warn_small_operator(struct query_reader *r, const struct query_lexemes *all)
{
    for (size_t i = 1; i + 1 < all->len; i++) {
        const struct lexeme *l = &all->list[i];

        if (l->hint && ends_operand(l - 1) && begins_operand(l + 1)) {
            query_warn(r, l->start, l->end, "is searched for as a word: operators are capitals");
            return;
        }
    }
}

/* Whether TEXT has no letters but capitals; sets *CAPITALS if it has any. Letters of scripts
 * without capitals are others. */
static bool only_capitals(struct span text, bool *capitals)
{
    for (uint32_t at = 0, next; at < text.len; at = next) {
        uint32_t c = query_char(text, at, &next);

        if (text_is_capital(c))
            *capitals = true;
        else if (text_is_word(c) && (c >= 0x80 || text_stems(c)))
            return false;
    }
    return true;
}

/* Warns about the first operator of a long query all in capitals: it may be a headline, in which
 * AND is a word. */
static void warn_capitals(struct query_reader *r, const struct query_lexemes *all)
{
    const struct lexeme *first = NULL;
    size_t words = r->n_words;
    bool capitals = false;

    for (size_t i = 0; i < all->len; i++) {
        const struct lexeme *l = &all->list[i];

        if (l->kind >= LEX_NOT && !lexeme_is_symbol(l)) {
            first = first ? first : l;
            words++;
        } else if (l->kind == LEX_OPERAND &&
                   !only_capitals((struct span){r->text.data + l->start, l->end - l->start},
                                  &capitals)) {
            return;
        }
    }
    if (first && capitals && words >= QUERY_CAPITALS_WORDS)
        query_warn(r, first->start, first->end,
                   "is read as an operator: --literal reads a query in capitals as words");
}

/* ---- Depth -------------------------------------------------------------- */

static dateline_status check_query_depth(struct query_reader *r, const struct query_lexemes *all)
{
    unsigned nots_before[QUERY_MAX_DEPTH + 1]; /* right before each open bracket */
    unsigned depth = 0, open = 0, nots = 0;

    for (size_t i = 0; i < all->len; i++) {
        const struct lexeme *l = &all->list[i];

        if ((l->kind == LEX_NOT || l->kind == LEX_OPEN) && ++depth > QUERY_MAX_DEPTH)
            return query_refuse(r, l->start, l->end, "is nested in more than %d brackets and NOTs",
                                QUERY_MAX_DEPTH);
        if (l->kind == LEX_NOT) {
            nots++;
        } else if (l->kind == LEX_OPEN) {
            nots_before[open++] = nots;
            nots = 0;
        } else if (l->kind == LEX_CLOSE) {
            assert(open);
            depth -= 1 + nots_before[--open];
            nots = 0;
        } else if (l->kind == LEX_OPERAND) {
            depth -= nots;
            nots = 0;
        }
    }
    return DATELINE_OK;
}

dateline_status query_balance(struct query_reader *r, struct query_lexemes *l)
{
    dateline_status status;

    drop_stray_brackets(r, l);
    drop_empty_lexemes(r, l);
    status = check_operators(r, l);
    if (status != DATELINE_OK)
        return status;
    warn_foreign_operators(r, l);
    warn_small_operator(r, l);
    query_warn_of_dates(r, l);
    warn_capitals(r, l);
    return check_query_depth(r, l);
}

/* Reads operators that are words: AND, OR, XOR, NOT, NEAR, ADJ. */
#include "searcher/query/query_operator.h"

#include <strings.h>

#include "searcher/query/query_text.h"

/* Whether a distance stands after the operator's name. */
enum after_name { AFTER_NOTHING, AFTER_DISTANCE, AFTER_LEAST /* has to: w/5, but not W */ };

struct query_operator_name {
    const char *name;
    enum lexeme_kind kind;
    enum after_name after;
    bool foreign;
};

/* In law and news services w/5 and /5 are NEAR, pre/5 is ADJ. */
static const struct query_operator_name query_operators[] = {
    {"AND", LEX_AND, AFTER_NOTHING, false},    {"OR", LEX_OR, AFTER_NOTHING, false},
    {"XOR", LEX_XOR, AFTER_NOTHING, false},    {"NOT", LEX_NOT, AFTER_NOTHING, false},
    {"NEAR", LEX_NEAR, AFTER_DISTANCE, false}, {"ADJ", LEX_ADJ, AFTER_DISTANCE, false},
    {"ANDNOT", LEX_NOT, AFTER_NOTHING, true},  {"W", LEX_NEAR, AFTER_LEAST, true},
    {"WITHIN", LEX_NEAR, AFTER_LEAST, true},   {"PRE", LEX_ADJ, AFTER_LEAST, true},
    {"", LEX_NEAR, AFTER_LEAST, true},
};

enum { N_OPERATORS = sizeof query_operators / sizeof *query_operators };

/* Parses "" or "/12", the text after OP, or "12" after capitals; 0 for anything else. */
static uint32_t read_distance(const struct query_operator_name *op, struct span s, bool capitals)
{
    uint32_t n;

    if (!s.len)
        return op->after == AFTER_DISTANCE ? QUERY_DEFAULT_DISTANCE : 0;
    if (*s.data == '/')
        s = span_from(s, 1);
    else if (!capitals || op->after == AFTER_LEAST)
        return 0;
    return query_number(s, QUERY_MAX_DISTANCE, &n) ? n : 0;
}

/* Whether NAME begins WORD, in any letters. */
static bool has_name(struct span word, const char *name)
{
    return word.len >= strlen(name) && (!*name || ((*word.data & ~' ') == *name &&
                                                   !strncasecmp(word.data, name, strlen(name))));
}

/* Whether the text is OP; small letters need a distance, without which they are a word. */
static bool read_operator(struct query_reader *r, const struct query_operator_name *op,
                          struct lexeme *out)
{
    struct span word = {r->text.data + out->start, out->end - out->start}, rest;
    size_t len = strlen(op->name);
    bool capitals;

    if (!has_name(word, op->name))
        return false;
    rest = span_from(word, len);
    capitals = !memcmp(word.data, op->name, len);
    if (!capitals && (!op->after || !rest.len))
        return false;
    out->distance = op->after ? read_distance(op, rest, capitals) : !rest.len;
    if (!out->distance && op->after == AFTER_DISTANCE && *rest.data == '/' &&
        (capitals || (rest.len > 1 && rest.data[1] >= '0' && rest.data[1] <= '9')))
        query_warn(r, out->start, out->end,
                   "is read as a word: the distance is a number from 1 to %d", QUERY_MAX_DISTANCE);
    if (!out->distance)
        return false;
    out->kind = op->kind;
    out->foreign = op->foreign || !capitals || (rest.len && *rest.data != '/');
    return true;
}

bool query_operator(struct query_reader *r, uint32_t start, uint32_t end, struct lexeme *out)
{
    *out = (struct lexeme){.start = start, .end = end};
    for (size_t i = 0; i < N_OPERATORS; i++)
        if (read_operator(r, &query_operators[i], out))
            return true;
    return false;
}

bool query_small_operator(struct span word)
{
    static const char *const names[] = {"and", "or", "not", "xor"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (word.len == strlen(names[i]) && !strncasecmp(word.data, names[i], word.len))
            return true;
    return false;
}

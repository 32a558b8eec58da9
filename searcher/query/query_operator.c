/* Reads operators that are words: AND, OR, XOR, NOT, NEAR, ADJ. */
#include "searcher/query/query_operator.h"

#include <strings.h>

#include "searcher/query/query_text.h"

struct query_operator_name {
    const char *name;
    enum lexeme_kind kind;
    bool distance; /* may follow */
};

static const struct query_operator_name query_operators[] = {
    {"AND", LEX_AND, false}, {"OR", LEX_OR, false},    {"XOR", LEX_XOR, false},
    {"NOT", LEX_NOT, false}, {"NEAR", LEX_NEAR, true}, {"ADJ", LEX_ADJ, true},
};

enum { N_OPERATORS = sizeof query_operators / sizeof *query_operators };

/* Parses "" or "/12", the text after NEAR or ADJ; 0 for anything else. */
static uint32_t read_distance(struct span s)
{
    uint32_t n;

    if (!s.len)
        return QUERY_DEFAULT_DISTANCE;
    if (s.len < 2 || s.data[0] != '/' || !query_number(span_from(s, 1), QUERY_MAX_DISTANCE, &n))
        return 0;
    return n;
}

/* Whether the text is OP; small letters need a distance, without which they are a word. */
static bool read_operator(struct query_reader *r, const struct query_operator_name *op,
                          struct lexeme *out)
{
    struct span word = {r->text.data + out->start, out->end - out->start}, rest;
    size_t len = strlen(op->name);
    bool capitals;

    if (word.len < len || (*word.data & ~' ') != *op->name ||
        strncasecmp(word.data, op->name, len) != 0)
        return false;
    rest = span_from(word, len);
    capitals = !memcmp(word.data, op->name, len);
    if (!capitals && (!op->distance || !rest.len))
        return false;
    out->distance = op->distance ? read_distance(rest) : !rest.len;
    if (!out->distance && op->distance && *rest.data == '/' &&
        (capitals || (rest.len > 1 && rest.data[1] >= '0' && rest.data[1] <= '9')))
        query_warn(r, out->start, out->end,
                   "is read as a word: the distance is a number from 1 to %d", QUERY_MAX_DISTANCE);
    if (!out->distance)
        return false;
    out->kind = op->kind;
    out->foreign = !capitals;
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
    static const char *const names[] = {"and", "or", "not"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (word.len == strlen(names[i]) && !strncasecmp(word.data, names[i], word.len))
            return true;
    return false;
}

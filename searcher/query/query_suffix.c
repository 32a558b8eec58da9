/* Reads what follows an operand without a blank. */
#include "searcher/query/query_suffix.h"

#include "core/utf8.h"
#include "searcher/query/query_pattern.h"
#include "searcher/query/query_text.h"
#include "searcher/query/query_words.h"

static bool is_part_of_number(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

/* The byte after SIGN and digits at AT; AT where there is no SIGN, or a word goes on. */
static uint32_t suffix_end(struct span text, uint32_t at, char sign)
{
    uint32_t end = at, next;

    if (at >= text.len || text.data[at] != sign)
        return at;
    do
        end++;
    while (end < text.len && is_part_of_number(text.data[end]));
    while (text.data[end - 1] == '.')
        end--;
    return end < text.len && text_is_word(query_char(text, end, &next)) ? at : end;
}

uint32_t query_slop(struct query_reader *r, struct query_node *phrase, uint32_t at)
{
    uint32_t end = suffix_end(r->text, at, '~'), distance;

    if (end == at)
        return at;
    if (!query_number((struct span){r->text.data + at + 1, end - at - 1}, QUERY_MAX_DISTANCE,
                      &distance)) {
        query_warn(r, at, end, "is left out: the distance is a number from 1 to %d",
                   QUERY_MAX_DISTANCE);
    } else if (phrase->n_words == 1) {
        query_warn(r, at, end, "is left out: it is a distance between words");
    } else if (distance) {
        phrase->kind = QUERY_NEAR;
        phrase->distance = distance;
        if (query_first_of(r, FORM_SLOP))
            query_warn(r, phrase->start, end, "is read as its words with NEAR/%u between them",
                       distance);
    }
    return end;
}

uint32_t query_name_signs(struct query_reader *r, struct span name, uint32_t after)
{
    static const char why[] = "name: finds other spellings without it";
    const char *tilde = name.len ? memchr(name.data, '~', name.len) : NULL;
    uint32_t start = (uint32_t)(name.data - r->text.data), end = suffix_end(r->text, after, '~');

    query_quoted_wildcard(r, start, start + (uint32_t)name.len, why);
    if (tilde) {
        start = (uint32_t)(tilde - r->text.data);
        query_warn(r, start, start + 1, "is left out: %s", why);
    }
    if (end > after)
        query_warn(r, after, end, "is left out: %s", why);
    return end;
}

/* ---- Weights --------------------------------------------------------------------- */

/* Parses 2, 2.5 or .5, to thousandths; 0 for anything else or more than 1,000,000. */
static double decimal_of(struct span s)
{
    static const double units[] = {100, 10, 1};
    const char *point = s.len ? memchr(s.data, '.', s.len) : NULL;
    struct span whole = s, rest = {0};
    uint32_t n = 0;
    double thousandths = 0;

    if (point) {
        whole.len = (size_t)(point - s.data);
        rest = (struct span){point + 1, s.len - whole.len - 1};
    }
    if (!(whole.len + rest.len) || (whole.len && !query_number(whole, 1000000, &n)))
        return 0;
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.data[i] < '0' || rest.data[i] > '9')
            return 0;
        thousandths += i < 3 ? units[i] * (rest.data[i] - '0') : 0;
    }
    return (n * 1000.0 + thousandths) / 1000;
}

/* The weight in the bytes START to END - 1, which begin with ^. */
static struct query_weight weight_of(struct query_reader *r, uint32_t start, uint32_t end)
{
    struct query_weight w = {decimal_of((struct span){r->text.data + start + 1, end - start - 1}),
                             end};

    if (w.factor >= QUERY_WEIGHT_MIN && w.factor <= QUERY_WEIGHT_MAX)
        return w;
    query_warn(r, start, end, "is left out: a weight is a number from %g to %d", QUERY_WEIGHT_MIN,
               QUERY_WEIGHT_MAX);
    w.factor = 0;
    return w;
}

/* The byte after the weight ^2 at AT; AT if there is none. */
static uint32_t weight_end(struct span text, uint32_t at)
{
    uint32_t end = at + 1;

    if (at >= text.len || text.data[at] != '^')
        return at;
    while (end < text.len && is_part_of_number(text.data[end]))
        end++;
    while (end > at + 1 && text.data[end - 1] == '.')
        end--;
    return end > at + 1 ? end : at;
}

struct query_weight query_weight_after(struct query_reader *r, uint32_t at)
{
    uint32_t end = weight_end(r->text, at), next;

    if (end == at)
        return (struct query_weight){0, at};
    for (; (next = weight_end(r->text, end)) > end; end = next)
        at = end;
    return weight_of(r, at, end);
}

/* The start of the weights that end at AT: of several, ^2^3, the last counts. */
static uint32_t weights_start(struct span text, uint32_t start, uint32_t at)
{
    for (;;) {
        uint32_t before = at;

        while (before > start && is_part_of_number(text.data[before - 1]))
            before--;
        if (before == at || before < start + 2 || text.data[before - 1] != '^')
            return at;
        at = before - 1;
    }
}

/* Whether the bytes START to END - 1 have more than one weight. */
static bool has_weights(struct span text, uint32_t start, uint32_t end)
{
    unsigned n = 0;

    for (uint32_t at = start; at < end; at++)
        n += weight_end(text, at) > at;
    return n > 1;
}

/* Reads ^2 at the end of the words START to *END - 1, before punctuation, and moves *END before it.
 */
static struct query_weight find_weight(struct query_reader *r, uint32_t start, uint32_t *end)
{
    const char *p = r->text.data;
    uint32_t after = *end, at;

    while (after > start && strchr(",;.", p[after - 1]))
        after--;
    for (at = after; at > start && is_part_of_number(p[at - 1]); at--)
        ;
    if (at == after || at < start + 2 || p[at - 1] != '^')
        return (struct query_weight){0};
    *end = weights_start(r->text, start, at - 1);
    return weight_of(r, at - 1, after);
}

void query_weight_warn(struct query_reader *r, uint32_t start, uint32_t end, double factor)
{
    bool several = has_weights(r->text, start, end);

    if (query_first_of(r, FORM_WEIGHT) || several)
        query_warn(r, start, end, "is read with %g times its weight%s", factor,
                   several ? ": the last of several counts" : "");
}

void query_weight_give(struct query_reader *r, struct query_node *n, struct query_weight w)
{
    n->end = w.end > n->end ? w.end : n->end;
    if (!(w.factor > 0))
        return;
    query_weigh(n, w.factor);
    query_weight_warn(r, n->start, n->end, w.factor);
}

/* ---- Spellings ------------------------------------------------------------------- */

/* The byte of ~, ~1 or ~2 at the end of the word START to END - 1, before punctuation; END if there
 * is none. */
static uint32_t find_fuzzy(struct span text, uint32_t start, uint32_t end)
{
    uint32_t at = end;

    while (at > start && strchr(",;.", text.data[at - 1]))
        at--;
    while (at > start && is_part_of_number(text.data[at - 1]))
        at--;
    /* A letter or a wildcard before it: in x.org/~a it is part of an address. */
    return at > start + 1 && text.data[at - 1] == '~' && strchr("/.-", text.data[at - 2]) == NULL
               ? at - 1
               : end;
}

/* The edits that NUMBER, after ~, asks for of a word of so many letters: older Lucenes have a share
 * of the letters that stay as they are, below 1. */
static uint32_t edits_of(struct span number, size_t letters)
{
    uint32_t edits = 0, tenths = 0;
    const char *point = number.len ? memchr(number.data, '.', number.len) : NULL;
    struct span whole = number;

    if (!number.len)
        return QUERY_MAX_EDITS;
    if (point)
        whole.len = (size_t)(point - number.data);
    if (whole.len && !query_number(whole, QUERY_MAX_EDITS, &edits))
        edits = QUERY_MAX_EDITS;
    if (point && !edits && point + 1 < number.data + number.len) {
        tenths = (uint32_t)(point[1] - '0');
        edits = (uint32_t)(letters * (10 - tenths) / 10);
    }
    return edits < QUERY_MAX_EDITS ? edits : QUERY_MAX_EDITS;
}

/* Makes N, read from the bytes before AT, stand for spellings as the bytes AT to END - 1 say. */
static void make_fuzzy(struct query_reader *r, struct query_node *n, uint32_t at, uint32_t end)
{
    struct span number = {r->text.data + at + 1, end - at - 1};
    uint32_t edits;

    while (number.len && !is_part_of_number(number.data[number.len - 1]))
        number.len--; /* punctuation */
    while (number.len && number.data[number.len - 1] == '.')
        number.len--;
    if (n->n_words != 1 || (n->kind != QUERY_WORD && n->kind != QUERY_PHRASE)) {
        query_warn(r, n->start, end, "has a ~ that is left out: it stands after a single word");
        return;
    }
    edits = edits_of(number, utf8_count(n->words[0]));
    n->kind = edits ? QUERY_FUZZY : QUERY_PHRASE;
    n->distance = edits;
    n->end = (uint32_t)(number.data + number.len - r->text.data);
    if (edits && query_first_of(r, FORM_FUZZY))
        query_warn(r, n->start, n->end, "is read as words of the index within %u edit%s of it",
                   edits, edits == 1 ? "" : "s");
    else if (!edits)
        query_warn(r, n->start, n->end, "is read as the word without other spellings");
}

dateline_status query_suffixed_words(struct query_reader *r, uint32_t start, uint32_t end,
                                     enum schema_field field, struct query_node **out)
{
    struct query_weight weight = find_weight(r, start, &end);
    uint32_t letters = find_fuzzy(r->text, start, end);
    dateline_status status = query_words(r, start, letters, field, out);

    if (status != DATELINE_OK || !*out)
        return status;
    if (letters < end)
        make_fuzzy(r, *out, letters, end);
    query_weight_give(r, *out, weight);
    return DATELINE_OK;
}

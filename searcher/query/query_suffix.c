/* Reads what follows an operand without a blank. */
#include "searcher/query/query_suffix.h"

#include "core/utf8.h"
#include "searcher/query/query_text.h"

/* The byte after SIGN and digits at AT; AT where there is no SIGN, or a word goes on. */
static uint32_t suffix_end(struct span text, uint32_t at, char sign)
{
    uint32_t end = at, next;

    if (at >= text.len || text.data[at] != sign)
        return at;
    do
        end++;
    while (end < text.len && text.data[end] >= '0' && text.data[end] <= '9');
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

/* ---- Spellings ------------------------------------------------------------------- */

static bool is_part_of_number(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

uint32_t query_fuzzy_find(struct span text, uint32_t start, uint32_t end)
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

void query_fuzzy(struct query_reader *r, struct query_node *n, uint32_t at, uint32_t end)
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

/* Reads what follows an operand without a blank. */
#include "searcher/query/query_suffix.h"

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

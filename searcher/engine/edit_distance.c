/* Edit distance: optimal string alignment, three rows at a time. */
#include "searcher/engine/edit_distance.h"

#include "text/text.h"

enum { ROW = SCHEMA_WORD_MAX + 1 };

struct edit_word edit_word_of(struct span word)
{
    const char *at = word.data, *end = word.data + word.len;
    struct edit_word w = {.len = 0};

    while (at < end && w.len < SCHEMA_WORD_MAX)
        w.list[w.len++] = text_char(&at, end);
    return w;
}

static unsigned smaller_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static bool letters_swapped(const struct edit_word *a, unsigned i, const struct edit_word *b,
                            unsigned j)
{
    return i > 1 && j > 1 && a->list[i - 1] == b->list[j - 2] && a->list[i - 2] == b->list[j - 1];
}

/* Fills row I, rows[2], and returns its least cell. Cell J is the distance between the
 * first I letters of A and the first J of B; rows[0] and rows[1] are I - 2 and I - 1. */
static unsigned fill_distance_row(const struct edit_word *a, const struct edit_word *b, unsigned i,
                                  unsigned (*rows)[ROW])
{
    unsigned smallest = rows[2][0] = i;

    for (unsigned j = 1; j <= b->len; j++) {
        bool same = a->list[i - 1] == b->list[j - 1];

        rows[2][j] = smaller_of(smaller_of(rows[1][j], rows[2][j - 1]) + 1, rows[1][j - 1] + !same);
        if (letters_swapped(a, i, b, j))
            rows[2][j] = smaller_of(rows[2][j], rows[0][j - 2] + 1);
        smallest = smaller_of(smallest, rows[2][j]);
    }
    return smallest;
}

unsigned edit_distance(const struct edit_word *a, const struct edit_word *b, unsigned limit)
{
    unsigned rows[3][ROW] = {{0}}, before = 0;

    if (a->len > b->len + limit || b->len > a->len + limit)
        return limit + 1;
    for (unsigned j = 0; j <= b->len; j++)
        rows[2][j] = j;
    for (unsigned i = 1; i <= a->len; i++) {
        unsigned smallest;

        memcpy(rows[0], rows[1], sizeof rows[0]);
        memcpy(rows[1], rows[2], sizeof rows[1]);
        smallest = fill_distance_row(a, b, i, rows);
        /* A swap skips a row, so stop only after two rows above the limit. */
        if (smallest > limit && before > limit)
            return limit + 1;
        before = smallest;
    }
    return smaller_of(rows[2][b->len], limit + 1);
}

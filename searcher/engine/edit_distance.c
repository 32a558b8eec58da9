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

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static bool swapped(const struct edit_word *a, unsigned i, const struct edit_word *b, unsigned j)
{
    return i > 1 && j > 1 && a->list[i - 1] == b->list[j - 2] && a->list[i - 2] == b->list[j - 1];
}

/* Row I of the table in which cell J is the distance of the first I letters of A
 * from the first J of B; ROWS are those for I - 2, I - 1 and I. Its least cell. */
static unsigned fill_row(const struct edit_word *a, const struct edit_word *b, unsigned i,
                         unsigned (*rows)[ROW])
{
    unsigned smallest = rows[2][0] = i;

    for (unsigned j = 1; j <= b->len; j++) {
        bool same = a->list[i - 1] == b->list[j - 1];

        rows[2][j] = least(least(rows[1][j], rows[2][j - 1]) + 1, rows[1][j - 1] + !same);
        if (swapped(a, i, b, j))
            rows[2][j] = least(rows[2][j], rows[0][j - 2] + 1);
        smallest = least(smallest, rows[2][j]);
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
        smallest = fill_row(a, b, i, rows);
        /* A swap reaches over a row, so two in turn must be past the limit. */
        if (smallest > limit && before > limit)
            return limit + 1;
        before = smallest;
    }
    return least(rows[2][b->len], limit + 1);
}

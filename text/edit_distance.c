/* Edit distance: optimal string alignment, a row for each letter. */
#include "text/edit_distance.h"

#include "text/text.h"

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

void edit_rows_begin(struct edit_rows *r, const struct edit_word *sought, unsigned limit)
{
    r->sought = sought;
    r->word.len = 0;
    r->limit = limit;
    for (unsigned j = 0; j <= sought->len; j++)
        r->cells[0][j] = (uint8_t)j;
}

/* Whether the last two letters are the sought word's letters J - 1 and J, swapped. */
static bool letters_swapped(const struct edit_rows *r, unsigned j)
{
    unsigned i = r->word.len;

    return i > 1 && j > 1 && r->word.list[i - 1] == r->sought->list[j - 2] &&
           r->word.list[i - 2] == r->sought->list[j - 1];
}

/* Fills the row of the last letter and returns its least cell. */
static unsigned fill_distance_row(struct edit_rows *r)
{
    unsigned i = r->word.len, smallest = i;
    uint8_t *row = r->cells[i];
    const uint8_t *above = r->cells[i - 1];

    row[0] = (uint8_t)i;
    for (unsigned j = 1; j <= r->sought->len; j++) {
        bool same = r->word.list[i - 1] == r->sought->list[j - 1];
        unsigned least = smaller_of(smaller_of(above[j], row[j - 1]) + 1U, above[j - 1] + !same);

        if (letters_swapped(r, j))
            least = smaller_of(least, r->cells[i - 2][j - 2] + 1U);
        row[j] = (uint8_t)least;
        smallest = smaller_of(smallest, least);
    }
    return smallest;
}

/* Whether a swap of the last letter with the next one may reach the limit, past the row. */
static bool swap_may_follow(const struct edit_rows *r)
{
    const uint8_t *above = r->cells[r->word.len - 1];

    for (unsigned j = 0; j + 1 < r->sought->len; j++)
        if (above[j] < r->limit && r->word.list[r->word.len - 1] == r->sought->list[j + 1])
            return true;
    return false;
}

bool edit_rows_push(struct edit_rows *r, uint32_t letter)
{
    r->word.list[r->word.len++] = letter;
    return fill_distance_row(r) <= r->limit || swap_may_follow(r);
}

unsigned edit_rows_distance(const struct edit_rows *r)
{
    return smaller_of(r->cells[r->word.len][r->sought->len], r->limit + 1);
}

unsigned edit_distance(const struct edit_word *a, const struct edit_word *b, unsigned limit)
{
    struct edit_rows r;

    if (a->len > b->len + limit || b->len > a->len + limit)
        return limit + 1;
    edit_rows_begin(&r, a, limit);
    for (unsigned i = 0; i < b->len; i++)
        if (!edit_rows_push(&r, b->list[i]))
            return limit + 1;
    return edit_rows_distance(&r);
}

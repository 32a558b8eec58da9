/* Reads and writes the rows of a segment's columns. */
#include "store/columns.h"

#include <endian.h>

static uint32_t number_at(const unsigned char *p)
{
    uint32_t n;

    memcpy(&n, p, sizeof n);
    return le32toh(n);
}

static void number_write(unsigned char *p, uint32_t n)
{
    n = htole32(n);
    memcpy(p, &n, sizeof n);
}

void columns_row_write(unsigned char out[COLUMNS_ROW], dateline_day day, uint32_t id_end)
{
    number_write(out, (uint32_t)day);
    number_write(out + 4, id_end);
}

static const unsigned char *row_at(const struct columns *c, uint32_t number)
{
    return c->rows + (size_t)(number - 1) * COLUMNS_ROW;
}

dateline_day columns_day(const struct columns *c, uint32_t number)
{
    dateline_day day = (dateline_day)number_at(row_at(c, number));

    return day_valid(day) ? day : 0;
}

bool columns_id(const struct columns *c, uint32_t number, struct span *out)
{
    uint32_t start = number > 1 ? number_at(row_at(c, number - 1) + 4) : 0;
    uint32_t end = number_at(row_at(c, number) + 4);

    if (start >= end || end > c->ids.len)
        return false;
    *out = (struct span){c->ids.data + start, end - start};
    return true;
}

uint32_t columns_above(const struct columns *c, dateline_day day)
{
    uint32_t low = 0, high = c->articles;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if ((dateline_day)number_at(row_at(c, middle + 1)) > day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Reads the rows of a segment's columns. */
#include "store/columns.h"

#include "store/little.h"

enum {
    TURN = sizeof(uint32_t),
    PAGE_ROWS = PAGES_SIZE / COLUMNS_ROW, /* whose dates are read at a time */
};

/* ---- Opening ---------------------------------------------------------------- */

struct columns columns_plain(const unsigned char *rows, struct span ids, uint32_t articles,
                             const char *path)
{
    return (struct columns){.articles = articles, .rows = rows, .ids = ids, .path = path};
}

static dateline_status columns_damaged(const struct columns *c, uint32_t number,
                                       dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT,
                "%s is damaged: the row of article %u is not as it was written", c->path, number);
}

static dateline_status describe_rows(struct columns *c, uint32_t articles, dateline_error *err)
{
    const struct pages *rows = c->row_pages, *ids = c->id_pages;
    uint64_t size = (uint64_t)articles * COLUMNS_ROW;

    if (!rows || !ids)
        return fail(err, DATELINE_CORRUPT, "%s is missing", rows ? COLUMNS_IDS : COLUMNS_ROWS);
    c->articles = articles;
    c->rows = rows->data;
    c->ids = (struct span){(const char *)ids->data, (size_t)ids->size};
    c->turns = (uint32_t)(ids->size >> 32);
    c->path = rows->path;
    if (rows->size != size + (uint64_t)c->turns * TURN)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: the number of rows differs from the number of articles",
                    c->path);
    return DATELINE_OK;
}

dateline_status columns_open(struct pages *rows, struct pages *ids, uint32_t articles,
                             struct columns *out, dateline_error *err)
{
    struct columns c = {.row_pages = rows, .id_pages = ids};
    dateline_status status = describe_rows(&c, articles, err);

    if (status == DATELINE_OK)
        *out = c;
    else
        columns_close(&c);
    return status;
}

void columns_close(struct columns *c)
{
    pages_close(c->row_pages);
    pages_close(c->id_pages);
    *c = (struct columns){0};
}

/* ---- Rows ------------------------------------------------------------------- */

static bool page_ready(struct pages *p, uint64_t at, uint64_t len)
{
    return !p || pages_ready(p, at, len);
}

/* The row of article NUMBER; NULL if its page is damaged. */
static const unsigned char *row_at(const struct columns *c, uint32_t number)
{
    uint64_t at = (uint64_t)(number - 1) * COLUMNS_ROW;

    return page_ready(c->row_pages, at, COLUMNS_ROW) ? c->rows + at : NULL;
}

dateline_status columns_day(const struct columns *c, uint32_t number, dateline_day *out,
                            dateline_error *err)
{
    const unsigned char *row = row_at(c, number);
    dateline_day day;

    if (!row)
        return columns_damaged(c, number, err);
    day = (dateline_day)little_get32(row);
    *out = day_valid(day) ? day : 0;
    return DATELINE_OK;
}

/* Copies the dates of N articles from NUMBER on. Many in a row have one date, which is looked at
 * once. */
static dateline_status copy_days(const struct columns *c, uint32_t number, uint32_t n,
                                 dateline_day *out, dateline_error *err)
{
    const unsigned char *row = c->rows + (size_t)(number - 1) * COLUMNS_ROW;
    dateline_day raw = 0, day = 0;

    if (!page_ready(c->row_pages, (uint64_t)(number - 1) * COLUMNS_ROW, (uint64_t)n * COLUMNS_ROW))
        return columns_damaged(c, number, err);
    for (uint32_t i = 0; i < n; i++, row += COLUMNS_ROW) {
        dateline_day its = (dateline_day)little_get32(row);

        if (its != raw) {
            raw = its;
            day = day_valid(raw) ? raw : 0;
        }
        out[i] = day;
    }
    return DATELINE_OK;
}

dateline_status columns_days(const struct columns *c, uint32_t n, dateline_day *out,
                             dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    uint32_t piece;

    for (uint32_t done = 0; done < n && status == DATELINE_OK; done += piece) {
        piece = n - done < PAGE_ROWS ? n - done : PAGE_ROWS;
        status = copy_days(c, done + 1, piece, out + done, err);
    }
    return status;
}

/* Where the id of article NUMBER ends; 0 for article 0. False if a page is damaged. */
static bool id_end(const struct columns *c, uint32_t number, uint64_t *out)
{
    const unsigned char *row = number ? row_at(c, number) : NULL;
    uint64_t at = (uint64_t)c->articles * COLUMNS_ROW, end;

    *out = 0;
    if (!number)
        return true;
    if (!row || !page_ready(c->row_pages, at, (uint64_t)c->turns * TURN))
        return false;
    end = little_get32(row + 4);
    for (uint32_t i = 0; i < c->turns && little_get32(c->rows + at + (size_t)i * TURN) <= number;
         i++)
        end += (uint64_t)1 << 32;
    *out = end;
    return true;
}

dateline_status columns_id(const struct columns *c, uint32_t number, struct span *out,
                           dateline_error *err)
{
    uint64_t start, end;

    if (!id_end(c, number - 1, &start) || !id_end(c, number, &end) || start >= end ||
        end > c->ids.len || !page_ready(c->id_pages, start, end - start))
        return columns_damaged(c, number, err);
    *out = (struct span){c->ids.data + start, (size_t)(end - start)};
    return DATELINE_OK;
}

void columns_expect(const struct columns *c, uint32_t number, bool id)
{
    const unsigned char *row = c->rows + (size_t)(number - 1) * COLUMNS_ROW;
    uint32_t end; /* not verified, and without turns: a guess suffices */

    if (!id) {
        __builtin_prefetch(row);
        return;
    }
    end = little_get32(row + 4);
    if (end && end <= c->ids.len)
        __builtin_prefetch(c->ids.data + end - 1);
}

dateline_status columns_above(const struct columns *c, dateline_day day, uint32_t *out,
                              dateline_error *err)
{
    uint32_t low = 0, high = c->articles;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const unsigned char *row = row_at(c, middle + 1);

        if (!row)
            return columns_damaged(c, middle + 1, err);
        if ((dateline_day)little_get32(row) > day)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return DATELINE_OK;
}

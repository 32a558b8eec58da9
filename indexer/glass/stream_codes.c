/* Computes the codes and the header of a deflate block. */
#include "indexer/glass/stream_codes.h"

enum {
    REPEAT = 16, /* the header's "as before" */
    REPEAT_MIN = 3,
    REPEAT_MAX = 6,
    CODE_MAX = 15,
};

static uint32_t reversed_code(uint32_t code, unsigned count)
{
    uint32_t out = 0;

    for (unsigned i = 0; i < count; i++)
        out |= (code >> i & 1) << (count - 1 - i);
    return out;
}

/* Assigns canonical codes for LENGTHS (RFC 1951, 3.2.2). */
static void assign_codes(const uint8_t *lengths, size_t n, struct bits *out)
{
    uint32_t count[CODE_MAX + 1] = {0}, next[CODE_MAX + 1] = {0};

    for (size_t i = 0; i < n; i++)
        count[lengths[i]]++;
    count[0] = 0;
    for (int bits = 1; bits <= CODE_MAX; bits++)
        next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
    for (size_t i = 0; i < n; i++)
        if (lengths[i])
            out[i] = (struct bits){reversed_code(next[lengths[i]]++, lengths[i]), lengths[i]};
}

static void put_header(struct bit_writer *w, struct bits b)
{
    bit_writer_put(w, b);
    bit_writer_drain(w);
}

/* Writes all code lengths, runs of equal ones as a length and repeats. */
static void put_lengths(struct bit_writer *w, const uint8_t *lengths, size_t n,
                        const struct bits *codes)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && lengths[end] == lengths[i];)
            end++;
        put_header(w, codes[lengths[i]]);
        for (size_t left = end - i - 1; left;) {
            size_t run = left < REPEAT_MAX ? left : REPEAT_MAX;

            if (run >= REPEAT_MIN) {
                put_header(w, codes[REPEAT]);
                put_header(w, (struct bits){(uint32_t)run - REPEAT_MIN, 2});
            } else {
                run = 1;
                put_header(w, codes[lengths[i]]);
            }
            left -= run;
        }
    }
}

/* The number of code lengths without zeros at the end, at least LEAST. */
static unsigned used_lengths(const uint8_t *lengths, unsigned n, unsigned least)
{
    while (n > least && !lengths[n - 1])
        n--;
    return n;
}

/* Makes the block's header: RFC 1951, 3.2.7. */
static void make_header(struct bit_writer *w, const struct deflate_codes *c)
{
    static const uint8_t order[DEFLATE_HEADER] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                  11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct bits codes[DEFLATE_HEADER] = {0};
    uint8_t lengths[DEFLATE_LITERALS + DEFLATE_DISTANCES];
    unsigned literals = used_lengths(c->literals, DEFLATE_LITERALS, FIRST_LENGTH);
    unsigned distances = used_lengths(c->distances, DEFLATE_DISTANCES, 1), n = DEFLATE_HEADER;

    assign_codes(c->header, DEFLATE_HEADER, codes);
    while (!c->header[order[n - 1]])
        n--;
    put_header(w, (struct bits){1, 1}); /* the last block */
    put_header(w, (struct bits){2, 2}); /* with codes of its own */
    put_header(w, (struct bits){literals - FIRST_LENGTH, 5});
    put_header(w, (struct bits){distances - 1, 5});
    put_header(w, (struct bits){n - 4, 4});
    for (unsigned i = 0; i < n; i++)
        put_header(w, (struct bits){c->header[order[i]], 3});
    memcpy(lengths, c->literals, literals);
    memcpy(lengths + literals, c->distances, distances);
    put_lengths(w, lengths, literals + distances, codes);
}

void stream_codes_make(struct stream_codes *c, const struct deflate_codes *lengths)
{
    struct bit_writer w = {.at = c->header};

    *c = (struct stream_codes){0};
    assign_codes(lengths->literals, DEFLATE_LITERALS, c->literals);
    assign_codes(lengths->distances, DEFLATE_DISTANCES, c->distances);
    make_header(&w, lengths);
    c->header_len = (size_t)(w.at - c->header);
    c->header_rest = (struct bits){(uint32_t)w.held, (uint8_t)w.count};
}

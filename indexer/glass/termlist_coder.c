/* Encodes and deflates a term list in one step. */
#include "indexer/glass/termlist_coder.h"

#include <endian.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/glass.h"
#include "indexer/glass/stream_codes.h"
#include "indexer/glass/termlist.h"
#include "indexer/output/pack.h"

/* Bytes that may be written between two checks of the limit. */
enum { SLACK = 2 * (2 + PACK_UINT32_MAX + GLASS_TERM_MAX) + BIT_WRITER_SLACK };
/* After this many terms it is clear whether the codes suit the alphabet. */
enum { TRIAL = 32 };
/* Prefetch distance, in terms. inverter_contents.c has its gain. */
enum { AHEAD = 6 };
/* A word of tails: the low bits are the number of bits used. */
enum { COUNT_BITS = 6, WORD_BITS = 56 };
enum { WRITER_BITS = 64 };

_Static_assert(WORD_BITS <= (int)BIT_WRITER_MAX && WORD_BITS < 1 << COUNT_BITS &&
                   WORD_BITS + COUNT_BITS <= 64,
               "a word of tails is one step of the writer");

/* ---- Terms ---------------------------------------------------------------- */

static void code_head(const struct stream_codes *codes, struct span text, struct coded_term *t)
{
    unsigned at = 0;

    for (; t->covered < text.len && t->covered < CODED_HEAD; t->covered++) {
        struct bits b = codes->literals[(uint8_t)text.data[t->covered]];

        if (at + b.count > WORD_BITS)
            break;
        t->bits |= (uint64_t)b.bits << at;
        t->at[t->covered] = (uint8_t)at;
        at += b.count;
    }
    t->count = (uint8_t)at;
}

static void add_tail(struct termlist_coder *c, struct coded_term *t, uint64_t bits, unsigned count)
{
    GROW(c->tails, c->n_tails, c->tails_cap);
    c->tails[c->n_tails++] = bits << COUNT_BITS | count;
    t->tails++;
}

static void code_tail(struct termlist_coder *c, struct span text, struct coded_term *t)
{
    uint64_t bits = 0;
    unsigned count = 0;

    t->tail = (uint32_t)c->n_tails;
    for (size_t i = t->covered; i < text.len; i++) {
        struct bits b = c->codes->literals[(uint8_t)text.data[i]];

        if (count + b.count > WORD_BITS) {
            add_tail(c, t, bits, count);
            bits = count = 0;
        }
        bits |= (uint64_t)b.bits << count;
        count += b.count;
    }
    if (count)
        add_tail(c, t, bits, count);
}

static void code_term(struct termlist_coder *c, struct span text, struct coded_term *t)
{
    uint64_t head = 0;

    memcpy(&head, text.data, text.len < CODED_HEAD ? text.len : CODED_HEAD);
    *t = (struct coded_term){.head = be64toh(head), .len = (uint8_t)text.len};
    code_head(c->codes, text, t);
    code_tail(c, text, t);
}

struct termlist_coder *termlist_coder_new(const struct span *texts, uint32_t n)
{
    struct termlist_coder *c = must_zalloc(sizeof *c);

    c->codes = must_alloc(sizeof *c->codes);
    stream_codes_make(c->codes, &deflate_codes_termlist);
    c->texts = texts;
    c->terms = must_alloc_spread(n * sizeof *c->terms);
    for (uint32_t i = 0; i < n; i++)
        code_term(c, texts[i], &c->terms[i]);
    if (!c->tails) /* never NULL, as addresses in it are prefetched */
        c->tails = must_alloc(sizeof *c->tails);
    return c;
}

void termlist_coder_free(struct termlist_coder *c)
{
    if (!c)
        return;
    free(c->codes);
    free(c->terms);
    free(c->tails);
    buf_free(&c->out);
    free(c);
}

/* ---- Lists ---------------------------------------------------------------- */

/* Takes and returns the writer by value, so that the one in use stays in registers. */
static struct bit_writer put_uint(struct bit_writer w, const struct stream_codes *codes, uint32_t v)
{
    uint8_t bytes[PACK_UINT32_MAX];
    const uint8_t *end = pack_uint(bytes, v);

    for (const uint8_t *p = bytes; p < end; p++) {
        bit_writer_put(&w, codes->literals[*p]);
        bit_writer_drain(&w);
    }
    return w;
}

/* Writes a term's text without its first SHARED bytes, which are fewer than t->covered. */
static inline void put_rest(struct bit_writer *w, const struct termlist_coder *c,
                            const struct coded_term *t, size_t shared)
{
    unsigned at = t->at[shared], count = t->count - at;

    if (w->count + count >= WRITER_BITS)
        bit_writer_drain(w);
    put_bits(w, t->bits >> at, count);
    bit_writer_drain(w);
    for (unsigned i = 0; i < t->tails; i++) {
        uint64_t word = c->tails[t->tail + i];

        put_bits(w, word >> COUNT_BITS, word & ((1 << COUNT_BITS) - 1));
        bit_writer_drain(w);
    }
}

/* As put_rest, if SHARED is not below t->covered. */
static struct bit_writer put_far_rest(struct bit_writer w, const struct stream_codes *codes,
                                      struct span text, size_t shared)
{
    bit_writer_drain(&w);
    for (size_t i = shared; i < text.len; i++) {
        bit_writer_put(&w, codes->literals[(uint8_t)text.data[i]]);
        bit_writer_drain(&w);
    }
    return w;
}

/* Length of the common prefix of term Y and X, the one before it in a list. */
static inline size_t shared_prefix(const struct termlist_coder *c, const struct coded_term *x,
                                   const struct coded_term *y)
{
    uint64_t differ = x->head ^ y->head;
    size_t shared = CODED_HEAD;

    if (differ) {
        shared = (size_t)__builtin_clzll(differ) / 8;
    } else {
        const char *a = c->texts[x - c->terms].data, *b = c->texts[y - c->terms].data;

        while (shared < x->len && a[shared] == b[shared])
            shared++;
    }
    return shared < x->len ? shared : x->len;
}

/* Writes term T, which follows BEFORE; returns its size uncompressed. */
static inline size_t put_next(struct bit_writer *w, const struct termlist_coder *c,
                              const struct coded_term *before, const struct coded_term *t,
                              uint32_t wdf)
{
    const struct bits *codes = c->codes->literals;
    size_t shared = shared_prefix(c, before, t), rest = t->len - shared;
    size_t packed = termlist_packed(wdf, before->len, shared);

    bit_writer_put(w, codes[packed <= UINT8_MAX ? packed : shared]);
    bit_writer_put(w, codes[rest]);
    if (shared < t->covered)
        put_rest(w, c, t, shared);
    else
        *w = put_far_rest(*w, c->codes, c->texts[t - c->terms], shared);
    if (packed <= UINT8_MAX)
        return 2 + rest;
    *w = put_uint(*w, c->codes, wdf);
    return 2 + rest + pack_uint_size(wdf);
}

/* Writes the list's head and first term; returns their size uncompressed. */
static inline size_t put_first(struct bit_writer *w, const struct termlist_coder *c,
                               uint32_t length, size_t n, uint64_t first)
{
    const struct coded_term *t = &c->terms[first >> 32];

    *w = put_uint(*w, c->codes, length);
    *w = put_uint(*w, c->codes, (uint32_t)n);
    bit_writer_put(w, c->codes->literals[t->len]);
    bit_writer_drain(w);
    put_rest(w, c, t, 0);
    *w = put_uint(*w, c->codes, (uint32_t)first);
    return pack_uint_size(length) + pack_uint_size((uint32_t)n) + 1 + t->len +
           pack_uint_size((uint32_t)first);
}

/* Writes the terms after the first of N, until they pass LIMIT; returns their size
 * uncompressed. */
static inline size_t put_list(struct bit_writer *out, const struct termlist_coder *c,
                              const uint64_t *terms, size_t n, const uint8_t *limit)
{
    const uint64_t *end = terms + n;
    struct bit_writer w = *out;
    size_t size = 0;

    for (const struct coded_term *before = &c->terms[*terms >> 32], *t;
         ++terms < end && w.at < limit; before = t) {
        if (end - terms > AHEAD)
            __builtin_prefetch(&c->tails[c->terms[terms[AHEAD] >> 32].tail]);
        t = &c->terms[*terms >> 32];
        size += put_next(&w, c, before, t, (uint32_t)*terms);
    }
    *out = w;
    return size;
}

bool termlist_code(struct termlist_coder *c, uint32_t length, const uint64_t *terms, size_t n,
                   size_t most, struct span *out)
{
    struct bit_writer w;
    const uint8_t *start, *limit;
    size_t size, trial;

    if (!n)
        return false;
    buf_clear(&c->out);
    buf_reserve(&c->out, most + STREAM_HEADER_MAX + SLACK);
    start = (uint8_t *)c->out.data;
    limit = start + most;
    w = stream_begin(c->codes, (uint8_t *)c->out.data);
    size = put_first(&w, c, length, n, terms[0]);
    trial = n < TRIAL ? n : TRIAL;
    size += put_list(&w, c, terms, trial, limit);
    if (trial < n) {
        if ((size_t)(w.at - start) > c->codes->header_len + size)
            return false;
        size += put_list(&w, c, terms + trial - 1, n - trial + 1, limit);
    }
    if (w.at >= limit)
        return false;
    *out = (struct span){c->out.data, (size_t)(stream_end(c->codes, &w) - start)};
    return out->len < most && out->len < size && size > glass_compress_min(GLASS_TERMLIST) &&
           out->len < stream_size(c->codes, size, deflate_good(size));
}

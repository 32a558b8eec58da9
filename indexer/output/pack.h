/* Integers and strings in the format of glass's keys and tags, also used by runs.
 *
 * pack_ functions write at P and return the first byte after; the caller provides the room, at most
 * what the enum names. unpack_ functions read from the front of IN; they return false, with IN and
 * *out undefined, if the bytes end early or the number does not fit. */
#ifndef DATELINE_INDEXER_OUTPUT_PACK_H
#define DATELINE_INDEXER_OUTPUT_PACK_H

#include <endian.h>
#include <stdint.h>

#include "core/buf.h"

enum {
    PACK_UINT32_MAX = 5,
    PACK_UINT64_MAX = 10,
    PACK_SORTABLE_MAX = 5,
};

struct pack_input {
    const uint8_t *at, *end;
};

static inline struct pack_input pack_input(struct span s)
{
    const uint8_t *at = (const uint8_t *)s.data;

    return (struct pack_input){at, s.len ? at + s.len : at};
}

static inline size_t pack_left(const struct pack_input *in)
{
    return (size_t)(in->end - in->at);
}

/* Appending to a buf: room for SIZE bytes, then the end of those used. */
static inline uint8_t *pack_begin(struct buf *b, size_t size)
{
    buf_reserve(b, size);
    return (uint8_t *)b->data + b->len;
}

static inline void pack_end(struct buf *b, uint8_t *p)
{
    *p = '\0';
    b->len = (size_t)(p - (uint8_t *)b->data);
}

/* ---- Base 128, low group first ------------------------------------------- */

static inline uint8_t *pack_uint(uint8_t *p, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        *p++ = (uint8_t)(v | 0x80);
    *p++ = (uint8_t)v;
    return p;
}

/* The packed bytes of a number below 1 << 14, the first in the lowest bits. */
static inline uint32_t pack_two(uint32_t v)
{
    uint32_t high = v & ~UINT32_C(0x7F);

    return v + high + (uint32_t)(high > 0) * 0x80;
}

static inline unsigned pack_uint_size(uint32_t v)
{
    return v < 1 << 7 ? 1 : v < 1 << 14 ? 2 : v < 1 << 21 ? 3 : v < 1 << 28 ? 4 : 5;
}

static inline bool unpack_uint64(struct pack_input *in, uint64_t *out)
{
    uint64_t v = 0;

    for (unsigned shift = 0; in->at < in->end; shift += 7) {
        uint64_t group = *in->at & 0x7F;

        if (shift > 63 ? group : group << shift >> shift != group)
            return false;
        if (shift <= 63)
            v |= group << shift;
        if (!(*in->at++ & 0x80)) {
            *out = v;
            return true;
        }
    }
    return false;
}

static inline bool unpack_uint32(struct pack_input *in, uint32_t *out)
{
    uint64_t v;

    if (in->at < in->end && *in->at < 0x80) {
        *out = *in->at++;
        return true;
    }
    if (!unpack_uint64(in, &v) || v > UINT32_MAX)
        return false;
    *out = (uint32_t)v;
    return true;
}

/* Reads the number at *P and moves *P past it, without checks: for bytes that this process
 * wrote. */
static inline uint32_t take_uint(const uint8_t **p)
{
    uint32_t v = *(*p)++;

    if (v < 0x80)
        return v;
    v &= 0x7F;
    for (unsigned shift = 7;; shift += 7) {
        uint32_t byte = *(*p)++;

        v |= (byte & 0x7F) << shift;
        if (byte < 0x80)
            return v;
    }
}

/* ---- Minimal bytes, only at the very end of a key or tag ------------------ */

static inline uint8_t *pack_uint_last(uint8_t *p, uint64_t v)
{
    for (; v; v >>= 8)
        *p++ = (uint8_t)v;
    return p;
}

static inline bool unpack_uint32_last(struct pack_input *in, uint32_t *out)
{
    uint32_t v = 0;

    if (pack_left(in) > sizeof v)
        return false;
    for (unsigned shift = 0; in->at < in->end; shift += 8)
        v |= (uint32_t)*in->at++ << shift;
    *out = v;
    return true;
}

/* ---- Big-endian, in numeric order under memcmp, never beginning with FF --- */

static inline uint8_t *pack_sortable(uint8_t *p, uint32_t v)
{
    if (v >= 1U << 29) {
        *p++ = 0xE0;
        *p++ = (uint8_t)(v >> 24);
        *p++ = (uint8_t)(v >> 16);
    } else if (v >= 1U << 22) {
        *p++ = (uint8_t)(0xC0 | v >> 24);
        *p++ = (uint8_t)(v >> 16);
    } else if (v >= 1U << 15) {
        *p++ = (uint8_t)(0x80 | v >> 16);
    }
    *p++ = (uint8_t)(v >> 8);
    *p++ = (uint8_t)v;
    return p;
}

static inline bool unpack_sortable(struct pack_input *in, uint32_t *out)
{
    uint8_t lead = in->at < in->end ? *in->at : 0xFF;
    size_t len = lead < 0x80 ? 2 : lead < 0xC0 ? 3 : lead < 0xE0 ? 4 : 5;
    uint32_t v = len == 2 ? lead : len == 3 ? lead & 0x3F : len == 4 ? lead & 0x1F : 0;

    if (lead > 0xE0 || pack_left(in) < len)
        return false;
    for (size_t i = 1; i < len; i++)
        v = v << 8 | in->at[i];
    in->at += len;
    *out = v;
    return true;
}

/* ---- Strings -------------------------------------------------------------- */

/* Length, then the bytes. */
static inline uint8_t *pack_string(uint8_t *p, struct span s)
{
    p = pack_uint(p, s.len);
    if (s.len)
        memcpy(p, s.data, s.len);
    return p + s.len;
}

static inline bool unpack_string(struct pack_input *in, struct span *out)
{
    uint32_t len;

    if (!unpack_uint32(in, &len) || pack_left(in) < len)
        return false;
    *out = (struct span){(const char *)in->at, len};
    in->at += len;
    return true;
}

/* The size of what pack_escaped writes: S with every 00 as 00 FF, which keeps its order. */
static inline size_t pack_escaped_len(struct span s)
{
    size_t len = s.len;

    for (size_t i = 0; i < s.len; i++)
        len += !s.data[i];
    return len;
}

static inline uint8_t *pack_escaped(uint8_t *p, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        *p++ = (uint8_t)s.data[i];
        if (!s.data[i])
            *p++ = 0xFF;
    }
    return p;
}

/* Appends to OUT the bytes up to the terminating 00, which is skipped, or up to the end;
 * *terminated says which. */
static inline void unpack_escaped(struct pack_input *in, struct buf *out, bool *terminated)
{
    *terminated = false;
    while (in->at < in->end) {
        uint8_t c = *in->at++;

        if (!c && (in->at == in->end || *in->at != 0xFF)) {
            *terminated = true;
            return;
        }
        buf_char(out, (char)c);
        in->at += !c;
    }
}

#endif

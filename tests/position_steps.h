/* Positions as lists_writer_posting takes them. */
#ifndef DATELINE_TESTS_POSITION_STEPS_H
#define DATELINE_TESTS_POSITION_STEPS_H

#include "core/buf.h"
#include "lists/packing.h"

/* The steps of N ascending POSITIONS, in OUT. */
static inline struct span position_steps(const uint32_t *positions, uint32_t n, struct buf *out)
{
    uint32_t before = UINT32_MAX; /* the first step is the position itself */

    buf_clear(out);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t bytes[PACKING_VBYTE64_MAX];
        const uint8_t *end = packing_put_vbyte(bytes, positions[i] - before - 1);

        buf_add(out, bytes, (size_t)(end - bytes));
        before = positions[i];
    }
    return buf_span(out);
}

#endif

/* Texts that are nearly the same, as the copies of an agency's report are.
 *
 * A shingle is SHINGLE letters and digits in a row, whatever their case and what stands between
 * them: line ends, blanks, other quotation marks make no difference. A sketch has a bit for each
 * shingle, at its hash. Two texts are nearly the same if nine tenths of the bits that either sketch
 * has are in both, and their lengths differ by no more than a tenth. A word changed, put in or left
 * out costs some 17 shingles; of a text of 400 words up to six may be. Bytes after the first
 * ALIKE_BYTES are not looked at, and texts of less than some 25 words are like no other. */
#ifndef DATELINE_SERVE_ALIKE_H
#define DATELINE_SERVE_ALIKE_H

#include <stdint.h>

#include "core/buf.h"

enum {
    ALIKE_BYTES = 4096,
    SHINGLE = 12,
    SKETCH_WORDS = 256, /* so that the longest text sets a fifth of the bits */
    SKETCH_LEAST = 128, /* bits of a text that may be like another */
};

struct sketch {
    uint64_t bits[SKETCH_WORDS];
    uint32_t count; /* of bits */
    size_t len;     /* of the text */
};

/* Takes 2 ns a byte of up to ALIKE_BYTES. */
void sketch_text(struct span text, struct sketch *out);
bool sketches_alike(const struct sketch *a, const struct sketch *b);

#endif

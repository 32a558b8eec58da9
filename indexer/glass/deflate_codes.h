/* Huffman codes for the tags of a table, as code lengths, computed by make_deflate_codes.py. They
 * are frozen: equal articles must give equal bytes. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_CODES_H
#define DATELINE_INDEXER_GLASS_DEFLATE_CODES_H

#include <stdint.h>

enum { DEFLATE_LITERALS = 286, DEFLATE_DISTANCES = 30, DEFLATE_HEADER = 19, DEFLATE_CODE_MAX = 13 };

/* Bits of each symbol's code, at most DEFLATE_CODE_MAX. Every literal has a code, and so has every
 * length and distance if there are matches. The header's symbols, for code lengths, have one if the
 * other tables need it. */
struct deflate_codes {
    uint8_t literals[DEFLATE_LITERALS];
    uint8_t distances[DEFLATE_DISTANCES];
    uint8_t header[DEFLATE_HEADER];
};

extern const struct deflate_codes deflate_codes_docdata, deflate_codes_termlist;

#endif

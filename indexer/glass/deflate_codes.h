/* Huffman codes for the tags of a table, as code lengths: frozen, because equal
 * articles must give equal bytes. make_deflate_codes.py fits them. */
#ifndef DATELINE_INDEXER_GLASS_DEFLATE_CODES_H
#define DATELINE_INDEXER_GLASS_DEFLATE_CODES_H

#include <stdint.h>

enum { DEFLATE_LITERALS = 286, DEFLATE_DISTANCES = 30, DEFLATE_HEADER = 19, DEFLATE_CODE_MAX = 13 };

/* Bits of each symbol's code, at most DEFLATE_CODE_MAX. Every literal has one, and
 * every length and distance, where there are matches; of the header's symbols,
 * which stand for code lengths, those that the others need. */
struct deflate_codes {
    uint8_t literals[DEFLATE_LITERALS];
    uint8_t distances[DEFLATE_DISTANCES];
    uint8_t header[DEFLATE_HEADER];
};

extern const struct deflate_codes deflate_codes_docdata, deflate_codes_termlist;

#endif

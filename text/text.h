/* Text into words, exactly as Xapian 1.4's TermGenerator splits it (CJK flag off).
 *
 * Classes and lower case are Unicode 9.0.0's, whatever the C library knows.
 * Bytes that are not UTF-8 are read as Latin-1, one by one. */
#ifndef DATELINE_TEXT_TEXT_H
#define DATELINE_TEXT_TEXT_H

#include <stdint.h>

#include "core/buf.h"

struct token {
    uint32_t text;       /* where the lower-cased word begins in tokens.bytes, which
                          * may be read for TOKEN_READABLE bytes from there */
    uint32_t len;        /* its bytes; words over SCHEMA_WORD_MAX are here too */
    uint32_t start, end; /* the bytes of the text it was read from */
    bool stems;          /* its first character is a letter that has stems */
    bool ascii;          /* nothing in it can fold any further */
};

enum { TOKEN_READABLE = 16 };

/* The words of one text, in order. All zeros is empty and ready for use. */
struct tokens {
    struct token *list;
    size_t len, cap;
    struct buf bytes;
};

/* Replaces what OUT holds by TEXT's words; TEXT is below 1 GiB. */
void tokenize(struct span text, struct tokens *out);
void tokens_free(struct tokens *t);

static inline struct span token_word(const struct tokens *t, size_t i)
{
    return (struct span){t->bytes.data + t->list[i].text, t->list[i].len};
}

/* One character decoded from *P, which advances; END is beyond the text. */
uint32_t text_char(const char **p, const char *end);
bool text_is_word(uint32_t c);
/* Whether a word that begins so has a stemmed form. */
bool text_stems(uint32_t c);

#endif

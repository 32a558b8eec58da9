/* Splits text into words, as Xapian 1.4's TermGenerator does.
 *
 * Ideographs, kana and Hangul, which are written without blanks, are words of one character each,
 * with its marks: the words that have positions under Xapian's FLAG_CJK_NGRAM. Its pairs have
 * none, and are left out: a phrase of characters finds any part of a run, and nothing else.
 *
 * Character classes and lower case are those of Unicode 9.0.0, on every C library. Invalid bytes
 * are read as Latin-1. */
#ifndef DATELINE_TEXT_TEXT_H
#define DATELINE_TEXT_TEXT_H

#include <stdint.h>

#include "core/buf.h"

struct token {
    uint32_t text; /* of the lower-cased word in tokens.bytes, readable for TOKEN_READABLE bytes */
    uint32_t len;  /* in bytes; may exceed SCHEMA_WORD_MAX */
    uint32_t start, end; /* the word's place in the text */
    bool stems;          /* the word has a stemmed form */
    bool ascii;          /* the word is ASCII, so folding does not change it */
};

enum { TOKEN_READABLE = 16 };

/* The words of a text, in order. All zeros is empty and ready for use. */
struct tokens {
    struct token *list;
    size_t len, cap;
    struct buf bytes;
};

/* Replaces OUT with the words of TEXT, which is below 1 GiB. */
void tokenize(struct span text, struct tokens *out);
void tokens_free(struct tokens *t);

static inline struct span token_word(const struct tokens *t, size_t i)
{
    return (struct span){t->bytes.data + t->list[i].text, t->list[i].len};
}

/* Decodes the character at *P, before END, and advances *P. */
uint32_t text_char(const char **p, const char *end);
bool text_is_word(uint32_t c);
/* Whether the word character C is a word of its own. */
bool text_stands_alone(uint32_t c);
/* Whether C has another lower case. */
bool text_is_capital(uint32_t c);
/* Whether a word that begins with C has a stemmed form. */
bool text_stems(uint32_t c);

#endif

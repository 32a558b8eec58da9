/* The lines of an article's text, for rules that mark some of them. */
#ifndef DATELINE_INDEXER_FEED_MARKING_LINES_H
#define DATELINE_INDEXER_FEED_MARKING_LINES_H

#include <stdint.h>

#include "core/buf.h"

enum { LINE_MAX_RULED = 300 }; /* bytes; no rule looks at a longer line */

static inline bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A line that is not blank, without the blanks at its ends. */
struct text_line {
    uint64_t hash;           /* of repeats.h; 0: it cannot be boilerplate for being repeated */
    uint32_t start, len;     /* in the text, which has less than 4 GiB */
    uint32_t articles;       /* that have it, as far as that is known */
    bool alone;              /* a paragraph or heading of its own: no line of wrapped text */
    unsigned char furniture; /* enum furniture, once it is known */
    bool marked;
};

/* All zeros is empty and ready for use. */
struct text_lines {
    struct text_line *list;
    size_t len, cap;
};

/* Appends the lines of TEXT to OUT. Text is wrapped where a line goes on in small letters on the
 * next one; in such a text only lines between blank ones stand alone, and there are no lines if
 * none of them does. */
void lines_split(struct span text, struct text_lines *out);
void lines_free(struct text_lines *l);

static inline struct span line_text(struct span text, const struct text_line *l)
{
    return (struct span){text.data + l->start, l->len};
}

/* Whether LINE ends as a sentence does, or is too long for a headline. */
bool line_is_prose(struct span line);
/* Whether A and B are the same but for their kinds of quotation marks. */
bool lines_are_alike(struct span a, struct span b);
/* The number of words in LINE, as blanks divide them. */
size_t line_words(struct span line);

#endif

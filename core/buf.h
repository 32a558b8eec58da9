/* A growing byte buffer, and a borrowed slice of bytes.
 *
 * Invariants of struct buf: data is NULL or holds cap bytes, len < cap, and data[len] is NUL, so
 * data is a C string after the first append. All zeros is an empty buffer. */
#ifndef DATELINE_CORE_BUF_H
#define DATELINE_CORE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Borrowed bytes, not terminated. data may be NULL when len is 0. */
struct span {
    const char *data;
    size_t len;
};

struct buf {
    char *data;
    size_t len, cap;
};

static inline struct span span_of(const char *s)
{
    return (struct span){s, strlen(s)};
}

static inline struct span buf_span(const struct buf *b)
{
    return (struct span){b->data, b->len};
}

static inline bool span_eq(struct span a, struct span b)
{
    return a.len == b.len && (!a.len || !memcmp(a.data, b.data, a.len));
}

/* Whether S begins with the bytes of WITH. */
static inline bool span_begins(struct span s, struct span with)
{
    return s.len >= with.len && (!with.len || !memcmp(s.data, with.data, with.len));
}

/* S without its first N bytes; N is at most s.len. */
static inline struct span span_from(struct span s, size_t n)
{
    return n ? (struct span){s.data + n, s.len - n} : s;
}

/* Whether C is an ASCII blank: a space, or one of "\t\n\v\f\r". */
static inline bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* S as a span; empty if it is NULL. */
static inline struct span span_or_none(const char *s)
{
    return s ? span_of(s) : (struct span){NULL, 0};
}

/* Whether A and B are the same but for capitals of ASCII. */
bool span_eq_any_case(struct span a, struct span b);
/* Whether S begins with WITH, in any capitals of ASCII. */
bool span_begins_any_case(struct span s, const char *with);

/* Orders bytewise; a prefix comes before the longer string. */
int span_cmp(struct span a, struct span b);

/* S without leading and trailing ASCII blanks. */
struct span span_trim(struct span s);
/* Takes the first line off S, with its newline; returns it without. */
struct span span_take_line(struct span *s);

void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *data, size_t len);
void buf_str(struct buf *b, const char *s);
void buf_span_add(struct buf *b, struct span s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
/* Empties the buffer but keeps its memory. */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);

#endif

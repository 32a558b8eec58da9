/* A growing byte buffer. */
#include "core/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "core/alloc.h"

bool span_eq_any_case(struct span a, struct span b)
{
    return a.len == b.len && (!a.len || !strncasecmp(a.data, b.data, a.len));
}

bool span_begins_any_case(struct span s, const char *with)
{
    return s.len >= strlen(with) && !strncasecmp(s.data, with, strlen(with));
}

int span_cmp(struct span a, struct span b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

struct span span_trim(struct span s)
{
    while (s.len && is_blank(*s.data))
        s.data++, s.len--;
    while (s.len && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}

struct span span_take_line(struct span *s)
{
    const char *newline = s->len ? memchr(s->data, '\n', s->len) : NULL;
    struct span line = {s->data, newline ? (size_t)(newline - s->data) : s->len};

    *s = span_from(*s, line.len + (newline != NULL));
    return line;
}

void buf_reserve(struct buf *b, size_t more)
{
    size_t need = b->len + more + 1;

    if (need <= b->cap)
        return;
    b->cap = need < 2 * b->cap ? 2 * b->cap : need < 64 ? 64 : need;
    b->data = must_realloc(b->data, b->cap);
    b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const void *data, size_t len)
{
    buf_reserve(b, len);
    if (len)
        memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_span_add(struct buf *b, struct span s)
{
    buf_add(b, s.data, s.len);
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    int len;

    va_copy(again, ap);
    len = vsnprintf(NULL, 0, fmt, ap);
    if (len > 0) {
        buf_reserve(b, (size_t)len);
        vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void buf_free(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}

/* Makes ids. */
#include "indexer/feed/ident.h"

#include "indexer/feed/utf8.h"

static void percent(struct buf *out, struct span bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        buf_printf(out, "%%%02X", (unsigned char)bytes.data[i]);
}

/* The length of the printable ASCII but % at the start of TEXT. */
static size_t printable(struct span text)
{
    size_t len = 0;

    while (len < text.len && text.data[len] >= ' ' && text.data[len] < 0x7F &&
           text.data[len] != '%')
        len++;
    return len;
}

struct span ident_make(struct span given, struct buf *out)
{
    buf_clear(out);
    while (given.len) {
        size_t plain = printable(given), len = plain ? plain : utf8_char(given);
        struct span some = {given.data, len ? len : 1};

        if (!plain && (!len || *some.data == '%' || utf8_kind(some) == CHARACTER_CONTROL))
            percent(out, some);
        else
            buf_span_add(out, some);
        given = span_from(given, some.len);
    }
    return buf_span(out);
}

/* The value of a hexadecimal digit; -1 for another character. */
static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void ident_read(struct span id, struct buf *out)
{
    for (size_t i = 0; i < id.len; i++) {
        int high = i + 2 < id.len ? digit_of(id.data[i + 1]) : -1;
        int low = high >= 0 ? digit_of(id.data[i + 2]) : -1;
        bool encoded = id.data[i] == '%' && low >= 0;

        buf_char(out, encoded ? (char)(high * 16 + low) : id.data[i]);
        i += encoded ? 2 : 0;
    }
}

const char *ident_name(const char *path)
{
    for (;;) {
        if (*path == '/')
            path++;
        else if (!strncmp(path, "./", 2))
            path += 2;
        else if (!strncmp(path, "../", 3))
            path += 3;
        else
            return path;
    }
}

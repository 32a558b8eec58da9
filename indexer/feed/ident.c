#include "indexer/feed/ident.h"

#include "indexer/feed/utf8.h"

static void percent(struct buf *out, struct span bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        buf_printf(out, "%%%02X", (unsigned char)bytes.data[i]);
}

void ident_add(struct buf *out, struct span text)
{
    while (text.len) {
        size_t len = utf8_char(text);
        struct span one = {text.data, len ? len : 1};

        if (!len || utf8_is_control(one))
            percent(out, one);
        else
            buf_span_add(out, one);
        text = span_from(text, one.len);
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

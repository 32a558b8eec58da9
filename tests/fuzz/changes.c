/* Reads right files, and changes their bytes as an input says. */
#include "changes.h"

#include <string.h>

#include "core/alloc.h"
#include "fuzz.h"
#include "store/pages.h"
#include "tests/paged_file.h"

void paged_data_read(const struct open_dir *dir, const char *name, struct buf *out)
{
    raw_file_read(dir, name, out);
    FUZZ_CHECK(out->len > PAGES_TRAILER);
    out->len -= PAGES_TRAILER;
    out->len -= (out->len + PAGES_SIZE + 7) / (PAGES_SIZE + 8) * 8;
}

static void change_bytes(struct buf *b, size_t place, uint8_t kind, uint8_t value)
{
    size_t at = place % b->len, from = value * 8 % b->len;

    if (kind < 128)
        b->data[at] = (char)value;
    else if (kind < 192)
        b->data[at] = (char)(b->data[at] ^ 1 << value % 8);
    else if (kind < 250)
        for (size_t i = 0; i < 8 && at + i < b->len && from + i < b->len; i++)
            b->data[at + i] = b->data[from + i];
    else
        b->len = at + 1;
}

struct span bytes_changed(struct span right, const uint8_t *data, size_t size)
{
    struct buf b = {0};
    char *exact;

    buf_span_add(&b, right);
    for (; size >= 4 && b.len; data += 4, size -= 4)
        change_bytes(&b, data[0] | (size_t)data[1] << 8, data[2], data[3]);
    exact = must_alloc(b.len + !b.len);
    if (b.len)
        memcpy(exact, b.data, b.len);
    right = (struct span){exact, b.len};
    buf_free(&b);
    return right;
}

struct span bytes_copied(const uint8_t *data, size_t size)
{
    return bytes_changed((struct span){(const char *)data, size}, NULL, 0);
}

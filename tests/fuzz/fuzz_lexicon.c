/* A lexicon of any bytes, or a right one with changes: terms ascend, look-ups and walks end. */
#include "changes.h"
#include "fuzz.h"
#include "list_sample.h"
#include "store/little.h"
#include "tests/list_reading.h"

#include "core/alloc.h"

enum { MOST = 3000 };

const char *const fuzz_seeds[] = {"r", "rABCD", "rAA\x7f\1BB\x7f\2", NULL};

/* Any bytes with a footer after them that could be true. */
static struct span with_footer(const uint8_t *data, size_t size, const struct buf *right)
{
    struct buf b = {0};
    struct span out;

    buf_add(&b, (const char *)data, size);
    while (b.len % 8)
        buf_char(&b, 0);
    buf_add(&b, right->data + right->len - LEXICON_FOOTER, LEXICON_FOOTER);
    if (size) { /* the number of groups, and whether they have keys */
        uint64_t groups = data[0] % 8 < b.len / 16 ? data[0] % 8 : 1;
        uint8_t *footer = (uint8_t *)b.data + b.len - LEXICON_FOOTER;

        little_put16(footer + 20, data[0] / 8 % 2);
        little_put64(footer, groups * LEXICON_GROUP);
        little_put64(footer + 8, groups);
    }
    out = bytes_changed(buf_span(&b), NULL, 0);
    buf_free(&b);
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct list_sample *s = list_sample();
    struct span files[LISTS_FILES] = {{0}}, lexicon;
    struct list_reading r = {.left = MOST};
    struct lists *l;

    if (!size)
        return 0;
    lexicon = data[0] % 2 ? with_footer(data + 1, size - 1, &s->files[LISTS_LEXICON])
                          : bytes_changed(buf_span(&s->files[LISTS_LEXICON]), data + 1, size - 1);
    files[LISTS_LEXICON] = lexicon;
    files[LISTS_LENGTHS] = buf_span(&s->files[LISTS_LENGTHS]);
    if (data[0] % 8 < 2) /* and what it says of lists that are there */
        files[LISTS_POSTINGS] = buf_span(&s->files[LISTS_POSTINGS]);
    files[LISTS_POSITIONS] = buf_span(&s->files[LISTS_POSITIONS]);
    l = list_sample_open(files);
    if (l)
        list_reading_all(&r, l);
    lists_close(l);
    free((char *)lexicon.data);
    return 0;
}

/* Positions of any bytes, or right ones with changes, beside right postings: they ascend in
 * each document, and take memory as their bytes explain. */
#include "changes.h"
#include "fuzz.h"
#include "list_sample.h"
#include "tests/list_reading.h"

enum { MOST = 50000 };

const char *const fuzz_seeds[] = {"\2", "\4ABCD", "\6AA\x7f\1BB\x7f\2", "\3\1\2\3\4\5\6\7", NULL};

/* Reads BYTES as the positions of T, in place of the file. */
static void read_term(const struct list_sample *s, struct list_term t, struct span bytes)
{
    struct span files[LISTS_FILES];
    struct list_reading r = {.left = MOST};
    struct lists *l;

    for (int f = 0; f < LISTS_FILES; f++)
        files[f] = buf_span(&s->files[f]);
    files[LISTS_POSITIONS] = bytes;
    t.positional = true; /* the shapes without have no directory of positions */
    t.positions = 0;
    t.positions_len = bytes.len;
    l = list_sample_open(files);
    FUZZ_CHECK(l);
    list_reading_term(&r, l, &t);
    lists_close(l);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct list_sample *s = list_sample();
    struct list_term t;
    struct span bytes;

    if (!size)
        return 0;
    t = s->terms[data[0] / 2 % LIST_SAMPLE_SHAPES];
    bytes = data[0] % 2 ? bytes_copied(data + 1, size - 1)
                        : bytes_changed((struct span){s->files[LISTS_POSITIONS].data + t.positions,
                                                      (size_t)t.positions_len},
                                        data + 1, size - 1);
    read_term(s, t, bytes);
    free((char *)bytes.data);
    return 0;
}

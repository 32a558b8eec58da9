/* A posting list of any bytes, or a right one with changes: documents ascend, every way to
 * move through them ends. */
#include "changes.h"
#include "fuzz.h"
#include "list_sample.h"
#include "tests/list_reading.h"

enum { MOST = 10000 };

const char *const fuzz_seeds[] = {"\2", "\4ABCD", "\6AA\x7f\1BB\x7f\2", "\1\x30\1\2\3\4\5\6\7",
                                  NULL};

/* Reads BYTES as the postings of T, in place of the file. */
static void read_term(const struct list_sample *s, struct list_term t, struct span bytes)
{
    struct span files[LISTS_FILES];
    struct list_reading r = {.left = MOST};
    struct lists *l;

    for (int f = 0; f < LISTS_FILES; f++)
        files[f] = buf_span(&s->files[f]);
    files[LISTS_POSTINGS] = bytes;
    t.postings = 0;
    t.postings_len = bytes.len;
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

    if (size < 2)
        return 0;
    t = s->terms[data[0] / 2 % LIST_SAMPLE_SHAPES];
    if (data[0] % 2) {
        t.documents = data[1] * 5U; /* more than there are, at times */
        bytes = bytes_copied(data + 2, size - 2);
    } else {
        bytes = bytes_changed(
            (struct span){s->files[LISTS_POSTINGS].data + t.postings, (size_t)t.postings_len},
            data + 1, size - 1);
    }
    read_term(s, t, bytes);
    free((char *)bytes.data);
    return 0;
}

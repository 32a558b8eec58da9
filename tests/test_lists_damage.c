/* Damaged search lists. With page checksums as they were written, every change is refused or
 * changes nothing. With checksums made to fit, files read as wrong lists at worst: nothing
 * leaves them, and every call ends. DATELINE_DAMAGES in the environment says how often. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "tests/bytes.h"
#include "tests/list_model.h"
#include "tests/list_reading.h"
#include "tests/paged_file.h"

#include <cmocka.h>

enum { DAMAGES = 1000, HANGS = 600 /* seconds */, LIMIT = 300000, SAMPLES = 3 };

struct sample {
    struct buf files[LISTS_FILES]; /* as they were written */
    struct output_file written[LISTS_FILES];
    uint64_t data[LISTS_FILES]; /* bytes of data in them */
    uint64_t digest, cost;
};

static char folder[64];
static struct open_dir dir;
static struct sample samples[SAMPLES];

static uint32_t damages(void)
{
    const char *n = getenv("DATELINE_DAMAGES");

    return n ? (uint32_t)strtoul(n, NULL, 10) : DAMAGES;
}

static const char *file_name(int f)
{
    return lists_file_name((enum lists_file)f);
}

static void make_sample(struct sample *s, uint64_t seed, uint32_t documents, size_t terms)
{
    struct list_model m;
    struct lists *l;
    struct list_reading r = {.left = UINT64_MAX};

    list_model_make(&m, seed, documents, terms);
    list_model_write(&m, &dir, s->written);
    l = list_model_open(folder, s->written);
    list_reading_all(&r, l);
    assert_false(r.damaged);
    s->digest = r.digest;
    s->cost = UINT64_MAX - r.left;
    for (int f = 0; f < LISTS_FILES; f++) {
        s->data[f] = l->files[f] ? l->files[f]->size : 0;
        if (s->written[f].size)
            raw_file_read(&dir, file_name(f), &s->files[f]);
        unlinkat(dir.fd, file_name(f), 0);
    }
    lists_close(l);
    list_model_free(&m);
}

static int set_up(void **state)
{
    (void)state;
    alarm(HANGS);
    paged_folder_make(folder, &dir);
    make_sample(&samples[0], 1, 260, 20);
    make_sample(&samples[1], 2, 700, 12);
    make_sample(&samples[2], 3, 20, 150);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < SAMPLES; i++)
        for (int f = 0; f < LISTS_FILES; f++)
            buf_free(&samples[i].files[f]);
    paged_folder_remove(&dir);
    return 0;
}

/* ---- Damage ---------------------------------------------------------------- */

/* A byte that is likely to matter: small, greatest, or any. */
static char some_byte(void)
{
    static const uint8_t likely[] = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};

    return (char)(below(2) ? likely[below(sizeof likely)] : below(256));
}

/* Where to damage N bytes: half of the time near the end, where footers are. */
static uint32_t some_place(size_t n)
{
    uint32_t last = n < 200 ? (uint32_t)n : 200;

    return below(2) ? below((uint32_t)n) : (uint32_t)n - 1 - below(last);
}

static void swap_pieces(struct buf *b)
{
    uint32_t len = 1 + below(b->len > 32 ? (uint32_t)b->len / 4 : 1);
    uint32_t a = below((uint32_t)b->len - len + 1), c = below((uint32_t)b->len - len + 1);

    for (uint32_t i = 0; i < len; i++) {
        char byte = b->data[a + i];

        b->data[a + i] = b->data[c + i];
        b->data[c + i] = byte;
    }
}

static void damage_bytes(struct buf *b)
{
    uint32_t at = some_place(b->len);

    switch (below(8)) {
    case 0:
        b->len = at;
        break;
    case 1:
        swap_pieces(b);
        break;
    case 2:
        memset(b->data + at, some_byte(), below((uint32_t)b->len - at) + 1);
        break;
    case 3:
        for (uint32_t n = below(64); n; n--)
            buf_char(b, some_byte());
        break;
    case 4:
        for (uint32_t i = at; i < b->len && i < at + 8; i++)
            b->data[i] = some_byte();
        break;
    default:
        b->data[at] = below(2) ? some_byte() : (char)(b->data[at] ^ 1 << below(8));
    }
}

static struct buf copy_of(const char *data, size_t len)
{
    struct buf b = {0};

    buf_add(&b, data, len);
    return b;
}

/* ---- Checksums as they were written ------------------------------------------ */

/* Opens the files as a manifest would that knows what was written. */
static struct lists *open_written(const struct sample *s)
{
    struct pages *pages[LISTS_FILES] = {NULL};
    struct lists *l = NULL;
    bool opened = true;

    for (int f = 0; f < LISTS_FILES; f++) {
        char path[128];

        snprintf(path, sizeof path, "%s/%s", folder, file_name(f));
        opened = opened && (!s->written[f].size ||
                            pages_open(path, s->written[f].size, s->written[f].checksum, &pages[f],
                                       NULL) == DATELINE_OK);
    }
    if (opened)
        return lists_open(pages, &l, NULL) == DATELINE_OK ? l : NULL;
    for (int f = 0; f < LISTS_FILES; f++)
        pages_close(pages[f]);
    return NULL;
}

static void write_sample(const struct sample *s)
{
    for (int f = 0; f < LISTS_FILES; f++)
        if (s->written[f].size)
            raw_file_write(&dir, file_name(f), buf_span(&s->files[f]));
        else
            unlinkat(dir.fd, file_name(f), 0);
}

static void a_change_is_refused_or_harmless(void **state)
{
    uint32_t refused = 0, n = damages();

    (void)state;
    for (uint32_t i = 0; i < n; i++) {
        const struct sample *s = &samples[i % SAMPLES];
        int f = (int)below(LISTS_FILES);
        struct buf b = copy_of(s->files[f].data, s->files[f].len);
        struct list_reading r = {.left = UINT64_MAX};
        struct lists *l;

        damage_bytes(&b);
        write_sample(s);
        raw_file_write(&dir, file_name(f), buf_span(&b));
        l = open_written(s);
        if (l)
            list_reading_all(&r, l);
        refused += !l || r.damaged;
        if (l && !r.damaged)
            assert_int_equal(r.digest, s->digest);
        lists_close(l);
        buf_free(&b);
    }
    print_message("%u changes, %u refused, the others changed nothing\n", n, refused);
    assert_true(refused > n / 2);
}

/* ---- Checksums made to fit ---------------------------------------------------- */

/* Copies of exactly their size, so that the address sanitizer sees a read beyond. */
static void a_file_made_to_deceive_is_read_within_its_limits(void **state)
{
    uint32_t n = damages(), damaged = 0, opened = 0;

    (void)state;
    for (uint32_t i = 0; i < n; i++) {
        const struct sample *s = &samples[i % SAMPLES];
        struct pages *pages[LISTS_FILES] = {NULL};
        char *data[LISTS_FILES] = {NULL};
        struct list_reading r = {.left = LIMIT};
        struct lists *l = NULL;
        uint32_t rounds = 1 + below(3);

        for (int f = 0; f < LISTS_FILES; f++) {
            struct buf b = copy_of(s->files[f].data, s->data[f]);

            for (uint32_t k = 0; k < rounds && b.len && !below(2); k++)
                damage_bytes(&b);
            if (b.len)
                data[f] = must_dup(b.data, b.len);
            data[f] = b.len ? must_realloc(data[f], b.len) : NULL;
            pages[f] = b.len ? pages_unverified((struct span){data[f], b.len}) : NULL;
            buf_free(&b);
        }
        if (lists_open(pages, &l, NULL) == DATELINE_OK) {
            list_reading_all(&r, l);
            opened++;
        }
        damaged += r.damaged;
        lists_close(l);
        for (int f = 0; f < LISTS_FILES; f++)
            free(data[f]);
    }
    print_message("%u changed lists, %u opened, %u of these found damaged\n", n, opened, damaged);
    assert_true(opened > n / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_refused_or_harmless),
        cmocka_unit_test(a_file_made_to_deceive_is_read_within_its_limits),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}

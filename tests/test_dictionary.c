/* A dictionary that grows past the size from which its arrays move without being
 * copied: numbers, texts and what is kept of each stay as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "tests/bytes.h"
#include "text/dictionary.h"

#include <cmocka.h>

enum { STRINGS = 200000, LARGE = 1 << 21 };

/* String number N, every tenth longer than a head. */
static struct span name(uint32_t n, char room[64])
{
    int len = snprintf(room, 64, n % 10 ? "w%u" : "a string that is longer than its head %u", n);

    return (struct span){room, (size_t)len};
}

static uint32_t intern(struct dictionary *d, uint32_t n)
{
    char room[64];
    struct dictionary_key key = dictionary_key(d, name(n, room));

    return dictionary_intern(d, &key);
}

static void strings_stay_as_they_were(void **unused)
{
    static const unsigned char zeros[DICTIONARY_KEPT];
    struct dictionary d;

    (void)unused;
    dictionary_init(&d);
    for (uint32_t n = 0; n < STRINGS; n++) {
        assert_int_equal(intern(&d, n), n);
        assert_memory_equal(d.texts[n].kept, zeros, sizeof zeros);
        memcpy(d.texts[n].kept, &n, sizeof n);
    }
    assert_true(d.cap * sizeof *d.texts > 2 * LARGE);
    for (uint32_t n = 0; n < STRINGS; n++) {
        char room[64], copy[DICTIONARY_STRING_MAX];

        assert_int_equal(intern(&d, n), n);
        assert_bytes(dictionary_text(&d, n), name(n, room));
        assert_bytes((struct span){copy, dictionary_copy(&d, n, copy)}, name(n, room));
        assert_memory_equal(d.texts[n].kept, &n, sizeof n);
    }
    assert_int_equal(d.len, STRINGS);
    dictionary_free(&d);
}

static void arrays_grow_with_what_they_hold(void **unused)
{
    static const size_t sizes[] = {64, 4096, LARGE - 8, LARGE, LARGE + 8, 3 * LARGE, 9 * LARGE};
    uint64_t *p = NULL;
    size_t size = 0;

    (void)unused;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        p = must_grow_spread(p, size, sizes[s]);
        assert_int_equal((uintptr_t)p % 64, 0);
        for (size_t i = 0; i < sizes[s] / 8; i++) {
            if (i < size / 8)
                assert_int_equal(p[i], i);
            p[i] = i;
        }
        size = sizes[s];
    }
    free_grown(p, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_stay_as_they_were),
        cmocka_unit_test(arrays_grow_with_what_they_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

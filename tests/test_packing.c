/* Packed integers, against a coder that writes bit by bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "lists/packing.h"
#include "tests/bytes.h"

#include <cmocka.h>

enum { N = PACKING_BLOCK, ROUNDS = 40 };

static uint32_t mask_of(unsigned bits)
{
    return bits < 32 ? (UINT32_C(1) << bits) - 1 : UINT32_MAX;
}

static uint32_t random_value(unsigned bits)
{
    return (below(1U << 16) << 16 | below(1U << 16)) & mask_of(bits);
}

/* The bit of a plain block that holds bit B of value I, as packing.h describes it. */
static size_t bit_place(unsigned i, unsigned bits, unsigned b)
{
    size_t in_lane = (size_t)(i / 4) * bits + b, word = in_lane / 32;

    return (word * 4 + i % 4) * 32 + in_lane % 32;
}

static void put_naively(const uint32_t *values, unsigned bits, uint8_t *out)
{
    memset(out, 0, (size_t)16 * bits);
    for (unsigned i = 0; i < N; i++)
        for (unsigned b = 0; b < bits; b++) {
            size_t at = bit_place(i, bits, b);

            out[at / 8] |= (uint8_t)((values[i] >> b & 1) << at % 8);
        }
}

/* A copy that ends where the block ends, so that the address sanitizer sees a read after it. */
static uint8_t *exactly(const uint8_t *bytes, size_t n)
{
    uint8_t *copy = must_alloc(n + !n);

    memcpy(copy, bytes, n);
    return copy;
}

static void check_plain(const uint32_t *values, unsigned bits)
{
    uint8_t want[PACKING_PLAIN_MAX], *have = must_alloc((size_t)16 * bits + 1);
    uint32_t back[N], ascending[N], before = random_value(bits);

    have[16 * bits] = 0xA5;
    put_naively(values, bits, want);
    packing_put(values, bits, have);
    assert_bytes((struct span){(char *)have, 16 * bits}, (struct span){(char *)want, 16 * bits});
    assert_int_equal(have[16 * bits], 0xA5);
    free(have);
    have = exactly(want, 16 * bits);
    packing_get(have, bits, back);
    assert_memory_equal(back, values, sizeof back);
    packing_get_ascending(have, bits, before, ascending);
    for (unsigned i = 0; i < N; i++) {
        before += values[i] + 1;
        assert_int_equal(ascending[i], before);
    }
    free(have);
}

static void values_are_summed_up(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits <= 32; bits++) {
        uint32_t values[N], sums[N], sum = 0;

        for (int i = 0; i < N; i++)
            values[i] = sums[i] = random_value(bits);
        packing_sum(sums);
        for (int i = 0; i < N; i++)
            assert_int_equal(sums[i], sum += values[i]);
    }
}

static void every_width_is_packed_as_described(void **state)
{
    uint32_t values[N];

    (void)state;
    for (unsigned bits = 0; bits <= PACKING_BITS_MAX; bits++) {
        for (unsigned round = 0; round < ROUNDS; round++) {
            for (unsigned i = 0; i < N; i++)
                values[i] = random_value(bits);
            check_plain(values, bits);
        }
        for (unsigned i = 0; i < N; i++)
            values[i] = mask_of(bits);
        check_plain(values, bits);
        assert_int_equal(packing_bits(values), bits);
        memset(values, 0, sizeof values);
        check_plain(values, bits);
        assert_int_equal(packing_bits(values), 0);
        for (unsigned i = 0; i < N; i++) { /* one value of full width */
            values[i] = mask_of(bits);
            assert_int_equal(packing_bits(values), bits);
            check_plain(values, bits);
            values[i] = 0;
        }
    }
}

/* ---- Patched -------------------------------------------------------------- */

static size_t vbyte_len(uint64_t v)
{
    size_t n = 1;

    for (; v >>= 7;)
        n++;
    return n;
}

/* Reads a patched block by its description; returns its length. */
static size_t get_naively(const uint8_t *in, uint32_t *out)
{
    unsigned bits = in[0], n = in[1];
    const uint8_t *p = in + 2 + 16 * (size_t)bits;

    memset(out, 0, N * sizeof *out);
    for (unsigned i = 0; i < N; i++)
        for (unsigned b = 0; b < bits; b++) {
            size_t at = bit_place(i, bits, b);

            out[i] |= (uint32_t)(in[2 + at / 8] >> at % 8 & 1) << b;
        }
    for (; n; n--) {
        unsigned which = *p++, shift = bits;

        do {
            if (shift < 32)
                out[which] |= (uint32_t)(*p & 0x7F) << shift;
            shift += 7;
        } while (*p++ & 0x80);
    }
    return (size_t)(p - in);
}

/* The fewest bytes that any number of bits gives. */
static size_t fewest_bytes(const uint32_t *values)
{
    size_t least = SIZE_MAX;

    for (unsigned bits = 0; bits <= PACKING_BITS_MAX; bits++) {
        size_t size = 2 + 16 * (size_t)bits;

        for (unsigned i = 0; i < N; i++)
            if ((uint64_t)values[i] >> bits)
                size += 1 + vbyte_len((uint64_t)values[i] >> bits);
        if (size < least)
            least = size;
    }
    return least;
}

static void check_patched(const uint32_t *values)
{
    uint8_t packed[PACKING_PATCHED_MAX], *copy;
    uint32_t back[N];
    size_t len = (size_t)(packing_put_patched(values, packed) - packed);

    assert_true(len <= sizeof packed);
    assert_int_equal(len, fewest_bytes(values));
    assert_int_equal(get_naively(packed, back), len);
    assert_memory_equal(back, values, sizeof back);
    copy = exactly(packed, len);
    assert_ptr_equal(packing_get_patched(copy, copy + len, back), copy + len);
    assert_memory_equal(back, values, sizeof back);
    free(copy);
    for (size_t cut = 0; cut < len; cut += 1 + len / 40) {
        copy = exactly(packed, cut);
        assert_null(packing_get_patched(copy, copy + cut, back));
        free(copy);
    }
}

static void patched_blocks_come_back_in_the_fewest_bytes(void **state)
{
    uint32_t values[N];

    (void)state;
    for (unsigned low = 0; low <= 32; low++)
        for (unsigned high = low; high <= 32; high += 1 + high / 8)
            for (unsigned exceptions = 0; exceptions <= N; exceptions = exceptions * 3 + 1) {
                for (unsigned i = 0; i < N; i++)
                    values[i] = random_value(low);
                for (unsigned k = 0; k < exceptions; k++)
                    values[below(N)] = random_value(high);
                check_patched(values);
            }
    for (unsigned i = 0; i < N; i++)
        values[i] = i % 2 ? UINT32_MAX : 0;
    check_patched(values);
    for (unsigned i = 0; i < N; i++)
        values[i] = 1U << i % 32;
    check_patched(values);
}

static void damaged_patched_blocks_are_refused(void **state)
{
    uint8_t block[2 + PACKING_PLAIN_MAX + 16] = {0};
    uint32_t out[N];
    uint8_t *exception = block + 2 + 16 * 30;

    (void)state;
    for (unsigned bits = 33; bits < 256; bits++) {
        block[0] = (uint8_t)bits;
        assert_null(packing_get_patched(block, block + sizeof block, out));
    }
    block[0] = 32; /* no exception has bits above 32 */
    block[1] = 1;
    assert_null(packing_get_patched(block, block + sizeof block, out));
    block[0] = 30;
    exception[0] = N - 1;
    exception[1] = 3;
    assert_non_null(packing_get_patched(block, block + sizeof block, out));
    assert_int_equal(out[N - 1], 3U << 30);
    exception[1] = 4; /* bit 32 */
    assert_null(packing_get_patched(block, block + sizeof block, out));
    exception[0] = N; /* no such value */
    exception[1] = 3;
    assert_null(packing_get_patched(block, block + sizeof block, out));
}

/* Bytes by chance are refused or read within their end, and never give a number of another
 * value than the description says. */
static void any_bytes_are_read_within_their_end(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        size_t len = below(200);
        uint8_t *bytes = must_alloc(len + !len);
        const uint8_t *end;
        uint32_t have[N], want[N];

        for (size_t i = 0; i < len; i++)
            bytes[i] = (uint8_t)below(below(2) ? 256 : 8);
        end = packing_get_patched(bytes, bytes + len, have);
        if (end) {
            assert_int_equal(get_naively(bytes, want), end - bytes);
            assert_memory_equal(have, want, sizeof have);
        }
        free(bytes);
    }
}

/* ---- Bytes ---------------------------------------------------------------- */

static void check_vbyte(uint64_t v)
{
    uint8_t bytes[PACKING_VBYTE64_MAX];
    size_t len = (size_t)(packing_put_vbyte(bytes, v) - bytes);
    uint64_t back = ~v;
    uint32_t small = 0;

    assert_int_equal(len, vbyte_len(v));
    assert_ptr_equal(packing_get_vbyte64(bytes, bytes + len, &back), bytes + len);
    assert_true(back == v);
    assert_null(packing_get_vbyte64(bytes, bytes + len - 1, &back));
    assert_null(packing_get_vbyte(bytes, bytes + len - 1, &small));
    if (v <= UINT32_MAX) {
        assert_true(len <= PACKING_VBYTE_MAX);
        assert_ptr_equal(packing_get_vbyte(bytes, bytes + len, &small), bytes + len);
        assert_int_equal(small, v);
    } else {
        assert_null(packing_get_vbyte(bytes, bytes + len, &small));
    }
}

static void vbytes_come_back(void **state)
{
    uint8_t long_one[11];
    uint64_t out;

    (void)state;
    for (unsigned shift = 0; shift < 64; shift++)
        for (unsigned k = 0; k < 5; k++)
            check_vbyte((UINT64_C(1) << shift) + k - 2);
    check_vbyte(UINT64_MAX);
    memset(long_one, 0x80, sizeof long_one);
    assert_null(packing_get_vbyte64(long_one, long_one + sizeof long_one, &out));
    long_one[9] = 2; /* bit 64 */
    assert_null(packing_get_vbyte64(long_one, long_one + sizeof long_one, &out));
    long_one[9] = 1;
    assert_ptr_equal(packing_get_vbyte64(long_one, long_one + sizeof long_one, &out),
                     long_one + 10);
    assert_true(out == UINT64_C(1) << 63);
}

/* Every place of every range, of values around what is sought. */
static void values_are_found(void **state)
{
    uint32_t values[N];
    uint8_t places[N];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t least = round % 2 ? below(4) : UINT32_MAX - below(2), at = (uint32_t)below(N);
        uint32_t end = at + (uint32_t)below(N + 1 - at), found, n = 0;

        for (int i = 0; i < N; i++)
            values[i] = least - 2 + below(4); /* also wraps around */
        found = packing_find(values, at, end, least, places);
        for (uint32_t i = at; i < end; i++)
            if (values[i] >= least) {
                assert_true(n < found);
                assert_int_equal(places[n++], i);
            }
        assert_int_equal(n, found);
    }
    memset(values, 0, sizeof values);
    assert_int_equal(packing_find(values, 0, N, 0, places), N);
    assert_int_equal(packing_find(values, 0, N, 1, places), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_summed_up),
        cmocka_unit_test(values_are_found),
        cmocka_unit_test(every_width_is_packed_as_described),
        cmocka_unit_test(patched_blocks_come_back_in_the_fewest_bytes),
        cmocka_unit_test(damaged_patched_blocks_are_refused),
        cmocka_unit_test(any_bytes_are_read_within_their_end),
        cmocka_unit_test(vbytes_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tags, keys' parts and iamglass: what is encoded is decoded as the same, in the
 * bytes that the format's description gives, and damage is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "indexer/glass/deflate.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/version.h"
#include "indexer/output/pack.h"
#include "tests/bytes.h"

#include <cmocka.h>

/* ---- Integers ------------------------------------------------------------- */

static void integers_come_back_in_their_order(void **unused)
{
    static const uint32_t edges[] = {
        0,       1,         127,     128,           300,     16383,         16384,   32767,
        32768,   2097151,   2097152, (1 << 22) - 1, 1 << 22, (1 << 28) - 1, 1 << 28, (1 << 29) - 1,
        1 << 29, UINT32_MAX};
    uint8_t before[8] = {0}, room[16];

    (void)unused;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        struct pack_input in = {room, pack_uint(room, edges[i])};
        uint32_t v;

        assert_true(unpack_uint32(&in, &v) && v == edges[i] && !pack_left(&in));
        in = (struct pack_input){room, pack_uint_last(room, edges[i])};
        assert_true(unpack_uint32_last(&in, &v) && v == edges[i]);
        memset(room, 0, sizeof room);
        in = (struct pack_input){room, pack_sortable(room, edges[i])};
        assert_true(unpack_sortable(&in, &v) && v == edges[i] && !pack_left(&in));
        assert_true(!i || memcmp(before, room, sizeof before) < 0);
        memcpy(before, room, sizeof before);
    }
}

static void small_integers_are_packed_at_once(void **unused)
{
    (void)unused;
    for (uint32_t v = 0; v < 1 << 14; v++) {
        uint8_t room[PACK_UINT32_MAX];
        size_t len = (size_t)(pack_uint(room, v) - room);

        assert_int_equal(pack_two(v) & 0xFF, room[0]);
        assert_int_equal(pack_two(v) >> 8, len > 1 ? room[1] : 0);
    }
}

static void integers_too_large_or_cut_are_refused(void **unused)
{
    static const char *const bad[] = {"", "80", "ff ff ff ff 1f", "80 80 80 80 80 01"};
    uint64_t v64;
    uint32_t v;

    (void)unused;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct pack_input in = pack_input(hex(bad[i]));

        assert_false(unpack_uint32(&in, &v));
    }
    struct pack_input in = pack_input(hex("ff ff ff ff ff ff ff ff ff 02"));
    assert_false(unpack_uint64(&in, &v64));
    in = pack_input(hex("ff 00"));
    assert_false(unpack_sortable(&in, &v));
    in = pack_input(hex("e0 20 00 00"));
    assert_false(unpack_sortable(&in, &v));
}

/* ---- Tags ----------------------------------------------------------------- */

static void encode_positions(const uint32_t *list, size_t n, struct buf *tag)
{
    pack_end(tag, positions_pack(pack_begin(tag, positions_pack_max(n)), list, n));
}

static void assert_positions(const uint32_t *list, size_t n, struct positions *back)
{
    struct buf tag = {0};

    encode_positions(list, n, &tag);
    assert_true(positions_decode(buf_span(&tag), back));
    assert_int_equal(back->len, n);
    assert_memory_equal(back->list, list, n * sizeof *list);
    buf_free(&tag);
}

static void positions_come_back(void **unused)
{
    enum { MOST = 3000 };
    static uint32_t list[MOST];
    struct positions back = {0};
    struct buf tag = {0};

    (void)unused;
    encode_positions((const uint32_t[]){2, 5, 9}, 3, &tag);
    assert_bytes(buf_span(&tag), hex("09 8a"));
    buf_free(&tag);
    assert_positions((const uint32_t[]){0}, 1, &back);
    assert_positions((const uint32_t[]){UINT32_MAX}, 1, &back);
    assert_positions((const uint32_t[]){0, UINT32_MAX}, 2, &back);
    assert_positions((const uint32_t[]){0, 1, UINT32_MAX - 1, UINT32_MAX}, 4, &back);
    for (int trial = 0; trial < 300; trial++) {
        size_t n = 1 + below(trial % 10 ? 20 : MOST);
        uint32_t spread = 1U << below(20);

        for (size_t i = 0; i < n; i++)
            list[i] = (i ? list[i - 1] + 1 : 0) + below(spread);
        assert_positions(list, n, &back);
    }
    positions_free(&back);
}

static void damaged_positions_are_refused(void **unused)
{
    /* nothing, cut, a bit behind the end, a byte behind the end, 2^32 of them */
    static const char *const bad[] = {"", "09 8a 00", "09 8a 01", "ff",
                                      "ff ff ff ff 0f 00 00 00 00 fe ff ff ff"};
    struct positions back = {0};

    (void)unused;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(positions_decode(hex(bad[i]), &back));
    positions_free(&back);
}

static void term_lists_come_back(void **unused)
{
    static const struct glass_document_term terms[] = {
        {{"Q1", 2}, 0}, {{"a", 1}, 1}, {{"b\0c", 3}, 3}, {{"b\0cd", 4}, 127}, {{"bz", 2}, 70000}};
    struct buf tag = {0};
    struct termlist list = {0};
    struct glass_document_term t;

    (void)unused;
    termlist_encode(4, terms, 3, &tag);
    assert_bytes(buf_span(&tag), hex("04 03 02 51 31 00 06 01 61 08 03 62 00 63"));
    buf_clear(&tag);
    termlist_encode(70131, terms, 5, &tag);
    assert_true(termlist_begin(&list, buf_span(&tag)) && list.length == 70131 && list.left == 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(termlist_next(&list, &t));
        assert_bytes(t.term, terms[i].term);
        assert_int_equal(t.wdf, terms[i].wdf);
    }
    assert_int_equal(list.left, 0);
    for (size_t len = 1; len < tag.len; len++) { /* cut anywhere */
        bool ok = termlist_begin(&list, (struct span){tag.data, len});

        while (ok && list.left)
            ok = termlist_next(&list, &t);
        assert_false(ok);
    }
    buf_free(&tag);
    buf_free(&list.term);
}

static void deflated_tags_come_back(void **unused)
{
    struct deflater *d = deflater_new();
    struct inflater *i = inflater_new();
    struct span text =
                    span_of("to be or not to be, that is the question: whether to be or not to be"),
                small, back;
    struct buf longer = {0};

    (void)unused;
    assert_true(deflate_tag(d, text, &small) && small.len < text.len);
    assert_true(inflate_tag(i, small, &back));
    assert_bytes(back, text);
    assert_false(inflate_tag(i, (struct span){small.data, small.len - 1}, &back));
    buf_span_add(&longer, small);
    buf_char(&longer, 'x');
    assert_false(inflate_tag(i, buf_span(&longer), &back)); /* does not end at its end */
    assert_false(deflate_tag(d, span_of("qwertzuiopas"), &small));
    buf_clear(&longer);
    for (size_t n = 0; n < 1000000; n++)
        buf_char(&longer, 'a');
    assert_true(deflate_tag(d, buf_span(&longer), &small));
    assert_true(small.len < longer.len / 50);
    assert_true(inflate_tag(i, small, &back)); /* a thousandfold */
    assert_bytes(back, buf_span(&longer));
    buf_free(&longer);
    deflater_free(d);
    inflater_free(i);
}

static void terms_that_fit_no_key_are_refused(void **unused)
{
    char zeros[GLASS_TERM_MAX + 1] = "";

    (void)unused;
    assert_false(glass_term_fits(span_of("")));
    assert_true(glass_term_fits((struct span){zeros, 124}));
    assert_false(glass_term_fits((struct span){zeros, 125}));
    memset(zeros, 'x', sizeof zeros);
    assert_true(glass_term_fits((struct span){zeros, GLASS_TERM_MAX}));
    assert_false(glass_term_fits((struct span){zeros, GLASS_TERM_MAX + 1}));
}

/* ---- iamglass ------------------------------------------------------------- */

static struct glass_root small_root(enum glass_kind kind, uint64_t entries)
{
    struct glass_root r = glass_fake_root(kind, 8192);

    r.fake = !entries;
    r.entries = entries;
    r.blocks = entries ? 1 : 0;
    return r;
}

static void version_file_is_as_described(void **unused)
{
    static const uint8_t want[] = {
        0x0f, 0x0d, 0x58, 0x61, 0x70, 0x69, 0x61, 0x6e, 0x20, 0x47, 0x6c, 0x61, 0x73, 0x73, 0x04,
        0x6e, '0',  '1',  '2',  '3',  '4',  '5',  '6',  '7',  '8',  '9',  'a',  'b',  'c',  'd',
        'e',  'f',  0x01, 0x00, 0x02, 0x06, 0x04, 0x00, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x02, 0x01, 0x04, 0x12, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
        0x04, 0x12, 0x06, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x04, 0x00, 0x06,
        0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x04, 0x12, 0x00, 0x00, 0x03, 0x00,
        0x04, 0x12, 0x00, 0x02, 0x01, 0x04, 0x03, 0x01, 0x00, 0x04, 0x00};
    static const uint64_t entries[GLASS_KINDS] = {6, 1, 3, 2, 0, 0};
    struct glass_version v = {.revision = 1, .stats = {2, 3, 4, 4, 3, 4}}, back;
    struct buf bytes = {0};

    (void)unused;
    memcpy(v.uuid, "0123456789abcdef", sizeof v.uuid);
    for (enum glass_kind kind = 0; kind < GLASS_KINDS; kind++)
        v.roots[kind] = small_root(kind, entries[kind]);
    glass_version_encode(&v, &bytes);
    assert_bytes(buf_span(&bytes), (struct span){(const char *)want, sizeof want});
    assert_true(glass_version_parse(buf_span(&bytes), &back));
    assert_int_equal(back.roots[GLASS_TERMLIST].entries, 3);
    assert_memory_equal(&back.stats, &v.stats, sizeof v.stats);
    for (size_t len = 0; len < bytes.len; len++)
        assert_false(glass_version_parse((struct span){bytes.data, len}, &back));
    buf_char(&bytes, 0);
    assert_false(glass_version_parse(buf_span(&bytes), &back));
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_come_back_in_their_order),
        cmocka_unit_test(small_integers_are_packed_at_once),
        cmocka_unit_test(integers_too_large_or_cut_are_refused),
        cmocka_unit_test(positions_come_back),
        cmocka_unit_test(damaged_positions_are_refused),
        cmocka_unit_test(term_lists_come_back),
        cmocka_unit_test(deflated_tags_come_back),
        cmocka_unit_test(terms_that_fit_no_key_are_refused),
        cmocka_unit_test(version_file_is_as_described),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

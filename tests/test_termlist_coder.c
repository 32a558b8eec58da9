/* Term lists coded in one step are the bytes that encoding and deflating them makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/encoder.h"
#include "indexer/glass/glass.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/termlist_coder.h"
#include "tests/bytes.h"

#include <cmocka.h>

enum { TERMS = 1500, ROOMY = 1 << 20 };

struct vocabulary {
    char text[TERMS][GLASS_TERM_MAX];
    struct span terms[TERMS]; /* in byte order, no two the same */
    uint32_t n;
};

static int by_bytes(const void *a, const void *b)
{
    return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

/* Terms that often begin like others. */
static void invent(struct vocabulary *v, size_t longest, struct span letters)
{
    for (size_t i = 0; i < TERMS; i++) {
        size_t len = 1 + below((uint32_t)longest), same = i ? below((uint32_t)len) : 0;

        if (i)
            memcpy(v->text[i], v->text[below((uint32_t)i)], same);
        for (size_t k = same; k < len; k++)
            v->text[i][k] = letters.data[below((uint32_t)letters.len)];
        v->terms[i] = (struct span){v->text[i], len};
    }
    qsort(v->terms, TERMS, sizeof *v->terms, by_bytes);
    v->n = 0;
    for (size_t i = 0; i < TERMS; i++)
        if (!i || !span_eq(v->terms[v->n - 1], v->terms[i]))
            v->terms[v->n++] = v->terms[i];
}

struct list {
    uint64_t coded[TERMS];
    struct glass_document_term terms[TERMS];
    size_t n;
    uint32_t length;
};

/* Each term with a chance of one in ODDS. */
static void draw(const struct vocabulary *v, uint32_t odds, struct list *l)
{
    l->n = l->length = 0;
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t wdf = below(8) ? below(4) : below(1U << below(20));

        if (below(odds))
            continue;
        l->coded[l->n] = (uint64_t)i << 32 | wdf;
        l->terms[l->n++] = (struct glass_document_term){v->terms[i], wdf};
        l->length += wdf;
    }
}

/* What the encoder makes of the list, if that is what a deflater would take. */
static bool expected(struct encoder *e, const struct list *l, struct buf *out)
{
    struct buf tag = {0};
    bool taken;

    termlist_encode(l->length, l->terms, l->n, &tag);
    taken = tag.len > glass_compress_min(GLASS_TERMLIST) &&
            encode(e, buf_span(&tag), encoder_size(e, tag.len, deflate_good(tag.len)), out) &&
            out->len < tag.len;
    buf_free(&tag);
    return taken;
}

static void assert_coded(struct termlist_coder *c, struct encoder *e, const struct list *l,
                         size_t *taken)
{
    struct buf want = {0};
    struct span have;
    bool coded = termlist_code(c, l->length, l->coded, l->n, ROOMY, &have);

    assert_int_equal(coded, expected(e, l, &want));
    if (coded) {
        assert_bytes(have, buf_span(&want));
        assert_true(termlist_code(c, l->length, l->coded, l->n, want.len + 1, &have));
        assert_bytes(have, buf_span(&want));
        assert_false(termlist_code(c, l->length, l->coded, l->n, want.len, &have));
        ++*taken;
    }
    buf_free(&want);
}

static void lists_are_coded_as_deflated(void **unused)
{
    static const struct {
        size_t longest;
        struct span letters;
        bool fit;
    } kinds[] = {{7, {"aceilnorst", 10}, true},
                 {GLASS_TERM_MAX, {"aceilnorst", 10}, true},
                 {14, {"aaaccceeeiiilllnnnooorrrsssttt0149XZjkqz", 40}, true},
                 {30, {"\0\x7f\xff", 3}, false},
                 {12, {"\xD0\xB0\xD1\x82\xD0\xB5", 6}, false}};
    struct vocabulary *v = must_alloc(sizeof *v);
    struct list *l = must_alloc(sizeof *l);
    struct encoder *e = encoder_new(&deflate_codes_termlist);

    (void)unused;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct termlist_coder *c;
        size_t taken = 0;

        invent(v, kinds[k].longest, kinds[k].letters);
        c = termlist_coder_new(v->terms, v->n);
        for (uint32_t round = 0; round < 60; round++) {
            draw(v, 1 + below(round % 2 ? 10 : 300), l);
            assert_coded(c, e, l, &taken);
        }
        assert_true(kinds[k].fit ? taken > 20 : taken < 20);
        termlist_coder_free(c);
    }
    encoder_free(e);
    free(l);
    free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_coded_as_deflated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

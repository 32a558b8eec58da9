#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "print_sample.h"

#include <cmocka.h> /* last: its fail() is a macro */

const struct print_hit sample_plain = {
    .query = SPAN("q1"),
    .rank = 1,
    .score = 11532004,
    .article = {.id = SPAN("agency/0001.txt"),
                .title = SPAN("Dockers end strike"),
                .day = 20250331,
                .date_source = DATE_FROM_HEADER,
                .source = SPAN("Agency"),
                .lang = SPAN("en")},
    .snippet = SPAN("The " MARKED("strike") " ended on Monday …"),
};

const struct print_hit sample_hostile = {
    .query = SPAN("q1"),
    .rank = 2,
    .score = 5,
    .article = {.id = SPAN("an id\xC2\xA0%41,\xE3\x80\x80.txt"), .title = SPAN(HOSTILE)},
    .snippet = SPAN(MARKED(HOSTILE)),
};

const struct print_summary sample_summary = {
    .query = SPAN("q1"),
    .total = true,
    .matches = 5,
    .shown = 2,
    .since = 20250301,
    .until = 20250331,
    .timed = true,
    .seconds = 0.000712,
};

void sample_answer(const struct print_options *o, const struct print_hit *hits, size_t n,
                   const struct print_summary *s, bool first, struct buf *out)
{
    struct printer *p = printer_open(o, out);

    print_between(o, first, out);
    print_answer_begin(p, s);
    for (size_t i = 0; i < n; i++)
        print_hit(p, &hits[i]);
    print_answer_end(p, s);
    printer_close(p);
}

struct buf sample_printed(const struct print_options *o, const struct print_hit *hits, size_t n,
                          const struct print_summary *s)
{
    struct buf out = {0};

    print_begin(o, &out);
    sample_answer(o, hits, n, s, true, &out);
    print_end(o, &out);
    return out;
}

void sample_expect(const struct print_options *o, const struct print_hit *hits, size_t n,
                   const struct print_summary *s, const char *want)
{
    struct buf got = sample_printed(o, hits, n, s);

    assert_string_equal(got.data ? got.data : "", want);
    buf_free(&got);
}

void sample_expect_both(const struct print_options *o, const char *want)
{
    const struct print_hit hits[] = {sample_plain, sample_hostile};

    sample_expect(o, hits, 2, &sample_summary, want);
}

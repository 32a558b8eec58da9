#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "print_sample.h"

#include <cmocka.h> /* last: its fail() is a macro */

const struct hit sample_plain = {
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

const struct hit sample_hostile = {
    .rank = 2,
    .score = 5,
    .article = {.id = SPAN("an id\xC2\xA0%41,\xE3\x80\x80.txt"), .title = SPAN(HOSTILE)},
    .snippet = SPAN(MARKED(HOSTILE)),
};

const struct answer sample_summary = {
    .qid = SPAN("q1"),
    .days = {20250301, 20250331},
    .counted = true,
    .matches = 5,
    .shown = 2,
    .seconds = 0.000712,
};

void sample_answer(const struct render_options *o, const struct hit *hits, size_t n,
                   const struct answer *a, bool first, struct buf *out)
{
    struct render_options timed = *o;
    struct renderer *r;

    timed.timing = a->seconds > 0;
    r = renderer_open(&timed, ASK_HITS, a, out);
    render_between(o, ASK_HITS, first, out);
    renderer_begin(r);
    for (size_t i = 0; i < n; i++)
        renderer_hit(r, &hits[i]);
    renderer_end(r);
    renderer_close(r);
}

struct buf sample_printed(const struct render_options *o, const struct hit *hits, size_t n,
                          const struct answer *a)
{
    struct buf out = {0};

    render_begin(o, ASK_HITS, &out);
    sample_answer(o, hits, n, a, true, &out);
    render_end(o, ASK_HITS, &out);
    return out;
}

void sample_expect(const struct render_options *o, const struct hit *hits, size_t n,
                   const struct answer *a, const char *want)
{
    struct buf got = sample_printed(o, hits, n, a);

    assert_string_equal(got.data ? got.data : "", want);
    buf_free(&got);
}

void sample_expect_both(const struct render_options *o, const char *want)
{
    const struct hit hits[] = {sample_plain, sample_hostile};

    sample_expect(o, hits, 2, &sample_summary, want);
}

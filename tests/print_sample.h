/* Two hits to be printed, one of them as bad as can be, and what printing them
 * gives. */
#ifndef DATELINE_TESTS_PRINT_SAMPLE_H
#define DATELINE_TESTS_PRINT_SAMPLE_H

#include "searcher/render/render_format.h"
#include "searcher/snippet/snippet.h"

#define MARKED(word) SNIPPET_MARK_START word SNIPPET_MARK_END
#define SPAN(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

/* What no terminal may get: a tab and a line, a sequence of its own, a C1
 * control, and an order to write backwards. */
#define HOSTILE                                              \
    "A \"tab\t\", a\nline,\r\\ \x1b]0;x\x07\x1b[31m\xC2\x9B" \
    "2J\x7F \xE2\x80\xAEgnp 👩‍🚀\xE2\x80\xA8."

extern const struct hit sample_plain, sample_hostile;
/* What is told of all of them; whose name is "q1", and the seconds are told. */
extern const struct answer sample_summary;

void sample_answer(const struct render_options *o, const struct hit *hits, size_t n,
                   const struct answer *a, bool first, struct buf *out);
/* An output with one answer. */
struct buf sample_printed(const struct render_options *o, const struct hit *hits, size_t n,
                          const struct answer *a);
/* That it is WANT, byte for byte. */
void sample_expect(const struct render_options *o, const struct hit *hits, size_t n,
                   const struct answer *a, const char *want);
/* The same of both samples. */
void sample_expect_both(const struct render_options *o, const char *want);

#endif

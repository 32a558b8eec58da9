/* A stemmer that has no memory for a stem, once or for good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "text/stem.h"

#include <libstemmer.h>

#include <cmocka.h>

const sb_symbol *__real_sb_stemmer_stem(struct sb_stemmer *s, const sb_symbol *word, int size);
const sb_symbol *__wrap_sb_stemmer_stem(struct sb_stemmer *s, const sb_symbol *word, int size);

static unsigned failures; /* of the next calls */

const sb_symbol *__wrap_sb_stemmer_stem(struct sb_stemmer *s, const sb_symbol *word, int size)
{
    return failures && failures-- ? NULL : __real_sb_stemmer_stem(s, word, size);
}

static void a_stem_is_asked_for_again(void **state)
{
    struct stemmer *s;
    uint64_t fingerprint;

    (void)state;
    assert_int_equal(stemmer_open("english", &s, NULL), DATELINE_OK);
    fingerprint = stemmer_fingerprint(s);
    failures = 1;
    assert_true(span_eq(stemmer_stem(s, span_of("harbours")), span_of("harbour")));
    assert_int_equal(failures, 0);
    failures = 1;
    assert_true(stemmer_fingerprint(s) == fingerprint);
    failures = 2; /* not for want of memory, then */
    assert_int_equal(stemmer_stem(s, span_of("harbours")).len, 0);
    stemmer_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_stem_is_asked_for_again)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

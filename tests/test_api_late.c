/* libdateline from outside, where no time is left for the marks of snippets: the warning, which
 * comes while hits are read, is one of the results. */
#include <string.h>

#include "api_index.h"

struct snippet_terms;

/* Every snippet is late: a clock is past the least of times. */
void __real_snippet_terms_until(struct snippet_terms *t, double until);
void __wrap_snippet_terms_until(struct snippet_terms *t, double until);
void __wrap_snippet_terms_until(struct snippet_terms *t, double until)
{
    __real_snippet_terms_until(t, until > 0 ? 1e-9 : until);
}

static void late_marks_are_warned_of(void **state)
{
    const dateline_query q = {
        .size = sizeof q, .text = "harbour \"", .timeout = 60, .want = DATELINE_WANT_SNIPPET};
    dateline_results *results = NULL;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_size(results), 4);
    assert_non_null(strstr(dateline_results_warning(results, 0), "no closing quote"));
    assert_non_null(dateline_results_warning(results, 1));
    assert_string_equal(dateline_results_warning(results, 1),
                        "no time was left to mark matches: 4 hits show how the article begins");
    assert_null(dateline_results_warning(results, 2));
    dateline_results_free(results);
    dateline_reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {in_home(late_marks_are_warned_of)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The measures of rankings, against examples worked out by hand or in textbooks. */
#include "bench/measures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h> /* last: its fail() is a macro */

static void assert_near(double got, double expected)
{
    if (!(fabs(got - expected) < 5e-7))
        fail_msg("%.9f instead of %.9f", got, expected);
}

/* DCG of 3 2 3 0 1 2 is 3 + 1.2618595 + 1.5 + 0 + 0.3868528 + 0.7124143 = 6.8611266; of the
 * best six of 3 3 3 2 2 2 1 0 it is 3 + 1.8927893 + 1.5 + 0.8613531 + 0.7737056 + 0.7124143. */
static void gain_is_discounted_and_normalised(void **state)
{
    const unsigned ranked[] = {3, 2, 3, 0, 1, 2};
    unsigned judged[] = {0, 2, 3, 1, 3, 2, 3, 2};

    (void)state;
    assert_near(measure_ndcg(ranked, 6, judged, 8, 6), 6.8611266 / 8.7402623);
    /* The first two: (3 + 1.2618595) / (3 + 1.8927893). */
    assert_near(measure_ndcg(ranked, 6, judged, 8, 2), 4.2618595 / 4.8927893);
    assert_near(measure_ndcg(judged, 8, judged, 8, 10), 1);
    assert_near(measure_ndcg(ranked, 0, judged, 8, 10), 0);
    /* One of two relevant documents, at rank 3: 0.5 / (1 + 0.6309298). */
    assert_near(measure_ndcg((unsigned[]){0, 0, 1}, 3, (unsigned[]){1, 0, 1}, 3, 10),
                0.5 / 1.6309298);
    /* Not among the first ten. */
    assert_near(measure_ndcg((unsigned[]){0, 0, 1}, 3, (unsigned[]){1}, 1, 2), 0);
}

/* Relevant at ranks 1, 3, 6, 9 and 10 of ten, all that there are:
 * (1/1 + 2/3 + 3/6 + 4/9 + 5/10) / 5. */
static void precision_is_averaged_over_relevant_documents(void **state)
{
    const unsigned ranked[] = {1, 0, 4, 0, 0, 1, 0, 0, 2, 1};

    (void)state;
    assert_near(measure_average_precision(ranked, 10, 5), 0.6222222);
    /* As many are missing: what is found counts half. */
    assert_near(measure_average_precision(ranked, 10, 10), 0.3111111);
    /* Relevant at ranks 2, 5 and 7 of three: (1/2 + 2/5 + 3/7) / 3. */
    assert_near(measure_average_precision((unsigned[]){0, 1, 0, 0, 1, 0, 1}, 7, 3), 0.4428571);
    assert_near(measure_average_precision(ranked, 0, 3), 0);
    assert_near(measure_average_precision(ranked, 10, 0), 0);
}

static void recall_is_the_share_found(void **state)
{
    const unsigned ranked[] = {1, 0, 4, 0, 0, 1, 0, 0, 2, 1};

    (void)state;
    assert_near(measure_recall(ranked, 10, 5, 1000), 1);
    assert_near(measure_recall(ranked, 10, 8, 1000), 0.625);
    assert_near(measure_recall(ranked, 10, 8, 3), 0.25);
    assert_near(measure_recall(ranked, 10, 0, 10), 0);
}

/* ---- The program ------------------------------------------------------------ */

static void write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

/* Three topics: of one all is found, of one nothing, and one has nothing to find. */
static void means_are_over_topics_with_relevant_documents(void **state)
{
    char folder[] = "/tmp/dateline-measures-XXXXXX", qrels[64], run[64], command[512];
    char line[256] = "";
    FILE *out;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(qrels, sizeof qrels, "%s/qrels", folder);
    snprintf(run, sizeof run, "%s/run", folder);
    write_text(qrels, "b 0 x 2\na 0 x 1\na 0 y 0\na 0 z 3\nc 0 x 0\n");
    write_text(run, "a Q0 z 1 9.5 t\na Q0 y 2 9.4 t\na Q0 new 3 9.3 t\na Q0 x 4 9.2 t\n"
                    "c Q0 x 1 1.0 t\nunknown Q0 x 1 1.0 t\n");
    snprintf(command, sizeof command, "%s %s <%s", RELEVANCE, qrels, run);
    out = popen(command, "r");
    assert_non_null(out);
    assert_non_null(fgets(line, sizeof line, out));
    assert_int_equal(pclose(out), 0);
    /* Of a: gain (3 + 1 / log2(5)) / (3 + 1 / log2(3)) = .9448, precision (1 + 2/4) / 2. */
    assert_string_equal(line, "nDCG@10 0.4724  MAP 0.3750  recall@1000 0.5000  topics 2\n");
    remove(qrels);
    remove(run);
    remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gain_is_discounted_and_normalised),
        cmocka_unit_test(precision_is_averaged_over_relevant_documents),
        cmocka_unit_test(recall_is_the_share_found),
        cmocka_unit_test(means_are_over_topics_with_relevant_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

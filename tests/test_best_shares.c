/* A term's greatest shares, against sorting all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lists/best_shares.h"
#include "lists/impact.h"
#include "tests/bytes.h"

#include <cmocka.h>

enum { MOST = 5000 };

static double norms[MOST + 1];

static int greater_first(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Adds the shares of document FIRST and the N - 1 after it, with wdfs below MOST_WDF, to B and to
 * SHARES. */
static void add_block(struct best_shares *b, uint32_t first, uint32_t n, uint32_t most_wdf,
                      double *shares)
{
    uint32_t docs[PACKING_BLOCK], wdfs[PACKING_BLOCK];
    double greatest = 0;

    for (uint32_t i = 0; i < n; i++) {
        docs[i] = first + i;
        wdfs[i] = below(most_wdf);
        shares[i] = impact_share(norms[docs[i]], wdfs[i]);
        greatest = shares[i] > greatest ? shares[i] : greatest;
    }
    assert_true(best_shares_add(b, norms, docs, wdfs, n) == greatest);
}

static void check_ranks(struct best_shares *b, double *shares, uint32_t n)
{
    qsort(shares, n, sizeof *shares, greater_first);
    for (uint32_t rank = BEST_SHARES; rank; rank--) {
        float want = rank <= n ? impact_down(shares[rank - 1]) : 0;

        assert_true(best_shares_at(b, rank) == want);
    }
}

/* The documents' norms are among LENGTHS different ones. */
static void add_and_check(uint32_t documents, uint32_t lengths, uint32_t most_wdf)
{
    static struct best_shares b;
    static double shares[MOST];
    uint32_t done = 0;

    for (uint32_t d = 1; d <= documents; d++)
        norms[d] = 0.75 + 0.01 * below(lengths);
    best_shares_clear(&b);
    while (done < documents) {
        uint32_t left = documents - done, n = left < PACKING_BLOCK ? left : PACKING_BLOCK;

        add_block(&b, done + 1, n, most_wdf, shares + done);
        done += n;
    }
    check_ranks(&b, shares, documents);
}

static void greatest_shares_are_found(void **unused)
{
    static const uint32_t documents[] = {1, 9, 10, 99, 100, 128, 384, 385, 512, 513, MOST};

    (void)unused;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        add_and_check(documents[i], 1000, 20);
        add_and_check(documents[i], 1, 3);  /* nearly all are alike */
        add_and_check(documents[i], 10, 1); /* none counts */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greatest_shares_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
